"""What a clerk did, from what libyaml says: the parser's own words are never shown."""

import re
from typing import Any

import yaml

from thidua.diagnostics import Diagnostic, Mark


def syntax_fault(path: str, text: str, error: yaml.MarkedYAMLError, last_scalar: Any) -> Diagnostic:
    """Return the finding for a text that is not YAML.

    ``last_scalar`` is libyaml's last scalar event, which often shows what went wrong.
    """
    lines = text.split("\n")
    problem = error.problem_mark or error.context_mark
    line, column = (problem.line, problem.column) if problem else (0, 0)
    said, context = error.problem or "", error.context or ""
    character = lines[line][column : column + 1] if line < len(lines) else ""

    def fault(code: str, line: int, column: int, **params: str) -> Diagnostic:
        return Diagnostic(path, Mark(line + 1, column + 1, column + 2), code, params)

    start = error.context_mark
    if start is not None and "quoted scalar" in context:
        return fault("YML103", start.line, start.column)
    if character == "\t":
        return fault("YML102", line, column)
    if "cannot start any token" in said or "alphabetic or numeric" in said:
        place = start if start is not None and "alphabetic" in said else problem
        assert place is not None  # noqa: S101 - libyaml marks every scanner error
        first = lines[place.line][place.column : place.column + 1]
        return fault("YML114", place.line, place.column, character=first)
    if last_scalar is not None:
        found = _after_scalar(lines, said, line, column, last_scalar)
        if found is not None:
            return fault(*found)
    if "could not find expected ':'" in said and start is not None:
        return fault("YML105", start.line, start.column)
    return fault("YML101", line, column)


def _after_scalar(
    lines: list[str], said: str, line: int, column: int, scalar: Any
) -> tuple[str, int, int] | None:
    """Recognise slips that libyaml notices only behind the value that has them."""
    start, end = scalar.start_mark, scalar.end_mark
    quoted = scalar.style in {"'", '"'}
    if quoted and "expected key" in said and (end.line, end.column) == (line, column):
        return "YML103", start.line, start.column
    if "mapping values are not allowed" not in said:
        return None
    if start.line == line:
        return "YML104", line, column
    glued = re.match(r"\s*[A-Za-z_]+:(?=\S)", lines[start.line])
    if glued and start.column == len(glued[0]) - len(glued[0].lstrip()):
        return "YML105", start.line, start.column
    return "YML101", line, len(lines[line]) - len(lines[line].lstrip())
