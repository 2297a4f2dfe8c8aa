"""What a clerk did, from what libyaml says: the parser's own words are never shown."""

import re
from typing import Any

import yaml

from thidua.diagnostics import Diagnostic, Mark

#: Where libyaml sees the end of a line; only the first is left when source.py has read.
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def syntax_fault(path: str, text: str, error: yaml.MarkedYAMLError, last_scalar: Any) -> Diagnostic:
    """Return the finding for a text that is not YAML.

    ``last_scalar`` is libyaml's last scalar event, which often shows what went wrong.
    """
    lines = _BREAK.split(text)
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
    special = _special_start(error)
    if special is not None:
        first = lines[special.line][special.column : special.column + 1]
        return fault("YML114", special.line, special.column, character=first)
    if last_scalar is not None:
        found = _after_scalar(lines, said, line, column, last_scalar)
        if found is not None:
            return fault(*found)
    if "could not find expected ':'" in said and start is not None:
        return fault(_missing_colon(lines, start.line), start.line, start.column)
    return fault("YML101", line, column)


def _missing_colon(lines: list[str], row: int) -> str:
    """Return what a line without a colon was meant to be: an item, a text, a field."""
    indent = _indent(lines[row])
    if re.match(r"\s*[-–—•]\S", lines[row]):
        return "YML116"  # «-Đối chiếu nợ»
    for line in reversed(lines[:row]):
        if not line.strip():
            continue
        opened = re.search(r":\s*[|>][-+0-9]*\s*$", line)
        if opened and _indent(line) >= indent - 1:
            return "YML115"  # the text behind «|» is not indented
        if not opened and _indent(line) <= indent:
            break
    return "YML105"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _special_start(error: yaml.MarkedYAMLError) -> Any:
    """Return the place of a value that begins with a sign which means something to YAML."""
    said, context = error.problem or "", error.context or ""
    if "cannot start any token" in said:
        return error.problem_mark
    if "alphabetic or numeric" in said:  # «*» and «&»
        return error.context_mark or error.problem_mark
    # «>860» is meant as a figure, not as the beginning of a folded text.
    folded = "block scalar" in context and "comment or line break" in said
    return error.context_mark if folded else None


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
