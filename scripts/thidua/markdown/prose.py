"""Blocks that stand where they cannot be read: what is wrong with each, and what to type."""

import re
from collections.abc import Sequence

from markdown_it.tree import SyntaxTreeNode

from thidua.markdown.blocks import cells, lines_of
from thidua.markdown.forms import heads, label
from thidua.markdown.headlines import Headlines
from thidua.markdown.page import Page, titles
from thidua.markdown.samples import sample
from thidua.schema.shape import Shape
from thidua.text.folding import fold

_DELIMITER = re.compile(r"[\s|:-]*-[\s|:-]*")


class Prose:
    """Knows a table where no table is read, and a text where no text is."""

    def __init__(self, page: Page, shape: Shape, headlines: Headlines) -> None:
        self._page = page
        self._headlines = headlines
        self._lists = [
            each
            for section in shape.properties.values()
            for each in (section, *section.properties.values())
            if each.items is not None and label(each.items) is not None
        ]

    def look(self, blocks: Sequence[SyntaxTreeNode]) -> None:
        """Speak of a table of results in a text: nobody would read its figures."""
        for block in blocks:
            if block.type != "table":
                continue
            row = lines_of(block)[0]
            found = {fold(text) for text, _ in cells(self._page.lines[row])}
            for each in self._lists:
                if self._is_table_of(found, each):
                    heading = self._headlines.heading(each.title)
                    self._page.report("MDN113", self._page.at(block), typed=heading, **titles(each))
                    break

    @staticmethod
    def _is_table_of(found: set[str], shape: Shape) -> bool:
        """Tell whether the heads of a table name an item of a list and something said of it."""
        known = heads(shape.items or shape)
        own = label(shape.items or shape)
        columns = [known[head].path for head in found if head in known]
        return (own,) in columns and len(columns) > 1

    def stray(self, block: SyntaxTreeNode, shape: Shape, level: int) -> None:
        """Speak of a block that is neither a list nor a table, in a section that has only these."""
        page = self._page
        first, last = lines_of(block)
        lines = [line for line in page.lines[first:last] if line.strip()]
        below = shape.items or shape
        params = {"reason": "list", "typed": sample(below, level, page.values), **titles(shape)}
        if lines[0].count("|") > 1 or lines[0].lstrip().startswith("|"):
            row = cells(lines[0])
            params |= {"reason": "table", "typed": f"|{'---|' * len(row)}"}
        elif "\t" in lines[0].strip():
            parts = [part.strip() for part in lines[0].strip().split("\t")]
            params |= {"reason": "tabs", "typed": f"| {' | '.join(parts)} |"}
        page.report("MDN105", page.at(block), **params)
