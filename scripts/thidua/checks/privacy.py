"""PRV: what must never be published of a person is refused before it is merged.

Git keeps history, so there is no taking back. Sources: Luật số 91/2025/QH15 (personal data);
domain rule: name, post, unit, award and decision are published, nothing else.

The whole text of a paper is read, comments and unknown items too: Git publishes them as well.
"""

import re
from collections.abc import Iterator

from thidua.checks.registry import Context, Finding, Reading, document_check
from thidua.diagnostics import ROOT, Diagnostic, Mark
from thidua.text.lines import Lines
from thidua.text.personal import Found, Personal, personal_data

_DIGITS_SHOWN = 3
#: By address or by name; HTML is shown as the text that it is.
_PICTURE = re.compile(r"!\[[^\]\n]{0,200}\][(\[]")
_FIGURE_BEFORE = re.compile(r"(?:actual|value|percent|change|change_percent): *[\"']?\Z")


def _found(reading: Reading, what: Personal) -> Iterator[Finding]:
    for found in reading.personal:
        if found.what is what:
            document = reading.document
            mark = _mark(document.lines, found.start, found.end)
            yield Finding(ROOT, _masked(document.text, found), mark=mark)


def _masked(text: str, found: Found) -> dict[str, str]:
    """Return what a sentence may show of personal data: enough to find it, not to use it."""
    run = text[found.start : found.end]
    if found.what in {Personal.BIRTH, Personal.ADDRESS}:
        return {}
    if found.what is Personal.MAILBOX:
        return {"masked": f"…@{run.rpartition('@')[2]}"}
    digits = [letter for letter in run if letter.isdigit()]
    return {"masked": "…" + "".join(digits[-_DIGITS_SHOWN:])}


def in_broken_text(path: str, text: str) -> Iterator[Diagnostic]:
    """Yield findings about a text that is no YAML: it stands in Git all the same."""
    codes = {
        Personal.IDENTITY_CARD: identity_card.code,
        Personal.INSURANCE: insurance_number.code,
        Personal.BIRTH: birth_date.code,
        Personal.MOBILE: private_telephone.code,
        Personal.MAILBOX: private_mailbox.code,
        Personal.ADDRESS: home_address.code,
    }
    lines = Lines(text)
    for found in personal_data(text):
        begin = text.rfind("\n", 0, found.start) + 1
        if not _FIGURE_BEFORE.search(text[begin : found.start]):
            mark = _mark(lines, found.start, found.end)
            yield Diagnostic(path, mark, codes[found.what], _masked(text, found))


def _mark(lines: Lines, start: int, end: int) -> Mark:
    line, column = lines.place(start)
    return Mark(line, column, column + end - start)


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


@document_check("PRV105")
def picture(reading: Reading, _: Context) -> Iterator[Finding]:
    """No pictures: persons in them have not agreed, and the site would ask another host."""
    for found in _PICTURE.finditer(reading.document.text):
        yield Finding(ROOT, mark=_mark(reading.document.lines, *found.span()))


@document_check("PRV106")
def private_mailbox(reading: Reading, _: Context) -> Iterator[Finding]:
    """No mailbox of a provider for private persons: a contact is an office."""
    return _found(reading, Personal.MAILBOX)


@document_check("PRV107")
def home_address(reading: Reading, _: Context) -> Iterator[Finding]:
    """No address at which a person lives."""
    return _found(reading, Personal.ADDRESS)


CHECKS = (
    identity_card,
    insurance_number,
    birth_date,
    private_telephone,
    picture,
    private_mailbox,
    home_address,
)
