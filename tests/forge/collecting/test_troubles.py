"""Whatever goes wrong, no receipt is lost, none doubled, and nobody is held up."""

from typing import Any

import pytest

from tests.changes.pulls import git
from tests.forge.collecting.job import GOOD, LAST, ME, OVER, Job
from tests.forge.office import Office
from tests.forge.plumbing import Person, Plumbing
from thidua.forge.api import Api, ForgeFault
from thidua.forge.collecting import Collector
from thidua.forge.fetching import fetch
from thidua.repository import GitFault


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


def test_a_file_that_somebody_has_spoilt_does_not_hold_up_the_others(
    office: Office, job: Job
) -> None:
    first = office.send(ME, GOOD, at=LAST)
    job.run()
    spoilt = Plumbing(office.bare)
    lines = [("100644", spoilt.blob(b"{}\n"), f"pulls/{first}.jsonl")]
    tip = spoilt.reference("refs/heads/receipts")
    assert tip is not None
    who = Person("x", "x@example.invalid", LAST)
    commit = spoilt.commit(spoilt.tree(tip, lines), [tip], "x", who, who)
    spoilt.point("refs/heads/receipts", commit)
    second = office.send(ME, f'commit 2013-07-11\n{GOOD}  actual: "3,1" → actual: "3,2"', at=LAST)
    with pytest.raises(ForgeFault, match=f"#{first}: pulls/{first}.jsonl:1"):
        job.run()
    assert len(job.received(second)) == 1


def test_heads_of_strangers_are_not_even_fetched(office: Office, job: Job) -> None:
    number = office.send("la-mat", GOOD, at=LAST)
    git(office.bare, "update-ref", "-d", f"refs/pull/{number}/head")
    assert job.run() == []


def test_a_tree_that_names_a_file_twice_is_not_fetched(office: Office, job: Job) -> None:
    """Whoever reads it would not know which one a merge takes."""
    folder = office.pulls.folder
    blobs = [git(folder, "hash-object", "-w", "--stdin", given=text) for text in "ab"]
    raw = b"".join(b"100644 a.yml\0" + bytes.fromhex(blob) for blob in blobs)
    words = ("-t", "tree", "-w", "--literally", "--stdin")
    tree = git(folder, "hash-object", *words, raw=raw)
    head = git(folder, "commit-tree", tree, "-p", office.pulls.base, "-m", "x")
    number = office.open(ME, head)
    with pytest.raises(ForgeFault, match="duplicateEntries"):
        job.run()
    with pytest.raises(GitFault, match="duplicateEntries"):
        fetch(job.checkout, f"refs/pull/{number}/head")
