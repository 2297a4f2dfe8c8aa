"""A scaffold in Markdown: hints as comments that no page shows, rare columns as empty ones."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from thidua.codelists import CodeLists
from thidua.diagnostics import Pointer
from thidua.document import Document
from thidua.markdown import written
from thidua.markdown.forms import WIDEST, Column, columns, is_list
from thidua.markdown.table_writer import tables
from thidua.markdown.values import Values
from thidua.prefill import Hint
from thidua.project import PaperPath
from thidua.scaffold.annotations import EMPTY, Annotations
from thidua.scaffold.hints import Hints
from thidua.scaffold.tree import blank, offered
from thidua.schema.shape import Shape


@dataclass(frozen=True)
class MarkdownWriter:
    """Writes the scaffold of one paper."""

    place: PaperPath
    shape: Shape
    codelists: CodeLists

    def write(
        self,
        data: dict[str, Any],
        said: Mapping[Pointer, Hint],
        hints: Hints | None,
        title: str,
    ) -> str:
        """Return the text; without hints nothing but the data, and empty columns."""
        text, document = self._written(data)
        if hints is not None:
            sections = self._sections(data) if hints.rare else ()
            offers = {key: self._offer(data, key) for key in sections}
            lines = Annotations(text, document, self.shape, said, hints).result(offers)
            text = "\n".join(lines)
        text = text.replace(f"| {EMPTY} ", "| ")
        return text.replace(f"\n# {self.shape.title}\n", f"\n# {title}\n", 1)

    def _written(self, data: dict[str, Any]) -> tuple[str, Document]:
        wide = _with_columns(data, self.shape, Values(self.codelists))
        return written(self.place, wide, self.shape, self.codelists)

    def _sections(self, data: dict[str, Any]) -> Iterator[str]:
        """Yield the sections that a paper could have besides."""
        for key in offered(self.shape, data):
            if not self.shape.properties[key].is_header:
                yield key

    def _offer(self, data: dict[str, Any], key: str) -> str:
        """Return a section that is rarely used, as it would stand there."""
        own = {name: data[name] for name in ("campaign", "submitter")}
        text, _ = self._written({**own, key: blank(self.shape.properties[key])})
        return "## " + text.partition("\n## ")[2].rstrip("\n")


def _with_columns(value: Any, shape: Shape, values: Values) -> Any:
    """Return data with empty cells in the first row of each table, as many as it has room for."""
    if isinstance(value, dict):
        return {
            key: _with_columns(each, below, values) if (below := shape.child(key)) else each
            for key, each in value.items()
        }
    below = shape.items
    if not isinstance(value, list) or below is None or not isinstance(value[0], dict):
        return value
    if tables(value, below, values) is None:
        return [_with_columns(each, below, values) for each in value]
    used = {path for each in value for path in _paths(each)}
    for column in columns(below):
        top = below.properties[column.path[0]]
        if column.path in used or len(used) >= WIDEST or "omit" in _marks(top, column.shape):
            continue
        wider = [_widened(value[0], column), *value[1:]]
        if tables(wider, below, values) is not None:
            value = wider
            used.add(column.path)
    return value


def _marks(*shapes: Shape) -> set[str | None]:
    return {shape.scaffold for shape in shapes}


def _paths(item: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield the columns that an item uses."""
    for key, value in item.items():
        groups = value if isinstance(value, list) else [value]
        for each in groups:
            if isinstance(each, dict):
                yield from ((key, name) for name in each)
            else:
                yield (key,)


def _widened(item: dict[str, Any], column: Column) -> dict[str, Any]:
    """Return an item with an empty cell in a column."""
    top, *rest = column.path
    cell: Any = [EMPTY] if is_list(column.shape) else EMPTY
    if not rest:
        return {**item, top: cell}
    if not column.repeated:
        return {**item, top: {**item.get(top, {}), rest[0]: cell}}
    first, *others = item.get(top) or [{}]
    return {**item, top: [{**first, rest[0]: cell}, *others]}
