"""Figures and dates with one reading: where they stand, and how they are written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from thidua.diagnostics import Diagnostic, Mark, Pointer
from thidua.document import Document
from thidua.fix.findings import typed
from thidua.schema import Node, Shape
from thidua.schema.shape import nodes
from thidua.text.readings import days, of_figure


@dataclass(frozen=True, slots=True)
class Edit:
    """A run of characters on one line, and what stands there afterwards."""

    mark: Mark
    text: str
    #: The node that is written anew, and what it says then.
    pointer: Pointer
    value: str

    @property
    def place(self) -> tuple[int, int]:
        """Line and column, both from 1."""
        return self.mark.line, self.mark.column


def suggestions(document: Document, found: Sequence[Diagnostic], shape: Shape) -> list[Edit]:
    """Return the edits that put right what has one reading only, in the order of the text.

    ``found`` is what was said while the paper was read. Values that stand for several nodes, or
    are written with escapes or over several lines, are left to people.
    """
    told = {each.mark: value for each in found if (value := typed(each)) is not None}
    lines = document.text.split("\n")
    edits: dict[tuple[int, int], Edit] = {}
    for node in nodes(shape, document.data):
        value = _meant(document, node, told)
        if value is None:
            continue
        mark = document.mark(node.pointer)
        token = lines[mark.line - 1][mark.column - 1 : mark.end - 1]
        written = _written(token, node, value, markdown=document.place.is_markdown)
        if written is not None:
            edit = Edit(mark, written, node.pointer, value)
            edits.setdefault(edit.place, edit)
    return sorted(edits.values(), key=lambda edit: edit.place)


def _meant(document: Document, node: Node, told: dict[Mark, str]) -> str | None:
    """Return the only value that a node can mean, None if it is right or has several readings."""
    if not isinstance(node.value, str) or node.shape.format not in {"figure", "date", "moment"}:
        return None
    if document.is_faulty(node.pointer):
        return told.get(document.mark(node.pointer))
    if node.shape.format == "figure":
        read = of_figure(node.value)
        return read[1] if read else None
    meant = days(node.value)
    return meant[0] if len(meant) == 1 and meant[0] != node.value else None


def _written(token: str, node: Node, value: str, *, markdown: bool) -> str | None:
    """Return what stands in the place of a token that says a node's value and nothing more."""
    quote = token[0] if not markdown and token[:1] in {'"', "'"} and token[-1:] == token[:1] else ""
    inside = token[len(quote) : len(token) - len(quote)]
    if inside != node.value:
        return None
    if node.shape.format == "figure" and not markdown:
        quote = '"'
    return f"{quote}{value}{quote}"


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with its edits, which are in its order."""
    lines = text.split("\n")
    for row, group in groupby(edits, key=lambda edit: edit.mark.line - 1):
        line, parts, last = lines[row], list[str](), 0
        for edit in group:
            parts += [line[last : edit.mark.column - 1], edit.text]
            last = edit.mark.end - 1
        lines[row] = "".join(parts) + line[last:]
    return "\n".join(lines)
