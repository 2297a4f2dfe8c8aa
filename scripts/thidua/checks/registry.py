"""What a check is: a code, and a generator of findings."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from thidua.codelists import CodeLists
from thidua.diagnostics import Mark, Pointer, Related
from thidua.document import Document
from thidua.model import CampaignPapers, Corpus
from thidua.project import Project
from thidua.schema import KindSchema, Node, Schemas
from thidua.text.dates import parse_date
from thidua.text.figures import Figure
from thidua.text.personal import Found, personal_data


@dataclass(frozen=True)
class Reading:
    """One paper as document checks see it: also one with faults elsewhere.

    Nodes that a fault of the schema or the loader touches, and everything below, are left out.
    """

    document: Document
    schema: KindSchema
    touched: frozenset[Pointer]
    #: What several checks need and one has worked out.
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def kind(self) -> str:
        """The kind of paper."""
        return self.schema.kind

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every node that can be trusted, parents first."""
        found = self.schema.nodes(self.document)
        if not self.touched:
            return tuple(found)
        return tuple(node for node in found if not self._spoilt(node.pointer))

    @cached_property
    def _by_definition(self) -> Mapping[str, list[Node]]:
        found: dict[str, list[Node]] = {}
        for node in self.nodes:
            if node.shape.definition is not None and isinstance(node.value, dict):
                found.setdefault(node.shape.definition, []).append(node)
        return found

    @cached_property
    def figures(self) -> tuple[tuple[Node, Figure], ...]:
        """Every figure that can be read, with its node."""
        return tuple(
            (node, figure)
            for node in self.nodes
            if node.shape.format == "figure" and (figure := Figure.parse(node.value)) is not None
        )

    @cached_property
    def by_pointer(self) -> Mapping[Pointer, Node]:
        """Every node that can be trusted, by its place."""
        return {node.pointer: node for node in self.nodes}

    @cached_property
    def personal(self) -> tuple[Found, ...]:
        """Personal data anywhere in the text; the digits of figures are none."""
        found = tuple(personal_data(self.document.text))
        if not found:
            return ()
        figures = {
            (span.value.line, span.value.column)
            for pointer, span in self.document.spans.items()
            if (shape := self.schema.shape.at(pointer)) is not None and shape.format == "figure"
        }
        return tuple(each for each in found if self._place(each) not in figures)

    def _place(self, found: Found) -> tuple[int, int]:
        """Return line and column of the value that begins with what was found."""
        line, column = self.document.lines.place(found.start)
        quoted = column > 1 and self.document.text[found.start - 1] in "\"'"
        return line, column - quoted

    def _spoilt(self, pointer: Pointer) -> bool:
        if not self.touched:
            return False
        # A fault about a mapping (a property missing) does not spoil what it holds.
        return any(
            Pointer(pointer[:length]) in self.touched for length in range(1, len(pointer) + 1)
        )

    def defined(self, *names: str) -> Iterator[Node]:
        """Yield the mappings that come from one of some shared definitions."""
        for name in names:
            yield from self._by_definition.get(name, ())

    def figure(self, node: Node, key: str) -> Figure | None:
        """Return a figure of a mapping, None if there is none that can be trusted."""
        value = node.value.get(key)
        if not isinstance(value, str | int) or self._spoilt(node.pointer / key):
            return None
        return Figure.parse(value)

    @cached_property
    def day(self) -> date | None:
        """The paper's own date."""
        value = self.document.data.get("date")
        return parse_date(value) if isinstance(value, str) else None


@dataclass(frozen=True)
class Context:
    """What checks may know besides the papers."""

    codelists: CodeLists
    #: Campaigns that have a folder with a dispatch in it, valid or not.
    campaigns: frozenset[str]
    #: Every kind of paper that there is a schema for, and who files it.
    submitters: Mapping[str, Sequence[str]]
    today: date

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind of paper that there is a schema for."""
        return tuple(self.submitters)

    def name(self, key: str, day: date | None) -> str:
        """Return what a submitter is called on a day; anything else by its id."""
        found = self.codelists.submitter(key)
        return found.name(day, short=True) if found else key


@dataclass(frozen=True)
class Finding:
    """What a document check found, and at which node."""

    pointer: Pointer
    params: Mapping[str, Any] = field(default_factory=dict)
    at_key: bool = False
    #: Where it stands, when that is no node.
    mark: Mark | None = None


@dataclass(frozen=True)
class PlacedFinding:
    """What a corpus check found, in which paper, at which node."""

    document: Document
    pointer: Pointer
    params: Mapping[str, Any] = field(default_factory=dict)
    at_key: bool = False
    related: tuple[Related, ...] = ()


@dataclass(frozen=True)
class House:
    """What is ours: the folders of the repository, its schemas and code lists."""

    project: Project
    schemas: Schemas


@dataclass(frozen=True)
class HouseFinding:
    """What a check of our own files found, in which file, relative to the repository."""

    path: str
    mark: Mark
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class DocumentCheck:
    """A rule about one paper by itself."""

    code: str
    run: Callable[[Reading, Context], Iterable[Finding]]


@dataclass(frozen=True)
class CorpusCheck:
    """A rule about the papers of a campaign together."""

    code: str
    run: Callable[[CampaignPapers, Corpus], Iterable[PlacedFinding]]


@dataclass(frozen=True)
class HouseCheck:
    """A rule about our own files: nobody who sends papers has broken it."""

    code: str
    run: Callable[[House], Iterable[HouseFinding]]


def document_check(
    code: str,
) -> Callable[[Callable[[Reading, Context], Iterable[Finding]]], DocumentCheck]:
    """Make a check of a generator over one paper."""
    return lambda run: DocumentCheck(code, run)


def corpus_check(
    code: str,
) -> Callable[[Callable[[CampaignPapers, Corpus], Iterable[PlacedFinding]]], CorpusCheck]:
    """Make a check of a generator over one campaign; the corpus is there for the others."""
    return lambda run: CorpusCheck(code, run)


def house_check(code: str) -> Callable[[Callable[[House], Iterable[HouseFinding]]], HouseCheck]:
    """Make a check of a generator over our own files."""
    return lambda run: HouseCheck(code, run)


def related(document: Document, pointer: Pointer) -> Related:
    """Return a node as the second place of a finding."""
    mark = document.mark(pointer)
    return Related(document.path, mark.line, mark.column)
