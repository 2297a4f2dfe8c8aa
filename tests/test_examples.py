"""Every code has an example that really gives it, exactly where the example says."""

import string
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import ROOT, TODAY
from tests.example_runs import SCHEMAS, findings_of
from thidua.codes import EXAMPLED, HOUSE_CODE, OF_PAPERS
from thidua.diagnostics import Diagnostic, HouseFault
from thidua.engine import run
from thidua.examples import example, write_bad, write_base
from thidua.messages import catalogue, chosen
from thidua.project import Project

FOLDER = ROOT / "scripts" / "thidua" / "checks" / "examples"


def test_every_code_has_an_example_and_no_file_is_left_over() -> None:
    names = {path.name for path in FOLDER.iterdir()}
    assert names == {f"{code}.yml" for code in EXAMPLED} | {"base"}


def test_the_one_code_without_example_is_our_own_breakdown() -> None:
    with pytest.raises(HouseFault, match=HOUSE_CODE):
        example(HOUSE_CODE)


@pytest.mark.parametrize("today", [TODAY, date(2026, 11, 22)], ids=str)
def test_the_base_has_no_finding(tmp_path: Path, today: date) -> None:
    write_base(tmp_path)
    assert run(Project.at(tmp_path, schemas=SCHEMAS), today).diagnostics == ()


@pytest.mark.parametrize("code", OF_PAPERS)
def test_the_bad_paper_has_that_finding_and_no_other(code: str) -> None:
    shown = example(code)
    place, diagnostics = findings_of(shown)
    (finding,) = diagnostics
    assert (finding.code, finding.path) == (code, shown.path)
    assert (finding.mark.line, finding.mark.column) == place
    # The page of a code shows the sentences of this very example, with the recorded values.
    needed = _placeholders(code, finding)
    assert dict(shown.finding) == {
        key: _plain(value) for key, value in finding.params.items() if key in needed
    }


def _placeholders(code: str, finding: Diagnostic) -> set[str]:
    """The values that the sentences of a finding name, in both languages."""
    found = {"reason", "suggestion"}
    notation = "md" if finding.path.endswith(".md") else "yml"
    for language in ("vi", "en"):
        entry = catalogue(language).entry(code)
        for text in (entry["message"], entry["repair"]):
            sentence = chosen(text, finding.params, notation)
            found |= {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
    return found


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("code", OF_PAPERS)
def test_the_good_snippet_mends_the_bad_paper(code: str) -> None:
    """With ``good`` in its place, whatever else the example does, the paper is clean again."""
    shown = example(code)
    mended = replace(
        shown,
        bad=shown.good,
        at=shown.good,
        occurrence=None,
        moved_to=None,
        whole=False,
        encoding="utf-8",
        link=None,
        padding=0,
    )
    assert findings_of(mended)[1] == ()


@pytest.mark.parametrize("code", OF_PAPERS)
def test_the_snippets_differ_and_are_short(code: str) -> None:
    shown = example(code)
    assert shown.bad != shown.good
    assert max(shown.good.count("\n"), shown.bad.count("\n")) <= 8


def test_a_snippet_that_the_paper_does_not_have_once_is_our_own_fault(tmp_path: Path) -> None:
    for good in ("post: Không có dòng này", "kind: collective"):
        lost = replace(example("FIL102"), paper="bhxh-viet-nam/campaign", good=good)
        with pytest.raises(HouseFault, match="good stands"):
            write_bad(lost, tmp_path, SCHEMAS)


def test_a_place_that_is_not_named_without_doubt_is_our_own_fault(tmp_path: Path) -> None:
    for at in ("bhxh", "không có"):
        with pytest.raises(HouseFault, match="at stands"):
            write_bad(replace(example("FIL102"), at=at, bad="bhxh bhxh"), tmp_path, SCHEMAS)


def test_a_code_without_example_is_our_own_fault() -> None:
    with pytest.raises(HouseFault, match="ABC999"):
        example("ABC999")
