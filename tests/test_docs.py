"""What the guide shows is true: its papers pass the check, its commands and files exist."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from thidua.codelists import CodeLists
from thidua.codes import SEVERITIES
from thidua.loader import load
from thidua.project import PaperPath
from thidua.schema import Schemas

PAGES = sorted([*(ROOT / "docs/guide").glob("*.md"), *(ROOT / "docs/maintain").glob("*.md")])
SCHEMAS = Schemas(ROOT / "schemas", CodeLists(ROOT / "schemas" / "codelists"))
#: By which property a whole paper is known.
KIND_BY_PROPERTY = {
    "results": "report",
    "attends": "leader-calendar",
    "status": "conference",
    "authority": "award-decision",
    "papers": "campaign",
    "entries": "intake",
    "answers": "response",
    "compact_theme": "cluster-report",
    "year": "registration",
}


def snippets(page: Path) -> list[str]:
    return re.findall(
        r"^```yaml[^\n]*\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )


def kind_of(text: str) -> str | None:
    """Return the kind of a whole paper, None for a part of one."""
    if not re.search(r"(?m)^submitter:", text):
        return None
    return next(
        (k for name, k in KIND_BY_PROPERTY.items() if re.search(f"(?m)^{name}:", text)), None
    )


WHOLE = [(page.name, text) for page in PAGES for text in snippets(page) if kind_of(text)]


@pytest.mark.parametrize(("page", "text"), WHOLE, ids=lambda value: str(value)[:20])
def test_whole_papers_in_the_guide_are_accepted(page: str, text: str) -> None:
    kind = kind_of(text) or ""
    document, found = load(PaperPath(page, "2013-h1", "x", kind, None), text)
    assert found == []
    assert document is not None
    assert SCHEMAS[kind].explain(document)[0] == []


def test_there_are_papers_in_the_guide() -> None:
    assert len(WHOLE) >= 5


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md"], ids=lambda page: page.name)
def test_codes_that_are_named_exist(page: Path) -> None:
    named = set(
        re.findall(
            r"\b(?:GEN|FIL|ENC|YML|MDN|SCH|REF|TOT|DUP|DUE|AWD|CON|PRV|WAI)[0-9]{3}\b",
            page.read_text("utf-8"),
        )
    )
    assert named <= set(SEVERITIES)


def _codes_in(cell: str) -> set[str]:
    """Return the codes that a cell of the table of rules names: «YML101–YML114» is a range."""
    found = set(re.findall(r"[A-Z]{3}[0-9]{3}", cell))
    for family, first, last in re.findall(r"([A-Z]{3})([0-9]{3})–\1([0-9]{3})", cell):
        found |= {f"{family}{n}" for n in range(int(first), int(last) + 1)} & set(SEVERITIES)
    return found


def test_the_table_of_rules_names_every_code_once_as_a_rule() -> None:
    text = (ROOT / "docs/maintain/quy-tac.md").read_text("utf-8")
    checked = text[: text.index("{ #khong-kiem-tra }")]
    rows = re.findall(r"^\|([^|]+)\|([^|]+)\|$", checked, re.MULTILINE)
    named = [code for _, cell in rows for code in _codes_in(cell)]
    assert set(named) == set(SEVERITIES)
    assert sorted(named) == sorted(set(named))


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "schemas/README.md"]
)
def test_links_of_the_repository_lead_somewhere(page: str) -> None:
    file = ROOT / page
    text = file.read_text("utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"[a-z]+:", target):
            path, _, anchor = target.partition("#")
            assert (file.parent / path).exists(), target
            if anchor:
                assert f"#{anchor}" in (file.parent / path).read_text("utf-8"), target
