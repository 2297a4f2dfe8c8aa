from datetime import date

import pytest

from tests.conftest import TODAY
from thidua.engine import run
from thidua.model import ExpectedPaper
from thidua.model.papers import Extension
from thidua.project import Project
from thidua.status import Stage, Status, Timeliness, status_of, statuses, timeliness_of
from thidua.text.dates import Moment

LAST = date(2013, 7, 14)
EXTENSION = Extension(
    unit="x", paper="report", until=date(2013, 7, 20), granted=date(2013, 7, 10), reason="."
)
ON_TIME, EXTENDED = Timeliness.ON_TIME, Timeliness.EXTENDED
LATE, UNCONFIRMED = Timeliness.LATE, Timeliness.UNCONFIRMED


@pytest.mark.parametrize(
    ("before", "by", "last"),
    [
        (date(2013, 7, 15), None, LAST),
        (None, date(2013, 7, 15), date(2013, 7, 15)),
        (date(2013, 7, 1), None, date(2013, 6, 30)),
        (None, None, None),
    ],
)
def test_last_good_day(before: date | None, by: date | None, last: date | None) -> None:
    expected = ExpectedPaper(paper="report", title="x", from_=("central",), before=before, by=by)
    assert expected.last_day == last


@pytest.mark.parametrize(
    ("received", "last", "extension", "expected"),
    [
        ("2013-07-14T23:59", LAST, None, ON_TIME),
        ("2013-07-15T00:00", LAST, None, LATE),
        ("2013-07-14", LAST, None, ON_TIME),
        ("2013-07-15", LAST, None, LATE),
        ("2013-07-14T23:59", LAST, EXTENSION, ON_TIME),
        ("2013-07-15T00:00", LAST, EXTENSION, EXTENDED),
        ("2013-07-20T23:59", LAST, EXTENSION, EXTENDED),
        ("2013-07-21T00:00", LAST, EXTENSION, LATE),
        (None, LAST, None, UNCONFIRMED),
        (None, None, None, None),
        ("2013-07-15", None, None, None),
    ],
)
def test_timeliness(
    received: str | None,
    last: date | None,
    extension: Extension | None,
    expected: Timeliness | None,
) -> None:
    moment = Moment.parse(received) if received else None
    assert timeliness_of(moment, last, extension) == expected


INTAKE = """campaign: 2013-h1
submitter: bhxh-viet-nam
sample: true
entries:
  - paper: bhxh-hung-yen/report
    received: 2013-07-16T08:00
    channel: outside
  - paper: bhxh-hung-yen/report
    received: 2013-07-13T08:00
    channel: git
  - paper: bhxh-phu-tho/report
    received: 2013-07-18T08:00
    channel: outside
extensions:
  - unit: bhxh-phu-tho
    paper: report
    until: 2013-07-20
    granted: 2013-07-10
    reason: Thay đổi cơ cấu tổ chức.
exemptions:
  - unit: bhxh-yen-bai
    paper: report
    granted: 2013-07-01
    reason: Báo cáo chung với đơn vị khác.
"""


@pytest.mark.parametrize(
    ("unit", "stage", "timeliness", "channel", "overdue"),
    [
        ("bhxh-hung-yen", Stage.ACCEPTED, ON_TIME, "git", False),  # the first receipt counts
        ("bhxh-hai-duong", Stage.ACCEPTED, UNCONFIRMED, "git", False),  # a file, no entry
        ("bhxh-phu-tho", Stage.ACCEPTED, EXTENDED, "outside", False),  # an entry, no file
        ("bhxh-yen-bai", Stage.NOT_REQUIRED, None, None, False),
    ],
)
def test_status(
    project: Project,
    unit: str,
    stage: Stage,
    timeliness: Timeliness | None,
    channel: str | None,
    overdue: bool,  # noqa: FBT001 - a column of the table
) -> None:
    (project.submissions / "2013-h1/bhxh-viet-nam/intake.yml").write_text(INTAKE, "utf-8")
    status = _status(project, unit, TODAY)
    found = (status.stage, status.timeliness, status.channel, status.overdue)
    assert found == (stage, timeliness, channel, overdue)


@pytest.mark.parametrize(
    ("today", "overdue"), [(date(2013, 7, 14), False), (date(2013, 7, 15), True)]
)
def test_missing_turns_overdue_after_the_last_day(
    project: Project,
    today: date,
    overdue: bool,  # noqa: FBT001 - a column of the table
) -> None:
    (project.submissions / "2013-h1/bhxh-viet-nam/intake.yml").unlink()
    status = _status(project, "bhxh-phu-tho", today)
    assert (status.stage, status.overdue) == (Stage.MISSING, overdue)


def test_a_paper_under_repair(project: Project) -> None:
    file = project.submissions / "2013-h1/bhxh-hung-yen/report.yml"
    file.write_text(file.read_text("utf-8") + "x: 1\n", "utf-8")
    assert _status(project, "bhxh-hung-yen", TODAY).stage is Stage.CORRECTING


def _status(project: Project, unit: str, today: date) -> Status:
    papers = run(project, TODAY).corpus.campaigns["2013-h1"]
    expected = papers.expected(unit, "report")
    assert expected is not None
    found = status_of(papers, unit, expected, today)
    listed = {who: status for who, paper, status in statuses(papers, today) if paper is expected}
    assert listed.get(unit, found) == found
    return found


def _stage(project: Project, returns: str, again: str = "") -> Status:
    file = project.submissions / "2013-h1/bhxh-viet-nam/intake.yml"
    text = file.read_text("utf-8").replace("entries:\n", f"{returns}entries:\n{again}")
    file.write_text(text, "utf-8")
    outcome = run(project, TODAY)
    assert outcome.diagnostics == ()
    found = statuses(outcome.corpus.campaigns["2013-h1"], TODAY)
    return next(
        status
        for who, expected, status in found
        if (who, expected.paper) == ("bhxh-hung-yen", "report")
    )


RETURN = "returns:\n  - paper: bhxh-hung-yen/report\n    returned: {}\n    reason: Thiếu số.\n"
AGAIN = "  - paper: bhxh-hung-yen/report\n    received: {}\n    channel: git\n"


@pytest.mark.parametrize(
    ("returned", "again", "stage"),
    [
        ("2013-07-11", None, Stage.CORRECTING),  # the day of the receipt, so after it
        ("2013-07-12", None, Stage.CORRECTING),
        ("2013-07-12", "2013-07-12", Stage.CORRECTING),
        ("2013-07-12", "2013-07-13", Stage.ACCEPTED),
        ("2013-07-12T09:00", "2013-07-12T15:00", Stage.ACCEPTED),
        ("2013-07-12T15:00", "2013-07-12T09:00", Stage.CORRECTING),
    ],
)
def test_returned_for_correction(
    project: Project, returned: str, again: str | None, stage: Stage
) -> None:
    status = _stage(project, RETURN.format(returned), AGAIN.format(again) if again else "")
    assert status.stage is stage
    assert (status.returned is not None) == (stage is Stage.CORRECTING)
    # Whether it was in time depends on the first receipt alone.
    assert status.received == Moment.parse("2013-07-11T09:20")
    assert status.timeliness is Timeliness.ON_TIME
