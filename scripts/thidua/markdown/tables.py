"""Tables: one column one property, one row one item or its continuation."""

from typing import Any

from markdown_it.tree import SyntaxTreeNode

from thidua.diagnostics import Mark, Pointer
from thidua.markdown.blocks import cells, lines_of
from thidua.markdown.forms import WIDEST, Column, heads, is_plain_list, label, subrows
from thidua.markdown.page import Page, put, titles
from thidua.markdown.values import unescape
from thidua.schema.shape import Shape
from thidua.text.folding import fold

_Cells = list[tuple[Column, str, Mark]]


class TableReader:
    """Reads the tables of one list, one after another: a later one continues the list."""

    def __init__(self, page: Page, shape: Shape, pointer: Pointer, items: list[Any]) -> None:
        """Take the shape of an item and the list that it goes to."""
        self._page = page
        self._shape = shape
        self._pointer = pointer
        self._items = items
        self._parts = subrows(shape)
        #: The item or part that an empty first cell continues, and where it stands.
        self._open: tuple[dict[str, Any], Pointer, Shape] | None = None

    def read(self, table: SyntaxTreeNode) -> None:
        """Read one table."""
        first, last = lines_of(table)
        page = self._page
        columns: list[Column | None] = []
        for text, column in cells(page.lines[first]):
            columns.append(self._column(unescape(text), page.mark(first, column, text), columns))
        if len(columns) > WIDEST:
            text, column = cells(page.lines[first])[WIDEST]
            page.report("MDN111", page.mark(first, column, text), count=len(columns), most=WIDEST)
        self._open = None
        for number in range(first + 2, last):
            row = cells(page.lines[number])
            for text, column in row[len(columns) :]:
                params = {"count": len(row), "columns": len(columns)}
                page.report("MDN107", page.mark(number, column, text), **params)
                break
            found = [
                (head, text, page.mark(number, column, text))
                for head, (text, column) in zip(columns, row, strict=False)
                if head is not None
            ]
            if any(text for _, text, _ in found):
                mark = page.mark(number, row[0][1], row[0][0])
                self._row(found, mark, continues=columns[0] is not None and not row[0][0])

    def _column(self, text: str, mark: Mark, before: list[Column | None]) -> Column | None:
        known = heads(self._shape)
        column = known.get(fold(text))
        if column is None:
            near = self._page.nearest(text, {head: found.title for head, found in known.items()})
            self._page.report(
                "MDN106", mark, value=text[:60], suggestion=near, **titles(self._shape)
            )
            return None
        if column in before:
            self._page.report("MDN103", mark, reason="column", value=text[:60])
            return None
        return column

    def _row(self, row: _Cells, mark: Mark, *, continues: bool) -> None:
        if continues:
            if self._open is None:
                self._page.report("MDN109", mark)
                return
            self._fill(row, *self._open, again=True)
            return
        column, text, place = row[0]
        is_part = text.startswith(("- ", "– ", "— ")) and self._parts is not None
        if not is_part:
            pointer = self._pointer / len(self._items)
            item: dict[str, Any] = {}
            self._items.append(item)
            self._page.note(pointer, mark)
            self._open = (item, pointer, self._shape)
            self._fill(row, *self._open)
            return
        if not self._items or self._parts is None:
            self._page.report("MDN109", mark)
            return
        shape = self._shape.properties[self._parts].items or self._shape
        parts = self._items[-1].setdefault(self._parts, [])
        pointer = self._pointer / (len(self._items) - 1) / self._parts
        self._page.note(pointer, mark)
        pointer = pointer / len(parts)
        self._page.note(pointer, mark)
        name = label(shape) or column.path[-1]
        own = shape.properties[name]
        item = {name: self._page.value(text[2:], own, pointer / name, place)}
        self._page.note(pointer / name, place)
        parts.append(item)
        self._open = (item, pointer, shape)
        self._fill(row[1:], *self._open)

    def _fill(
        self,
        row: _Cells,
        item: dict[str, Any],
        pointer: Pointer,
        shape: Shape,
        *,
        again: bool = False,
    ) -> None:
        """Put the cells of a row into an item; each group of a row is one more entry."""
        page, opened = self._page, set[str]()
        for column, text, mark in row:
            if not text:
                continue
            top = column.path[0]
            if top not in shape.properties:
                page.report("MDN106", mark, value=column.title, suggestion=None, **titles(shape))
                continue
            if not column.repeated:
                if again:
                    page.report("MDN103", mark, reason="cell", value=column.title)
                    continue
                at = Pointer((*pointer, *column.path))
                page.note(pointer / top, mark)
                page.note(at, mark)
                put(item, column.path, self._cell(column, text, at, mark))
                continue
            group = item.setdefault(top, [])
            if top not in opened:
                opened.add(top)
                group.append({})
            page.note(pointer / top, mark)
            at = pointer / top / (len(group) - 1)
            page.note(at, mark)
            at = at / column.path[1]
            page.note(at, mark)
            group[-1][column.path[1]] = self._cell(column, text, at, mark)

    def _cell(self, column: Column, text: str, pointer: Pointer, mark: Mark) -> Any:
        below = column.shape.items
        if below is None or not is_plain_list(column.shape):
            return self._page.value(text, column.shape, pointer, mark)
        return split_values(self._page, text, below, pointer, mark)


def split_values(page: Page, text: str, shape: Shape, pointer: Pointer, mark: Mark) -> list[Any]:
    """Read several values from one place, parted by semicolons, or by commas in a list of codes."""
    plain = unescape(text)
    whole = page.values.entry(plain, shape.codelists) if shape.codelists else None
    separators = ";," if shape.codelists and whole is None and ";" not in plain else ";"
    parts = [plain] if whole else plain.replace(separators[-1], ";").split(";")
    found: list[Any] = []
    for part in filter(None, (part.strip() for part in parts)):
        page.note(pointer / len(found), mark)
        found.append(page.resolved(part, shape, pointer / len(found), mark))
    return found
