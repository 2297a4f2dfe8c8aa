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
    thin,
)
from thidua.markdown.header import is_open, read_header, split
from thidua.markdown.headlines import Headlines
from thidua.markdown.items import ItemReader
from thidua.markdown.naming import Naming
from thidua.markdown.page import Page, titles
from thidua.markdown.prose import Prose
from thidua.markdown.tables import TableReader
from thidua.markdown.values import Values, unescape, words_of
from thidua.project import PaperPath
from thidua.schema.shape import Shape
from thidua.text.placeholders import is_blank, says_nothing

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
        name = Values(codelists, day).show(place.submitter, shape.properties["submitter"])
        params = {"reason": reason, "campaign": place.campaign, "name": name}
        return None, [Diagnostic(place.path, Mark(1, 1, 2), "MDN101", params)]
    values = Values(codelists, day)
    headlines = Headlines(shape, values)
    lines = headlines.read(without_comments(parts[1]))
    page = Page(place.path, lines.texts, lines.origins, values)
    header, found = read_header(place, parts[0], shape, page)
    if header is None:
        return None, found
    page.report_slips(lines.slips)
    body = outline(page.lines, page.mark)
    reader = _Reader(page, shape, headlines)
    reader.paper(body, shape, header)
    page.note(ROOT, Mark(1, 1, 2))
    incomplete = frozenset(page.incomplete)
    document = Document(place, text, header, frozenset(page.faults), page.spans, incomplete)
    return document, [*found, *page.found]


class _Reader:
    """Walks the tree of headings beside the shape of the paper."""

    def __init__(self, page: Page, shape: Shape, headlines: Headlines) -> None:
        self._page = page
        self._naming = Naming(page)
        self._lists = ItemReader(page)
        self._prose = Prose(page, shape, headlines)
        self._top = next(iter(headlines.sections), "")

    def paper(self, body: Section, shape: Shape, data: dict[str, Any]) -> None:
        """Read the whole body; the first heading of level 1 is the title that people see.

        So is a line before all headings that begins with the name of the paper.
        """
        first = body.blocks[0] if body.blocks else None
        begun = self._page.cut(*first.map) if first is not None and first.map else ""
        titled = bool(begun) and words_of(begun).startswith(words_of(shape.title))
        self._outside(body.blocks[titled:], shape)
        sections = []
        for section in body.sections:
            is_title = section.level == 1 and section is body.sections[0]
            if is_title and self._naming.property(section, shape) is None:
                self._outside(section.blocks, shape)
                sections += section.sections
            else:
                sections.append(section)
        self._children(sections, shape, ROOT, data)

    def _outside(self, blocks: list[SyntaxTreeNode], shape: Shape) -> None:
        for block in blocks[:1]:
            params = {"reason": "outside", "typed": self._top, **titles(shape)}
            self._page.report("MDN105", self._page.at(block), **params)

    def _children(
        self, sections: list[Section], shape: Shape, pointer: Pointer, data: dict[str, Any]
    ) -> None:
        for section in sections:
            key = self._naming.property(section, shape)
            if key is None:
                theme = self._naming.theme(section, shape)
                if theme is not None:
                    self._keyed(section, shape, theme, pointer, data)
                    continue
                key = self._naming.nearly(section, shape, pointer, data)
                if key is None:
                    continue
            if key in data:
                params = {"reason": "section", "value": section.text[:60]}
                self._page.report("MDN103", section.mark, **params)
                continue
            self._page.note(pointer / key, section.mark, section.mark)
            data[key] = self._content(section, shape.properties[key], pointer / key)

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
        self._prose.look(section.blocks)
        if not section.blocks and section.mark.line in self._page.glued:
            self._page.faults.add(pointer)  # its text stands behind its name
        return self._page.text(section.blocks, self._own(section), shape, pointer, mark)

    def _map(self, section: Section, shape: Shape, pointer: Pointer, data: dict[str, Any]) -> None:
        for inner in section.sections:
            text = unescape(inner.text).strip()
            key = text if _SLUG.fullmatch(text) else self._naming.key(inner, shape)
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
            elif len(section.blocks) > 1 or not says_nothing(self._own(section), shape.title):
                self._prose.stray(block, shape, section.level)
        for inner in section.sections:
            if plain or label(below) is None:
                self._page.report("MDN104", inner.mark, **titles(shape))
            else:
                items.append(self._headed(inner, below, pointer / len(items)))
        return items

    def _headed(self, section: Section, shape: Shape, pointer: Pointer) -> dict[str, Any]:
        """Read an item whose heading is its name, with a choice in brackets behind it."""
        page, own = self._page, label(shape) or ""
        text, item = thin(section.text), dict[str, Any]()
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
        page, blocks = self._page, section.blocks
        is_fields = [self._lists.is_fields(each, shape) for each in blocks]
        first = is_fields.index(True) if True in is_fields else len(blocks)
        text, fields = blocks[:first], blocks[first:]
        if text:
            main = lead(shape)
            if main is None or main in item:
                page.report("MDN105", page.at(text[0]), reason="inside", **titles(shape))
            else:
                last = lines_of(fields[0])[0] if fields else section.end
                raw, mark = page.cut(section.start, last), page.at(text[0])
                page.note(pointer / main, mark)
                self._prose.look(text)
                item[main] = page.text(text, raw, shape.properties[main], pointer / main, mark)
        for block, is_field in zip(fields, is_fields[first:], strict=True):
            if is_field:
                self._lists.fields(block, shape, pointer, item)
            else:
                page.report("MDN105", page.at(block), reason="after", **titles(shape))


def _chosen(shape: Shape, text: str) -> str | None:
    """Return the value of a choice that stands in brackets, or the blank of a scaffold."""
    if not choices(shape):
        return None
    return choice(shape, text) or (text if is_blank(text) else None)
