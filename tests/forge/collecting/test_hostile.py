"""Receipts cannot be had for what nobody sent, and nobody's heads stop those of the others."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.changes.pulls import git
from tests.forge.collecting.job import GOOD, HERE, LAST, ME, NAME, OVER, Job
from tests.forge.office import Office
from thidua.forge import collecting
from thidua.forge.branch import copy
from thidua.forge.fetching import fetch
from thidua.forge.telling import announce
from thidua.receipts import Receipts
from thidua.status import Timeliness

OTHER_PAPER = f"M {HERE}/registration.yml"
EARLY = datetime(2013, 7, 1, 2, tzinfo=UTC)


def receipts(job: Job, tmp_path: Path) -> Receipts:
    target = tmp_path / f"bien-nhan-{len(list(tmp_path.iterdir()))}"
    copy(job.checkout, target, "", "")
    return Receipts.read(target)


def test_what_was_taken_back_was_not_sent(office: Office, job: Job, tmp_path: Path) -> None:
    """A stub sent early and forced away inside a pull request that is about something else."""
    number = office.send(ME, f"{OTHER_PAPER}\n{GOOD}", at=EARLY)
    job.run()
    assert ("2013-h1", NAME) in receipts(job, tmp_path).by_paper
    office.push(number, OTHER_PAPER, at=EARLY.replace(hour=3))
    job.run()
    seen = [each["event"] for each in job.events(number)]
    assert seen.count("seen") == 1
    found = receipts(job, tmp_path).by_paper
    assert ("2013-h1", NAME) not in found
    assert ("2013-h1", "bhxh-hung-yen/registration") in found
    office.push(number, f"{OTHER_PAPER}\n{GOOD}", at=OVER)
    job.run()
    (again,) = receipts(job, tmp_path).by_paper["2013-h1", NAME]
    assert again.received == OVER
    assert job.status(tmp_path).timeliness is Timeliness.LATE


def test_all_of_it_in_one_run(office: Office, job: Job, tmp_path: Path) -> None:
    number = office.send(ME, f"{OTHER_PAPER}\n{GOOD}", at=EARLY)
    office.push(number, OTHER_PAPER, at=EARLY.replace(hour=3))
    office.push(number, f"{OTHER_PAPER}\n{GOOD}", at=OVER)
    job.run()
    (again,) = receipts(job, tmp_path).by_paper["2013-h1", NAME]
    assert again.received == OVER


def test_what_is_pushed_after_the_merge_is_sent_to_nobody(
    office: Office, job: Job, tmp_path: Path
) -> None:
    number = office.send(ME, OTHER_PAPER, at=EARLY)
    office.forge.now = datetime(2013, 7, 2, 2, tzinfo=UTC)
    office.merge(number)
    office.push(number, GOOD, at=LAST)
    office.forge.now = OVER
    job.run()
    assert ("2013-h1", NAME) not in receipts(job, tmp_path).by_paper
    before = office.lines(number)
    assert job.run() == []
    assert office.lines(number) == before


@pytest.mark.parametrize("quick", [True, False], ids=["the gate ran", "the runners were down"])
def test_what_is_pushed_while_it_is_closed_counts_from_the_reopening(
    office: Office, job: Job, tmp_path: Path, *, quick: bool
) -> None:
    number = office.send(ME, OTHER_PAPER, at=EARLY)
    office.forge.now = datetime(2013, 7, 12, 2, tzinfo=UTC)
    office.forge.close(number)
    job.run()
    office.push(number, f"{OTHER_PAPER}\n{GOOD}", at=LAST)
    office.forge.now = datetime(2013, 7, 20, 2, tzinfo=UTC)
    office.forge.reopen(number)
    if quick:
        announce(office.environment(number, "reopened"))
    for _ in range(2):  # the second run knows of the reopening from the first one
        job.run()
    (found,) = receipts(job, tmp_path).by_paper["2013-h1", NAME]
    assert found.received == datetime(2013, 7, 20, 2, tzinfo=UTC)
    assert found.received > OVER


@pytest.mark.parametrize(
    "path",
    [
        f"{HERE}/response/{'a' * 101}.yml",
        f"{HERE}/response/abc.yml",  # a kind of the centre
        f"{HERE}/khong-co.yml",
        f"{HERE}/report/abc.yml",
        "submissions/2014-h1/bhxh-hung-yen/report.yml",  # no campaign yet
    ],
)
def test_a_paper_that_may_not_stand_there_has_no_receipt(
    office: Office, job: Job, tmp_path: Path, path: str
) -> None:
    number = office.send(ME, f"A {path}  x: 1", at=EARLY)
    job.run()
    assert not receipts(job, tmp_path).by_paper
    assert [each["event"] for each in job.events(number)] == ["seen"]


@pytest.mark.parametrize(("count", "event"), [(50, "received"), (51, "seen")])
def test_more_papers_than_anybody_sends_have_no_receipt(
    office: Office, job: Job, count: int, event: str
) -> None:
    where = "submissions/2013-h1/bhxh-viet-nam/award-decision"
    number = office.send("ban-tdkt-demo", f"A {where}/qd-{{1..{count}}}.yml", at=EARLY)
    job.run()
    assert [each["event"] for each in job.events(number)] == [event]


def test_heads_are_looked_at_once(
    office: Office, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = office.send(ME, "A ghi-chu.md", at=EARLY)
    for minute in range(1, 40):
        office.push(number, f"A ghi-chu.md  {minute}", at=EARLY.replace(minute=minute))
    fetched: list[str] = []

    def counted(folder: Path, *refs: str, **more: str) -> None:
        fetched.extend(refs)
        fetch(folder, *refs, **more)

    monkeypatch.setattr(collecting, "fetch", counted)
    assert job.run() == []
    assert len(fetched) <= 1 + 20
    fetched.clear()
    job = Job(office)  # the next run has a fresh checkout
    assert job.run() == []
    assert fetched == []


def test_a_pull_request_to_another_branch_has_no_receipt(office: Office, job: Job) -> None:
    git(office.bare, "update-ref", "refs/heads/thu", office.main)
    number = office.send(ME, GOOD, at=EARLY)
    office.forge.state.issues[number].pull.base = "thu"  # type: ignore[union-attr] # it is one
    assert job.run() == []
