"""Lists as tables, where a table holds everything that their items say."""

from collections.abc import Iterator
from typing import Any

from thidua.markdown.forms import (
    WIDEST,
    Column,
    columns,
    heads,
    is_plain_list,
    is_text,
    label,
    subrows,
)
from thidua.markdown.values import Values, escape
from thidua.schema.shape import Shape
from thidua.text.folding import fold

_Row = dict[tuple[str, ...], str]


def tables(items: list[Any], shape: Shape, values: Values) -> list[str] | None:
    """Return a list as tables; None if some item says what no table can."""
    own = label(shape)
    if own is None or is_text(shape.properties[own]) or len(columns(shape)) < 2:  # noqa: PLR2004
        return None
    writer = _Rows(shape, values)
    groups: list[list[_Row]] = []
    for item in items:
        rows = writer.item(item)
        if rows is None or len(set().union(*rows)) > WIDEST:
            return None
        groups.append(rows)
    known = [column.path for column in columns(shape)]
    written, open_rows, used = list[str](), list[_Row](), set[tuple[str, ...]]()
    named, above = set[str](), set[str]()
    for item, rows in zip(items, groups, strict=True):
        more = used.union(*rows)
        if open_rows and len(more) > WIDEST:
            written.append(_table(open_rows, [path for path in known if path in used], shape))
            open_rows, more, above = [], set().union(*rows), set(named)
        if str(item[own]) in above:  # it would be read as more about the item of that table
            return None
        named.add(str(item[own]))
        open_rows += rows
        used = more
    written.append(_table(open_rows, [path for path in known if path in used], shape))
    return written


def _table(rows: list[_Row], used: list[tuple[str, ...]], shape: Shape) -> str:
    titles = {column.path: column.title for column in columns(shape)}
    lines = [[titles[path] for path in used], ["---"] * len(used)]
    lines += [[row.get(path, "") for path in used] for row in rows]
    return (
        "\n".join("| " + " | ".join(line) + " |" for line in lines)
        .replace("|  |", "| |")
        .replace("|  |", "| |")
    )


class _Rows:
    """Writes the rows of one item: its own, its continuations, its parts with theirs."""

    def __init__(self, shape: Shape, values: Values) -> None:
        self._shape = shape
        self._values = values
        self._columns = columns(shape)
        self._parts = subrows(shape)
        self._own = (label(shape) or "",)
        known = heads(shape)
        self._clear = all(known.get(fold(each.title)) == each for each in self._columns)
        self._clear = self._clear and self._columns[0].path == self._own

    def item(self, item: dict[str, Any]) -> list[_Row] | None:
        """Return the rows of an item; None if a table cannot hold it."""
        if not self._clear or self._own[0] not in item:
            return None
        rest = {key: value for key, value in item.items() if key != self._parts}
        rows = self._rows(rest)
        if rows is None or self._parts is None or self._parts not in item:
            return rows
        below = self._shape.properties[self._parts].items
        own = label(below) if below is not None else None
        parts = item[self._parts]
        if own is None or below is None or not parts:
            return None
        for part in parts:
            if own not in part:
                return None
            others = {key: value for key, value in part.items() if key != own}
            more = self._rows(others)
            if more is None:
                return None
            name = escape(self._values.show(part[own], below.properties[own]))
            more[0][self._own] = f"- {name}"
            rows += more
        return rows

    def _rows(self, item: dict[str, Any]) -> list[_Row] | None:
        rows: list[_Row] = [{}]
        told = set()
        for column in self._columns:
            for row, value in self._cells(item, column):
                text = self._text(value, column.shape)
                if text is None:
                    return None
                if column.path == self._own and text.startswith(("-", "–", "—")):
                    if text[0] != "-":  # a backslash protects no letter beyond ASCII
                        return None
                    text = f"\\{text}"
                told.add((*column.path, row))
                while len(rows) <= row:
                    rows.append({})
                rows[row][column.path] = text
        return rows if told == set(_leaves(item)) and all(rows[1:]) else None

    @staticmethod
    def _cells(item: dict[str, Any], column: Column) -> Iterator[tuple[int, Any]]:
        top = item.get(column.path[0])
        if top is None:
            return
        if not column.repeated:
            for step in column.path[1:]:
                top = top.get(step)
            if top is not None:
                yield 0, top
            return
        for index, each in enumerate(top):
            if column.path[1] in each:
                yield index, each[column.path[1]]

    def _text(self, value: Any, shape: Shape) -> str | None:
        below = shape.items
        if below is None or not is_plain_list(shape):
            if is_text(shape) or isinstance(value, dict | list):
                return None
            return escape(self._values.show(value, shape))
        shown = [escape(self._values.show(each, below)) for each in value]
        if not below.codelists or not shown or any(";" in each or "," in each for each in shown):
            return None
        return "; ".join(shown)


def _leaves(item: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Yield the path and row of everything that a row must say; what no cell can match too."""
    for key, value in item.items():
        if isinstance(value, dict):
            if not value:
                yield key, None
            for name in value:
                yield key, name, 0
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for index, each in enumerate(value):
                if not each:
                    yield key, None
                for name in each:
                    yield key, name, index
        else:
            yield key, 0
