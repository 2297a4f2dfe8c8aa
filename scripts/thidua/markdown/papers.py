"""Papers written as Markdown, and held against how they read."""

from typing import Any

from thidua.codelists import CodeLists
from thidua.diagnostics import HouseFault
from thidua.document import Document
from thidua.markdown.normal import normalised
from thidua.markdown.reader import read
from thidua.markdown.values import Values
from thidua.markdown.writer import Writer
from thidua.project import PaperPath
from thidua.schema.shape import Shape
from thidua.text.dates import parse_date


def write(place: PaperPath, data: dict[str, Any], shape: Shape, codelists: CodeLists) -> str:
    """Return a paper that its schema accepts as Markdown."""
    return written(place, data, shape, codelists)[0]


def written(
    place: PaperPath, data: dict[str, Any], shape: Shape, codelists: CodeLists
) -> tuple[str, Document]:
    """Return a paper that its schema accepts as Markdown, and how that reads.

    What is written is read again: a difference would be our own fault, never a silent loss.
    """
    wanted = normalised(data, shape)
    text = ""
    for careful in (False, True):
        values = Values(codelists, parse_date(str(wanted.get("date"))))
        text = Writer(shape, values, careful=careful).paper(wanted)
        document, found = read(place, text, shape, codelists)
        if document is not None and not found and normalised(document.data, shape) == wanted:
            return text, document
    raise HouseFault(f"{place.path}: Markdown cannot hold this paper")
