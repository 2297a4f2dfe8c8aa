"""Findings as commands to GitHub's runner, which shows them beside the changed lines.

Syntax and escapes: GitHub Docs, «Workflow commands for GitHub Actions».
"""

from collections.abc import Sequence
from pathlib import Path

from thidua.codes import Severity
from thidua.diagnostics import Diagnostic
from thidua.messages import Catalogue, page_of, shown_path


def render(diagnostics: Sequence[Diagnostic], catalogue: Catalogue, _: Path) -> str:
    """Return one command a finding."""
    return "\n".join(_one(each, catalogue) for each in diagnostics)


def _one(diagnostic: Diagnostic, catalogue: Catalogue) -> str:
    sentence, mark = catalogue.sentence(diagnostic), diagnostic.mark
    properties = {
        "file": shown_path(diagnostic.path),
        "line": mark.line,
        "col": mark.column,
        "endColumn": mark.end,
        "title": f"{diagnostic.code}: {catalogue.entry(diagnostic.code)['title']}",
    }
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    more = f"{catalogue.ui('explained')}: {page_of(diagnostic.code)}"
    text = "\n".join(filter(None, (sentence.what, sentence.repair, more)))
    level = "warning" if diagnostic.severity is Severity.FAULT else diagnostic.severity
    return f"::{level} {listed}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
