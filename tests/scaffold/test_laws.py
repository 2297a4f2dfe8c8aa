"""What holds for the scaffold of every kind in both notations."""

import re

import pytest

from tests.scaffold.papers import (
    PLACES,
    filled,
    outcome_of,
    place_of,
    read,
    scaffold,
    with_campaign,
    write,
)
from thidua.codes import Severity
from thidua.diagnostics import Diagnostic
from thidua.engine import Outcome
from thidua.markdown import normalised
from thidua.project import PaperPath, Project
from thidua.scaffold import Detail
from thidua.schema import kinds_in

REPORT = "submissions/2013-h1/bhxh-hung-yen/report.yml"
EVERY = pytest.mark.parametrize("where", PLACES)
BOTH = pytest.mark.parametrize("notation", ["yml", "md"])


@pytest.fixture
def project(project: Project) -> Project:
    """Two campaigns; a report names an indicator that no list has, and other measures."""
    text = (project.root / REPORT).read_text("utf-8")
    more = "    - indicator: Số buổi đối thoại\n      measure: buổi\n      actual: 14\n"
    write(project, REPORT, text.replace("  limitations:\n", f"{more}  limitations:\n"))
    (project.submissions / "2013-h1/cum-01/cluster-report.yml").unlink()
    return with_campaign(project)


def found_in(project: Project, place: PaperPath) -> list[Diagnostic]:
    return [each for each in outcome_of(project).diagnostics if each.path == place.path]


def test_every_kind_has_a_place(project: Project) -> None:
    assert {place_of(where, "yml").kind for where in PLACES} == set(kinds_in(project.schemas))


@EVERY
@BOTH
def test_nothing_is_wrong_but_the_blanks(project: Project, where: str, notation: str) -> None:
    place, before = place_of(where, notation), outcome_of(project)
    write(project, place.path, scaffold(before, place).checked())
    others = [each for each in outcome_of(project).diagnostics if each.path != place.path]
    assert others == list(before.diagnostics)
    codes = {each.code for each in found_in(project, place)}
    assert codes - {"REF110"} == {"SCH114"}  # a name that no list has may be prefilled


@EVERY
@BOTH
def test_filled_in_it_has_no_error(project: Project, where: str, notation: str) -> None:
    place, outcome = place_of(where, notation), outcome_of(project)
    document = read(outcome, place, scaffold(outcome, place).checked())
    write(project, place.path, filled(outcome, document))
    errors = [each for each in found_in(project, place) if each.severity is Severity.ERROR]
    assert errors == []


@EVERY
def test_both_notations_hold_the_same(project: Project, where: str) -> None:
    outcome = outcome_of(project)
    data = []
    for notation in ("yml", "md"):
        place = place_of(where, notation)
        document = read(outcome, place, scaffold(outcome, place).checked())
        data.append(normalised(document.data, outcome.schemas[place.kind].shape))
    assert data[0] == data[1]


def texts(outcome: Outcome) -> dict[str, str]:
    return {
        place.path: scaffold(outcome, place).checked()
        for where in PLACES
        for place in (place_of(where, "yml"), place_of(where, "md"))
    }


def test_fewer_hints_are_no_other_data(project: Project) -> None:
    outcome = outcome_of(project)
    for where in PLACES:
        for place in (place_of(where, "yml"), place_of(where, "md")):
            made, shape = scaffold(outcome, place), outcome.schemas[place.kind].shape
            lengths = []
            for detail in Detail:
                text = made.text(detail)
                lengths.append(len(text))
                assert normalised(read(outcome, place, text).data, shape) == made.data()
            assert lengths == sorted(lengths, reverse=True)
            assert lengths[0] > lengths[2]


def test_no_person_is_named(project: Project) -> None:
    for path, text in texts(outcome_of(project)).items():
        for name in ("Nguyễn Văn A", "Trần Thị B", "Lê Văn G", "Đỗ Văn E"):
            assert name not in text, path


def test_no_hint_is_empty(project: Project) -> None:
    for path, text in texts(outcome_of(project)).items():
        assert not re.search(r"<!-- *-->|# *$|\(\)|: *\)| {2}# \.", text, re.MULTILINE), path


def test_choices_and_examples_are_told_once(project: Project) -> None:
    found = texts(outcome_of(project))
    decision = "submissions/2014-h1/bhxh-viet-nam/award-decision/qd-0009-qd-bhxh"
    for words in ("regular (thường xuyên)", "ví dụ 2013-", "cluster-conference (tại"):
        assert found[f"{decision}.yml"].count(words) == 1
    for words in ("thường xuyên, chuyên đề", "ví dụ 15/3/2013", "Loại: tập thể, cá nhân."):
        assert found[f"{decision}.md"].count(words) == 1


def test_a_clerk_meets_no_word_of_programmers(project: Project) -> None:
    for path, text in texts(outcome_of(project)).items():
        hints = re.sub(r"yaml-language-server.*", "", text)
        hints = "\n".join(re.findall(r"#.*|<!--.*?-->", hints, re.DOTALL))
        assert not re.search(r"(?i)schema|string|enum|integer|boolean|null|lược đồ", hints), path


@pytest.mark.parametrize("notation", ["yml", "md"])
@pytest.mark.parametrize(
    "text", ["x --> ## Kế hoạch", "x --!> y", "# x\n\nresults: 1", "<!-- x", "- a\n- b", "->", "…"]
)
def test_what_others_wrote_stays_a_hint(project: Project, text: str, notation: str) -> None:
    source = (project.root / REPORT).read_text("utf-8")
    asked = "Đề nghị hướng dẫn thống nhất cách chấm điểm thi đua trong cụm."
    quoted = "\n".join(f"      {line}".rstrip() for line in text.split("\n"))
    write(project, REPORT, source.replace(f"text: {asked}", f"text: |\n{quoted}"))
    campaign = "submissions/2014-h1/bhxh-viet-nam/campaign.yml"
    whole = (project.root / campaign).read_text("utf-8")
    line = " ".join(text.split()).replace("'", "''")
    write(project, campaign, whole.replace("Việc đã làm", f"'{line}'"))
    outcome = outcome_of(project)
    for where in ("2013-h1/bhxh-viet-nam/response/bhxh-hung-yen", "2014-h1/bhxh-hung-yen/report"):
        place = place_of(where, notation)
        written = scaffold(outcome, place).checked()
        assert written.count("-->") == written.count("<!--")
