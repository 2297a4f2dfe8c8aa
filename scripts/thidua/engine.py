"""The order of work: our own files, then read, load, judge and check each paper, then all."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from thidua.checks import CORPUS_CHECKS, DOCUMENT_CHECKS, HOUSE_CHECKS, Context, House, Reading
from thidua.checks.identity import wrong_kind_of_submitter
from thidua.checks.privacy import in_broken_text
from thidua.codelists import CodeLists
from thidua.codes import HOUSE_CODE, Severity
from thidua.diagnostics import Diagnostic, Mark, in_order
from thidua.document import Document
from thidua.loader import load
from thidua.model import Corpus, build
from thidua.project import PaperPath, Project
from thidua.receipts import Receipts
from thidua.schema import KindSchema, Schemas, with_formats
from thidua.source import read
from thidua.text.folding import nearest
from thidua.waivers import Papers, Waivers, waivable

#: Faults that the schema lets pass and that no record survives: a day that the calendar does not
#: have, a submitter that files no such papers, a name that nobody has, a campaign for nothing.
_NO_RECORD = frozenset({"SCH112", "FIL106", "REF102", "REF112"})


_WAIVABLE = waivable(
    {*(check.code for check in DOCUMENT_CHECKS), *(check.code for check in CORPUS_CHECKS)},
    unreadable=_NO_RECORD,
)


@dataclass(frozen=True)
class Outcome:
    """What a run found: the corpus without papers that have errors, and every finding."""

    corpus: Corpus
    diagnostics: tuple[Diagnostic, ...]
    schemas: Schemas
    #: Every file that was looked at.
    files: tuple[str, ...]
    #: Findings that the centre has accepted.
    waived: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Judged:
    """One paper after all that can be said of it alone."""

    place: PaperPath
    document: Document | None
    #: Whether its schema and the loader accept it, so that it can become a record.
    readable: bool


def run(project: Project, today: date) -> Outcome:
    """Check every paper of a project.

    Raises :class:`thidua.diagnostics.HouseFault` when our own schemas or lists are broken.
    """
    schemas = Schemas.of(project)
    codelists = schemas.codelists
    files = tuple(project.files())
    places = {path: place for path in files if (place := PaperPath.parse(path))}
    context = context_of(schemas, _campaigns(places.values(), codelists), today)
    found = list(_house_findings(House(project, schemas)))
    judged: list[Judged] = []
    for path in files:
        place = places.get(path)
        fault = misplaced(path, place, schemas) or _written_twice(place, places)
        if place is None or fault is not None:
            found += [fault] if fault else []
            continue
        paper, diagnostics = judge(project, place, schemas, context)
        judged.append(paper)
        found += diagnostics
    valid = [each.document for each in judged if each.document and each.readable]
    broken = [each.place for each in judged if not each.readable]
    receipts = Receipts.read(project.receipts) if project.receipts else Receipts()
    corpus = build(codelists, valid, broken, receipts)
    waivers = Waivers.read(project.root, project.schemas)
    texts = {each.place.path: each.document.text for each in judged if each.document}
    sorting = _Sorting(waivers, Papers(set(files), texts, corpus.undecided), today)
    sorting.take(found)
    spoken = {_place(each) for each in sorting.kept}
    sorting.take(each for each in _corpus_findings(corpus) if _is_news(each, spoken))
    kept, bad = sorting.kept, sorting.bad
    kept += waivers.out_of_place(sorting.used, bad, sorting.papers, _WAIVABLE, today)
    return Outcome(corpus.without(bad), in_order(kept), schemas, files, in_order(sorting.waived))


class _Sorting:
    """Parts the findings that the centre has accepted from those that stay."""

    def __init__(self, waivers: Waivers, papers: Papers, today: date) -> None:
        self.papers = papers
        self.kept: list[Diagnostic] = []
        self.waived: list[Diagnostic] = []
        self.used: set[int] = set()
        self._waivers = waivers
        self._today = today

    def take(self, found: Iterable[Diagnostic]) -> None:
        """Take more findings."""
        for each in found:
            index = self._waivers.covering(each, self.papers, _WAIVABLE, self._today)
            if index is None:
                self.kept.append(each)
            else:
                self.waived.append(each)
                self.used.add(index)

    @property
    def bad(self) -> set[str]:
        """The papers that are set aside."""
        weights = {Severity.ERROR, Severity.FAULT}
        return {each.path for each in self.kept if each.severity in weights}


def context_of(schemas: Schemas, campaigns: frozenset[str], today: date) -> Context:
    """Return what checks may know of the project, given the campaigns that are open."""
    submitters = {kind: schemas[kind].submitters for kind in schemas.kinds}
    return Context(schemas.codelists, campaigns, submitters, today)


def _campaigns(places: Iterable[PaperPath], codelists: CodeLists) -> frozenset[str]:
    """Return the campaigns that the centre has opened; nobody else can."""
    return frozenset(
        place.campaign
        for place in places
        if place.kind == "campaign" and codelists.kind_of(place.submitter) == "centre"
    )


def misplaced(path: str, place: PaperPath | None, schemas: Schemas) -> Diagnostic | None:
    """Return the finding for a file that is no paper by its path."""
    params: dict[str, object] = {"path": path, "kinds": schemas.kinds}
    if place is None:
        ending = path.endswith((".yaml", ".MD", ".YML", ".YAML", ".docx", ".doc", ".xlsx"))
        params["reason"] = "ending" if ending else "path"
    elif place.kind not in schemas.kinds:
        params |= {"reason": "kind", "kind": place.kind}
        params["suggestion"] = nearest(place.kind, {kind: kind for kind in schemas.kinds})
    elif schemas[place.kind].many != (place.slug is not None):
        params |= {"reason": "many" if schemas[place.kind].many else "one", "kind": place.kind}
    else:
        return None
    return Diagnostic(path, Mark(1, 1, 2), "FIL101", params)


def _written_twice(place: PaperPath | None, places: Mapping[str, PaperPath]) -> Diagnostic | None:
    """Return the finding for a paper that stands there in both notations: YAML is read."""
    if place is None or not place.is_markdown or place.twin not in places:
        return None
    params = {"path": place.path, "other": place.twin}
    return Diagnostic(place.path, Mark(1, 1, 2), "FIL104", params)


def load_paper(
    place: PaperPath, text: str, schemas: Schemas, today: date
) -> tuple[Document | None, list[Diagnostic]]:
    """Read the text of a paper in the notation that its ending names."""
    if not place.is_markdown:
        document, found = load(place, text)
        if document is not None:
            found = with_formats(found, document, schemas[place.kind].shape)
        return document, found
    from thidua.markdown import read as read_markdown  # noqa: PLC0415 - only such papers pay

    return read_markdown(place, text, schemas[place.kind].shape, schemas.codelists, today)


def judge(
    project: Project, place: PaperPath, schemas: Schemas, context: Context
) -> tuple[Judged, list[Diagnostic]]:
    """Read a paper and return it with everything that can be said of it alone."""
    text, found = read(project.root, place.path)
    if text is None:
        return Judged(place, None, readable=False), found
    document, loaded = load_paper(place, text, schemas, context.today)
    found += loaded
    if document is None:
        found += in_broken_text(place.path, text)
        return Judged(place, None, readable=False), found
    schema = schemas[place.kind]
    foreign = _of_somebody_else(document, schema, context)
    if foreign is not None:  # whatever it holds, it is in the wrong folder: one slip, one finding
        return Judged(place, None, readable=False), [*found, foreign]
    explained, touched = schema.explain(document)
    reading = Reading(document, schema, touched | document.faults)
    found += explained
    said = list(_document_findings(reading, context))
    found += said
    readable = not touched and not document.faults and _NO_RECORD.isdisjoint(d.code for d in said)
    return Judged(place, document, readable=readable), found


def _of_somebody_else(
    document: Document, schema: KindSchema, context: Context
) -> Diagnostic | None:
    """Return the finding for a paper whose folder's owner files no such papers."""
    for finding in wrong_kind_of_submitter.run(Reading(document, schema, frozenset()), context):
        return document.diagnose(wrong_kind_of_submitter.code, finding.pointer, finding.params)
    return None


def _document_findings(reading: Reading, context: Context) -> list[Diagnostic]:
    document = reading.document
    found = []
    for check in DOCUMENT_CHECKS:
        try:
            for finding in check.run(reading, context):
                mark = finding.mark or document.mark(finding.pointer, at_key=finding.at_key)
                found.append(Diagnostic(document.path, mark, check.code, finding.params))
        except Exception as error:  # noqa: BLE001 - one paper must not stop the others
            found.append(_broken_down(document.path, check.code, error, "paper"))
    return found


def _house_findings(house: House) -> Iterator[Diagnostic]:
    for check in HOUSE_CHECKS:
        for finding in check.run(house):
            yield Diagnostic(finding.path, finding.mark, check.code, finding.params)


def _corpus_findings(corpus: Corpus) -> Iterator[Diagnostic]:
    for papers in corpus.campaigns.values():
        for check in CORPUS_CHECKS:
            try:
                for finding in check.run(papers, corpus):
                    mark = finding.document.mark(finding.pointer, at_key=finding.at_key)
                    yield Diagnostic(
                        finding.document.path, mark, check.code, finding.params, finding.related
                    )
            except Exception as error:  # noqa: BLE001 - no paper is to blame, so none is set aside
                yield _broken_down(f"submissions/{papers.id}", check.code, error, "campaign")


def _place(diagnostic: Diagnostic) -> tuple[str, int, int]:
    return diagnostic.path, diagnostic.mark.line, diagnostic.mark.column


def _is_news(diagnostic: Diagnostic, spoken: set[tuple[str, int, int]]) -> bool:
    """Tell whether nobody has spoken yet of the places that a finding is about: one slip, one."""
    others = {(place.path, place.line, place.column) for place in diagnostic.related}
    nodes = {place for place in others if place[1:] != (1, 1)}  # that is a paper as a whole
    return _place(diagnostic) not in spoken and not nodes & spoken


def _broken_down(path: str, code: str, error: Exception, reason: str) -> Diagnostic:
    """Return the finding that a check of ours broke down over a paper or a campaign.

    A paper waits until the check is mended.
    """
    params = {"reason": reason, "check": code, "error": f"{type(error).__name__}: {error}"}
    return Diagnostic(path, Mark(1, 1, 2), HOUSE_CODE, params)
