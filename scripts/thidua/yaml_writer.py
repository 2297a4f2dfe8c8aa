"""Data as YAML in block style: the order of the schema, figures in quotation marks."""

import json
import re
from typing import Any

from thidua.loader import load
from thidua.project import PaperPath
from thidua.schema.shape import Shape

_TRY = PaperPath("x", "x", "x", "x", None)
#: What papers write in quotes: because they must, or so that all figures look alike.
QUOTED = re.compile(r"[+-]?[0-9][0-9.,]*(?: ?%)?|[0-9]{4}(?:-[0-9]{2})?/[0-9]{4}.*")
_PLAIN = re.compile(r"[^\W_][^\n\t:#]*(?:(?::(?=\S)|(?<=\S)#)[^\n\t:#]*)*")


def block(data: dict[str, Any], shape: Shape | None = None) -> str:
    """Return a mapping as YAML."""
    return "".join(f"{line}\n" for line in _mapping(data, shape, outer=True))


def _mapping(data: dict[str, Any], shape: Shape | None, *, outer: bool = False) -> list[str]:
    known = list(shape.properties) if shape else []
    keys = sorted(data, key=lambda key: known.index(key) if key in known else len(known))
    lines: list[str] = []
    for key in keys:
        below = shape.child(key) if shape else None
        value = data[key]
        small = below is not None and below.is_header
        if outer and lines and isinstance(value, dict | list) and shape and not small:
            lines.append("")
        lines += _entry(f"{_scalar(key, None)}:", value, below, listed=False)
    return lines


def _entry(head: str, value: Any, shape: Shape | None, *, listed: bool) -> list[str]:
    if isinstance(value, dict):
        if not value:
            return [f"{head} {{}}"]
        return [head, *(f"  {line}" if line else "" for line in _mapping(value, shape))]
    if isinstance(value, list):
        if not value:
            return [f"{head} []"]
        return [head, *(f"  {line}" if line else "" for line in _list(value, shape))]
    long = shape is not None and shape.format == "markdown" and not listed
    if isinstance(value, str) and ("\n" in value or (long and _is_long(value))) and _literal(value):
        return [f"{head} |", *(f"  {line}" if line else "" for line in value.split("\n"))]
    return [f"{head} {_scalar(value, shape)}"]


def _list(value: list[Any], shape: Shape | None) -> list[str]:
    below = shape.items if shape else None
    lines: list[str] = []
    for each in value:
        if isinstance(each, dict) and each:
            first, *rest = _mapping(each, below)
            lines += [f"- {first}", *(f"  {line}" if line else "" for line in rest)]
        else:
            lines += _entry("-", each, below, listed=True)
    return lines


def _is_long(value: str) -> bool:
    limit = 400
    return len(value) > limit


def _literal(value: str) -> bool:
    """Tell whether a text reads back the same from a literal block."""
    return value == value.strip() and value != ""


def _scalar(value: Any, shape: Shape | None) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return json.dumps(value)
    figure = shape is not None and shape.format == "figure" and not value[:1].isalpha()
    if figure or not _PLAIN.fullmatch(value) or value != value.strip():
        return json.dumps(value, ensure_ascii=False)
    document, found = load(_TRY, f"x: {value}")
    plain = document is not None and not found and document.data == {"x": value}
    return value if plain else json.dumps(value, ensure_ascii=False)
