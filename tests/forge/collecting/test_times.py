"""Receipts as the job keeps them: fair at the deadline, and read by the site."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.changes.pulls import git
from tests.conftest import TODAY
from tests.forge.collecting.job import GOOD, HERE, LAST, ME, OTHER, OVER, Job
from tests.forge.office import Office
from thidua.forge.branch import copy
from thidua.forge.reminding import remind
from thidua.forge.telling import announce
from thidua.receipts import Receipts
from thidua.status import Stage, Timeliness


@pytest.mark.parametrize(("at", "expected"), [(LAST, Timeliness.ON_TIME), (OVER, Timeliness.LATE)])
@pytest.mark.parametrize("quick", [True, False], ids=["the gate ran", "the runners were down"])
def test_the_last_second(
    office: Office, job: Job, tmp_path: Path, at: datetime, expected: Timeliness, *, quick: bool
) -> None:
    number = office.send(ME, GOOD, at=at)
    office.forge.now = datetime(2013, 7, 16, 2, tzinfo=UTC)
    if quick:
        announce(office.environment(number))
    assert job.run() == [f"pulls/{number}.jsonl"]
    assert job.received(number) == [(at.strftime("%Y-%m-%dT%H:%M:%SZ"), "opened")]
    assert job.status(tmp_path).timeliness is expected


def test_a_late_push_on_an_early_pull_request(office: Office, job: Job, tmp_path: Path) -> None:
    number = office.send(ME, GOOD, at=LAST)
    text = f"commit 2013-07-10\n{GOOD}  date: 2013-07-10 → date: 2013-07-12"
    office.push(number, text, at=datetime(2013, 7, 16, 2, tzinfo=UTC))
    office.forge.now = datetime(2013, 7, 17, 2, tzinfo=UTC)
    job.run()
    # The first content was replaced, and still the server has it.
    found = [("2013-07-14T16:59:59Z", "opened"), ("2013-07-16T02:00:00Z", "pushed")]
    assert job.received(number) == found
    assert job.status(tmp_path).timeliness is Timeliness.ON_TIME


def test_what_the_server_has_thrown_away_has_no_receipt(office: Office, job: Job) -> None:
    number = office.send(ME, GOOD, at=LAST)
    office.push(number, f"{GOOD}  date: 2013-07-10 → date: 2013-07-12", at=OVER)
    git(office.bare, "reflog", "expire", "--expire=now", "--all")
    git(office.bare, "gc", "--quiet", "--prune=now")
    job.run()
    assert job.received(number) == [("2013-07-14T17:00:00Z", "pushed")]


def test_a_push_on_top_keeps_the_first_receipt(office: Office, job: Job, tmp_path: Path) -> None:
    first = office.pulls.head(GOOD)
    number = office.open(ME, first, at=LAST)
    git(office.pulls.folder, "checkout", "--quiet", "--detach", first)
    file = office.pulls.folder / HERE / "report.yml"
    file.write_text(file.read_text("utf-8") + "# nữa\n", "utf-8")
    second = office.pulls.save("Thêm", "2013-07-12T08:00:00Z")
    git(office.pulls.folder, "checkout", "--quiet", "--force", "main")
    office.bring(second)
    office.forge.push(number, second, at=datetime(2013, 7, 16, 2, tzinfo=UTC))
    job.run()
    found = [("2013-07-14T16:59:59Z", "opened"), ("2013-07-16T02:00:00Z", "pushed")]
    assert job.received(number) == found
    assert job.status(tmp_path).timeliness is Timeliness.ON_TIME


def test_a_force_push_loses_no_receipt_that_was_kept(
    office: Office, job: Job, tmp_path: Path
) -> None:
    number = office.send(ME, GOOD, at=LAST)
    job.run()
    office.push(number, f"{GOOD}  date: 2013-07-10 → date: 2013-07-12", force=True, at=OVER)
    job.run()
    assert [each[1] for each in job.received(number)] == ["opened", "pushed"]
    assert job.status(tmp_path).timeliness is Timeliness.ON_TIME


def test_a_fork_that_is_gone_leaves_our_own_status(office: Office, job: Job) -> None:
    office.forge.now = LAST
    number = office.send(ME, GOOD)
    environment = office.environment(number)
    office.forge.now = OVER
    announce(environment)
    office.forge.delete_fork(number)
    job.run()
    assert job.received(number) == [("2013-07-14T16:59:59Z", "opened")]


def test_nothing_counts_before_it_was_opened(office: Office, job: Job) -> None:
    """Somebody else has shown the same commit before: that is not sending it."""
    office.forge.now = LAST
    other = office.send("la-mat", GOOD)
    announce(office.environment(other))
    office.forge.now = OVER
    number = office.open(ME, office.pull(other)["head"]["sha"])
    office.forge.delete_fork(number)
    job.run()
    assert [at for at, _ in job.received(number)] == ["2013-07-14T17:00:00Z"]


def test_without_any_evidence_nothing_is_made_up(office: Office, job: Job) -> None:
    number = office.send(ME, GOOD, at=LAST)
    office.forge.delete_fork(number)
    assert job.run() == []


@pytest.mark.parametrize(
    ("account", "lines"),
    [
        (OTHER, GOOD),
        ("la-mat", GOOD),
        (ME, "A ghi-chu.md"),
        (ME, f"D {HERE}/report.yml"),
        (ME, f"L {HERE}/report.yml"),
        (ME, "(không có tệp nào)"),
    ],
)
def test_who_may_not_send_gets_no_receipt(
    office: Office, job: Job, account: str, lines: str
) -> None:
    office.send(account, lines, at=LAST)
    assert job.run() == []
    assert office.forge.dispatches == []


def test_run_again_it_adds_nothing(office: Office, job: Job) -> None:
    number = office.send(ME, GOOD, at=LAST)
    assert job.run() == [f"pulls/{number}.jsonl"]
    assert [each["workflow"] for each in office.forge.dispatches] == ["site.yml"]
    before = office.lines(number)
    for _ in range(3):
        assert job.run() == []
    assert office.lines(number) == before
    assert len(office.forge.dispatches) == 1


def test_what_becomes_of_it(office: Office, job: Job, tmp_path: Path) -> None:
    lines = "A submissions/2013-h1/bhxh-hai-duong/registration.md  # Đăng ký"
    number = office.send(OTHER, lines, at=LAST)
    job.run()
    office.forge.close(number)
    job.run()
    assert job.events(number)[-1]["state"] == "closed"
    office.forge.reopen(number)
    job.run()
    assert job.events(number)[-1]["state"] == "open"
    assert job.run() == []
    del tmp_path


def test_a_merged_paper_has_its_receipt_even_if_it_was_merged_first(
    office: Office, job: Job, tmp_path: Path
) -> None:
    number = office.send(ME, f"{GOOD}  date: 2013-07-10 → date: 2013-07-12", at=LAST)
    head = office.pull(number)["head"]["sha"]
    git(office.pulls.folder, "merge", "--quiet", "--no-ff", "--message", "Gộp", head)
    git(office.pulls.folder, "push", "--quiet", str(office.bare), "main:main")
    office.forge.now = OVER
    office.forge.close(number, merged=True, merge_sha=office.main)
    job.run()
    assert [each["event"] for each in job.events(number)] == ["received", "state"]
    assert job.events(number)[-1]["state"] == "merged"
    found = job.status(tmp_path)
    assert (found.stage, found.timeliness) == (Stage.ACCEPTED, Timeliness.ON_TIME)


def test_the_files_can_be_read_by_the_build(office: Office, job: Job, tmp_path: Path) -> None:
    office.send(ME, GOOD, at=LAST)
    assert copy(job.checkout, tmp_path / "a", "", "") == 0
    job.run()
    assert copy(job.checkout, tmp_path / "b", "", "") == 1
    ((receipt,),) = Receipts.read(tmp_path / "b").of_campaign("2013-h1").values()
    head = git(office.bare, "rev-parse", "refs/pull/1/head")
    raw = git(office.bare, "show", f"{head}:{HERE}/report.yml")
    assert receipt.blob == git(office.bare, "rev-parse", f"{head}:{HERE}/report.yml")
    assert (receipt.head, receipt.account, receipt.state) == (head, ME, "open")
    assert raw.startswith("#")


def test_the_reminder_is_one_issue(office: Office, job: Job, tmp_path: Path) -> None:
    (tmp_path / "pulls").mkdir()
    for _ in range(3):
        remind(job.environment, job.checkout, tmp_path, TODAY)
    (issue,) = office.forge.issues()
    assert issue["title"] == "Nhắc hạn: 6 tháng đầu năm 2013"
    assert "đã quá 6 ngày" in issue["body"]
    assert "- Phú Thọ" in issue["body"] or "Phú Thọ" in issue["body"]
    office.forge.fail("POST", r"/issues$", "lost")
    remind(job.environment, job.checkout, tmp_path, TODAY.replace(day=21))
    (issue,) = office.forge.issues()
    assert "đã quá 7 ngày" in issue["body"]
    remind(job.environment, job.checkout, tmp_path, TODAY.replace(day=14))
    (issue,) = office.forge.issues()
    assert "**hôm nay là ngày cuối**" in issue["body"]
