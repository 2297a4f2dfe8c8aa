"""``thidua check --base``: the verdict at a terminal and as JSON."""

import json

import pytest

from tests.changes.pulls import Pulls, git
from thidua import cli

HERE = "submissions/2013-h1/bhxh-hung-yen"
FAULT = f"M {HERE}/report.yml  cutoff: 2013-06-30 → cutoff: 2013-06-31"
OLD = "submissions/2013-h1/bhxh-hai-duong/report.md"


def check(pulls: Pulls, *words: str) -> int:
    return cli.main(["check", "--root", str(pulls.folder), "--today", "2013-07-20", *words])


def test_a_pull_request_at_the_terminal(pulls: Pulls, capsys: pytest.CaptureFixture[str]) -> None:
    head = pulls.head(f"{FAULT}\nA mkdocs.yml")
    (pulls.folder / OLD).write_text("hỏng\n", "utf-8")  # not committed: nobody sees it
    options = ("--base", pulls.base, "--head", head, "--account", "bhxh-hung-yen-demo")
    assert check(pulls, *options) == cli.ERRORS
    said = capsys.readouterr().out
    assert f"{HERE}/report.yml:7:9 [SCH112] phải sửa\n    7 | cutoff: 2013-06-31" in said
    assert "mkdocs.yml:1:1 [OWN104] phải sửa\n  đề nghị này sửa trang công khai" in said
    assert said.endswith("Chưa gộp được: 2 chỗ phải sửa, trong 2 tệp mà đề nghị này đổi.\n")


def test_older_faults_do_not_count(pulls: Pulls, capsys: pytest.CaptureFixture[str]) -> None:
    (pulls.folder / OLD).write_text("hỏng\n", "utf-8")
    pulls.base = pulls.save("Hỏng")
    head = pulls.head(f"M {HERE}/report.yml")
    assert check(pulls, "--base", pulls.base, "--head", head) == cli.CLEAN
    said = capsys.readouterr().out
    assert "MDN101" not in said
    assert "đã có từ trước ở 1 tệp khác" in said
    assert "Gộp được: đổi 1 tệp" in said


def test_the_head_is_what_is_checked_out(pulls: Pulls) -> None:
    head = pulls.head(FAULT)
    git(pulls.folder, "checkout", "--quiet", head)
    assert check(pulls, "--base", pulls.base) == cli.ERRORS


def test_for_programs(pulls: Pulls, capsys: pytest.CaptureFixture[str]) -> None:
    head = pulls.head(FAULT)
    options = ("--base", pulls.base, "--head", head, "--format", "json")
    assert check(pulls, *options) == cli.ERRORS
    found = json.loads(capsys.readouterr().out)
    assert found["blocked"] is True
    assert found["changed"] == [f"{HERE}/report.yml"]
    assert [each["code"] for each in found["own"]] == ["SCH112"]
    assert found["caused"] == found["older"] == []
    assert check(pulls, *options[:4], "--format", "github") == cli.ERRORS
    assert capsys.readouterr().out.startswith("::error file=")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--account", "a"), "--base"),
        (("--head", "HEAD"), "--base"),
        (("--base", "HEAD", HERE), "--base"),
        (("--base", "khong-co"), "there is no commit khong-co"),
    ],
)
def test_calls_that_make_no_sense(
    pulls: Pulls, words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(pulls, *words) == cli.USAGE
    assert said in capsys.readouterr().err
