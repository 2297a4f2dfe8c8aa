"""Findings for programs: one JSON array, stable order, sentences included."""

import json
from collections.abc import Sequence
from pathlib import Path

from thidua.diagnostics import Diagnostic
from thidua.messages import Catalogue, page_of, shown, shown_path


def render(diagnostics: Sequence[Diagnostic], catalogue: Catalogue, _: Path) -> str:
    """Return the findings as JSON; lines and columns count from 1, columns in characters."""
    found = [_one(each, catalogue) for each in diagnostics]
    return json.dumps(found, ensure_ascii=False, indent=2)


def _one(diagnostic: Diagnostic, catalogue: Catalogue) -> dict[str, object]:
    sentence, mark = catalogue.sentence(diagnostic), diagnostic.mark
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "path": shown_path(diagnostic.path),
        "line": mark.line,
        "column": mark.column,
        "end_column": mark.end,
        "message": sentence.what,
        "repair": sentence.repair,
        "page": page_of(diagnostic.code),
        "params": {key: shown(value) for key, value in diagnostic.params.items()},
        "related": [
            {"path": shown_path(place.path), "line": place.line, "column": place.column}
            for place in diagnostic.related
        ],
    }
