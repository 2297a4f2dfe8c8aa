"""The examples of the codes, each run once however many tests look at what came of it."""

import tempfile
from functools import cache
from pathlib import Path

from tests.conftest import ROOT, TODAY
from thidua.diagnostics import Diagnostic
from thidua.engine import run
from thidua.examples import Example, example, write_bad
from thidua.project import Project

SCHEMAS = ROOT / "schemas"


@cache
def findings(code: str) -> tuple[Diagnostic, ...]:
    """Return everything that is found in the faulty repository of a code."""
    return findings_of(example(code))[1]


def findings_of(shown: Example) -> tuple[tuple[int, int], tuple[Diagnostic, ...]]:
    """Return where the finding should stand, line and column from 1, and everything found."""
    with tempfile.TemporaryDirectory() as name:
        place = write_bad(shown, Path(name), SCHEMAS)
        return place, run(Project.at(Path(name), schemas=SCHEMAS), TODAY).diagnostics
