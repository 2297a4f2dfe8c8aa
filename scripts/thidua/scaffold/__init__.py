"""Scaffolds: a paper to fill in, made from its schema and from what is known already."""

from enum import Enum
from functools import cached_property
from typing import Any

from thidua.diagnostics import HouseFault, Pointer
from thidua.loader import load
from thidua.markdown import normalised, read
from thidua.markdown.forms import name_of
from thidua.markdown.values import Values, escape
from thidua.messages import Catalogue
from thidua.prefill import Prefill, Source, prefill
from thidua.project import PaperPath
from thidua.scaffold.hints import Hints, quoted
from thidua.scaffold.markdown import MarkdownWriter
from thidua.scaffold.tree import grown
from thidua.scaffold.yaml import YamlWriter
from thidua.yaml_writer import block

__all__ = ["Detail", "Scaffold"]


class Detail(Enum):
    """How much a scaffold says besides the data."""

    ALL = "all"
    #: Nothing of what is rarely used.
    FEW = "few"
    NONE = "none"


class Scaffold:
    """The scaffold of one paper, in the notation that its path names."""

    def __init__(self, source: Source, words: Catalogue) -> None:
        """Take what the paper may be prefilled from, and the wording of hints."""
        self._source = source
        self._words = words
        self._shape = source.schemas[source.place.kind].shape

    @property
    def place(self) -> PaperPath:
        """Where the paper belongs."""
        return self._source.place

    @cached_property
    def _prefill(self) -> Prefill:
        return prefill(self._source)

    @property
    def rows(self) -> int:
        """How many rows are prefilled."""
        return len(_at(self._prefill.data, self._prefill.rows))

    def data(self, rows: int | None = None) -> dict[str, Any]:
        """Return the data, ``rows`` of the prefilled rows only."""
        known = self._prefill.data
        if rows is not None and self._prefill.rows is not None:
            known = _cut(known, self._prefill.rows, rows)
        found: dict[str, Any] = normalised(grown(self._shape, known), self._shape)
        return found

    def text(self, detail: Detail = Detail.ALL, rows: int | None = None) -> str:
        """Return the text of the paper, with more or fewer hints and prefilled rows."""
        markdown, told = self.place.is_markdown, None
        if detail is not Detail.NONE:
            rare = detail is Detail.ALL
            told = Hints(self._words, self._source.codelists, markdown=markdown, rare=rare)
        data, said = self.data(rows), self._prefill.hints
        if not markdown:
            return YamlWriter(self.place, self._shape).write(data, said, told, self._head)
        writer = MarkdownWriter(self.place, self._shape, self._source.codelists)
        return writer.write(data, said, told, escape(self._title))

    def checked(self) -> str:
        """Return the whole text after reading it again: hints must never become data."""
        text, lists = self.text(), self._source.codelists
        if self.place.is_markdown:
            document, found = read(self.place, text, self._shape, lists)
        else:
            document, found = load(self.place, text)
        if found or document is None or normalised(document.data, self._shape) != self.data():
            message = f"{self.place.path}: the scaffold does not read back"
            raise HouseFault(message)
        return text

    @property
    def kin(self) -> object:
        """What is the same for all scaffolds that differ in nothing but their submitter."""
        place, known = self.place, {**self._prefill.data, "submitter": None}
        hints = [(*pointer, hint.key) for pointer, hint in self._prefill.hints.items()]
        return place.campaign, place.kind, place.is_markdown, repr(known), repr(hints)

    def adopted(self, other: "Scaffold", text: str) -> str:
        """Return the text of a scaffold of the same kin as that of this submitter."""
        for old, new in zip(other.signs, self.signs, strict=True):
            text = text.replace(old, new, 1)
        return text

    @cached_property
    def signs(self) -> tuple[str, ...]:
        """Return the lines of a text that name the submitter."""
        key, own = "submitter", self.place.submitter
        if not self.place.is_markdown:
            return f"# {self._head}\n", block({key: own})
        shape = self._shape.properties[key]
        shown = Values(self._source.codelists).show(own, shape)
        return (block({name_of(self._shape, key): shown}),)

    @property
    def _period(self) -> str:
        """The period under review, for papers that the campaign asks for."""
        campaign = self._source.campaign
        papers, place = self._source.papers, self.place
        asked = papers is not None and papers.expected(place.submitter, place.kind) is not None
        return quoted(campaign.period.name) if campaign and asked else ""

    @property
    def _title(self) -> str:
        return f"{self._shape.title} {self._period}".strip()

    @property
    def _head(self) -> str:
        found = self._source.codelists.submitter(self.place.submitter)
        day = self._source.papers.day if self._source.papers else None
        name = found.name(day, short=True) if found else self.place.submitter
        return ", ".join(filter(None, (f"{self._shape.title}: {name}", self._period)))


def _at(data: dict[str, Any], pointer: Pointer | None) -> list[Any]:
    value: Any = data
    for step in pointer or ():
        value = value.get(step, {})
    return value if isinstance(value, list) else []


def _cut(data: dict[str, Any], pointer: Pointer, rows: int) -> dict[str, Any]:
    """Return data with fewer rows in one list."""
    step, rest = pointer[0], Pointer(pointer[1:])
    if step not in data:
        return data
    below = data[str(step)]
    return {**data, str(step): _cut(below, rest, rows) if rest else below[:rows]}
