"""What must never be published of a person, wherever it stands in a text.

What is published of a person is name, post, unit, award and decision; these never are. The patterns
lean towards finding: a false alarm costs a minute, a number in Git stays for ever.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from thidua.text.folding import nfc
from thidua.text.personal_numbers import personal_numbers


class Personal(StrEnum):
    """What was found."""

    IDENTITY_CARD = "identity-card"
    INSURANCE = "insurance"
    BIRTH = "birth"
    MOBILE = "mobile"
    MAILBOX = "mailbox"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Found:
    """A run of characters that is personal data."""

    start: int
    end: int
    what: Personal


@dataclass(frozen=True, slots=True)
class _Sought:
    """A pattern with the words that it contains: over a whole text it would be slow."""

    words: tuple[str, ...]
    pattern: re.Pattern[str]
    #: How far a match may reach before and behind its word.
    before: int
    behind: int

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where the pattern matches."""
        lower = text.lower()
        if len(lower) != len(text):  # a letter that is two in lower case
            yield from (match.span() for match in self.pattern.finditer(text))
            return
        done = 0
        for at in sorted(place for word in self.words for place in _places(word, lower)):
            start = max(done, at - self.before)
            match = self.pattern.search(text, start, at + self.behind)
            if match is not None:
                yield match.span()
                done = match.end()


def _places(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


# «nợ phát sinh năm 2012», «học sinh năm học 2013-2014» speak of nobody's birth.
_NO_BIRTHS = "phát vệ học hộ tái nảy khai sơ tuyển thí an dân hy hi cứu hồi giáo nhân"
_OTHER_BIRTHS = "".join(f"(?<!{nfc(word)} )" for word in _NO_BIRTHS.split())
_BIRTH = re.compile(
    nfc(
        rf"(?:\b(?:ngày|năm) sinh|\bsinh nhật|{_OTHER_BIRTHS}\bsinh(?: vào)?(?: ngày| năm)?)"
        r"[\s:,là]{1,6}(?:(?:mùng|mồng) )?"
        r"(?:[0-9]{1,2}(?:[/.-]| tháng )[0-9]{1,2}(?:[/.-]| năm ))?(?:19|20)[0-9]{2}\b"
    ),
    re.IGNORECASE,
)
# Providers of mailboxes for private persons; offices have mailboxes of their own.
_PROVIDERS = "gmail|googlemail|yahoo|ymail|hotmail|outlook|live|icloud|proton|protonmail|zoho"
_MAILBOX = re.compile(
    rf"(?<![\w.+-])[\w.+-]{{1,64}}@(?:{_PROVIDERS})\.(?:com|vn|com\.vn|me|net|org)\b", re.IGNORECASE
)
# «Nơi thường trú: thôn 3, xã …», «tạm trú tại số 12 ngõ 5 …»: a home. «120 hộ tạm trú tại xã Tân
# Lập», «thường trú tại 126 xã» are none: where no label says so, only a house makes it one.
_HOUSE = r"(?:số(?: nhà)?|nhà|căn hộ|ngõ|ngách|hẻm|kiệt)\s+\S*[0-9]"
_NUMBER = (
    r"[0-9]+(?![0-9])(?!\s+(?:xã|phường|thị trấn|huyện|quận|tỉnh|thôn|ấp|bản|buôn|tổ|nơi|địa))"
)
_PLACE = r"(?:đường|phố|thôn|xóm|ấp|bản|buôn|tổ|khu phố|xã|phường|thị trấn)\b|[0-9]"
_LABEL = (
    r"(?:địa chỉ nhà(?: riêng)?|nhà riêng|nơi (?:thường|tạm) trú|hộ khẩu thường trú"
    r"|(?:chỗ|nơi) ở hiện nay|(?:(?:thường|tạm) trú|(?:chỗ|nơi) ở)(?=\s?:))"
)
_ADDRESS = re.compile(
    nfc(
        rf"\b(?:{_LABEL}[\s:,]{{1,3}}(?:(?:tại|ở|là)[\s:]{{1,2}})?(?:{_HOUSE}|{_PLACE})"
        rf"|(?:thường|tạm) trú\s+(?:tại|ở)\s+(?:{_HOUSE}|{_NUMBER}))[^.;\n]{{0,80}}"
    ),
    re.IGNORECASE,
)
_HOME_WORDS = ("địa chỉ nhà", "nhà riêng", " trú", "hộ khẩu", "chỗ ở", "nơi ở")
_HOMES = _Sought(tuple(map(nfc, _HOME_WORDS)), _ADDRESS, before=12, behind=200)
_BIRTHS = _Sought(("sinh",), _BIRTH, before=6, behind=70)
# Digits of full width and blanks of every kind are read as the plain ones.
_ODD = re.compile("[０-９\u00a0\u2000-\u200a\u202f]")
_PLAIN = {ord("０") + digit: ord("0") + digit for digit in range(10)}
_PLAIN |= dict.fromkeys([0xA0, 0x202F, *range(0x2000, 0x200B)], ord(" "))


def personal_data(text: str) -> Iterator[Found]:
    """Yield what must not be published, in the order of the text."""
    plain = text.translate(_PLAIN) if _ODD.search(text) else text
    found = list[Found]()
    if "@" in plain:
        found += [Found(*match.span(), Personal.MAILBOX) for match in _MAILBOX.finditer(plain)]
    for what, sought in ((Personal.ADDRESS, _HOMES), (Personal.BIRTH, _BIRTHS)):
        found += [Found(*span, what) for span in sought.spans(plain)]
    found += [Found(start, end, Personal(kind)) for start, end, kind in personal_numbers(plain)]
    yield from sorted(found, key=lambda each: each.start)


def masked(text: str) -> str:
    """Return a text in which personal data cannot be read: logs of checks are public too."""
    shown = list(text)
    for found in personal_data(text):
        run = text[found.start : found.end]
        words = found.what in {Personal.MAILBOX, Personal.ADDRESS}
        hidden = run.rpartition("@")[0] if found.what is Personal.MAILBOX else run
        secret = str.isalnum if words else str.isdigit
        shown[found.start : found.start + len(hidden)] = [
            "•" if secret(letter) else letter for letter in hidden
        ]
    return "".join(shown)
