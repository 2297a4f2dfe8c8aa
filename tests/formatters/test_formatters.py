"""Whole outputs of every formatter, held against golden files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import TODAY
from tests.test_engine import SLIPS, damaged
from thidua.diagnostics import Diagnostic, Mark
from thidua.engine import run
from thidua.formatters import FORMATTERS, github, human
from thidua.messages import catalogue
from thidua.project import Project

Golden = Callable[[str, str], None]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("form", sorted(FORMATTERS))
def test_ten_slips(project: Project, golden: Golden, form: str, language: str) -> None:
    damaged(project, SLIPS)
    found = run(project, TODAY).diagnostics
    text = FORMATTERS[form](found, catalogue(language), project.root)
    golden(f"ten-slips.{form}.{language}.txt", text + "\n")


def finding(path: str, line: int, column: int, **params: object) -> Diagnostic:
    return Diagnostic(
        path,
        Mark(line, column, column + 3),
        "SCH102",
        {"field": "x", "reason": "unknown", **params},
    )


@pytest.mark.parametrize(
    ("text", "line", "column", "excerpt"),
    [
        ("a: đỏ\n", 1, 4, "    1 | a: đỏ\n      |    ^^"),
        ("a:\tb\n", 1, 4, "    1 | a: b\n      |    ^"),
        ("x\n" * 4 + "日本: b\n", 5, 5, "    5 | 日本: b\n      |       ^"),
    ],
)
def test_the_caret_stands_under_the_place(
    tmp_path: Path, text: str, line: int, column: int, excerpt: str
) -> None:
    (tmp_path / "x.yml").write_text(text, "utf-8")
    out = human.render([finding("x.yml", line, column)], catalogue("vi"), tmp_path)
    assert excerpt in out


def test_a_long_line_is_cut_around_the_place(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text("a" * 500 + "HERE" + "b" * 500, "utf-8")
    out = human.render([finding("x.yml", 1, 501)], catalogue("vi"), tmp_path)
    excerpt, caret = out.splitlines()[1:3]
    assert len(excerpt) < 120
    assert excerpt[caret.index("^")] == "H"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("đạt 2.890\u00a0112", "đạt 2.890␣112"),
        ("Phòng\u200b Thu", "Phòng· Thu"),
        ("\x1b[31mred", "·[31mred"),
    ],
)
def test_what_nobody_sees_is_shown(tmp_path: Path, line: str, shown: str) -> None:
    (tmp_path / "x.yml").write_text(line, "utf-8")
    out = human.render([finding("x.yml", 1, 1)], catalogue("vi"), tmp_path)
    assert out.splitlines()[1] == f"    1 | {shown}"


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00"])
def test_without_a_line_to_show(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "x.yml").write_bytes(content)
    out = human.render([finding("x.yml", 1, 1)], catalogue("vi"), tmp_path)
    assert "\x1b" not in out
    assert " | " not in out or "\ufffd" in out or out.splitlines()[1].strip() == "1 |"


def test_colour_is_asked_for(tmp_path: Path) -> None:
    found = [finding("x.yml", 1, 1)]
    assert "\x1b[" in human.render(found, catalogue("vi"), tmp_path, colour=True)
    assert "\x1b[" not in human.render(found, catalogue("vi"), tmp_path)


@pytest.mark.parametrize(
    "hostile", ["x\n::set-env name=A::b", "100%\r\n::error::", "a,b:c%0A::warning::"]
)
def test_github_commands_cannot_be_injected(tmp_path: Path, hostile: str) -> None:
    found = [finding(f"submissions/{hostile}.yml", 1, 1, field=hostile)]
    out = github.render(found, catalogue("vi"), tmp_path)
    assert "\n" not in out
    assert "\r" not in out
    assert out.startswith("::error file=submissions/")
    properties = out.split("::")[1]
    assert properties.count("file=") == 1


def test_a_file_with_very_many_findings_shows_the_first_ones(tmp_path: Path) -> None:
    found = [finding("x.yml", line, 1) for line in range(1, 151)] + [finding("y.yml", 1, 1)]
    out = human.render(found, catalogue("vi"), tmp_path)
    assert out.count("[SCH102]") == 101
    assert "Còn 50 chỗ nữa trong x.yml" in out
    assert "y.yml:1:1" in out
