"""Data as YAML in block style: the order of the schema, figures in quotation marks, comments."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from thidua.diagnostics import ROOT, Pointer
from thidua.loader import load
from thidua.project import PaperPath
from thidua.schema.shape import Shape
from thidua.text.placeholders import BLANK

_TRY = PaperPath("x", "x", "x", "x", None)
#: What papers write in quotes: because they must, or so that all figures look alike.
QUOTED = re.compile(r"[+-]?[0-9][0-9.,]*(?: ?%)?|[0-9]{4}(?:-[0-9]{2})?/[0-9]{4}.*")
_PLAIN = re.compile(r"[^\W_][^\n\t:#]*(?:(?::(?=\S)|(?<=\S)#)[^\n\t:#]*)*")
_NUMBER = re.compile(r"[0-9./-]+")


@dataclass(frozen=True, slots=True)
class Note:
    """What is written about a node and is no data; each line without its ``#``."""

    above: tuple[str, ...] = ()
    #: Behind the key or value, on its line.
    beside: str = ""
    #: Behind everything that belongs to the node.
    below: tuple[str, ...] = ()


_SILENT = Note()


def block(
    data: dict[str, Any], shape: Shape | None = None, notes: Mapping[Pointer, Note] | None = None
) -> str:
    """Return a mapping as YAML, with notes as comments where they belong."""
    lines = _Writer(notes or {}).mapping(data, shape, ROOT, outer=True)
    return "".join(f"{line}\n" for line in lines)


class _Writer:
    """Writes one text."""

    def __init__(self, notes: Mapping[Pointer, Note]) -> None:
        self._notes = notes

    def mapping(
        self, data: dict[str, Any], shape: Shape | None, pointer: Pointer, *, outer: bool = False
    ) -> list[str]:
        known = list(shape.properties) if shape else []
        keys = sorted(data, key=lambda key: known.index(key) if key in known else len(known))
        lines: list[str] = []
        for key in keys:
            below = shape.child(key) if shape else None
            value = data[key]
            small = below is not None and below.is_header
            if outer and lines and shape and not small:
                lines.append("")
            lines += self._entry(f"{_scalar(key, None)}:", value, below, pointer / key)
        return lines

    def _entry(
        self, head: str, value: Any, shape: Shape | None, pointer: Pointer, *, listed: bool = False
    ) -> list[str]:
        note = self._notes.get(pointer, _SILENT)
        first, *rest = self._lines(head, value, shape, pointer, listed=listed)
        if note.beside:
            first = f"{first}  # {note.beside}"
        return [*_comments(note.above), first, *rest, *_comments(note.below)]

    def _lines(
        self, head: str, value: Any, shape: Shape | None, pointer: Pointer, *, listed: bool
    ) -> list[str]:
        if isinstance(value, dict):
            inner = self.mapping(value, shape, pointer)
            return [head, *_indented(inner)] if value else [f"{head} {{}}"]
        if isinstance(value, list):
            inner = self._list(value, shape, pointer)
            return [head, *_indented(inner)] if value else [f"{head} []"]
        long = shape is not None and shape.format == "markdown" and not listed
        if isinstance(value, str) and _literal(value):  # noqa: SIM102 - reads in steps
            if "\n" in value or (long and (value == BLANK or _is_long(value))):
                return [f"{head} |", *_indented(value.split("\n"))]
        return [f"{head} {_scalar(value, shape)}"]

    def _list(self, value: list[Any], shape: Shape | None, pointer: Pointer) -> list[str]:
        below = shape.items if shape else None
        lines: list[str] = []
        for index, each in enumerate(value):
            at = pointer / index
            if not isinstance(each, dict) or not each:
                lines += self._entry("-", each, below, at, listed=True)
                continue
            note = self._notes.get(at, _SILENT)
            inner = self.mapping(each, below, at)
            lines += _comments(note.above)
            while inner[0].startswith("#"):  # a comment cannot stand between the dash and its item
                lines.append(inner.pop(0))
            lines += [f"- {inner[0]}", *_indented(inner[1:]), *_comments(note.below)]
        return lines


def _comments(lines: tuple[str, ...]) -> list[str]:
    return [f"# {line}" if line else "" for line in lines]


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" if line else "" for line in lines]


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
    if value == BLANK:
        return json.dumps(value, ensure_ascii=False) if _in_quotes(shape) else value
    figure = shape is not None and shape.format == "figure" and not value[:1].isalpha()
    return json.dumps(value, ensure_ascii=False) if figure or not _is_plain(value) else value


@lru_cache(4096)  # the same keys, ids and titles come in every paper
def _is_plain(value: str) -> bool:
    """Tell whether a text reads back the same without quotation marks."""
    if not _PLAIN.fullmatch(value) or value != value.strip():
        return False
    document, found = load(_TRY, f"x: {value}")
    return document is not None and not found and document.data == {"x": value}


def _in_quotes(shape: Shape | None) -> bool:
    """Tell whether what comes into a blank would be no text without quotation marks."""
    if shape is None or shape.format in {"date", "moment"}:
        return False
    examples = shape.keywords.get("examples", ())
    return shape.format == "figure" or any(
        isinstance(each, str) and _NUMBER.fullmatch(each) for each in examples
    )
