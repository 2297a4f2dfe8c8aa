"""A Markdown text as a tree of headings, each with the blocks that stand under it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from thidua.diagnostics import Mark

#: The word behind a fence that holds a text exactly as it is.
VERBATIM = "nguyên văn"

# Only blocks are parsed: what stands in a line is the business of whoever shows it.
_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")
_PARSER.core.ruler.enableOnly(["normalize", "block"])
_MARKER = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]{1,4}|$)")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_HEADING = re.compile(r"\s*#{1,6}\s*(.*?)(?:\s+#+)?\s*\Z")


@dataclass
class Section:
    """A heading with its own blocks and the headings below it; lines count from 0."""

    text: str
    mark: Mark
    level: int
    start: int
    end: int
    blocks: list[SyntaxTreeNode] = field(default_factory=list)
    sections: list["Section"] = field(default_factory=list)


def parse(text: str) -> list[SyntaxTreeNode]:
    """Return the blocks of a text."""
    return list(SyntaxTreeNode(_PARSER.parse(text)).children)


def without_comments(text: str) -> str:
    """Return a text with blank lines in the place of «<!-- … -->»: hints are for the writer only.

    Only comments that begin and end whole lines count, and none inside of a fence.
    """
    lines, fence, row = text.split("\n"), "", 0
    ends = [*range(len(lines) + 1)]  # the row at or below each one in which a comment may end
    for above in reversed(range(len(lines))):
        ends[above] = above if "-->" in lines[above] else ends[above + 1]
    while row < len(lines):
        opened = _FENCE.match(lines[row])
        if opened and (not fence or opened[1].startswith(fence)):
            fence = "" if fence else opened[1]
        elif not fence and lines[row].lstrip().startswith("<!--"):
            last = ends[row]
            if last < len(lines) and lines[last].rstrip().endswith("-->"):
                lines[row : last + 1] = [""] * (last + 1 - row)
                row = last
        row += 1
    return "\n".join(lines)


def fenced(lines: list[str]) -> frozenset[int]:
    """Return the rows that stand inside of fences, or are their ends."""
    found, fence = set[int](), ""
    for row, line in enumerate(lines):
        opened = _FENCE.match(line)
        if fence or opened:
            found.add(row)
        if opened and (not fence or opened[1].startswith(fence)):
            fence = "" if fence else opened[1]
    return frozenset(found)


def outline(lines: list[str], place: Callable[[int, int, str], Mark]) -> Section:
    """Return all lines as one section; ``place`` tells where row, column and text stand."""
    root = Section("", Mark(1, 1, 2), 0, 0, len(lines))
    path = [root]
    for block in parse("\n".join(lines)):
        if block.type != "heading":
            path[-1].blocks.append(block)
            continue
        first, last = lines_of(block)
        text, column = _heading(lines[first])
        mark = place(first, column, text)
        section = Section(text, mark, int(block.tag[1:]), last, len(lines))
        path[-1].end = first
        while path[-1].level >= section.level:
            path.pop()
        path[-1].sections.append(section)
        path.append(section)
    return root


def _heading(line: str) -> tuple[str, int]:
    """Return the text of a heading, and the column, from 0, at which it begins."""
    match = _HEADING.match(line) if line.lstrip().startswith("#") else None
    text = match[1] if match else line.strip()
    return text, match.start(1) if match else len(line) - len(line.lstrip())


def lines_of(block: SyntaxTreeNode) -> tuple[int, int]:
    """Return the first line of a block and the one behind its last."""
    return block.map or (0, 0)


def is_list_block(block: SyntaxTreeNode) -> bool:
    """Tell whether a block is a list."""
    return block.type in {"bullet_list", "ordered_list"}


def has_heading(blocks: list[SyntaxTreeNode]) -> SyntaxTreeNode | None:
    """Return the first heading inside of blocks."""
    for block in blocks:
        if block.type == "heading":
            return block
        inner = has_heading(list(block.children))
        if inner is not None:
            return inner
    return None


def content_column(lines: list[str], item: SyntaxTreeNode, outer: int) -> int:
    """Return the column, from 0, at which the content of a list item begins."""
    line = lines[lines_of(item)[0]]
    match = _MARKER.match(line, outer) or _MARKER.match(line)
    return match.end() if match else outer


def dedent(line: str, columns: int) -> str:
    """Return a line without the indentation of the list item that it stands in."""
    column = index = 0
    while index < len(line) and column < columns and line[index] in " \t":
        column = column + 1 if line[index] == " " else (column // 4 + 1) * 4
        index += 1
    return line[index:]


def cells(line: str) -> list[tuple[str, int]]:
    """Return the cells of a table row, each with the column, from 0, at which its text begins."""
    bounds = [-1, *(m.start() for m in re.finditer(r"(?<!\\)\|", line)), len(line)]
    found = []
    for before, after in pairwise(bounds):
        raw = line[before + 1 : after]
        column = before + 1 + len(raw) - len(raw.lstrip())
        found.append((raw.strip().replace("\\|", "|"), column if raw.strip() else max(before, 0)))
    if not line[: bounds[1]].strip() and len(bounds) > 2:  # noqa: PLR2004 - a bar at the beginning
        found = found[1:]
    if found and not found[-1][0] and line.rstrip().endswith("|"):
        found = found[:-1]
    return found
