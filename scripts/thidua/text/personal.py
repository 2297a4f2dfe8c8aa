"""Personal numbers and dates of birth in a text, wherever they stand.

What is published of a person is name, post, unit, award and decision; these never are. The
patterns lean towards finding: a false alarm costs a minute, a number in Git stays for ever.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from thidua.text.folding import nfc


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


# Digits in a row, parted as people part such numbers. What follows a letter is a code.
_RUN = re.compile(
    r"(?<![0-9A-Za-z])(?<![0-9][.,/-])\(?\+?[0-9](?:[ .()/-]{0,2}[0-9]){8,12}(?![0-9]|[.,][0-9])"
)
#: Prefixes of today, and those with eleven digits that were valid until 2018.
_MOBILE = re.compile(r"(?:\+?84|0)(?:[35789][0-9]{8}|1[2689][0-9]{8})")
_YEAR = r"(?:19|20)[0-9]{2}(?:-[0-9]{2})?"
_YEARS = re.compile(rf"{_YEAR}(?:[ .()/-]{{1,2}}{_YEAR})+")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:[. ][0-9]{3})+")
_DATES = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:19|20)[0-9]{2}.*")
# An amount has its unit behind it and no zero before it; «đồng chí» is no unit.
_AMOUNT = re.compile(
    nfc(r"\s*(?:đồng(?!\s+(?:chí|bào|nghiệp|đội))|triệu|tỷ|tỉ|nghìn|ngàn|VND|người|lượt|hồ sơ)\b"),
    re.IGNORECASE,
)
# «nợ phát sinh năm 2012», «học sinh năm học 2013-2014» speak of nobody's birth.
_OTHER_BIRTHS = "".join(f"(?<!{nfc(word)} )" for word in ("phát", "vệ", "học", "hộ", "tái", "nảy"))
_BIRTH = re.compile(
    nfc(
        rf"(?:\b(?:ngày|năm) sinh|\bsinh nhật|{_OTHER_BIRTHS}\bsinh(?: vào)?(?: ngày| năm)?)"
        r"[\s:,là]{1,6}(?:(?:mùng|mồng) )?"
        r"(?:[0-9]{1,2}(?:[/.-]| tháng )[0-9]{1,2}(?:[/.-]| năm ))?(?:19|20)[0-9]{2}\b"
    ),
    re.IGNORECASE,
)
_BIRTH_WORD = re.compile(r"[Ss][Ii][Nn][Hh][\s:,]")
# Providers of mailboxes for private persons; offices have mailboxes of their own.
_PROVIDERS = "gmail|googlemail|yahoo|ymail|hotmail|outlook|live|icloud|proton|protonmail|zoho"
_MAILBOX = re.compile(
    rf"(?<![\w.+-])[\w.+-]{{1,64}}@(?:{_PROVIDERS})\.(?:com|vn|com\.vn|me|net|org)\b", re.IGNORECASE
)
# «Nơi thường trú: thôn 3, xã …», «tạm trú tại số 12 ngõ 5 …»: a home. «120 hộ tạm trú tại xã Tân
# Lập» is none: where no label says so, only a house makes it one.
_HOUSE = r"(?:số(?: nhà)?|nhà|căn hộ|ngõ|ngách|hẻm|kiệt)\s+\S*[0-9]|[0-9]"
_PLACE = r"(?:đường|phố|thôn|xóm|ấp|bản|buôn|tổ|khu phố|xã|phường|thị trấn)\b"
_ADDRESS = re.compile(
    nfc(
        r"\b(?:(?:địa chỉ nhà(?: riêng)?|nhà riêng|nơi (?:thường|tạm) trú|hộ khẩu thường trú"
        rf"|(?:chỗ|nơi) ở hiện nay)[\s:,]{{1,3}}(?:(?:tại|ở|là)[\s:]{{1,2}})?(?:{_HOUSE}|{_PLACE})"
        rf"|(?:thường|tạm) trú\s+(?:tại|ở)\s+(?:{_HOUSE}))[^.;\n]{{0,80}}"
    ),
    re.IGNORECASE,
)
_ADDRESS_WORD = re.compile(nfc("trú|địa chỉ nhà|nhà riêng|hộ khẩu|ở hiện nay"), re.IGNORECASE)
_ANY_FULL_WIDTH = re.compile("[０-９]")
_FULL_WIDTH = {ord("０") + digit: ord("0") + digit for digit in range(10)}


def personal_data(text: str) -> Iterator[Found]:
    """Yield what must not be published, in the order of the text."""
    plain = text.translate(_FULL_WIDTH) if _ANY_FULL_WIDTH.search(text) else text
    found = list[Found]()
    if "@" in plain:
        found += [Found(*match.span(), Personal.MAILBOX) for match in _MAILBOX.finditer(plain)]
    if _ADDRESS_WORD.search(plain):
        found += [Found(*match.span(), Personal.ADDRESS) for match in _ADDRESS.finditer(plain)]
    if _BIRTH_WORD.search(plain):  # few texts have it, and the pattern itself is slow
        found += [Found(*match.span(), Personal.BIRTH) for match in _BIRTH.finditer(plain)]
    for match in _RUN.finditer(plain):
        what = _kind_of(match[0], plain[match.end() : match.end() + 20])
        if what is not None:
            found.append(Found(*match.span(), what))
    yield from sorted(found, key=lambda each: each.start)


def masked(text: str) -> str:
    """Return a text in which personal data cannot be read: logs of checks are public too."""
    shown = list(text)
    for found in personal_data(text):
        run = text[found.start : found.end]
        hidden = run.rpartition("@")[0] if found.what is Personal.MAILBOX else run
        secret = str.isalnum if found.what is Personal.MAILBOX else str.isdigit
        shown[found.start : found.start + len(hidden)] = [
            "•" if secret(letter) else letter for letter in hidden
        ]
    return "".join(shown)


def _kind_of(run: str, behind: str) -> Personal | None:
    if _GROUPED.fullmatch(run) or _YEARS.fullmatch(run) or _DATES.fullmatch(run):
        return None
    digits = re.sub(r"[^0-9+]", "", run)
    if _MOBILE.fullmatch(digits):
        return Personal.MOBILE
    begins_with_zero = digits.startswith("0")
    if re.match(r"/[A-ZĐ]", behind) or (_AMOUNT.match(behind) and not begins_with_zero):
        return None  # the number of a document, or an amount
    if not begins_with_zero and re.search(r"[ .()/-]", run) and len(digits) != len("7912345678"):
        return None  # a list of small numbers
    kinds = {9: Personal.IDENTITY_CARD, 12: Personal.IDENTITY_CARD, 10: Personal.INSURANCE}
    return kinds.get(len(digits)) if digits.isdigit() else None
