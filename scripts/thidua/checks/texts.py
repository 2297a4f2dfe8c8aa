"""MDN: a text of a YAML paper is Markdown as well, and keeps to the same subset."""

import re
from collections.abc import Iterator

from thidua.checks.registry import Context, Finding, Reading, document_check
from thidua.diagnostics import Mark

#: What may be a heading; only such texts are parsed.
_MAY_HEAD = re.compile(r"^[ \t>*+.)0-9-]*#{1,6}(?:[ \t]|$)|^[ \t>]*(?:=+|-+)[ \t]*$", re.MULTILINE)


@document_check("MDN104")
def heading_in_a_text(reading: Reading, _: Context) -> Iterator[Finding]:
    """A text has paragraphs, lists, tables and emphasis, never headings."""
    if reading.document.place.is_markdown:
        return  # there its reader has said so
    for node in reading.nodes:
        if node.shape.format != "markdown" or not _MAY_HEAD.search(str(node.value)):
            continue
        from thidua.markdown.blocks import (  # noqa: PLC0415 - only such texts pay
            has_heading,
            lines_of,
            parse,
        )

        heading = has_heading(parse(str(node.value)))
        if heading is not None:
            line = str(node.value).split("\n")[lines_of(heading)[0]].strip()
            begin = reading.document.mark(node.pointer)
            titles = {"title": node.shape.title, "title_en": node.shape.title_en}
            mark = _place(reading.document.text, begin, line)
            yield Finding(node.pointer, titles, mark=mark)


def _place(text: str, begin: Mark, wanted: str) -> Mark:
    """Return where a line of a value stands; the value's beginning if it is written otherwise."""
    for number, line in enumerate(text.split("\n")[begin.line - 1 :], start=begin.line):
        if line.strip() == wanted:
            column = len(line) - len(line.lstrip()) + 1
            return Mark(number, column, column + len(wanted))
    return begin


CHECKS = (heading_in_a_text,)
