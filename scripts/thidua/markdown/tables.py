"""Tables: one column one property, one row one item or its continuation."""

from typing import Any

from markdown_it.tree import SyntaxTreeNode

from thidua.diagnostics import Mark, Pointer
from thidua.markdown.blocks import cells, lines_of
from thidua.markdown.forms import WIDEST, Column, heads, is_plain_list, label, subrows, thin
from thidua.markdown.page import Page, put, titles
from thidua.markdown.values import unescape
from thidua.schema.shape import Shape
from thidua.text.folding import fold

#: Columns that number the rows: they say nothing, and nothing is lost without them.
_ORDINALS = frozenset({"stt", "tt", "so tt", "so thu tu"})
_Cells = list[tuple[Column, str, Mark]]


class TableReader:
    """Reads the tables of one list, one after another: a later one continues the list."""

    def __init__(self, page: Page, shape: Shape, pointer: Pointer, items: list[Any]) -> None:
        """Take the shape of an item and the list that it goes to."""
        self._page = page
        self._shape = shape
        self._pointer = pointer
        self._items = items
        self._own = label(shape) or ""
        self._parts = subrows(shape)
        #: How many items stood there before this table.
        self._before = 0
        #: Lines with more cells than their table has columns.
        self._long: set[int] = set()
        #: The item of the rows that are read, and where it stands.
        self._item: tuple[dict[str, Any], Pointer] | None = None
        #: The item or part that an empty first cell continues, and where it stands.
        self._open: tuple[dict[str, Any], Pointer, Shape] | None = None

    def read(self, table: SyntaxTreeNode) -> None:
        """Read one table."""
        page, (first, last) = self._page, lines_of(table)
        columns: list[Column | None] = []
        for text, at in cells(page.lines[first]):
            columns.append(self._column(first, text, at, columns))
        numbers = range(first + 2, last)
        rows = [self._cells(number, columns) for number in numbers]
        merged = self._look(first, columns, rows)
        known = [place for place, column in enumerate(columns) if column is not None]
        if not known:
            return
        paths = [column.path if column is not None else () for column in columns]
        named = (self._own,) in paths
        name = paths.index((self._own,)) if named else known[0]
        self._open, self._item, self._before = None, None, len(self._items)
        begun = not merged
        for number, row in zip(numbers, rows, strict=True):
            found = [
                (head, text, mark)
                for head, (text, mark) in zip(columns, row, strict=True)
                if head is not None
            ]
            if any(text for _, text, _ in found):
                at = known.index(name)
                begun = begun or bool(found[at][1])
                if begun:  # else it is the second line of its heads, of which MDN106 has spoken
                    self._row(found, at, complete=named)
                self._doubt(number)

    def _doubt(self, number: int) -> None:
        """Trust nothing of a row with too many cells: which of them is wrong nobody knows."""
        if self._open is not None and number in self._long:
            self._page.faults.add(self._open[1])

    def _cells(self, number: int, columns: list[Column | None]) -> list[tuple[str, Mark]]:
        """Return the cells of a row, as many as there are columns."""
        page = self._page
        row = cells(page.lines[number])
        for text, column in row[len(columns) :][:1]:
            params = {"count": len(row), "columns": len(columns)}
            page.report("MDN107", page.mark(number, column, text), **params)
            self._long.add(number)
        row += [("", len(page.lines[number]))] * (len(columns) - len(row))
        return [(text, page.mark(number, column, text)) for text, column in row[: len(columns)]]

    def _look(
        self, row: int, columns: list[Column | None], rows: list[list[tuple[str, Mark]]]
    ) -> bool:
        """Speak of the heads of a table as a whole; tell whether some are merged cells."""
        page = self._page
        names = cells(page.lines[row])
        # A column without a name and without anything in it is left out, and nothing is lost.
        merged = [
            place
            for place, (text, _) in enumerate(names)
            if not text and any(each[place][0] for each in rows)
        ]
        unknown = any(
            text and columns[place] is None and fold(thin(text)) not in _ORDINALS
            for place, (text, _) in enumerate(names)
        )
        if merged:
            mark = page.mark(row, names[merged[0]][1])
            page.report("MDN106", mark, reason="empty", **titles(self._shape))
        elif (
            not unknown
            and self._own
            and all(each is None or each.path != (self._own,) for each in columns)
        ):
            title = self._shape.properties[self._own].title
            mark = page.mark(row, names[0][1], names[0][0])
            page.report("MDN106", mark, reason="name", value=title, **titles(self._shape))
        if len(columns) > WIDEST:
            text, column = names[WIDEST]
            page.report("MDN111", page.mark(row, column, text), count=len(columns), most=WIDEST)
        return bool(merged)

    def _column(self, row: int, head: str, at: int, before: list[Column | None]) -> Column | None:
        """Return the column that a head names; None for one that is left out."""
        known, text = heads(self._shape), unescape(thin(head))
        column, mark = known.get(fold(text)), self._page.mark(row, at, head)
        if column is not None and column in before:
            self._page.report("MDN103", mark, reason="column", value=text[:60])
            return None
        if column is None and text and fold(text) not in _ORDINALS:
            words = f"{fold(text)} "
            begun = [each.title for head, each in known.items() if words.startswith(f"{head} ")]
            near = max(begun, key=len, default=None) or self._page.nearest(
                text, {head: each.title for head, each in known.items()}
            )
            params = {"reason": "unknown", "value": text[:60], "suggestion": near}
            self._page.report("MDN106", mark, **params, **titles(self._shape))
        return column

    def _row(self, row: _Cells, name: int, *, complete: bool) -> None:
        """Read one row; ``name`` is the place of the cell that names it."""
        column, text, mark = row[name]
        others = [*row[:name], *row[name + 1 :]]
        if not text:
            if self._open is None:
                self._page.report("MDN109", mark)
            else:
                self._fill(others, *self._open, again=True)
            return
        if text.startswith(("- ", "– ", "— ")) and self._parts is not None:
            self._part(text[2:], column, mark, others)
            return
        known = self._known(text, column, others)
        if known is not None:
            item, pointer = self._items[known], self._pointer / known
            self._fill(others, item, pointer, self._shape)
        else:
            item, pointer = {}, self._pointer / len(self._items)
            self._items.append(item)
            self._page.note(pointer, mark)
            self._fill(row, item, pointer, self._shape)
            if not complete:
                self._page.incomplete.add(pointer)
        self._item, self._open = (item, pointer), (item, pointer, self._shape)

    def _known(self, text: str, column: Column, others: _Cells) -> int | None:
        """Return the item of an earlier table that a row says more about."""
        if column.path != (self._own,):
            return None
        value, _ = self._page.values.parse(unescape(thin(text)), column.shape)
        said = {head.path[0] for head, cell, _ in others if cell}
        found = [
            place
            for place, item in enumerate(self._items[: self._before])
            if item.get(self._own) == value and said.isdisjoint(item)
        ]
        return found[0] if len(found) == 1 and said else None

    def _part(self, text: str, column: Column, mark: Mark, others: _Cells) -> None:
        """Read a row that names a part of the item above it."""
        if self._item is None or self._parts is None:
            self._page.report("MDN109", mark)
            return
        shape = self._shape.properties[self._parts].items or self._shape
        item, pointer = self._item
        parts, pointer = item.setdefault(self._parts, []), pointer / self._parts
        self._page.note(pointer, mark)
        pointer = pointer / len(parts)
        self._page.note(pointer, mark)
        name = label(shape) or column.path[-1]
        own = shape.properties[name]
        part = {name: self._page.value(text, own, pointer / name, mark)}
        self._page.note(pointer / name, mark)
        parts.append(part)
        self._open = (part, pointer, shape)
        self._fill(others, *self._open)

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
                params = {"reason": "unknown", "value": column.title, "suggestion": None}
                page.report("MDN106", mark, **params, **titles(shape))
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
