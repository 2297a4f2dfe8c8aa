"""What one reading of a paper gathers: places, faults, findings; and how raw text is cut."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from thidua.diagnostics import Diagnostic, Mark, Pointer, Span
from thidua.markdown.blocks import VERBATIM, dedent, has_heading, lines_of
from thidua.markdown.forms import is_text, thin
from thidua.markdown.headlines import Slip
from thidua.markdown.values import Values, unescape
from thidua.schema.shape import Shape
from thidua.text.folding import nearest
from thidua.text.placeholders import is_blank

_MOST_SUGGESTED = 200


class Page:
    """The text of a paper and everything noted about it."""

    def __init__(
        self, path: str, lines: list[str], origins: list[tuple[int, int]], values: Values
    ) -> None:
        """Take the lines as they were meant, and where they stand in the file."""
        self.path = path
        self.lines = lines
        self._origins = origins
        self.values = values
        self.found: list[Diagnostic] = []
        self.faults: set[Pointer] = set()
        #: Nodes of which a part may stand under a name that nobody knows.
        self.incomplete: set[Pointer] = set()
        #: Lines of the file, from 1, with a heading that more than its name stands in.
        self.glued: set[int] = set()
        self.spans: dict[Pointer, Span] = {}

    def report(self, code: str, mark: Mark, **params: object) -> None:
        """Note a finding."""
        self.found.append(Diagnostic(self.path, mark, code, params))

    def report_slips(self, slips: Iterable[Slip]) -> None:
        """Note the headings that are none as they stand."""
        for slip in slips:
            mark = Mark(slip.row + 1, slip.column + 1, slip.column + 1 + len(slip.text))
            params = {"reason": slip.reason, "value": slip.text[:60], "marks": slip.marks}
            self.report("MDN112", mark, **params)
            self.glued.add(mark.line)

    def nearest(self, word: str, candidates: Mapping[str, str]) -> str | None:
        """Return what a word was meant to be; a paper full of faults gets no more suggestions."""
        return nearest(word, candidates) if len(self.found) < _MOST_SUGGESTED else None

    def note(self, pointer: Pointer, value: Mark, key: Mark | None = None) -> None:
        """Note where a node stands."""
        self.spans.setdefault(pointer, Span(value, key))

    def mark(self, line: int, column: int, text: str = "") -> Mark:
        """Return the place in the file of a place on a line; both count from 0."""
        row, shift = self._origins[line]
        start = max(0, column + shift)
        return Mark(row + 1, start + 1, start + 1 + max(1, len(text)))

    def at(self, block: SyntaxTreeNode) -> Mark:
        """Return the place where a block begins."""
        row = lines_of(block)[0]
        line = self.lines[row]
        indent = len(line) - len(line.lstrip())
        return self.mark(row, indent, line.strip())

    def value(self, raw: str, shape: Shape, pointer: Pointer, mark: Mark) -> Any:
        """Read one value in a line, a cell or a heading."""
        text = unescape(thin(" ".join(raw.split("\n")).strip()))
        if shape.format in {"figure", "date", "moment"}:  # as a figure is typed in YAML
            text = text[1:-1].strip() if re.fullmatch('"[^"]+"', text) else text
        return self.resolved(text, shape, pointer, mark)

    def resolved(self, text: str, shape: Shape, pointer: Pointer, mark: Mark) -> Any:
        """Read one value whose escapes are gone."""
        value, readable = self.values.parse(text, shape)
        if not readable and not is_blank(text):  # SCH114 speaks of what is not filled in
            self.report("MDN108", mark, value=text[:60], title=shape.title, title_en=shape.title_en)
            self.faults.add(pointer)
        return value

    def cut(self, first: int, last: int, indent: int = 0, start: int | None = None) -> str:
        """Return lines as they stand, without indentation and blank ends.

        ``start`` is the column of the first line's text, where a marker stands before it.
        """
        rows = [dedent(line, indent) for line in self.lines[first:last]]
        if rows and start is not None:
            rows[0] = self.lines[first][start:]
        return "\n".join(row if row.strip() else "" for row in rows).strip()

    def text(
        self,
        blocks: list[SyntaxTreeNode],
        raw: str,
        shape: Shape,
        pointer: Pointer,
        mark: Mark,
    ) -> Any:
        """Read a value that may run over lines: a text as it stands, anything else as one line."""
        exact = verbatim(blocks)
        if exact is not None:
            return exact
        if not is_text(shape):
            return self.value(raw, shape, pointer, mark)
        heading = has_heading(blocks)
        if heading is not None:
            self.report("MDN104", self.at(heading), title=shape.title, title_en=shape.title_en)
        return raw


def verbatim(blocks: list[SyntaxTreeNode]) -> str | None:
    """Return the text of a fence that holds a text exactly as it is."""
    if len(blocks) == 1 and blocks[0].type == "fence" and blocks[0].info.strip() == VERBATIM:
        return blocks[0].content.removesuffix("\n")
    return None


def put(data: dict[str, Any], steps: tuple[str, ...], value: Any) -> None:
    """Set a value in nested mappings."""
    for step in steps[:-1]:
        below = data.setdefault(step, {})
        if not isinstance(below, dict):
            return
        data = below
    data[steps[-1]] = value


def titles(shape: Shape) -> Mapping[str, str]:
    """Return both titles of a shape, as sentences name it."""
    return {"title": shape.title, "title_en": shape.title_en}
