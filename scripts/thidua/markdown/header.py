"""The front matter: YAML between two lines «---», its keys named as in the schema."""

import re
from typing import Any

from thidua.diagnostics import ROOT, Diagnostic, Mark, Pointer
from thidua.loader import load
from thidua.markdown.forms import named
from thidua.markdown.page import Page
from thidua.places import spans
from thidua.project import PaperPath
from thidua.schema.shape import Shape
from thidua.text.dates import parse_date

_LINE = re.compile(r"---[ \t]*")


def split(text: str) -> tuple[str, str] | None:
    """Return front matter and rest, each with blank lines in the place of the other; or None."""
    lines = text.split("\n")
    start = next((row for row, line in enumerate(lines) if line.strip()), 0)
    if not _LINE.fullmatch(lines[start]):
        return None
    for row in range(start + 1, len(lines)):
        if _LINE.fullmatch(lines[row]):
            header = [""] * (start + 1) + lines[start + 1 : row]
            return "\n".join(header), "\n".join([""] * (row + 1) + lines[row + 1 :])
    return None


def is_open(text: str) -> bool:
    """Tell whether a text begins front matter, closed or not."""
    return _LINE.match(text.lstrip()) is not None


def read_header(
    place: PaperPath, text: str, shape: Shape, page: Page
) -> tuple[dict[str, Any] | None, list[Diagnostic]]:
    """Return what the front matter says, with the names of the schema; None if it is broken."""
    document, found = load(place, text)
    if document is None:
        return None, found
    reader = _Header(page, spans(text), document.faults)
    reader.learn_day(document.data, shape)
    return reader.mapping(document.data, shape, ROOT, ROOT), found


class _Header:
    """Renames keys and reads values; the places come along."""

    def __init__(self, page: Page, places: Any, faults: frozenset[Pointer]) -> None:
        self._page = page
        self._places = places
        self._faults = faults

    def learn_day(self, data: dict[str, Any], shape: Shape) -> None:
        """Take the paper's own date: names of units are read as of that day."""
        for key, value in data.items():
            if named(shape, key) == "date" and isinstance(value, str):
                iso, _ = self._page.values.parse(value.strip(), shape.properties["date"])
                self._page.values.day = parse_date(str(iso))

    def mapping(
        self, data: dict[str, Any], shape: Shape, source: Pointer, pointer: Pointer
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in data.items():
            name = named(shape, key) or key
            if name in found:
                span = self._places.get(source / key)
                mark = span.name if span else Mark(1, 1, 2)
                self._page.report("MDN103", mark, reason="field", value=key)
                continue
            found[name] = self._value(value, shape.child(name), source / key, pointer / name)
        return found

    def _value(self, value: Any, shape: Shape | None, source: Pointer, pointer: Pointer) -> Any:
        span = self._places.get(source)
        if span is not None:
            self._page.note(pointer, span.value, span.key)
        if source in self._faults:
            self._page.faults.add(pointer)
        if shape is None:
            self._below(value, source, pointer)
            return value
        if isinstance(value, dict):
            return self.mapping(value, shape, source, pointer)
        if isinstance(value, list):
            return [
                self._value(each, shape.items, source / index, pointer / index)
                for index, each in enumerate(value)
            ]
        mark = span.value if span else Mark(1, 1, 2)
        if isinstance(value, str) and pointer not in self._page.faults:
            return self._page.resolved(value.strip(), shape, pointer, mark)
        text_only = shape.keywords.get("type") == "string" and not isinstance(value, bool)
        return str(value) if isinstance(value, int) and text_only else value

    def _below(self, value: Any, source: Pointer, pointer: Pointer) -> None:
        """Note the places below a node that the schema does not know."""
        steps = (
            value.keys()
            if isinstance(value, dict)
            else range(len(value))
            if isinstance(value, list)
            else ()
        )
        for step in steps:
            self._value(value[step], None, source / step, pointer / step)
