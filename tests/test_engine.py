"""Whole runs over the examples' repository, damaged in many ways."""

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import BASE, TODAY
from thidua import cli, engine
from thidua.checks import Context, DocumentCheck, Reading
from thidua.checks.registry import CorpusCheck, Finding, PlacedFinding
from thidua.codes import Severity
from thidua.diagnostics import Diagnostic
from thidua.engine import run
from thidua.model import CampaignPapers, Corpus
from thidua.pages import Settings, Site, build
from thidua.project import Project

REPORT = "submissions/2013-h1/bhxh-hung-yen/report.yml"

#: Ten slips in one report: what stands there, what somebody wrote, code, line and column of it.
SLIPS = [
    ("submitter: bhxh-hung-yen", "submitter: bhxh-hung-yn", "REF101", 3, 12),
    ("cutoff: 2013-06-30", "cutof: 2013-06-30", "SCH102", 7, 1),
    ("date: 2013-07-10", "date: 2013-06-31", "SCH112", 6, 7),
    ('percent: "51,85"', 'percent: "58,15"', "TOT201", 24, 20),
    ("base: same-period", "base: cung-ky", "SCH104", 26, 17),
    ('change_percent: "+12,3"', "change_percent: +12.3", "YML121", 28, 27),
    ("indicator: thu-bhyt", "indicator: thu-bhy", "REF102", 29, 18),
    ('actual: "120.400"', 'actual: "12,500"', "TOT101", 36, 19),
    ('actual: "3,1"', 'actual: "3/7"', "TOT103", 38, 15),
    ("post: Trưởng phòng Thu", "post: Trưởng phòng Thu, sinh ngày 12/3/1970", "PRV103", 62, 29),
]


def damaged(project: Project, slips: list[tuple[str, str, str, int, int]]) -> None:
    file = project.root / REPORT
    text = file.read_text("utf-8")
    for good, bad, *_ in slips:
        assert text.count(good) == 1, good
        text = text.replace(good, bad)
    file.write_text(text, "utf-8")


def places(found: tuple[Diagnostic, ...]) -> list[tuple[str, str, int, int]]:
    return [(each.path, each.code, each.mark.line, each.mark.column) for each in found]


def test_the_examples_repository_is_clean(project: Project) -> None:
    outcome = run(project, TODAY)
    assert outcome.diagnostics == ()
    assert len(outcome.files) == len(list((BASE / "submissions").rglob("*.[my]*")))


def test_ten_slips_ten_findings(project: Project) -> None:
    damaged(project, SLIPS)
    found = run(project, TODAY).diagnostics
    expected = sorted((line, column, code) for _, _, code, line, column in SLIPS)
    assert [(line, column, code) for _, code, line, column in places(found)] == expected
    assert len({code for *_, code in expected}) == len(SLIPS)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip[2])
def test_each_slip_alone(project: Project, slip: tuple[str, str, str, int, int]) -> None:
    damaged(project, [slip])
    assert places(run(project, TODAY).diagnostics) == [(REPORT, slip[2], slip[3], slip[4])]


def test_a_paper_with_an_error_is_under_repair(project: Project) -> None:
    damaged(project, [SLIPS[9]])
    papers = run(project, TODAY).corpus.campaigns["2013-h1"]
    assert list(papers.broken) == ["bhxh-hung-yen/report"]
    assert list(papers.reports) == ["bhxh-hai-duong"]


def test_a_paper_with_a_warning_stays(project: Project) -> None:
    damaged(project, [SLIPS[3]])
    assert "bhxh-hung-yen" in run(project, TODAY).corpus.campaigns["2013-h1"].reports


def move(target: str) -> Callable[[Path], object]:
    def act(root: Path) -> object:
        (root / target).parent.mkdir(parents=True, exist_ok=True)
        return (root / REPORT).rename(root / target)

    return act


@pytest.mark.parametrize(
    ("act", "code", "path"),
    [
        (move("submissions/2013-h1/bhxh-hung-yen/Report.yml"), "FIL101", "Report.yml"),
        (move("submissions/2013-h1/bhxh-hung-yen/report.yaml"), "FIL101", "report.yaml"),
        (move("submissions/2013-h1/bhxh-hung-yen/report.md"), "MDN101", "report.md"),
        (move("submissions/2013-h1/bhxh-hung-yen/repot.yml"), "FIL101", "repot.yml"),
        (move("submissions/2013-h1/report.yml"), "FIL101", "report.yml"),
        (move("submissions/2013-h1/bhxh-hung-yen/report/a.yml"), "FIL101", "a.yml"),
        (move("submissions/2013-h1/bhxh-phu-tho/report.yml"), "FIL102", "report.yml"),
    ],
)
def test_misplaced(project: Project, act: Callable[[Path], object], code: str, path: str) -> None:
    act(project.root)
    found = run(project, TODAY).diagnostics
    assert [(each.code, Path(each.path).name) for each in found] == [(code, path)]


def test_without_submissions(project: Project) -> None:
    shutil.rmtree(project.submissions)
    outcome = run(project, TODAY)
    assert (outcome.diagnostics, outcome.files, outcome.corpus.published) == ((), (), [])


def test_without_a_campaign_every_paper_says_so(project: Project) -> None:
    (project.submissions / "2013-h1/bhxh-viet-nam/campaign.yml").unlink()
    found = run(project, TODAY).diagnostics
    assert {each.code for each in found} == {"REF106"}
    assert len(found) == len(list(project.files()))


def test_same_input_same_findings(project: Project) -> None:
    damaged(project, SLIPS)
    assert run(project, TODAY).diagnostics == run(project, TODAY).diagnostics


def test_a_check_that_breaks_down_sets_its_paper_aside(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(reading: Reading, _: Context) -> Iterator[Finding]:
        if reading.document.path == REPORT:
            raise ZeroDivisionError
        yield from ()

    monkeypatch.setattr(engine, "DOCUMENT_CHECKS", (DocumentCheck("TOT201", broken),))
    outcome = run(project, TODAY)
    assert [(each.path, each.code) for each in outcome.diagnostics] == [(REPORT, "GEN101")]
    assert list(outcome.corpus.campaigns["2013-h1"].reports) == ["bhxh-hai-duong"]
    assert cli.main(["check", "--root", str(project.root)]) == cli.HOUSE


def test_a_check_that_breaks_down_over_a_campaign_sets_no_paper_aside(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: CampaignPapers, __: Corpus) -> Iterator[PlacedFinding]:
        yield from ()
        raise ZeroDivisionError

    before = run(project, TODAY)
    monkeypatch.setattr(engine, "CORPUS_CHECKS", (CorpusCheck("TOT201", broken),))
    outcome = run(project, TODAY)
    campaigns = [f"submissions/{each}" for each in before.corpus.campaigns]
    found = [(each.path, each.code) for each in outcome.diagnostics if each.code == "GEN101"]
    assert found == [(path, "GEN101") for path in campaigns]
    reports = [list(each.reports) for each in outcome.corpus.campaigns.values()]
    assert reports == [list(each.reports) for each in before.corpus.campaigns.values()]
    assert cli.main(["check", "--root", str(project.root)]) == cli.HOUSE


@pytest.mark.parametrize(
    ("paper", "good", "bad"),
    [
        ("bhxh-hung-yen/report", "actual: 640123", f'actual: "{"9" * 50}"'),
        ("bhxh-hung-yen/report", 'percent: "51,85"', f'percent: "49,{"0" * 50}"'),
        ("cum-01/conference", "status: ", "status: confirmed\nx: "),
        ("bhxh-viet-nam/campaign", "before: 2013-07-15", "before: 0001-01-01"),
        ("bhxh-viet-nam/award-decision/qd-0001-qd-bhxh", "kind: collective", "kind: [collective]"),
        ("bhxh-viet-nam/award-decision/qd-0001-qd-bhxh", "kind: collective", "kind: {}"),
        ("bhxh-viet-nam/intake", "channel: outside", "channel: []"),
    ],
)
def test_odd_values_are_findings(project: Project, paper: str, good: str, bad: str) -> None:
    file = project.submissions / f"2013-h1/{paper}.yml"
    text = file.read_text("utf-8")
    assert good in text
    file.write_text(text.replace(good, bad, 1), "utf-8")
    found = run(project, TODAY).diagnostics
    assert found
    assert {each.severity for each in found} <= {Severity.ERROR, Severity.WARNING}


@pytest.mark.parametrize("seed", range(60))
def test_garbled_papers_never_break_the_run(project: Project, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same damage at every run
    for file in sorted(project.submissions.rglob("*.[my]*")):
        lines = file.read_text("utf-8").split("\n")
        for _ in range(3):
            at = chance.randrange(len(lines))
            lines[at] = chance.choice(
                [
                    "",
                    lines[at] + " x",
                    lines[at].replace(": ", ": ["),
                    lines[at].replace(": ", ": {"),
                    lines[at].partition(":")[0] + ":",
                    lines[at].partition(":")[0] + ": []",
                    lines[at].partition(":")[0] + ": {}",
                    lines[at].partition(":")[0] + ": 9999-12-31",
                    lines[at].partition(":")[0] + ": 999999999999999",
                    lines[chance.randrange(len(lines))],
                    lines[at] + "\n" + lines[at],
                    " " + lines[at],
                ]
            )
        file.write_text("\n".join(lines), "utf-8")
    outcome = run(project, TODAY)
    assert not [each for each in outcome.diagnostics if each.code == "GEN101"]
    build(Site(outcome, TODAY, Settings()))


@pytest.mark.parametrize(
    ("actual", "plan", "percent", "warned"),
    [
        ("640123", '"1.234.567"', "51,85", False),
        ("640123", '"1.234.567"', "51,84", False),  # cut off, or within one unit of the last digit
        ("640123", '"1.234.567"', "51,83", True),
        ("640.123.000.000 đồng", '"1.234.567"', "51,85", False),  # the plan is in triệu đồng
        ("640,123 tỷ đồng", '"1.234.567"', "51,85", False),
        ("640.123 tỷ đồng", '"1.234.567"', "51,85", True),
        ("500 người", '"1.000"', "12", False),  # people are not compared with money
        ("trên 640.000", '"1.234.567"', "99", False),  # a bound says nothing exact
        ("160 nghìn tỷ đồng", "320.000 tỷ đồng", "50", False),
    ],
)
def test_percent_of_plan_by_measure(
    project: Project,
    actual: str,
    plan: str,
    percent: str,
    warned: bool,  # noqa: FBT001 - a column of the table
) -> None:
    file = project.root / REPORT
    text = file.read_text("utf-8").replace("actual: 640123", f"actual: {actual}", 1)
    text = text.replace('value: "1.234.567"', f"value: {plan}", 1)
    file.write_text(text.replace('percent: "51,85"', f'percent: "{percent}"', 1), "utf-8")
    codes = [each.code for each in run(project, TODAY).diagnostics]
    assert bool({"TOT201", "TOT206"} & set(codes)) == warned
