"""Days that can have been, and days that cannot."""

import pytest

from tests.checks.conftest import Codes
from tests.conftest import TODAY
from thidua.engine import run
from thidua.project import Project

CONFERENCE = "cum-01/conference"
DECISION = "bhxh-viet-nam/award-decision/qd-0001-qd-bhxh"
CAMPAIGN = "bhxh-viet-nam/campaign"
INTAKE = "bhxh-viet-nam/intake"


@pytest.mark.parametrize(
    ("paper", "good", "bad", "found"),
    [
        (CONFERENCE, "end: 2013-07-03T11:30", "end: 2013-07-03T08:00", []),
        (CONFERENCE, "end: 2013-07-03T11:30", "end: 2013-07-03T07:59", ["DUE104"]),
        (CONFERENCE, "end: 2013-07-03T11:30", "end: 2013-07-03", []),  # the hour is open
        (CONFERENCE, "end: 2013-07-03T11:30", "end: 2013-07-02", ["DUE104"]),
        (CONFERENCE, "start: 2013-07-03T08:00", "start: 2013-06-03T08:00", ["DUE108"]),
        (CONFERENCE, "date: 2013-06-20", "date: 2013-06-17", []),
        (CONFERENCE, "date: 2013-06-20", "date: 2013-06-16", ["DUE108"]),
        (CONFERENCE, "date: 2013-06-20", "date: 2013-06-21", ["DUE110"]),
        (CAMPAIGN, "to: 2013-06-30", "to: 2012-06-30", ["DUE111", "DUE104"]),
        (CAMPAIGN, "before: 2013-06-25", "before: 2013-06-18", ["DUE102"]),
        (CAMPAIGN, "before: 2013-06-25", "before: 2013-06-17", ["DUE105"]),
        (CAMPAIGN, "before: 2013-06-25", "by: 2013-06-17", ["DUE102"]),
        (DECISION, 'achievement: "2012"', "achievement: 2012-01/2012-12", []),
        (DECISION, 'achievement: "2012"', "achievement: 2012-12/2012-01", ["DUE104"]),
        (DECISION, 'achievement: "2012"', "achievement: 2011/2012", []),
        (DECISION, 'achievement: "2012"', "achievement: 2012/2013-03", []),
        (DECISION, 'achievement: "2012"', "achievement: 2012/2013-04", ["AWD112"]),
        (DECISION, 'achievement: "2012"', 'achievement: "2013"', ["AWD111"]),
        (INTAKE, "until: 2013-07-20", "until: 2013-07-15", []),
        (INTAKE, "until: 2013-07-20", "until: 2013-07-14", ["DUE109"]),
        (INTAKE, "received: 2013-07-11T09:20", "received: 2013-07-10", []),
        (INTAKE, "received: 2013-07-11T09:20", "received: 2013-07-09", ["DUE110"]),
        (INTAKE, "granted: 2013-07-10", "granted: 2013-07-21", ["DUE103"]),
        ("bhxh-hung-yen/report", "cutoff: 2013-06-30", "cutoff: 2013-07-01", ["DUE111"]),
        ("bhxh-hung-yen/report", "cutoff: 2013-06-30", "cutoff: 2013-07-11", ["DUE107"]),
        ("bhxh-hung-yen/registration", 'year: "2013"', 'year: "2014"', []),
        ("bhxh-hung-yen/registration", 'year: "2013"', 'year: "2015"', ["DUE112"]),
    ],
)
def test_days(codes: Codes, paper: str, good: str, bad: str, found: list[str]) -> None:
    assert codes(paper, (good, bad)) == found


def test_a_second_version_is_received_by_its_first_receipt(codes: Codes) -> None:
    """The register holds the first receipt; the version's own date comes after it."""
    new = "date: 2013-07-18\nversion: 2\nrevision:\n  reason: Sửa số thu.\n"
    assert codes("bhxh-hung-yen/report", ("date: 2013-07-10\n", new)) == []


@pytest.mark.parametrize(
    ("old", "found"),
    [
        ("  start: 2013-07-02T08:00\n", []),
        ("  start: 2013-07-03T08:00\n", ["CON103"]),
        ("  start: 2013-07-03T08:00\n  place: Nhà văn hóa\n", []),
    ],
)
def test_moved_conferences(codes: Codes, old: str, found: list[str]) -> None:
    edit = ("status: confirmed\n", f"status: moved\nmoved_from:\n{old}")
    assert codes(CONFERENCE, edit) == found


@pytest.mark.parametrize(
    ("day", "found"),
    [("2013-07-20", []), ("2013-07-19", ["CON104"]), ("2013-08-01", [])],
)
def test_proposed_until_its_day(codes: Codes, day: str, found: list[str]) -> None:
    edits = (("status: confirmed", "status: proposed"), ("start: 2013-07-03", f"start: {day}"))
    assert codes("cum-02/conference", *edits) == found


@pytest.mark.parametrize(
    ("edits", "found"),
    [
        ([("- conference: cum-02", "- conference: cum-03")], ["CON102"]),
        ([("Hoàng Thị H", "Lê Văn G")], ["CON101"]),
        (
            [("- conference: cum-02", "- conference: cum-01"), ("Hoàng Thị H", "Lê Văn G")],
            ["DUP105"],
        ),
    ],
)
def test_the_leaders_calendar(codes: Codes, edits: list[tuple[str, str]], found: list[str]) -> None:
    assert codes("bhxh-viet-nam/leader-calendar", *edits) == found


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2013-12-07", "12/7/2013"),  # as an American computer writes the 12th of July
        ("2013-09-09", None),
        ("2013-07-25", None),  # there is no month 25
        ("2014-12-07", None),  # the other reading has not been either
    ],
)
def test_day_and_month_may_have_changed_places(
    project: Project, written: str, meant: str | None
) -> None:
    file = project.submissions / "2013-h1/bhxh-hung-yen/report.yml"
    text = file.read_text("utf-8").replace("date: 2013-07-10", f"date: {written}")
    file.write_text(text, "utf-8")
    found = [each for each in run(project, TODAY).diagnostics if each.code == "DUE103"]
    assert [each.params["suggestion"] for each in found] == [meant]


@pytest.mark.parametrize(
    ("date", "found"),
    [
        ("2013-07-14", ["DUE105"]),  # after one deadline, before the other
        ("2013-07-15", ["DUE105"]),  # after both: what else is older than it says nothing new
        ("2013-08-17", ["DUE103"]),
    ],
)
def test_one_slip_in_the_date_of_a_dispatch(project: Project, date: str, found: list[str]) -> None:
    file = project.submissions / f"2013-h1/{CAMPAIGN}.yml"
    text = file.read_text("utf-8").replace("date: 2013-06-17", f"date: {date}")
    file.write_text(text, "utf-8")
    outcome = [
        each for each in run(project, TODAY).diagnostics if each.path.endswith("campaign.yml")
    ]
    assert [each.code for each in outcome] == found
    others = {each.code for each in run(project, TODAY).diagnostics} - set(found)
    expected = {"DUE108", "DUE110"} if date == "2013-07-14" else set()
    assert others & {"DUE108", "DUE110"} == expected


@pytest.mark.parametrize("year", ["2012", "2003"])
def test_one_slip_in_the_year_of_a_conference(codes: Codes, year: str) -> None:
    edits = (("start: 2013", f"start: {year}"), ("end: 2013-07-03T11:30\n", ""))
    assert codes(CONFERENCE, *edits) == ["DUE108"]


def test_a_second_version_is_younger_than_the_answers_to_the_first(codes: Codes) -> None:
    edit = ("Ngày: 9/7/2013\n", "Ngày: 18/7/2013\n")
    assert codes("bhxh-hai-duong/report", edit, ending="md") == ["DUE113"]
    again = ("Ngày: 18/7/2013\n", "Ngày: 18/7/2013\nBản thứ: 2\n")
    why = ("# Báo cáo sơ kết\n", "# Báo cáo sơ kết\n\n## Lý do thay bản\n\n- Lý do: Sửa số thu.\n")
    assert codes("bhxh-hai-duong/report", again, why, ending="md") == []


def test_a_paper_under_the_name_of_a_unit_of_the_past(codes: Codes) -> None:
    edit = ("submitter: bhxh-hung-yen", "submitter: bhxh-ha-tay")
    assert codes("bhxh-hung-yen/report", edit) == ["FIL102"]
