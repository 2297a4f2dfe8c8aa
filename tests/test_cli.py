import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import BASE, ROOT
from tests.test_engine import SLIPS, damaged
from thidua import cli
from thidua.project import Project

TODAY = ["--today", "2013-07-20"]


def thidua(*words: str, project: Project | None = None) -> int:
    root = ["--root", str(project.root)] if project else []
    command, *rest = words
    return cli.main([command, *root, *rest])


def test_clean(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert thidua("check", *TODAY, project=project) == cli.CLEAN
    files = len(list((BASE / "submissions").rglob("*.[my]*")))
    assert capsys.readouterr().out == f"Đã kiểm tra {files} tệp: không có lỗi.\n"


def test_ten_slips_in_both_languages_and_all_formats(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged(project, SLIPS)
    outputs = {}
    for form in ("human", "json", "github"):
        for language in ("vi", "en"):
            words = ("check", *TODAY, "--format", form, "--lang", language)
            assert thidua(*words, project=project) == cli.ERRORS
            outputs[form, language] = capsys.readouterr().out
    vi, en = (json.loads(outputs["json", language]) for language in ("vi", "en"))
    codes = [each["code"] for each in vi]
    assert sorted(codes) == sorted(slip[2] for slip in SLIPS)
    assert [each["code"] for each in en] == codes
    assert all(one["message"] != other["message"] for one, other in zip(vi, en, strict=True))
    for language, found in (("vi", vi), ("en", en)):
        human, github = outputs["human", language], outputs["github", language]
        commands = github.splitlines()
        assert len(commands) == len(found)
        for each, command in zip(found, commands, strict=True):
            place = f"{each['path']}:{each['line']}:{each['column']} [{each['code']}]"
            assert human.count(place) == 1
            assert each["message"] in human
            assert each["repair"] in human
            assert command.startswith(
                f"::{each['severity']} file={each['path']},line={each['line']}"
            )
            assert f",col={each['column']}," in command


def test_warnings_alone_are_no_failure(project: Project) -> None:
    damaged(project, [SLIPS[3]])
    assert thidua("check", *TODAY, project=project) == cli.CLEAN


@pytest.mark.parametrize(
    ("chosen", "status", "shown"),
    [
        ("submissions/2013-h1/bhxh-hung-yen", cli.ERRORS, 1),
        ("submissions/2013-h1/bhxh-hung-yen/report.yml", cli.ERRORS, 1),
        ("submissions/2013-h1/bhxh-hai-duong", cli.CLEAN, 0),
        (".", cli.ERRORS, 1),
    ],
)
def test_paths_choose_what_is_shown(
    project: Project,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    chosen: str,
    status: int,
    shown: int,
) -> None:
    damaged(project, [SLIPS[0]])
    monkeypatch.chdir(project.root)
    assert thidua("check", *TODAY, "--format", "json", chosen) == status
    out = capsys.readouterr().out
    assert len(json.loads(out)) == shown


@pytest.mark.parametrize(
    "words",
    [
        ("check", "no/such/file.yml"),
        ("check", "/etc/passwd"),
        ("explain", "XYZ999"),
    ],
)
def test_wrong_usage(
    project: Project, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert thidua(*words, project=project) == cli.USAGE
    assert words[1] in capsys.readouterr().err


def test_outside_of_a_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--root", str(tmp_path)]) == cli.USAGE
    assert str(tmp_path) in capsys.readouterr().err


@pytest.mark.parametrize("file", ["schemas/report.schema.json", "schemas/codelists/units.yml"])
def test_our_own_fault(project: Project, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    (project.root / file).write_text("{", "utf-8")
    assert thidua("check", *TODAY, project=project) == cli.HOUSE
    said = capsys.readouterr().err
    assert "bạn không cần làm gì" in said
    assert Path(file).name in said


@pytest.mark.parametrize("language", ["vi", "en"])
def test_explain(capsys: pytest.CaptureFixture[str], language: str) -> None:
    assert thidua("explain", "tot201", "--lang", language) == cli.CLEAN
    out = capsys.readouterr().out
    assert out.startswith("TOT201")
    assert 'percent: "51,85"' in out


def test_the_repositorys_own_papers_have_no_errors() -> None:
    assert cli.main(["check", "--root", str(ROOT)]) == cli.CLEAN


def test_a_reader_that_has_seen_enough(project: Project) -> None:
    damaged(project, SLIPS)
    command = f"{sys.executable} -m thidua check --root {project.root} | head -1"
    done = subprocess.run(  # noqa: S602 - the pipe is what is tested
        command, shell=True, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""


def test_a_clean_check_loads_nothing_slow(project: Project) -> None:
    (project.submissions / "2013-h1/bhxh-hai-duong/report.md").unlink()  # needs markdown_it
    program = (
        "import sys; from thidua.cli import main; main(sys.argv[1:]);"
        "print([name for name in ('jsonschema', 'jinja2', 'mkdocs', 'rapidfuzz', 'markdown_it')"
        " if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "check", "--root", str(project.root), *TODAY],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("today", "said"), [("2013-07-10", "còn 4 ngày"), ("2013-07-20", "đã quá 6 ngày")]
)
def test_status(
    project: Project, capsys: pytest.CaptureFixture[str], today: str, said: str
) -> None:
    assert thidua("status", "--today", today, project=project) == cli.CLEAN
    out = capsys.readouterr().out
    assert said in out
    assert "Chưa gửi" in out
    assert "BHXH tỉnh Phú Thọ" in out.partition("Chưa gửi")[2].splitlines()[0]


def test_status_for_programs(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert thidua("status", "2013-h1", "--format", "json", *TODAY, project=project) == cli.CLEAN
    rows = json.loads(capsys.readouterr().out)["statuses"]
    stages = {(row["submitter"], row["paper"]): row["stage"] for row in rows}
    assert stages["bhxh-hung-yen", "report"] == "accepted"
    assert stages["bhxh-phu-tho", "report"] == "missing"


def test_status_of_a_campaign_that_is_not_there(project: Project) -> None:
    assert thidua("status", "2099-h1", project=project) == cli.USAGE


def test_the_summary_says_when_a_file_could_not_be_read_to_its_end(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    file = project.submissions / "2013-h1/bhxh-hung-yen/report.yml"
    file.write_text(file.read_text("utf-8") + "a: x: y\n", "utf-8")
    assert thidua("check", *TODAY, project=project) == cli.ERRORS
    assert "phần sau có thể còn lỗi chưa nêu" in capsys.readouterr().out
