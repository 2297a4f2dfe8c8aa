"""Blanks that say nothing: at ends of lines outside of every text, and at the end of the file."""

from collections.abc import Iterator
from typing import Any

import yaml

from thidua.document import Document
from thidua.markdown.blocks import lines_of, parse, without_comments
from thidua.markdown.header import split
from thidua.places import events

_BLANKS = " \t"


def without_blanks(document: Document) -> str:
    """Return the text of a paper without blanks at line ends.

    Two of them break a line in Markdown: lines of texts keep theirs, unless they hold nothing else.
    """
    lines = document.text.split("\n")
    spared = _inside_texts(document, lines)
    return "\n".join(
        line if row in spared and line.strip(_BLANKS) else line.rstrip(_BLANKS)
        for row, line in enumerate(lines)
    )


def ended(document: Document) -> str:
    """Return the text of a paper, its last line ending in a line feed, no blank line behind it."""
    text = document.text
    rest = text.rstrip(_BLANKS + "\n")
    own = text[len(rest) :].partition("\n")[0]  # blanks of the last line are not ours to judge
    return f"{rest}{own}\n"


def _inside_texts(document: Document, lines: list[str]) -> set[int]:
    """Return the rows, from 0, whose ends may belong to a text."""
    if not document.place.is_markdown:
        return _inside_scalars(document.text)
    head, body = split(document.text) or ("", document.text)
    content = without_comments(body)
    texts = set(_text_lines(document.data))
    rows = set(range(len(lines)))
    for block in parse(content):
        if block.type in {"heading", "table"}:
            rows.difference_update(range(*lines_of(block)))
    rows.update(row for row, line in enumerate(lines) if {line, line.lstrip()} & texts)
    # Front matter and comments are blank lines to the reader of the body.
    hidden = {row for row, line in enumerate(content.split("\n")) if not line}
    return (rows - hidden) | _inside_scalars(head)


def _inside_scalars(text: str) -> set[int]:
    """Return the rows, from 0, whose ends stand inside of a value, or behind what was read."""
    rows: set[int] = set()
    for event in events(text):
        start, end = event.start_mark.line, event.end_mark.line
        if isinstance(event, yaml.ScalarEvent):
            rows.update(range(start + (event.style in {"|", ">"}), end))
        elif isinstance(event, yaml.DocumentEndEvent):
            rows.update(range(start, text.count("\n") + 1))
            break
    return rows


def _text_lines(value: Any) -> Iterator[str]:
    """Yield every line of every text of a value."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _text_lines(each)
    elif isinstance(value, str):
        yield from value.split("\n")
