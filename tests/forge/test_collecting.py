"""Receipts as the job keeps them: fair at the deadline, none lost, none twice."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.changes.pulls import git
from tests.conftest import TODAY
from tests.forge.office import Office
from thidua.engine import run
from thidua.forge.api import Api, ForgeFault
from thidua.forge.branch import copy
from thidua.forge.collecting import Collector
from thidua.forge.event import Environment
from thidua.forge.reminding import remind
from thidua.forge.telling import announce
from thidua.project import Project
from thidua.receipts import Receipts
from thidua.status import Stage, Timeliness, statuses

ME, OTHER = "bhxh-hung-yen-demo", "bhxh-hai-duong-demo"
HERE = "submissions/2013-h1/bhxh-hung-yen"
GOOD = f"M {HERE}/report.yml"
NAME = "bhxh-hung-yen/report"
LAST = datetime(2013, 7, 14, 16, 59, 59, tzinfo=UTC)  # 23:59:59 in Vietnam
OVER = datetime(2013, 7, 14, 17, 0, 0, tzinfo=UTC)


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with Office.at(tmp_path_factory.mktemp("ban")) as office:
        office.pulls.base = _without_register(office)
        office.forge.now = datetime(2013, 7, 10, 2, tzinfo=UTC)
        yield office
        assert not office.forge.violations


def _without_register(office: Office) -> str:
    (office.pulls.folder / "submissions/2013-h1/bhxh-viet-nam/intake.yml").unlink()
    base = office.pulls.save("Bỏ sổ", "2013-06-18T08:00:00Z")
    git(office.pulls.folder, "push", "--quiet", str(office.bare), "main:main")
    return base


class Job:
    """The job that collects, in this process."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.checkout = office.checkout()
        values = {
            "GITHUB_API_URL": office.forge.url,
            "GITHUB_REPOSITORY": office.forge.state.repository,
            "GITHUB_TOKEN": "gate-token",
            "THIDUA_SITE": "https://thidua.example.vn",
            "THIDUA_WAIT": "0",
        }
        self.environment = Environment(values)

    def run(self) -> list[str]:
        git(self.checkout, "pull", "--quiet", "origin", "main")
        return Collector(self.environment, self.checkout, self.office.forge.now).run()

    def events(self, number: int) -> list[dict[str, Any]]:
        return [json.loads(each) for each in self.office.lines(number).splitlines()]

    def received(self, number: int) -> list[tuple[str, str]]:
        return [
            (each["at"], each["evidence"])
            for each in self.events(number)
            if each["event"] == "received"
        ]

    def status(self, tmp_path: Path, unit: str = "bhxh-hung-yen") -> Any:
        target = tmp_path / f"biên nhận {len(list(tmp_path.iterdir()))}"
        copy(self.checkout, target, "", "")
        papers = run(Project.at(self.checkout, receipts=target), TODAY).corpus.campaigns["2013-h1"]
        found = {(who, each.paper): status for who, each, status in statuses(papers, TODAY)}
        return found[unit, "report"]


@pytest.fixture
def job(office: Office) -> Job:
    return Job(office)


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
    office.forge.close(number, merged=True, merge_sha=office.main)
    job.run()
    assert [each["event"] for each in job.events(number)] == ["received", "state"]
    assert job.events(number)[-1]["state"] == "merged"
    found = job.status(tmp_path)
    assert (found.stage, found.timeliness) == (Stage.ACCEPTED, Timeliness.ON_TIME)


@pytest.mark.parametrize("kind", [403, 429, 500, "timeout", "reset", "lost"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", r"/pulls$"),
        ("GET", r"/activity"),
        ("GET", r"/statuses"),
        ("POST", r"/git/trees"),
        ("POST", r"/git/refs"),
        ("PUT", r"/contents/"),
        ("POST", r"/dispatches"),
    ],
)
def test_a_server_that_fails_once_loses_no_receipt_and_doubles_none(
    office: Office, job: Job, method: str, path: str, kind: Any
) -> None:
    number = office.send(ME, GOOD, at=LAST)
    office.forge.fail(method, path, kind)
    for _ in range(2):
        try:
            job.run()
        except ForgeFault:
            continue
    assert job.received(number) == [("2013-07-14T16:59:59Z", "opened")]
    assert not [each for each in office.forge.issues() if each["number"] > number]


def test_killed_at_every_step_it_loses_and_doubles_nothing(
    office: Office, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [office.send(ME, GOOD, at=LAST), office.send(ME, f"commit 2013-07-11\n{GOOD}")]
    call, left = Api._call, 0

    def killed(self: Api, *words: Any, **more: Any) -> Any:
        nonlocal left
        if left == 0:
            raise KeyboardInterrupt
        left -= 1
        return call(self, *words, **more)

    monkeypatch.setattr(Api, "_call", killed)
    for steps in range(60):
        left = steps
        try:
            job.run()
        except KeyboardInterrupt:
            continue
        break
    assert steps > 5
    monkeypatch.undo()
    job.run()
    assert [len(job.received(number)) for number in numbers] == [1, 1]


def test_two_jobs_at_once(office: Office, job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who comes second meets the other's file, and reads it the next time."""
    number = office.send(ME, GOOD, at=LAST)
    job.run()
    other = Job(office)
    office.push(number, f"{GOOD}  date: 2013-07-10 → date: 2013-07-12", at=OVER)
    early = Collector(job.environment, job.checkout, office.forge.now)
    early._branch.refresh(job.checkout, "", "")
    assert other.run() == [f"pulls/{number}.jsonl"]
    head = office.pull(number)["head"]["sha"]
    body = {"state": "success", "context": "thidua", "description": "x"}
    job.environment.api().set("POST", f"statuses/{head}", body)
    monkeypatch.setattr(early._branch, "refresh", lambda *_: None)  # it has read before the other
    with pytest.raises(ForgeFault, match="409"):
        early.run()
    assert job.run() == [f"pulls/{number}.jsonl"]
    assert [each["event"] for each in job.events(number)] == ["received", "received", "judged"]


def test_one_pull_request_in_trouble_does_not_hold_up_the_others(office: Office, job: Job) -> None:
    first = office.send(ME, GOOD, at=LAST)
    second = office.send(ME, f"commit 2013-07-11\n{GOOD}", at=LAST)
    git(office.bare, "update-ref", "-d", f"refs/pull/{first}/head")
    with pytest.raises(ForgeFault, match=f"#{first}: git fetch"):
        job.run()
    assert len(job.received(second)) == 1


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
