"""From the text of a Markdown paper to data: front matter, sections, tables, lists.

Which heading, column and field stands for what is read from the schema alone.
"""

import re
from datetime import date
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from thidua.codelists import CodeLists
from thidua.diagnostics import ROOT, Diagnostic, Mark, Pointer
from thidua.document import Document
from thidua.markdown.blocks import (
    Section,
    is_list_block,
    lines_of,
    outline,
    without_comments,
)
from thidua.markdown.forms import (
    choice,
    choices,
    is_leaf,
    is_list,
    is_plain_list,
    label,
    lead,
    named,
    names,
)
from thidua.markdown.header import is_open, read_header, split
from thidua.markdown.items import ItemReader
from thidua.markdown.page import Page, titles
from thidua.markdown.tables import TableReader
from thidua.markdown.values import Values, unescape
from thidua.project import PaperPath
from thidua.schema.shape import Shape
from thidua.text.placeholders import is_blank

_CHOICE = re.compile(r"(?P<name>.*?)\s*\((?P<choice>[^()\\]*)\)\Z")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read(
    place: PaperPath, text: str, shape: Shape, codelists: CodeLists, day: date | None = None
) -> tuple[Document | None, list[Diagnostic]]:
    """Read the text of a paper; see :func:`thidua.loader.load` for what None means.

    ``day`` decides between names where the paper itself gives no date.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # as source.py and the parser see lines
    parts = split(text)
    if parts is None:
        reason = "open" if is_open(text) else "missing"
        return None, [Diagnostic(place.path, Mark(1, 1, 2), "MDN101", {"reason": reason})]
    content = without_comments(parts[1])
    page = Page(place.path, content, Values(codelists, day))
    header, found = read_header(place, parts[0], shape, page)
    if header is None:
        return None, found
    body = outline(content)
    reader = _Reader(page)
    reader.paper(body, shape, header)
    page.note(ROOT, Mark(1, 1, 2))
    document = Document(place, text, header, frozenset(page.faults), page.spans)
    return document, [*found, *page.found]


class _Reader:
    """Walks the tree of headings beside the shape of the paper."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._lists = ItemReader(page)

    def paper(self, body: Section, shape: Shape, data: dict[str, Any]) -> None:
        """Read the whole body; the first heading of level 1 is the title that people see."""
        self._outside(body.blocks, shape)
        sections = []
        for section in body.sections:
            is_title = section.level == 1 and section is body.sections[0]
            if is_title and self._property(section, shape) is None:
                self._outside(section.blocks, shape)
                sections += section.sections
            else:
                sections.append(section)
        self._children(sections, shape, ROOT, data)

    def _outside(self, blocks: list[SyntaxTreeNode], shape: Shape) -> None:
        for block in blocks[:1]:
            self._page.report("MDN105", self._page.at(block), reason="outside", **titles(shape))

    def _property(self, section: Section, shape: Shape) -> str | None:
        return named(shape, unescape(section.text))

    def _children(
        self, sections: list[Section], shape: Shape, pointer: Pointer, data: dict[str, Any]
    ) -> None:
        for section in sections:
            key = self._property(section, shape)
            if key is None:
                theme = self._theme(section, shape)
                if theme is not None:
                    self._keyed(section, shape, theme, pointer, data)
                    continue
                key = self._unknown(section, shape, data)
                if key is None:
                    continue
            if key in data:
                params = {"reason": "section", "value": section.text[:60]}
                self._page.report("MDN103", section.mark, **params)
                continue
            self._page.note(pointer / key, section.mark, section.mark)
            data[key] = self._content(section, shape.properties[key], pointer / key)

    def _unknown(self, section: Section, shape: Shape, data: dict[str, Any]) -> str | None:
        """Speak of a heading that names nothing; what it nearly names is read all the same."""
        known = names(shape)
        near = self._page.nearest(unescape(section.text), known)
        shown = None if near is None else shape.properties[near].title or near
        parts = [child for child in shape.properties.values() if not is_leaf(child)]
        fields = [f"«{child.title}»" for child in parts]
        self._page.report(
            "MDN102", section.mark, value=section.text[:60], fields=fields, suggestion=shown
        )
        return near if near not in data else None

    def _theme(self, section: Section, shape: Shape) -> tuple[str, str] | None:
        """Return the mapping, and the key in it, that a heading stands for by a name in it."""
        for key, child in shape.properties.items():
            if child.values is not None:
                found = self._key(section.text, child)
                if found is not None:
                    return key, found
        return None

    def _key(self, text: str, shape: Shape) -> str | None:
        lists = tuple(shape.keywords.get("x-key-codelist", ()))
        return self._page.values.contained(unescape(text), lists) if lists else None

    def _keyed(
        self,
        section: Section,
        shape: Shape,
        theme: tuple[str, str],
        pointer: Pointer,
        data: dict[str, Any],
    ) -> None:
        name, key = theme
        into = data.setdefault(name, {})
        at, below = pointer / name, shape.properties[name].values
        if not isinstance(into, dict) or key in into or below is None:
            params = {"reason": "section", "value": section.text[:60]}
            self._page.report("MDN103", section.mark, **params)
            return
        self._page.note(at, section.mark)
        self._page.note(at / key, section.mark, section.mark)
        into[key] = self._content(section, below, at / key)

    def _content(self, section: Section, shape: Shape, pointer: Pointer) -> Any:
        """Return what stands under a heading."""
        if is_leaf(shape):
            for inner in section.sections:
                self._page.report("MDN104", inner.mark, **titles(shape))
                self._page.faults.add(pointer)
            return self._text(section, shape, pointer)
        if is_list(shape):
            return self._list(section, shape, pointer)
        data: dict[str, Any] = {}
        if shape.values is not None:
            self._outside(section.blocks, shape)
            self._map(section, shape, pointer, data)
            return data
        main = lead(shape)
        if main is not None and self._own(section):
            data[main] = self._text(section, shape.properties[main], pointer / main)
        elif main is None:
            self._item_blocks(section, shape, pointer, data)
        self._children(section.sections, shape, pointer, data)
        return data

    def _own(self, section: Section) -> str:
        return self._page.cut(section.start, section.end)

    def _text(self, section: Section, shape: Shape, pointer: Pointer) -> Any:
        mark = self._page.at(section.blocks[0]) if section.blocks else section.mark
        self._page.note(pointer, mark)
        return self._page.text(section.blocks, self._own(section), shape, pointer, mark)

    def _map(self, section: Section, shape: Shape, pointer: Pointer, data: dict[str, Any]) -> None:
        for inner in section.sections:
            text = unescape(inner.text).strip()
            key = text if _SLUG.fullmatch(text) else self._key(inner.text, shape)
            if key is None or shape.values is None:
                self._page.report(
                    "MDN102",
                    inner.mark,
                    value=text[:60],
                    fields=[f"«{shape.title}»"],
                    suggestion=None,
                )
            elif key in data:
                self._page.report("MDN103", inner.mark, reason="section", value=text[:60])
            else:
                self._page.note(pointer / key, inner.mark, inner.mark)
                data[key] = self._content(inner, shape.values, pointer / key)

    def _list(self, section: Section, shape: Shape, pointer: Pointer) -> list[Any]:
        below, items = shape.items or shape, list[Any]()
        plain = is_plain_list(shape)
        tables = TableReader(self._page, below, pointer, items)
        for block in section.blocks:
            if is_list_block(block) and plain:
                self._lists.values(block, below, pointer, items)
            elif is_list_block(block):
                self._lists.items(block, below, pointer, items)
            elif block.type == "table" and not plain:
                tables.read(block)
            else:
                self._page.report("MDN105", self._page.at(block), reason="list", **titles(shape))
        for inner in section.sections:
            if plain or label(below) is None:
                self._page.report("MDN104", inner.mark, **titles(shape))
            else:
                items.append(self._headed(inner, below, pointer / len(items)))
        return items

    def _headed(self, section: Section, shape: Shape, pointer: Pointer) -> dict[str, Any]:
        """Read an item whose heading is its name, with a choice in brackets behind it."""
        page, own = self._page, label(shape) or ""
        text, item = section.text, dict[str, Any]()
        page.note(pointer, section.mark)
        match = _CHOICE.match(text)
        for key, child in shape.properties.items():
            value = _chosen(child, match["choice"]) if match else None
            if match is not None and value is not None:
                item[key], text = value, match["name"]
                page.note(pointer / key, section.mark)
                break
        page.note(pointer / own, section.mark)
        item[own] = page.value(text, shape.properties[own], pointer / own, section.mark)
        self._item_blocks(section, shape, pointer, item)
        self._children(section.sections, shape, pointer, item)
        return item

    def _item_blocks(
        self, section: Section, shape: Shape, pointer: Pointer, item: dict[str, Any]
    ) -> None:
        """Read text and fields of an item; the lists of fields stand last."""
        blocks, page = list(section.blocks), self._page
        fields = []
        while blocks and self._lists.is_fields(blocks[-1], shape):
            fields.append(blocks.pop())
        if blocks:
            main = lead(shape)
            if main is None or main in item:
                page.report("MDN105", page.at(blocks[0]), reason="inside", **titles(shape))
            else:
                last = lines_of(fields[-1])[0] if fields else section.end
                raw, mark = page.cut(section.start, last), page.at(blocks[0])
                page.note(pointer / main, mark)
                item[main] = page.text(blocks, raw, shape.properties[main], pointer / main, mark)
        for block in reversed(fields):
            self._lists.fields(block, shape, pointer, item)


def _chosen(shape: Shape, text: str) -> str | None:
    """Return the value of a choice that stands in brackets, or the blank of a scaffold."""
    if not choices(shape):
        return None
    return choice(shape, text) or (text if is_blank(text) else None)
