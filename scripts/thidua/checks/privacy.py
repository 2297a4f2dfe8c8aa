"""PRV: what must never be published of a person is refused before it is merged.

Git keeps history, so there is no taking back. Sources: Luật số 91/2025/QH15 (personal data);
domain rule: name, post, unit, award and decision are published, nothing else.

The whole text of a paper is read, comments and unknown items too: Git publishes them as well.
"""

import re
from collections.abc import Iterator

from thidua.checks.registry import Context, Finding, Reading, document_check
from thidua.diagnostics import ROOT, Diagnostic, Mark
from thidua.text.personal import Found, Personal, personal_data

_DIGITS_SHOWN = 3
_FIGURE_BEFORE = re.compile(r"(?:actual|value|percent|change|change_percent): *[\"']?\Z")


def _found(reading: Reading, what: Personal) -> Iterator[Finding]:
    for found in reading.personal:
        if found.what is what:
            digits = [letter for letter in _text_of(reading, found) if letter.isdigit()]
            shown = {"masked": "…" + "".join(digits[-_DIGITS_SHOWN:])}
            params = {} if what is Personal.BIRTH else shown
            yield Finding(ROOT, params, mark=_mark(reading.document.text, found))


def in_broken_text(path: str, text: str) -> Iterator[Diagnostic]:
    """Yield findings about a text that is no YAML: it stands in Git all the same."""
    codes = {
        Personal.IDENTITY_CARD: identity_card.code,
        Personal.INSURANCE: insurance_number.code,
        Personal.BIRTH: birth_date.code,
        Personal.MOBILE: private_telephone.code,
    }
    for found in personal_data(text):
        begin = text.rfind("\n", 0, found.start) + 1
        if not _FIGURE_BEFORE.search(text[begin : found.start]):
            shown = {"masked": "…" + text[found.start : found.end][-_DIGITS_SHOWN:]}
            yield Diagnostic(path, _mark(text, found), codes[found.what], shown)


def _text_of(reading: Reading, found: Found) -> str:
    return reading.document.text[found.start : found.end]


def _mark(text: str, found: Found) -> Mark:
    begin = text.rfind("\n", 0, found.start) + 1
    line = text.count("\n", 0, found.start) + 1
    return Mark(line, found.start - begin + 1, found.end - begin + 1)


@document_check("PRV101")
def identity_card(reading: Reading, _: Context) -> Iterator[Finding]:
    """No identity-card number: 9 digits, or 12."""
    return _found(reading, Personal.IDENTITY_CARD)


@document_check("PRV102")
def insurance_number(reading: Reading, _: Context) -> Iterator[Finding]:
    """No social-insurance number: 10 digits."""
    return _found(reading, Personal.INSURANCE)


@document_check("PRV103")
def birth_date(reading: Reading, _: Context) -> Iterator[Finding]:
    """No date or year of birth."""
    return _found(reading, Personal.BIRTH)


@document_check("PRV104")
def private_telephone(reading: Reading, _: Context) -> Iterator[Finding]:
    """No mobile telephone: it is a person's own; offices have lines that begin with 02."""
    return _found(reading, Personal.MOBILE)


CHECKS = (identity_card, insurance_number, birth_date, private_telephone)
