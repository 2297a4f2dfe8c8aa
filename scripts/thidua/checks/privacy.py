"""PRV: what must never be published of a person is refused before it is merged.

Git keeps history, so there is no taking back. Sources: Luật số 91/2025/QH15 (personal data);
domain rule: name, post, unit, award and decision are published, nothing else.
"""

import re
from collections.abc import Callable, Iterator

from thidua.checks.registry import Context, Finding, Reading, document_check
from thidua.text.folding import nfc

# A run of digits that people part with dots, spaces or hyphens, as they do with such numbers.
_RUN = re.compile(r"(?<![0-9A-Za-z/.,-])\+?[0-9](?:[ .-]?[0-9]){8,13}(?![0-9]|[.,/-][0-9])")
_MOBILE = re.compile(r"(?:\+?84|0)[35789][0-9]{8}")
_MONEY = re.compile(
    r"\s*(?:đồng|triệu|tỷ|tỉ|nghìn|ngàn|VND|người|lượt|hồ sơ|trường hợp|thẻ|sổ)", re.IGNORECASE
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
# «học sinh năm học 2013-2014» speaks of nobody's birth.
_BIRTH = re.compile(
    nfc(r"(?<!học )\b(?:ngày sinh|sinh ngày|sinh năm|năm sinh|sinh nhật)[\s:,là]{1,6}")
    + r"(?:[0-9]{1,2}(?:[/.-]| tháng )[0-9]{1,2}(?:[/.-]| năm ))?[0-9]{4}",
    re.IGNORECASE,
)


def _numbers(reading: Reading, fits: Callable[[str], bool]) -> Iterator[Finding]:
    """Yield a finding for each text with a personal number of some kind, masked."""
    for pointer, text in reading.texts:
        for match in _RUN.finditer(text):
            if _GROUPED.fullmatch(match[0]) or _MONEY.match(text[match.end() :]):
                continue
            digits = re.sub(r"[^0-9+]", "", match[0])
            if fits(digits):
                yield Finding(pointer, {"masked": f"…{digits[-3:]}"}, part=match[0])


@document_check("PRV101")
def identity_card(reading: Reading, _: Context) -> Iterator[Finding]:
    """No identity-card number: 9 digits, or 12."""
    lengths = {9, 12}
    yield from _numbers(reading, lambda digits: digits.isdigit() and len(digits) in lengths)


@document_check("PRV102")
def insurance_number(reading: Reading, _: Context) -> Iterator[Finding]:
    """No social-insurance number: 10 digits."""
    length = 10
    yield from _numbers(
        reading, lambda digits: len(digits) == length and not _MOBILE.fullmatch(digits)
    )


@document_check("PRV103")
def birth_date(reading: Reading, _: Context) -> Iterator[Finding]:
    """No date or year of birth."""
    for pointer, text in reading.texts:
        for match in _BIRTH.finditer(text):
            yield Finding(pointer, part=match[0])


@document_check("PRV104")
def private_telephone(reading: Reading, _: Context) -> Iterator[Finding]:
    """No mobile telephone: it is a person's own; offices have lines that begin with 02."""
    yield from _numbers(reading, lambda digits: bool(_MOBILE.fullmatch(digits)))


CHECKS = (identity_card, insurance_number, birth_date, private_telephone)
