"""Files: what is written and what never is; the command as people call it."""

import os
import stat
from pathlib import Path

import pytest

from tests.conftest import TODAY
from tests.test_engine import REPORT, SLIPS, damaged
from thidua import cli
from thidua.engine import run
from thidua.fix import files
from thidua.fix.findings import to_repair
from thidua.project import Project
from thidua.source import MAX_BYTES

FOLDER = "submissions/2013-h1/bhxh-hung-yen"
MARKDOWN = "submissions/2013-h1/bhxh-hai-duong/report.md"
#: Slips in the report of the examples that can be put right, with what then stands there.
REPAIRS = [
    ("cutoff: 2013-06-30", "cutoff: 30/6/2013"),
    ("date: 2013-07-10", "date: 2013-7-10"),
    ('percent: "51,85"', "percent: 51.85 # tự tính"),
    ('change_percent: "+12,3"', "change_percent: +12.3"),
    ('actual: "120.400"', "actual: “120.400”"),
    ('actual: "3,1"', 'actual: "3.1"'),
]


@pytest.fixture(autouse=True)
def inside(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.root)


def fix(*words: str) -> int:
    return cli.main(["fix", "--today", "2013-07-20", *words])


def spoil(project: Project) -> bytes:
    file = project.root / REPORT
    text = file.read_text("utf-8")
    for good, bad in REPAIRS:
        assert text.count(good) == 1, good
        text = text.replace(good, bad)
    raw = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    file.write_bytes(raw)
    return raw


def snapshot(root: Path) -> dict[str, tuple[bytes, int, int]]:
    return {
        str(file): (file.read_bytes(), file.stat().st_mtime_ns, file.stat().st_ino)
        for file in root.rglob("*")
        if file.is_file() and not file.is_symlink()
    }


def test_a_clean_repository_is_not_touched(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = snapshot(project.root)
    assert fix() == cli.CLEAN
    assert fix("--dry-run") == cli.CLEAN
    assert snapshot(project.root) == before
    assert capsys.readouterr().out.count("Không có chỗ nào máy sửa giúp được") == 2


def test_what_can_be_put_right_is(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    good = (project.root / REPORT).read_bytes()
    spoil(project)
    assert fix(FOLDER) == cli.CLEAN
    out = capsys.readouterr().out
    assert "-          percent: 51.85 # tự tính\n" in out
    assert '+          percent: "51,85" # tự tính\n' in out
    assert out.endswith("Đã sửa 8 chỗ trong 1 tệp. Xem chỗ còn lại: thidua check\n")
    wanted = good.replace(b'percent: "51,85"', 'percent: "51,85" # tự tính'.encode())
    assert (project.root / REPORT).read_bytes() == wanted
    assert run(project, TODAY).diagnostics == ()
    before = snapshot(project.root)
    assert fix() == cli.CLEAN
    assert snapshot(project.root) == before


def test_a_dry_run_writes_nothing(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(project)
    before = snapshot(project.root)
    assert fix("--dry-run", REPORT) == cli.ERRORS
    assert snapshot(project.root) == before
    assert "Máy sửa giúp được 8 chỗ trong 1 tệp; chưa ghi gì vào tệp." in capsys.readouterr().out


def test_only_the_papers_that_are_named(project: Project) -> None:
    spoil(project)
    (project.root / MARKDOWN).write_bytes((project.root / MARKDOWN).read_bytes() + b"\n\n")
    before = snapshot(project.root)
    assert fix(MARKDOWN) == cli.CLEAN
    after = snapshot(project.root)
    changed = [path for path in before if before[path] != after[path]]
    assert changed == [str(project.root / MARKDOWN)]


@pytest.mark.parametrize("path", ["nowhere.yml", "schemas", "/etc/passwd"])
def test_wrong_usage(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert fix(path) == cli.USAGE
    assert path in capsys.readouterr().err


@pytest.mark.parametrize(
    ("path", "content", "code"),
    [
        (REPORT, "a: số".encode("utf-16"), "ENC101"),
        (REPORT, b"a: \x1b[31m\r\n", "ENC102"),
        (REPORT, "B¶o hiÓm x· héi, c¶ n¨m\r\n".encode(), "ENC104"),
        (REPORT, b"#" * (MAX_BYTES + 1), "FIL103"),
        (f"{FOLDER}/report.docx", b"PK\x03\x04\r\n", "FIL101"),
        (f"{FOLDER}/report.yaml", b"a: 1\r\n", "FIL101"),
        (f"{FOLDER}/letter.yml", b"a: 1\r\n", "FIL101"),
        (f"{FOLDER}/report/a.yml", b"a: 1\r\n", "FIL101"),
    ],
)
def test_what_cannot_be_read_is_left_alone(
    project: Project,
    path: str,
    content: bytes,
    code: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = project.root / path
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)
    before = snapshot(project.root)
    assert [each.code for each in run(project, TODAY).diagnostics if each.path == path] == [code]
    assert fix(FOLDER) == cli.ERRORS
    assert snapshot(project.root) == before
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith(path)]
    assert len(told) == 1
    assert f"[{code}] để nguyên: " in told[0]
    assert "\x1b" not in told[0]


def test_links_are_never_followed(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = tmp_path / "outside.yml"
    outside.write_bytes(spoil(project))
    (project.root / REPORT).unlink()
    (project.root / REPORT).symlink_to(outside)
    (project.submissions / "2013-h1" / "bhxh-ha-noi").symlink_to(tmp_path)
    before = snapshot(tmp_path)
    assert fix() == cli.ERRORS
    assert snapshot(tmp_path) == before
    assert (project.root / REPORT).is_symlink()
    assert "[FIL105]" in capsys.readouterr().out


def test_permissions_stay(project: Project) -> None:
    spoil(project)
    (project.root / REPORT).chmod(0o640)
    assert fix(REPORT) == cli.CLEAN
    assert stat.S_IMODE((project.root / REPORT).stat().st_mode) == 0o640


def test_a_file_that_cannot_be_written_stays_whole(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(project)
    before = snapshot(project.root)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", REPORT)

    monkeypatch.setattr(os, "fsync", full)
    assert fix(REPORT) == cli.USAGE
    assert snapshot(project.root) == before
    assert f"Không ghi được {REPORT}" in capsys.readouterr().err


def test_an_interruption_leaves_no_half_and_no_remains(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "folder" / "x.yml"
    file.parent.mkdir()
    file.write_bytes(b"old")

    def interrupted(*_: object) -> None:
        assert file.read_bytes() == b"old"
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        files.replace(file, b"new")
    assert [each.name for each in file.parent.iterdir()] == ["x.yml"]
    assert file.read_bytes() == b"old"


def test_the_check_offers_what_can_be_put_right(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(project)
    assert cli.main(["check", "--today", "2013-07-20", FOLDER]) == cli.ERRORS
    assert capsys.readouterr().out.endswith(f"\nMáy sửa giúp được 6 chỗ: thidua fix {REPORT}\n")
    damaged(project, [('actual: "246.310"', "actual: 246.310", "YML121", 0, 0)])  # two readings
    found = run(project, TODAY).diagnostics
    assert to_repair(found) == (6, REPORT)


def test_papers_in_several_folders_are_offered_together(project: Project) -> None:
    spoil(project)
    text = (project.root / MARKDOWN).read_text("utf-8")
    assert text.count("| 49,6 |") == 1, text
    (project.root / MARKDOWN).write_text(text.replace("| 49,6 |", "| 49.6 |"), "utf-8")
    assert to_repair(run(project, TODAY).diagnostics) == (7, "submissions/2013-h1")


def test_without_anything_to_put_right_nothing_is_offered(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged(project, [SLIPS[3], SLIPS[7]])
    assert cli.main(["check", "--today", "2013-07-20"]) == cli.ERRORS
    assert "thidua fix" not in capsys.readouterr().out


def test_a_repository_without_papers(project: Project) -> None:
    for folder in project.submissions.iterdir():
        folder.rename(project.root / "elsewhere")
    assert fix() == cli.CLEAN
