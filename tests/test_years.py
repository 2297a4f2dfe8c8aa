"""A new campaign needs no line of code: no year is wired into the package."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "scripts" / "thidua"
#: The examples are papers of a certain campaign: their module names it, nothing else does.
FILES = [file for file in sorted(PACKAGE.rglob("*.py")) if file.name != "examples.py"]
TEMPLATES = sorted(PACKAGE.rglob("*.html"))
#: 2020-12 is the name of a draft of JSON Schema, 2022-11-28 that of a version of GitHub's API.
_YEAR = re.compile(r"(?<![0-9])(?!2020-12|2022-11-28)20[12][0-9](?![0-9])")


def constants(tree: ast.AST) -> Iterator[str]:
    """Yield every value that the code uses; docstrings are no values."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in docstrings:
            yield str(node.value)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_no_year_in_the_code(file: Path) -> None:
    found = [text for text in constants(ast.parse(file.read_text("utf-8"))) if _YEAR.search(text)]
    assert found == []


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_no_year_in_the_templates(file: Path) -> None:
    assert not _YEAR.search(re.sub(r"\{#.*?#\}", "", file.read_text("utf-8"), flags=re.DOTALL))


def test_years_are_seen() -> None:
    tree = ast.parse('"""Of 2013."""\nDAY = "2013-07-10"\nYEAR = 2026\n')
    assert [text for text in constants(tree) if _YEAR.search(text)] == ["2013-07-10", "2026"]
