"""MDN, ENC, CON: texts keep to a subset of Markdown, and nothing of Word is left in them."""

import re
from collections.abc import Iterator

from thidua.checks.registry import Context, Finding, Reading, document_check
from thidua.diagnostics import ROOT, Mark

#: What may be a heading; only such texts are parsed.
_MAY_HEAD = re.compile(r"^[ \t>*+.)0-9-]*#{1,6}(?:[ \t]|$)|^[ \t>]*(?:=+|-+)[ \t]*$", re.MULTILINE)

_CURLY = re.compile(r"[“”„‟][^“”„‟]+[“”„‟]")
#: What Word and Excel put in the place of a reference or a formula that they cannot resolve.
_WORD_ERROR = re.compile(
    r"(?:Error!|Lỗi!) ?(?:Reference source|Bookmark|Not a valid|No text of|Hyperlink|Không tìm thấy"
    r"|Thẻ đánh dấu|Chưa xác định|Tham chiếu)[^.\n]*\.?",
    re.IGNORECASE,
)
_EXCEL_ERROR = re.compile(r"#(?:REF!|VALUE!|NAME\?|DIV/0!|N/A|NUM!|NULL!)", re.IGNORECASE)


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


@document_check("ENC106")
def curly_quotes_around(reading: Reading, _: Context) -> Iterator[Finding]:
    """A number, a name, a post stands without quotation marks around it: they would be shown."""
    for node in reading.nodes:
        shape = node.shape
        if not isinstance(node.value, str) or shape.format or not _CURLY.fullmatch(node.value):
            continue
        if shape.keywords.get("type") == "string" and not shape.codelists:
            titles = {"title": shape.title, "title_en": shape.title_en}
            yield Finding(node.pointer, {"typed": node.value[1:-1].strip(), **titles})


@document_check("CON205")
def left_over(reading: Reading, _: Context) -> Iterator[Finding]:
    """No «Error! Reference source not found.» of Word and no #REF! of Excel is in a text."""
    document = reading.document
    patterns = [_EXCEL_ERROR, *([_WORD_ERROR] if "!" in document.text else [])]
    found = (match for pattern in patterns for match in pattern.finditer(document.text))
    for match in sorted(found, key=re.Match.start):
        line, column = document.lines.place(match.start())
        yield Finding(ROOT, {"value": match[0]}, mark=Mark(line, column, column + len(match[0])))


CHECKS = (heading_in_a_text, curly_quotes_around, left_over)
