"""Numbers of persons among the numbers of a text: mobiles, identity cards, insurance.

Such a number may be parted as people part it (0912.345.678) and may stand in a row of several
(0912345678/0987654321). Amounts, dates, the lines of offices and tax codes look alike and are none.
Where both are possible it is a person's: a false alarm costs a minute.
"""

import re
from collections.abc import Iterator
from typing import Final, Literal

from thidua.text.folding import nfc

Kind = Literal["identity-card", "insurance", "mobile"]

#: Nine digits and more in a row, however they are parted.
_RUN = re.compile("[0-9](?<![0-9].)(?:[ .()/,;-]{0,3}[0-9]){8,}")
_DIGITS = re.compile("[0-9]+")
#: What may stand within a number, and behind what another one may begin.
_WITHIN = re.compile("[ .()/-]{1,2}")
_PARTING = re.compile("[,;/-]|.{3}")

#: Prefixes of today, and those with eleven digits that were valid until 2018.
_MOBILE = re.compile("(?:84|0)(?:[35789][0-9]{8}|1[2689][0-9]{8})")
_OFFICE = re.compile("02[0-9]{9}")
_LENGTHS: Final[dict[int, Kind]] = {9: "identity-card", 12: "identity-card", 10: "insurance"}
_MOST_GROUPS = 12
_EVEN = ({" "}, {"."}, {"-"})

_YEAR = "(?:19|20)[0-9]{2}"
_DAY = f"[0-9]{{1,2}}[/.-][0-9]{{1,2}}[/.-]{_YEAR}"
_TIME = f"(?:{_DAY}|(?:0?[1-9]|1[0-2])/{_YEAR}|{_YEAR}(?:-[0-9]{{2}}){{0,2}})"
#: In their order: times and spans of time, amounts, and lines of offices until 2018 where they
#: cannot be mobiles of today (04.39361234, (08) 38997039, 031.3842345).
_HARMLESS = re.compile(
    rf"(?:(?:[0-9]{{1,2}}/[0-9]{{1,2}} ?- ?)?{_TIME}(?:[ ()./-]{{1,3}}{_TIME})*"
    "|[1-9][0-9]{0,2}(?:[. ][0-9]{3})+(?:,[0-9]{1,6})?|[0-9]+,[0-9]{1,6}"
    r"|\(?0[48](?:[.-]|\)? )[2-8][0-9]{3}[. ]?[0-9]{4}"
    r"|\(?0(?:2[0-9]|3[01]|5[34]|6[0-8]|7[1-5])(?:[.-]|\)? )"
    r"[236][0-9]{2}[. ]?[0-9]{2}[. ]?[0-9]{2})"
    r"(?=\Z|[^0-9. ]| [^1-9])"
)
# An amount has its unit behind it and no zero before it; «đồng chí» is no unit.
_AMOUNT = re.compile(
    nfc(
        r"\s*(?:(?:đồng(?!\s+(?:chí|bào|nghiệp|đội))|triệu|tỷ|tỉ|nghìn|ngàn|VN[DĐ]"
        r"|người|lượt|hồ sơ)\b|đ(?![/\w]))"
    ),
    re.IGNORECASE,
)
_DOCUMENT = re.compile("/[A-ZĐ]")
_CARD_BEFORE = re.compile(
    nfc(r"(?:CMND|CMTND|CMT|CCCD|căn cước|chứng minh)[^0-9\n]{0,24}\Z"), re.IGNORECASE
)
#: The tax code of a firm is public; that of a person is not, and is called so.
_TAX_BEFORE = re.compile(
    nfc(r"(?:mã số (?:thuế|doanh nghiệp)|\bMST|\bMSDN)[\s:(số]{0,8}\Z"), re.IGNORECASE
)
_TAX = re.compile("[0-9]{10}(?:-[0-9]{3})?(?![0-9])")
#: What follows a letter is a code, but for these.
_LETTERS_BEFORE = re.compile(r"[A-Za-zĐđ]+\Z")
_GLUED = frozenset(nfc(word) for word in ("sđt", "đt", "sdt", "dt", "tel", "cmnd", "cccd", "bhxh"))
#: A card of health insurance: two letters, three digits, the insurance number.
_HEALTH_CARD = re.compile("[A-Z](?<![A-Za-z].)[A-Z][ .-]?[1-9](?:[ .-]?[0-9]){12}(?![0-9])")
_SEEN = 48


def personal_numbers(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Yield start, end and kind of every number of a person."""
    for match in _HEALTH_CARD.finditer(text):
        yield *match.span(), "insurance"
    for run in _RUN.finditer(text):
        start = run.start()
        while start > 0 and text[start - 1] in "+(":
            start -= 1
        before = text[max(0, start - _SEEN) : start]
        letters = _LETTERS_BEFORE.search(before)
        if letters is None or letters[0].casefold() in _GLUED:
            row = _Row(text[start : run.end()], before, text[run.end() : run.end() + _SEEN])
            for first, last, kind in row.numbers():
                yield start + first, start + last, kind


class _Row:
    """Digits in a row, of one number or of several."""

    def __init__(self, text: str, before: str, behind: str) -> None:
        self._text = text
        self._before = before
        self._behind = behind
        self._groups = [match.span() for match in _DIGITS.finditer(text)]

    def numbers(self) -> Iterator[tuple[int, int, Kind]]:
        """Yield start, end and kind of what is a person's."""
        index = 0
        tax = _TAX.match(self._text) if _TAX_BEFORE.search(self._before) else None
        if tax is not None:
            index = self._group_behind(tax.end(), index)
        labelled = _CARD_BEFORE.search(self._before) is not None
        while index < len(self._groups):
            start = self._start(index)
            harmless = None if labelled else _HARMLESS.match(self._text, start)
            if harmless is not None:
                index = self._group_behind(harmless.end(), index)
                continue
            stop, kind = self._number(index, labelled=labelled)
            if kind is not None:
                yield start, self._groups[stop - 1][1], kind
            index, labelled = stop, False

    def _start(self, index: int) -> int:
        start = self._groups[index][0]
        if index == 0:
            return 0
        return start - 1 if self._text[start - 1] == "(" else start

    def _group_behind(self, position: int, index: int) -> int:
        while index < len(self._groups) and self._groups[index][0] < position:
            index += 1
        return index

    def _gap(self, index: int) -> str:
        """Return what stands before a group, from the one before it."""
        return self._text[self._groups[index - 1][1] : self._groups[index][0]]

    def _number(self, index: int, *, labelled: bool) -> tuple[int, Kind | None]:
        """Return behind which group to go on, and what ends there if it is a person's."""
        most = index + 1
        while (
            most < min(len(self._groups), index + _MOST_GROUPS)
            and _WITHIN.fullmatch(self._gap(most)) is not None
        ):
            most += 1
        for stop in range(most, index, -1):
            if not self._may_end(stop):
                continue
            digits = "".join(self._text[start:end] for start, end in self._groups[index:stop])
            if _OFFICE.fullmatch(digits) or self._is_counted(stop, digits):
                return stop, None
            kind = self._kind(index, stop, digits, labelled=labelled)
            if kind is not None:
                return stop, kind
        following = index + 1
        while following < len(self._groups) and not _PARTING.search(self._gap(following)):
            following += 1
        return following, None

    def _may_end(self, stop: int) -> bool:
        if stop == len(self._groups):
            return True
        return bool(_PARTING.search(self._gap(stop))) or self._text[self._groups[stop][0]] == "0"

    def _is_counted(self, stop: int, digits: str) -> bool:
        """Tell whether the words behind make it the number of a document, or an amount."""
        if stop < len(self._groups) or _MOBILE.fullmatch(digits):
            return False
        amount = not digits.startswith("0") and _AMOUNT.match(self._behind)
        return bool(amount or _DOCUMENT.match(self._behind))

    def _kind(self, index: int, stop: int, digits: str, *, labelled: bool) -> Kind | None:
        if _MOBILE.fullmatch(digits):
            return "mobile"
        kind = _LENGTHS.get(len(digits))
        if stop == index + 1 or digits.startswith("0") or (labelled and kind == "identity-card"):
            return kind
        # Several groups without a zero: a list of small numbers, unless all is one number.
        gaps = {self._gap(each) for each in range(index + 1, stop)}
        whole = index == 0 and stop == len(self._groups) and gaps in _EVEN
        return kind if whole and kind == "insurance" else None
