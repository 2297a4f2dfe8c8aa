"""Edits of the examples' repository, and the codes that they lead to."""

from collections.abc import Callable

import pytest

from tests.conftest import TODAY
from thidua.engine import run
from thidua.project import Project

Codes = Callable[..., list[str]]


@pytest.fixture
def codes(project: Project) -> Codes:
    """Return the codes that a run finds after some replacements in one paper."""

    def after(paper: str, *edits: tuple[str, str], ending: str = "yml") -> list[str]:
        file = project.submissions / f"2013-h1/{paper}.{ending}"
        text = file.read_text("utf-8")
        for good, bad in edits:
            assert text.count(good) == 1, good
            text = text.replace(good, bad)
        file.write_text(text, "utf-8")
        return [each.code for each in run(project, TODAY).diagnostics]

    return after
