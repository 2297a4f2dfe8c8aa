"""What the gate writes on the server: once, whatever fails, and never a success by accident."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from tests.changes.pulls import git
from tests.forge.office import BOT, Office
from thidua.forge.api import Api, ForgeFault
from thidua.forge.judging import judged
from thidua.forge.said import MOST_BYTES, Note, Said, read
from thidua.forge.telling import announce, arrival, tell
from thidua.formatters.marks import MARKER, NOTE_MARKER
from thidua.repository import GitFault

ME = "bhxh-hung-yen-demo"
HERE = "submissions/2013-h1/bhxh-hung-yen"
GOOD = f"M {HERE}/report.yml"
BAD = f"M {HERE}/report.yml  cutoff: 2013-06-30 → cutoff: 2013-06-31"
#: A figure with a decimal point: one reading, so it can be offered as a repair.
FIXABLE = f'M {HERE}/report.yml  actual: "3,1" → actual: 3.1'
NOW = datetime(2013, 7, 20, 9, tzinfo=UTC)


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with Office.at(tmp_path_factory.mktemp("ban")) as office:
        yield office
        assert not office.forge.violations


class Gate:
    """Runs the jobs of the gate in this process."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self._checkout = office.checkout()
        self._said: dict[str, str] = {}

    def judge(self, number: int) -> str:
        """Return what the job that judges hands over."""
        head = self.office.pull(number)["head"]["sha"]
        if head not in self._said:
            environment = self.office.environment(number)
            self._said[head] = judged(environment, self._checkout, NOW).line()
        return self._said[head]

    def run(self, number: int, action: str = "synchronize") -> None:
        announce(self.office.environment(number, action))
        tell(self.office.environment(number, action, THIDUA_SAID=self.judge(number)))


@pytest.fixture
def gate(office: Office) -> Gate:
    return Gate(office)


def ours(office: Office, number: int) -> list[Any]:
    return [each for each in office.forge.comments(number) if each["user"]["login"] == BOT]


def test_fifty_pushes_leave_one_comment(office: Office, gate: Gate) -> None:
    number = office.send(ME, BAD)
    for turn in range(50):
        office.push(number, f"commit 2013-07-{turn % 20 + 1:02}\n{GOOD if turn % 2 else BAD}")
        gate.run(number)
    (comment,) = office.forge.comments(number)
    assert "Không có chỗ nào phải sửa" in comment["body"]
    assert office.states(number)[-1] == "success"
    turns = [each["name"] for each in office.forge.labels(number) if each["name"].startswith("Chờ")]
    assert turns == ["Chờ: duyệt"]


def test_the_same_verdict_again_writes_nothing_but_its_status(office: Office, gate: Gate) -> None:
    number = office.send(ME, BAD)
    gate.run(number, "opened")
    before = len(office.forge.calls)
    gate.run(number)
    written = [each for each in office.forge.calls[before:] if each.method != "GET"]
    assert {each.path.rpartition("/")[0].rpartition("/")[2] for each in written} == {"statuses"}


def test_a_forged_marker_of_somebody_else_is_left_alone(office: Office, gate: Gate) -> None:
    number = office.send(ME, BAD)
    forged = f"{MARKER}\n\nGộp được."
    office.forge.comment_as("la-mat", number, forged)
    gate.run(number)
    theirs, own = office.forge.comments(number)
    assert (theirs["body"], theirs["user"]["login"]) == (forged, "la-mat")
    assert own["user"]["login"] == BOT
    gate.run(number)
    assert len(office.forge.comments(number)) == 2


def test_labels_of_people_stay(office: Office, gate: Gate) -> None:
    number = office.send(ME, BAD)
    api = office.environment(number).api()
    api.set(
        "POST", f"issues/{number}/labels", {"labels": ["cần xem", "Chờ: duyệt", "Đợt: 2012-h2"]}
    )
    gate.run(number)
    names = {each["name"] for each in office.forge.labels(number)}
    assert "cần xem" in names
    assert not {"Chờ: duyệt", "Đợt: 2012-h2"} & names


@pytest.mark.parametrize("kind", [403, 429, 500, 502, "timeout", "reset", "lost"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", r"/statuses/"),
        ("GET", r"/pulls/[0-9]+$"),
        ("GET", r"/issues/[0-9]+/comments"),
        ("POST", r"/issues/[0-9]+/comments"),
        ("POST", r"/issues/[0-9]+/labels"),
        ("GET", r"/pulls/[0-9]+/comments"),
        ("POST", r"/pulls/[0-9]+/comments"),
    ],
)
def test_a_server_that_fails_once(
    office: Office, gate: Gate, method: str, path: str, kind: Any
) -> None:
    number = office.send(ME, FIXABLE)
    said = gate.judge(number)
    office.forge.fail(method, path, kind)
    announce(office.environment(number))
    tell(office.environment(number, THIDUA_SAID=said))
    assert office.states(number)[-1] == "failure"
    assert len(ours(office, number)) == 1
    assert len(office.forge.review_comments(number)) == 1
    assert "Chờ: đơn vị sửa" in {each["name"] for each in office.forge.labels(number)}


@pytest.mark.parametrize("kind", [403, 500, "reset"])
def test_a_server_that_keeps_failing_hears_no_success(
    office: Office, gate: Gate, kind: Any
) -> None:
    number = office.send(ME, GOOD)
    said = gate.judge(number)
    announce(office.environment(number))
    office.forge.fail("POST", r"/issues/[0-9]+/comments", kind, times=50)
    with pytest.raises(ForgeFault, match=r"POST .*comments"):
        tell(office.environment(number, THIDUA_SAID=said))
    assert office.states(number) == ["pending"]
    assert office.forge.comments(number) == []


def test_killed_at_every_step(office: Office, gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    number = office.send(ME, GOOD)
    said, call = gate.judge(number), Api._call
    left = 0

    def killed(self: Api, *words: Any, **more: Any) -> Any:
        nonlocal left
        if left == 0:
            raise KeyboardInterrupt
        left -= 1
        return call(self, *words, **more)

    monkeypatch.setattr(Api, "_call", killed)
    for steps in range(40):
        left = steps
        try:
            announce(office.environment(number))
            tell(office.environment(number, THIDUA_SAID=said))
        except KeyboardInterrupt:
            assert "success" not in office.states(number)
            assert len(office.forge.comments(number)) <= 1
        else:
            break
    assert steps > 5
    assert office.states(number)[-1] == "success"
    assert len(office.forge.comments(number)) == 1


@pytest.mark.parametrize("said", ["", " \n"])
def test_where_nothing_was_judged_that_is_an_error(office: Office, said: str) -> None:
    number = office.send(ME, GOOD)
    announce(office.environment(number))
    tell(office.environment(number, THIDUA_SAID=said))
    assert office.states(number) == ["pending", "error"]
    (comment,) = office.forge.comments(number)
    assert "Hệ thống gặp sự cố" in comment["body"]


@pytest.mark.parametrize(
    "said",
    [
        "{",
        "{}",
        '{"state": "success"}',
        '{"pull":1,"head":"HEAD","state":"passed","description":"","comment":"","labels":[],"notes":[]}',
        '{"pull":1,"head":"x","state":"success","description":"","comment":"","labels":[],"notes":[]}',
        '{"pull":9,"head":"HEAD","state":"success","description":"","comment":"","labels":[],"notes":[]}',
    ],
)
def test_a_verdict_that_is_none_is_an_error(office: Office, said: str) -> None:
    number = office.send(ME, GOOD)
    said = said.replace("HEAD", office.pull(number)["head"]["sha"])
    with pytest.raises(ForgeFault):
        tell(office.environment(number, THIDUA_SAID=said))
    assert office.states(number) == ["error"]
    assert office.forge.comments(number) == []


def test_an_old_verdict_does_not_speak_of_a_new_head(office: Office, gate: Gate) -> None:
    number = office.send(ME, GOOD)
    said, old = gate.judge(number), office.environment(number)
    office.push(number, BAD)
    gate.run(number)
    tell(type(old)({**old.values, "THIDUA_SAID": said}))
    (comment,) = office.forge.comments(number)
    assert "Còn 1 chỗ phải sửa" in comment["body"]
    assert office.states(number)[-1] == "failure"


def test_a_repair_is_offered_on_its_line_and_taken_away_when_done(
    office: Office, gate: Gate
) -> None:
    number = office.send(ME, FIXABLE)
    gate.run(number)
    (note,) = office.forge.review_comments(number)
    assert note["body"].startswith(NOTE_MARKER)
    assert note["body"].endswith('```suggestion\n      actual: "3,1"\n```')
    text = git(office.bare, "show", f"{office.pull(number)['head']['sha']}:{HERE}/report.yml")
    assert text.split("\n")[note["line"] - 1] == "      actual: 3.1"
    gate.run(number)
    assert [each["id"] for each in office.forge.review_comments(number)] == [note["id"]]
    office.push(number, GOOD)
    gate.run(number)
    assert office.forge.review_comments(number) == []


def test_a_line_that_the_server_does_not_know_stops_nothing(office: Office, gate: Gate) -> None:
    number = office.send(ME, GOOD)
    said = read(gate.judge(number), office.environment(number).pull())
    assert said is not None
    note = Note(f"{HERE}/report.yml", 1, f"{NOTE_MARKER}{'0' * 16} -->\n```suggestion\nx\n```")
    text = msgspec.structs.replace(said, notes=[note]).line()
    announce(office.environment(number))
    tell(office.environment(number, THIDUA_SAID=text))
    assert office.states(number) == ["pending", "success"]


def test_what_is_handed_over_is_small() -> None:
    """The longest comment with the largest suggestions still fits into a variable."""
    notes = [Note("x", 1, "đ" * 19_000) for _ in range(10)]
    said = Said(1, "a" * 40, "failure", "x", "c" * 59_000, [], notes)
    line = said.line()
    assert len(line.encode()) <= MOST_BYTES
    assert "\n" not in line


def test_the_head_must_be_that_of_the_event(office: Office, gate: Gate) -> None:
    number = office.send(ME, GOOD)
    environment = office.environment(number)
    office.push(number, BAD)
    with pytest.raises(GitFault, match="the event is about"):
        judged(environment, office.checkout(), NOW)
    del gate


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Đang kiểm tra [opened 2013-07-14T16:59:59Z]", "opened"),
        ("Đang kiểm tra [pushed 2013-07-14T16:59:59Z]", "pushed"),
        ("Đang kiểm tra", None),
        ("[opened 2013-07-14T16:59:59Z] Đang kiểm tra", None),
        ("Đang kiểm tra [opened hôm qua]", None),
    ],
)
def test_a_status_quotes_the_event(text: str, found: str | None) -> None:
    read = arrival(text)
    assert (read and read[0]) == found
    assert not read or read[1] == datetime(2013, 7, 14, 16, 59, 59, tzinfo=UTC)


def test_the_token_stays_with_its_server(office: Office) -> None:
    number = office.send(ME, GOOD)
    api = office.environment(number).api()
    with pytest.raises(ForgeFault, match="another server"):
        api._call("GET", "https://example.invalid/repos/x")


def test_without_a_variable_nothing_is_guessed(office: Office) -> None:
    number = office.send(ME, GOOD)
    environment = office.environment(number, GITHUB_API_URL="")
    with pytest.raises(ForgeFault, match="GITHUB_API_URL"):
        announce(environment)


@pytest.mark.parametrize(
    "change",
    [
        lambda pull: pull.pop("head"),
        lambda pull: pull["head"].update(sha="--upload-pack=x"),
        lambda pull: pull["user"].update(login="a b"),
        lambda pull: pull.update(number="7; x"),
    ],
)
def test_an_event_that_is_none(office: Office, change: Callable[[Any], object]) -> None:
    number = office.send(ME, GOOD)
    raw = office.pull(number)
    change(raw)
    environment = office.environment(number, raw=raw)
    with pytest.raises(ForgeFault):
        environment.pull()
