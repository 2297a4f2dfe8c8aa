from pathlib import Path

import pytest

from thidua import cli
from thidua.project import Project

YAML = "submissions/2013-h1/bhxh-hung-yen/report.yml"
MARKDOWN = "submissions/2013-h1/bhxh-hai-duong/report.md"


def convert(project: Project, *words: str) -> int:
    root = ["--root", str(project.root), "--today", "2013-07-20"]
    return cli.main(["convert", *root, *words])


@pytest.fixture(autouse=True)
def inside(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.root)


def test_there_and_back(project: Project, tmp_path: Path) -> None:
    assert convert(project, YAML, "--to", "yml", "--output", str(tmp_path / "a")) == cli.CLEAN
    assert convert(project, YAML, "--output", str(tmp_path / "b")) == cli.CLEAN
    (project.root / YAML).unlink()
    twin = YAML.replace(".yml", ".md")
    (project.root / twin).write_bytes((tmp_path / "b" / twin).read_bytes())
    assert convert(project, twin, "--output", str(tmp_path / "c")) == cli.CLEAN
    assert (tmp_path / "a" / YAML).read_bytes() == (tmp_path / "c" / YAML).read_bytes()


def test_to_the_screen(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert convert(project, MARKDOWN) == cli.CLEAN
    assert "submitter: bhxh-hai-duong\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        (MARKDOWN, "../../../schemas/bundled/report.schema.json"),
        (
            "submissions/2013-h1/bhxh-viet-nam/response/bhxh-hai-duong.yml",
            "../../../../schemas/bundled/response.schema.json",
        ),
    ],
)
def test_the_first_line_names_the_schema_for_editors(
    project: Project, path: str, schema: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert convert(project, path, "--to", "yml") == cli.CLEAN
    first = capsys.readouterr().out.partition("\n")[0]
    assert first == f"# yaml-language-server: $schema={schema}"
    assert (project.root / path).parent.joinpath(schema).resolve().parent == project.bundled


def test_a_name_that_nobody_can_read_is_said(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    file = project.root / YAML
    text = file.read_text("utf-8").replace("indicator: ty-le-no", "indicator: Tỷ lệ nợ")
    file.write_text(text, "utf-8")
    assert convert(project, YAML) == cli.ERRORS
    written = capsys.readouterr()
    assert "[REF102]" in written.err
    assert "«ty-le-no»" in written.err
    assert written.out == ""


def test_a_link_is_not_followed(project: Project, tmp_path: Path) -> None:
    outside = tmp_path / "ngoai"
    outside.mkdir()
    folder = tmp_path / "kho2"
    (folder / "submissions/2013-h1").mkdir(parents=True)
    (folder / "submissions/2013-h1/bhxh-hung-yen").symlink_to(outside)
    assert convert(project, YAML, "--output", str(folder)) == cli.USAGE
    assert list(outside.iterdir()) == []


def test_a_paper_with_errors_stays(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    file = project.root / MARKDOWN
    file.write_text(file.read_text("utf-8").replace("9/7/2013", "31/6/2013"), "utf-8")
    assert convert(project, MARKDOWN) == cli.ERRORS
    written = capsys.readouterr()
    assert (written.out, "MDN108" in written.err) == ("", True)


def test_nothing_is_overwritten(project: Project, tmp_path: Path) -> None:
    assert convert(project, MARKDOWN, "--output", str(tmp_path)) == cli.CLEAN
    assert convert(project, MARKDOWN, "--output", str(tmp_path)) == cli.CLEAN
    (tmp_path / MARKDOWN.replace(".md", ".yml")).write_text("x")
    assert convert(project, MARKDOWN, "--output", str(tmp_path)) == cli.USAGE
    assert convert(project, "nowhere.yml") == cli.USAGE
