"""Receipts: what the server saw, the deadline to the minute, and the page that people print."""

import json
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.changes.pulls import Pulls, git
from tests.conftest import TODAY
from thidua.diagnostics import HouseFault
from thidua.engine import run
from thidua.history import Accepted, history
from thidua.pages import Settings
from thidua.project import Project
from thidua.receipts import Receipts, line, parse
from thidua.repository import Repository
from thidua.site import built
from thidua.status import Stage, Status, Timeliness, statuses

Line = dict[str, Any]
HEAD, OTHER = "a" * 40, "b" * 40
PAPER = "submissions/2013-h1/bhxh-hung-yen/report.md"
MISSING = "submissions/2013-h1/bhxh-phu-tho/report.md"


def received(at: str, path: str = PAPER, head: str = HEAD, content: str = "1") -> Line:
    paper = {"path": path, "blob": content * 40, "sha256": content * 64}
    return {
        "event": "received",
        "at": at,
        "head": head,
        "account": "hung-yen",
        "evidence": "opened",
        "papers": [paper],
    }


def write(folder: Path, events: dict[int, list[Line]]) -> Path:
    (folder / "pulls").mkdir(parents=True)
    for pull, each in events.items():
        lines = "".join(json.dumps(event) + "\n" for event in each)
        (folder / f"pulls/{pull}.jsonl").write_text(lines, "utf-8")
    return folder


def status(project: Project, unit: str, paper: str = "report", today: date = TODAY) -> Status:
    papers = run(project, today).corpus.campaigns["2013-h1"]
    found = {(who, expected.paper): each for who, expected, each in statuses(papers, today)}
    return found[unit, paper]


def with_receipts(project: Project, folder: Path, events: dict[int, list[Line]]) -> Project:
    return replace(project, receipts=write(folder / "biên nhận", events))


@pytest.fixture(params=["UTC", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Ho_Chi_Minh"])
def zone(request: pytest.FixtureRequest) -> Iterator[str]:
    """The clock of the machine in several zones; Vietnam's alone counts."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield request.param
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2013-07-14T16:59:59Z", Timeliness.ON_TIME),
        ("2013-07-14T17:00:00Z", Timeliness.LATE),
        ("2013-07-14T23:59:59+07:00", Timeliness.ON_TIME),
        ("2013-07-15T00:00:00+07:00", Timeliness.LATE),
        ("2013-07-14T09:59:59-07:00", Timeliness.ON_TIME),
        ("2013-07-15T07:00:00+14:00", Timeliness.LATE),
        ("2013-07-14T16:59:59.999Z", Timeliness.ON_TIME),
    ],
)
@pytest.mark.usefixtures("zone")
def test_the_last_second_of_the_last_day(
    project: Project, tmp_path: Path, at: str, expected: Timeliness
) -> None:
    (project.root / "submissions/2013-h1/bhxh-viet-nam/intake.yml").unlink(missing_ok=True)
    found = status(with_receipts(project, tmp_path, {12: [received(at)]}), "bhxh-hung-yen")
    assert found.timeliness is expected
    assert found.channel == "git"


@pytest.mark.usefixtures("zone")
def test_the_time_is_shown_as_in_vietnam(project: Project, tmp_path: Path) -> None:
    own = with_receipts(project, tmp_path, {12: [received("2013-07-14T16:59:59Z")]})
    page = built(own, TODAY, Settings()).pages["bien-nhan/2013-h1/bhxh-hung-yen/report.md"]
    assert "23:59:59 ngày 14/7/2013" in page.body
    assert "hết ngày 14/7/2013: <strong>đúng hạn</strong>" in page.body


def test_an_open_pull_request_shows_as_received(project: Project, tmp_path: Path) -> None:
    assert status(project, "bhxh-phu-tho").stage is Stage.MISSING
    own = with_receipts(project, tmp_path, {7: [received("2013-07-10T02:00:00Z", MISSING)]})
    found = status(own, "bhxh-phu-tho")
    assert (found.stage, found.timeliness) == (Stage.RECEIVED, Timeliness.ON_TIME)
    page = built(own, TODAY, Settings()).pages["dot/2013-h1/tinh-trang.md"]
    assert "đã nhận, đang xét" in page.body


def test_what_was_closed_without_a_merge_was_taken_back(project: Project, tmp_path: Path) -> None:
    came = received("2013-07-10T02:00:00Z", MISSING)
    closed = {"event": "state", "at": "2013-07-11T02:00:00Z", "state": "closed"}
    again = {"event": "state", "at": "2013-07-12T02:00:00Z", "state": "open"}
    own = with_receipts(project, tmp_path / "a", {7: [came, closed]})
    assert status(own, "bhxh-phu-tho").stage is Stage.MISSING
    own = with_receipts(project, tmp_path / "b", {7: [came, closed, again]})
    assert status(own, "bhxh-phu-tho").stage is Stage.RECEIVED


def test_the_first_of_register_and_server_counts(project: Project, tmp_path: Path) -> None:
    register = project.root / "submissions/2013-h1/bhxh-viet-nam/intake.yml"
    register.write_text(
        "campaign: 2013-h1\nsubmitter: bhxh-viet-nam\nsample: true\nentries:\n"
        "  - paper: bhxh-hung-yen/report\n    received: 2013-07-16T08:00\n    channel: outside\n",
        "utf-8",
    )
    alone = status(project, "bhxh-hung-yen")
    assert (alone.timeliness, alone.channel) == (Timeliness.LATE, "outside")
    assert "DUE101" in {each.code for each in run(project, TODAY).diagnostics}
    own = with_receipts(project, tmp_path, {7: [received("2013-07-14T02:00:00Z")]})
    both = status(own, "bhxh-hung-yen")
    assert (both.timeliness, both.channel) == (Timeliness.ON_TIME, "git")
    assert "DUE101" not in {each.code for each in run(own, TODAY).diagnostics}


def test_a_late_push_has_its_own_receipt(project: Project, tmp_path: Path) -> None:
    early, late = (
        received("2013-07-14T02:00:00Z"),
        received("2013-07-16T02:00:00Z", PAPER, OTHER, "2"),
    )
    judged = {"event": "judged", "at": "2013-07-14T02:01:00Z", "head": HEAD, "verdict": "failure"}
    own = with_receipts(project, tmp_path, {7: [early, judged, late]})
    assert status(own, "bhxh-hung-yen").timeliness is Timeliness.ON_TIME
    page = built(own, TODAY, Settings()).pages["bien-nhan/2013-h1/bhxh-hung-yen/report.md"].body
    assert page.count("7-aaaaaaaa") == 3
    rows = page.split("<tbody>")[1].split("</tr>")
    assert "đúng hạn" in rows[0]
    assert "có chỗ phải sửa" in rows[0]
    assert "muộn" in rows[1]
    assert "7-bbbbbbbb" in rows[1]


def test_the_same_content_again_is_no_second_version(project: Project, tmp_path: Path) -> None:
    first, again = received("2013-07-14T02:00:00Z"), received("2013-07-16T02:00:00Z", PAPER, OTHER)
    own = with_receipts(project, tmp_path, {7: [first, again]})
    page = built(own, TODAY, Settings()).pages["bien-nhan/2013-h1/bhxh-hung-yen/report.md"].body
    assert "7-bbbbbbbb" not in page


def taken(project: Project) -> tuple[Accepted, ...]:
    found = history(Repository(project.root), "HEAD")
    assert found is not None
    return found["2013-h1", "bhxh-hung-yen/report"]


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "null",
        '{"event": "received"}',
        '{"event": "lost", "at": "2013-07-14T02:00:00Z"}',
        '{"event": "state", "at": "2013-07-14T02:00:00Z", "state": "gone"}',
        '{"event": "state", "at": "2013-07-14T02:00:00", "state": "open"}',
        '{"event": "state", "at": "2013-07-14T02:00:00Z", "state": "open", "more": 1}',
        json.dumps(received("2013-07-14T02:00:00Z", head="x")),
        json.dumps(received("2013-07-14")),
        "\udcff",
    ],
)
def test_a_line_that_the_job_does_not_write_is_our_own_fault(tmp_path: Path, text: str) -> None:
    folder = write(tmp_path / "kho", {3: [received("2013-07-14T02:00:00Z")]})
    with (folder / "pulls/3.jsonl").open("ab") as file:
        file.write(text.encode("utf-8", "surrogateescape") + b"\n")
    with pytest.raises(HouseFault, match=r"pulls/3\.jsonl:2: "):
        Receipts.read(folder)


def test_another_file_among_the_receipts_is_our_own_fault(tmp_path: Path) -> None:
    folder = write(tmp_path / "kho", {})
    (folder / "pulls/x.jsonl").touch()
    with pytest.raises(HouseFault, match="not the file of a pull request"):
        Receipts.read(folder)
    with pytest.raises(HouseFault, match="no such folder"):
        Receipts.read(tmp_path / "không có")


def test_lines_read_back_as_they_were_written() -> None:
    raw = json.dumps(received("2013-07-14T23:59:59+07:00")).encode()
    (event,) = parse(raw, "x")
    assert parse(line(event), "x") == [event]
    assert b"2013-07-14T16:59:59Z" in line(event)
    assert line(event).endswith(b"}\n")


def test_what_the_branch_took_in(project: Project) -> None:
    pulls = Pulls(project.root)
    edited = pulls.head(f"M {PAPER.replace('.md', '.yml')}")
    git(
        project.root,
        "merge",
        "--quiet",
        "--no-ff",
        "--message",
        "Gộp",
        edited,
        day="2013-07-18T03:00Z",
    )
    found = taken(project)
    assert [f"{each.when:%F %H:%M}" for each in found] == ["2013-06-17 08:00", "2013-07-18 03:00"]
    assert found[1].commit == git(project.root, "rev-parse", "HEAD")
    assert found[0].commit == pulls.base
    assert found[1].blob == git(project.root, "rev-parse", f"HEAD:{found[1].path}")


def test_the_merge_says_when_a_version_was_taken_in(project: Project, tmp_path: Path) -> None:
    pulls = Pulls(project.root)
    path = PAPER.replace(".md", ".yml")
    edited = pulls.head(f"M {path}")
    git(
        project.root,
        "merge",
        "--quiet",
        "--no-ff",
        "--message",
        "Gộp",
        edited,
        day="2013-07-18T03:00Z",
    )
    merge = git(project.root, "rev-parse", "HEAD")
    event = received("2013-07-14T02:00:00Z", path)
    event["papers"] = [
        {"path": path, "blob": git(project.root, "rev-parse", f"HEAD:{path}"), "sha256": "1" * 64}
    ]
    own = with_receipts(project, tmp_path, {7: [event]})
    page = built(own, TODAY, Settings("https://example.vn/kho")).pages
    body = page["bien-nhan/2013-h1/bhxh-hung-yen/report.md"].body
    assert f'<a href="https://example.vn/kho/commit/{merge}">{merge[:8]}</a>' in body
    assert "10:00 ngày 18/7/2013" in body


def test_a_history_that_is_cut_off_says_nothing(project: Project, tmp_path: Path) -> None:
    pulls = Pulls(project.root)
    pulls.save("Thêm", "2013-07-18T03:00:00Z")
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{project.root}", "cạn")
    assert history(Repository(tmp_path / "cạn"), "HEAD") is None
    assert history(Repository(tmp_path), "HEAD") is None


def test_a_paper_that_was_taken_away_and_one_in_another_notation(project: Project) -> None:
    pulls = Pulls(project.root)
    yml = project.root / PAPER.replace(".md", ".yml")
    yml.rename(project.root / PAPER)
    pulls.save("Đổi dạng", "2013-07-18T03:00:00Z")
    (project.root / PAPER).unlink()
    pulls.save("Bỏ", "2013-07-19T03:00:00Z")
    found = taken(project)
    assert [each.path.rpartition(".")[2] for each in found] == ["yml", "md", "md"]
    assert [each.blob is None for each in found] == [False, False, True]
