"""The real workflow over real pull requests, from the ordinary to the hostile: each its verdict."""

import re
import signal
import subprocess
import time
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.changes.pulls import git
from tests.forge.office import Office

ME, CENTRE, STRANGER = "bhxh-hung-yen-demo", "ban-tdkt-demo", "la-mat"
HERE = "submissions/2013-h1/bhxh-hung-yen"
OTHER = "submissions/2013-h1/bhxh-hai-duong"
HOUSE = "submissions/2013-h1/bhxh-viet-nam"
VERSION = "date: 2013-07-10 → date: 2013-07-18⏎version: 2⏎revision: {reason: Sửa số.}"
#: Stands in every head below: whatever ran a file of the head would leave it behind.
CANARY = Path("/tmp") / f"thidua-canary-{time.time_ns()}"  # noqa: S108 - heads must know it
TRAPS = "\n".join(
    [
        f"A Makefile  .venv/.installed:⏎\ttouch {CANARY}⏎",
        f"A sitecustomize.py  open('{CANARY}', 'w')⏎",
        f"A conftest.py  open('{CANARY}', 'w')⏎",
        f"A scripts/thidua/__init__.py  open('{CANARY}', 'w')⏎",
        f"A .venv/bin/python  #!/bin/sh⏎touch {CANARY}⏎",
        f"A .git-hooks/post-checkout  #!/bin/sh⏎touch {CANARY}⏎",
        "A mkdocs.yml  hooks: [x.py]⏎",
        "A .gitattributes  * filter=x diff=x⏎",
    ]
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all: a pull request that stays open changes nothing for the next."""
    with Office.at(tmp_path_factory.mktemp("ban")) as office:
        yield office
        assert not office.forge.violations


def codes(office: Office, number: int) -> set[str]:
    (comment,) = office.forge.comments(number)
    return set(re.findall(r"\[([A-Z]{3}[0-9]{3})\]", comment["body"]))


def refused(office: Office, number: int, *found: str) -> None:
    """Hold what the gate said against what it should have said."""
    before = len(office.states(number))  # two pull requests may bring the same commit
    ran = office.gate(number)
    assert ran.ok, ran.said
    assert office.states(number)[before:] == ["pending", "failure" if found else "success"]
    assert codes(office, number) >= set(found)
    assert not CANARY.exists()


@pytest.mark.parametrize(
    ("account", "lines", "found"),
    [
        # the ordinary
        (ME, f"M {HERE}/report.yml", []),
        (ME.upper(), f"M {HERE}/report.yml", []),
        (ME, f"M {HERE}/report.yml  {VERSION}", []),
        (ME, "M submissions/2013-h1/cum-01/conference.yml", []),
        (CENTRE, f"M {HOUSE}/intake.yml", []),
        (CENTRE, f"M {HOUSE}/intake.yml\nM schemas/codelists/units.yml", []),
        (CENTRE, "M Makefile", []),
        # faults of the paper itself
        (ME, f"M {HERE}/report.yml  cutoff: 2013-06-30 → cutoff: 2013-06-31", ["SCH112"]),
        (ME, f"M {HERE}/report.yml  submitter: bhxh-hung-yen → submitter: bhxh-ha-noi", ["FIL102"]),
        (ME, f"A {HERE}/report.md  # Báo cáo", ["FIL104"]),
        (ME, f"A {HERE}/bao-cao.docx  x", ["FIL101"]),
        # somebody else's
        (ME, f"M {OTHER}/report.md", ["OWN102"]),
        (ME, f"D {OTHER}/report.md", ["OWN102", "OWN106"]),
        (ME, f"D {OTHER}/report.md\nA {HERE}/report.md  # Báo cáo", ["OWN102", "OWN106"]),
        (ME, f"M {HOUSE}/campaign.yml", ["OWN102"]),
        (ME, "A submissions/2013-h1/khong-co-that/report.yml", ["OWN102"]),
        (STRANGER, f"M {HERE}/report.yml", ["OWN101"]),
        (STRANGER, "M schemas/codelists/units.yml", ["OWN101", "OWN104"]),
        (ME, f"M {HERE}/report.yml\nM submissions/2013-h1/cum-01/conference.yml", ["OWN103"]),
        # accepted papers
        (ME, f'M {HERE}/report.yml  actual: "3,1" → actual: "3,2"', ["OWN107"]),
        (ME, f"M {HERE}/report.yml  {VERSION.replace('version: 2', 'version: 3')}", ["OWN107"]),
        (ME, f"D {HERE}/report.yml", ["OWN106"]),
        # the house
        (ME, TRAPS, ["OWN104"]),
        (STRANGER, TRAPS, ["OWN101", "OWN104"]),
        (ME, f"M .github/workflows/gate.yml\nM {HERE}/report.yml", ["OWN104"]),
        (ME, "M .github/workflows/check.yml", ["OWN104"]),
        (ME, "A .github/workflows/thidua.yml  name: gate", ["OWN104"]),
        (ME, "M schemas/report.schema.json", ["OWN104"]),
        (ME, "M schemas/codelists/roster.yml  - cum-01 → - bhxh-hai-duong", ["OWN104"]),
        (ME, "A .github/CODEOWNERS", ["OWN104"]),
        (ME, "A submissions/x.yml", ["OWN104"]),
        # what is no plain file
        (ME, f"L {HERE}/report.yml", ["OWN105"]),
        (ME, f"L {HERE}/thu-muc", ["OWN105"]),
        (ME, f"X {HERE}/report.yml", ["OWN105"]),
        (ME, f"S {HERE}/kho", ["OWN105"]),
        # names
        (ME, f"A {HERE}/{unicodedata.normalize('NFD', 'báo')}.yml", ["OWN110"]),
        (ME, f"A {HERE}/Report.yml", ["OWN110"]),
        (ME, f"A {HERE}/a\u202eb.yml", ["OWN110"]),
        (ME, f"A {HERE}/--help.yml", ["FIL101"]),
        # sizes, nothing
        (ME, f"A {HERE}/{{1..5001}}.yml", ["OWN109"]),
        (ME, f"A {HERE}/registration.md  {'x' * 20_000_000}", ["FIL103"]),
        (ME, "(không có tệp nào)", ["OWN111"]),
    ],
    ids=lambda value: str(value)[:60],
)
def test_the_gate(office: Office, account: str, lines: str, found: list[str]) -> None:
    refused(office, office.send(account, lines), *found)


@pytest.mark.parametrize("name", [f"{HERE}/a\nb.yml".encode(), f"{HERE}/".encode() + b"\xff.yml"])
def test_a_name_with_a_line_feed_or_no_utf8(office: Office, name: bytes) -> None:
    folder = office.pulls.folder
    blob = git(folder, "hash-object", "-w", "--stdin", given="x")
    git(folder, "read-tree", office.pulls.base)
    entry = b"100644 %s\t%s\0" % (blob.encode(), name)
    git(folder, "update-index", "-z", "--index-info", raw=entry)
    tree = git(folder, "write-tree")
    head = git(folder, "commit-tree", tree, "-p", office.pulls.base, "-m", "x")
    refused(office, office.open(ME, head), "OWN110")


def test_a_history_of_its_own(office: Office) -> None:
    tree = git(office.pulls.folder, "rev-parse", f"{office.pulls.base}^{{tree}}")
    head = git(office.pulls.folder, "commit-tree", tree, "-m", "x")
    refused(office, office.open(ME, head), "OWN111")


def test_a_history_woven_to_take_back_unseen_what_others_have_sent(tmp_path: Path) -> None:
    with Office.at(tmp_path) as office:
        folder, before = office.pulls.folder, office.main
        other = office.send("bhxh-hai-duong-demo", f"M {OTHER}/report.md")
        office.accept("A README.md")
        ours = office.main
        office.merge(other)
        assert office.main not in {before, ours}
        sent = office.pull(other)["head"]["sha"]
        tree = git(folder, "rev-parse", f"{ours}^{{tree}}")
        head = git(folder, "commit-tree", tree, "-p", ours, "-p", sent, "-m", "x")
        refused(office, office.open(ME, head), "OWN111")


@pytest.mark.parametrize("day", ["2031-01-01", "2001-01-01"])
def test_a_date_that_cannot_be_is_shown_and_not_trusted(office: Office, day: str) -> None:
    number = office.send(ME, f"commit {day}\nM {HERE}/report.yml")
    refused(office, number)
    assert "OWN108" in codes(office, number)


def test_a_repaired_paper_turns_the_same_comment(office: Office) -> None:
    bad = f"M {HERE}/report.yml  cutoff: 2013-06-30 → cutoff: 2013-06-31"
    number = office.send(ME, bad)
    refused(office, number, "SCH112")
    (first,) = office.forge.comments(number)
    names = {each["name"] for each in office.forge.labels(number)}
    assert names == {"Chờ: đơn vị sửa", "Văn bản: Báo cáo sơ kết", "Đợt: 2013-h1", "Cụm: Cụm 1"}
    office.push(number, f"commit 2013-07-17\nM {HERE}/report.yml")
    assert office.gate(number, "synchronize").ok
    assert office.states(number) == ["pending", "success"]
    (second,) = office.forge.comments(number)
    assert second["id"] == first["id"]
    assert "Không có chỗ nào phải sửa" in second["body"]
    assert "Chờ: duyệt" in {each["name"] for each in office.forge.labels(number)}
    assert "Chờ: đơn vị sửa" not in {each["name"] for each in office.forge.labels(number)}


def test_closed_and_opened_again(office: Office) -> None:
    number = office.send(ME, f"commit 2013-07-16\nM {HERE}/report.yml")
    refused(office, number)
    office.forge.close(number)
    office.forge.reopen(number)
    assert office.gate(number, "reopened").ok
    assert len(office.forge.comments(number)) == 1
    assert office.states(number) == ["pending", "success"] * 2


def test_a_head_that_has_moved_on_is_no_success(office: Office) -> None:
    number = office.send(ME, f"commit 2013-07-18\nM {HERE}/report.yml")
    old = office.pull(number)
    office.push(number, f"commit 2013-07-18\n{TRAPS}", force=True)
    payload = {"action": "opened", "number": number, "pull_request": old}
    ran = office.runner.run("gate.yml", "pull_request_target", payload, sha=office.main)
    assert ran.failed("gate/judge")
    states = [each["state"] for each in office.forge.statuses(old["head"]["sha"])]
    assert states == ["pending", "error"]
    assert office.states(number) == []  # its own event will speak of the new head
    assert office.forge.comments(number) == []
    assert not CANARY.exists()


def test_the_gate_killed_while_it_judges(office: Office) -> None:
    number = office.send(ME, f"commit 2013-07-19\nM {HERE}/report.yml")
    payload = {"action": "opened", "number": number, "pull_request": office.pull(number)}
    arguments = office.runner.command("gate.yml", "pull_request_target", payload, sha=office.main)
    process = subprocess.Popen(**arguments, stdout=subprocess.DEVNULL, start_new_session=True)
    for _ in range(600):
        if office.states(number):
            break
        time.sleep(0.05)
    subprocess.run(["kill", f"-{signal.SIGKILL}", "--", f"-{process.pid}"], check=True)
    process.wait()
    assert office.states(number) == ["pending"]


def test_the_traps_would_spring(office: Office, tmp_path: Path) -> None:
    """A canary that cannot sing proves nothing."""
    head = office.pulls.head(TRAPS)
    git(office.pulls.folder, "worktree", "add", "--quiet", "--detach", str(tmp_path / "x"), head)
    try:
        subprocess.run(["make", "-C", str(tmp_path / "x"), ".venv/.installed"], check=False)
        assert CANARY.exists()
    finally:
        CANARY.unlink(missing_ok=True)
        git(office.pulls.folder, "worktree", "remove", "--force", str(tmp_path / "x"))


def test_the_time_of_the_server_is_that_of_the_event(office: Office) -> None:
    office.forge.now = datetime(2013, 7, 14, 16, 59, 59, tzinfo=UTC)
    number = office.send(ME, f"commit 2013-07-14\nM {HERE}/report.yml")
    office.forge.now = datetime(2013, 7, 14, 18, 0, tzinfo=UTC)  # the machines were busy
    assert office.gate(number).ok
    first = office.forge.statuses(office.pull(number)["head"]["sha"])[0]
    assert first["description"] == "Đang kiểm tra [opened 2013-07-14T16:59:59Z]"
