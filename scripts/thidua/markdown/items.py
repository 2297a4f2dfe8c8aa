"""Lists: items of a list, and «Tên mục: nội dung» for the fields of an item."""

import re
from dataclasses import dataclass, replace
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from thidua.diagnostics import Mark, Pointer
from thidua.markdown.blocks import content_column, is_list_block, lines_of
from thidua.markdown.forms import (
    bare,
    is_leaf,
    is_list,
    is_plain_list,
    is_text,
    label,
    lead,
    named,
    names,
)
from thidua.markdown.page import Page, titles, verbatim
from thidua.markdown.samples import sample
from thidua.markdown.tables import split_values
from thidua.schema.shape import Shape

_FIELD = re.compile(r"(?:\*\*)?(?P<name>[^:*`|]{1,80}?)\s*(?:\*\*)?:(?:\*\*)?(?P<rest>(?:\s.*)?)\Z")
_BOLD = re.compile(r"\*\*(?P<name>(?:\\.|[^*\\])+)\*\*(?P<colon>\s*:)?\s*(?P<rest>.*)\Z")

#: The level of the heading above a list, for the example of an item.
_USUAL = 2


@dataclass(frozen=True)
class Entry:
    """A list item: its blocks, and where its text begins."""

    blocks: list[SyntaxTreeNode]
    first: int
    last: int
    #: The column, from 0, at which its content stands.
    indent: int
    #: The column, from 0, at which the text of its first line begins.
    start: int
    #: That text.
    head: str
    #: The property that it belongs to, where that is known.
    key: str = ""


def entries(page: Page, block: SyntaxTreeNode, outer: int = 0) -> list[Entry]:
    """Return the items of a list."""
    found = []
    for item in block.children:
        first, last = lines_of(item)
        indent = content_column(page.lines, item, outer)
        line = page.lines[first]
        blocks = list(item.children)
        begins = bool(blocks) and lines_of(blocks[0])[0] == first
        head = line[indent:].strip() if begins else ""
        start = len(line) - len(line[indent:].lstrip()) if head else indent
        found.append(Entry(blocks, first, last, indent, start, head))
    return found


class ItemReader:
    """Reads the items and fields of lists."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def values(
        self, block: SyntaxTreeNode, shape: Shape, pointer: Pointer, into: list[Any]
    ) -> None:
        """Read a list of values."""
        for entry in entries(self._page, block):
            self._value(entry, shape, pointer, into)

    def _value(self, entry: Entry, shape: Shape, pointer: Pointer, into: list[Any]) -> None:
        page, at = self._page, pointer / len(into)
        mark = page.mark(entry.first, entry.start, entry.head)
        page.note(at, mark)
        raw = page.cut(entry.first, entry.last, entry.indent, entry.start)
        into.append(page.text(entry.blocks, raw, shape, at, mark))

    def items(
        self, block: SyntaxTreeNode, shape: Shape, pointer: Pointer, into: list[Any], outer: int = 0
    ) -> None:
        """Read a list of items that have fields.

        A field that should stand below its item, and stands beside it, belongs to that item.
        """
        for entry in entries(self._page, block, outer):
            if into and self._continues(entry, shape, into[-1]):
                self._field(entry, shape, pointer / (len(into) - 1), into[-1])
                continue
            at = pointer / len(into)
            self._page.note(at, self._page.mark(entry.first, entry.start, entry.head))
            item: dict[str, Any] = {}
            into.append(item)
            self._item(entry, shape, at, item)

    def _continues(self, entry: Entry, shape: Shape, last: Any) -> bool:
        known, own = self._named(entry, shape), label(shape)
        if known is None or known[0] == own or own not in last:
            return False
        return known[0] not in last or is_list(shape.properties[known[0]])

    def _item(self, entry: Entry, shape: Shape, pointer: Pointer, item: dict[str, Any]) -> None:
        blocks = list(entry.blocks)
        if blocks and is_list_block(blocks[0]):  # an item without a name: fields from the start
            self._nested(entry, shape, pointer, item)
            return
        fields = [blocks.pop()] if len(blocks) > 1 and self.names_fields(blocks[-1], shape) else []
        last = lines_of(fields[0])[0] if fields else entry.last
        head = Entry(blocks, entry.first, last, entry.indent, entry.start, entry.head)
        self._undashed(blocks, head, shape, pointer)
        if head.head and not self._field(head, shape, pointer, item):
            self._named_item(head, shape, pointer, item)
        for block in fields:
            self.fields(block, shape, pointer, item, entry.indent)

    def _undashed(
        self, blocks: list[SyntaxTreeNode], head: Entry, shape: Shape, pointer: Pointer
    ) -> None:
        """Speak of «Tên mục: nội dung» that is swallowed by the text above it."""
        page = self._page
        for block in blocks:
            if block.type != "paragraph":
                continue
            first, last = lines_of(block)
            for row in range(max(first, head.first + 1), last):
                line = page.lines[row]
                match = _FIELD.match(line.strip())
                key = named(shape, match["name"]) if match else None
                if key is not None:
                    mark = page.mark(row, len(line) - len(line.lstrip()), line.strip())
                    typed = f"- {line.strip()}"[:80]
                    page.report("MDN105", mark, reason="dash", typed=typed, **titles(shape))
                    page.faults.add(pointer)  # what it lacks now stands in its text

    def _named_item(
        self, head: Entry, shape: Shape, pointer: Pointer, item: dict[str, Any]
    ) -> None:
        """Read «**Tên**: nội dung», or a text alone."""
        page, own, main = self._page, label(shape), lead(shape)
        bold = _BOLD.match(head.head)
        if own is None:
            self._unknown(head, shape, pointer, "field")
            return
        if main is None or main == own:
            raw = page.cut(head.first, head.last, head.indent, head.start)
            if bold and not is_text(shape.properties[own]) and not bold["rest"]:
                raw = bold["name"]
            self._leaf(replace(head, key=own, head=raw), shape, pointer, item)
            return
        rest = head.start
        if bold:
            name = bold["name"] if bold["colon"] else bold["name"].rstrip().removesuffix(":")
            rest += bold.start("rest")
            part = replace(head, key=own, head=name, blocks=[])
            self._leaf(part, shape, pointer, item)
        else:
            match = _FIELD.match(head.head)
            lists = shape.properties[own].codelists
            if match is None or not lists:
                self._unknown(head, shape, pointer, "item")
            else:  # «BHXH Việt Nam: …»; a name that no list has is the schema's to speak of
                part = replace(head, key=own, head=match["name"], blocks=[])
                self._leaf(part, shape, pointer, item)
                rest += match.start("rest")
        raw = page.cut(head.first, head.last, head.indent, rest)
        blocks = head.blocks[1:] if bold and not bold["rest"] else head.blocks
        if raw or blocks:
            part = replace(head, key=main, head=raw, blocks=blocks, start=rest)
            self._leaf(part, shape, pointer, item)

    def _leaf(self, part: Entry, shape: Shape, pointer: Pointer, item: dict[str, Any]) -> None:
        """Read one value of an item: ``part`` holds its text as head, cut out already."""
        page, key = self._page, part.key
        mark = page.mark(part.first, part.start, part.head.split("\n", maxsplit=1)[0])
        page.note(pointer / key, mark)
        item[key] = page.text(part.blocks, part.head, shape.properties[key], pointer / key, mark)

    def fields(
        self,
        block: SyntaxTreeNode,
        shape: Shape,
        pointer: Pointer,
        item: dict[str, Any],
        outer: int = 0,
    ) -> None:
        """Read a list of fields; what has no name goes to the one list of values, if there is."""
        rest = bare(shape)
        for entry in entries(self._page, block, outer):
            if self._field(entry, shape, pointer, item):
                continue
            below = shape.properties[rest].items if rest else None
            if rest is None or below is None:
                self._unknown(entry, shape, pointer, "field")
                continue
            into = item.setdefault(rest, [])
            self._page.note(pointer / rest, self._page.mark(entry.first, entry.start, entry.head))
            self._value(entry, below, pointer / rest, into)

    def _unknown(self, entry: Entry, shape: Shape, pointer: Pointer, reason: str) -> None:
        """Speak of a ``field`` whose name nobody knows, or of an ``item`` that has no name."""
        page = self._page
        page.faults.add(pointer)  # what it lacks now may stand here under a wrong name
        match = _FIELD.match(entry.head)
        mark = page.mark(entry.first, entry.start, entry.head)
        text = (match["name"] if match else entry.head)[:60]
        candidates = {name: shape.properties[key].title for name, key in names(shape).items()}
        near = page.nearest(text, candidates) if text else None
        shown = [f"«{child.title}»" for child in shape.properties.values()][:12]
        params = {
            "reason": "field" if near else reason,
            "value": text or "…",
            "fields": shown,
            "suggestion": near,
            "typed": sample(shape, _USUAL, page.values),
        }
        page.report("MDN110", mark, **params, **titles(shape))

    def is_fields(self, block: SyntaxTreeNode, shape: Shape) -> bool:
        """Tell whether a block holds fields of an item, or values of its one list."""
        return is_list_block(block) and (bare(shape) is not None or self.names_fields(block, shape))

    def names_fields(self, block: SyntaxTreeNode, shape: Shape) -> bool:
        """Tell whether an item of a list begins with the name of a field."""
        if not is_list_block(block):
            return False
        found = entries(self._page, block)
        return any(self._named(entry, shape) for entry in found)

    def _named(self, entry: Entry, shape: Shape) -> tuple[str, int] | None:
        match = _FIELD.match(entry.head)
        key = named(shape, match["name"]) if match else None
        return (key, match.start("rest")) if match and key else None

    def _field(self, entry: Entry, shape: Shape, pointer: Pointer, item: dict[str, Any]) -> bool:
        """Read one field; False if it names none."""
        known = self._named(entry, shape)
        if known is None:
            return False
        page, (key, rest) = self._page, known
        below, at = shape.properties[key], pointer / key
        name = page.mark(entry.first, entry.start, entry.head[:rest].rstrip(": *"))
        if key in item and not (is_list(below) and isinstance(item[key], list)):
            page.report("MDN103", name, reason="field", value=below.title)
            return True
        column = entry.start + rest + len(entry.head[rest:]) - len(entry.head[rest:].lstrip())
        raw = page.cut(entry.first, entry.last, entry.indent, column)
        blocks = entry.blocks[1:] if not entry.head[rest:].strip() else entry.blocks
        inner = Entry(
            blocks, entry.first, entry.last, entry.indent, column, entry.head[rest:].strip()
        )
        mark = page.mark(entry.first, column, inner.head) if inner.head else name
        page.note(at, mark, name)
        if is_leaf(below):
            item[key] = page.text(blocks, raw, below, at, mark)
        elif is_list(below):
            self._list(inner, raw, below, at, item.setdefault(key, []))
        else:
            self._nested(inner, below, at, item.setdefault(key, {}))
        return True

    def _list(
        self, entry: Entry, raw: str, shape: Shape, pointer: Pointer, into: list[Any]
    ) -> None:
        below = shape.items or shape
        if is_plain_list(shape) and (entry.head or verbatim(entry.blocks) is not None):
            mark = self._page.mark(entry.first, entry.start, entry.head)
            if below.codelists:
                into += split_values(self._page, raw, below, pointer, mark)
            else:
                self._page.note(pointer / len(into), mark)
                into.append(self._page.text(entry.blocks, raw, below, pointer / len(into), mark))
            return
        for block in entry.blocks:
            if not is_list_block(block):
                self._stray(entry, block, shape)
            elif is_plain_list(shape):
                for each in entries(self._page, block, entry.indent):
                    self._value(each, below, pointer, into)
            else:
                self.items(block, below, pointer, into, entry.indent)

    def _nested(self, entry: Entry, shape: Shape, pointer: Pointer, into: dict[str, Any]) -> None:
        for block in entry.blocks:
            if is_list_block(block):
                self.fields(block, shape, pointer, into, entry.indent)
            else:
                self._stray(entry, block, shape)

    def _stray(self, entry: Entry, block: SyntaxTreeNode, shape: Shape) -> None:
        mark: Mark = self._page.at(block)
        if lines_of(block)[0] == entry.first:
            mark = self._page.mark(entry.first, entry.start, entry.head)
        self._page.report("MDN105", mark, reason="inside", **titles(shape))
