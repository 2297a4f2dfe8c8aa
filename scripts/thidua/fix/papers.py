"""One paper repaired: what the reader does not see, values with one reading, blanks at line ends.

Each step is read again before it is kept. One after which the paper would mean something else, or
have a new finding, is left out: it would be our own mistake, and never a loss of theirs.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.codelists import CodeLists
from thidua.diagnostics import ROOT, Diagnostic, Pointer
from thidua.document import Document
from thidua.engine import load_paper, misplaced
from thidua.fix.files import replace
from thidua.fix.layout import ended, without_blanks
from thidua.fix.suggestions import Edit, applied, suggestions
from thidua.markdown.normal import normalised
from thidua.project import PaperPath, Project
from thidua.schema import Schemas
from thidua.source import NO_BREAK, decode, read_bytes


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file before and after its repair; both are equal where nothing was to be done."""

    path: str
    before: str
    after: str
    #: Figures and dates that were written anew.
    edits: tuple[Edit, ...] = ()
    #: What else was repaired: ``bom``, ``line_ends``, ``no_break``, ``composed``, ``blanks``,
    #: ``last_line``.
    kinds: tuple[str, ...] = ()
    #: Why the file was left alone, if it was.
    left: Diagnostic | None = None

    @property
    def changed(self) -> bool:
        """Whether anything was repaired."""
        return self.before != self.after

    @property
    def count(self) -> int:
        """How many repairs there are: each value, and each other kind once."""
        return len(self.edits) + len(self.kinds)


@dataclass(frozen=True, slots=True)
class _Reading:
    document: Document
    found: list[Diagnostic]


class Fixer:
    """Repairs the papers of a project, one by one; nothing is written."""

    def __init__(self, project: Project, today: date) -> None:
        self._project = project
        self._today = today
        self._schemas = Schemas(project.schemas, CodeLists(project.codelists, project.contract))

    def file(self, path: str) -> Fixed:
        """Return a file repaired; what is no paper or cannot be read is left alone."""
        place = PaperPath.parse(path)
        fault = misplaced(path, place, self._schemas)
        if place is None or fault is not None:
            return Fixed(path, "", "", left=fault)
        raw, found = read_bytes(self._project.root, path)
        return Fixed(path, "", "", left=found[0]) if raw is None else self.paper(place, raw)

    def paper(self, place: PaperPath, raw: bytes) -> Fixed:
        """Return the bytes of a paper repaired."""
        text, found = decode(place.path, raw)
        if text is None:
            return Fixed(place.path, "", "", left=found[0])
        before = raw.decode("utf-8")
        kinds = list(_unseen(before))
        reading = self._read(place, text)
        if reading is None:
            return Fixed(place.path, before, text, kinds=tuple(kinds))
        shape = self._schemas[place.kind].shape
        edits = suggestions(reading.document, reading.found, shape)
        repaired = self._step(reading, applied(text, edits), edits)
        edits = edits if repaired is not reading else []
        for kind, step in (("blanks", without_blanks), ("last_line", ended)):
            last, repaired = repaired, self._step(repaired, step(repaired.document))
            kinds += [kind] if repaired is not last else []
        return Fixed(place.path, before, repaired.document.text, tuple(edits), tuple(kinds))

    def _read(self, place: PaperPath, text: str) -> _Reading | None:
        document, found = load_paper(place, text, self._schemas, self._today)
        return None if document is None else _Reading(document, found)

    def _step(self, reading: _Reading, text: str, edits: Iterable[Edit] = ()) -> _Reading:
        """Return the reading of a text, or the one before if the step changed a meaning."""
        place = reading.document.place
        if text == reading.document.text:
            return reading
        after = self._read(place, text)
        if after is None or _codes(after.found) - _codes(reading.found):
            return reading
        schema = self._schemas[place.kind]
        wanted = {edit.pointer: edit.value for edit in edits}
        meant = _with_values(reading.document.data, wanted)
        if normalised(meant, schema.shape) != normalised(after.document.data, schema.shape):
            return reading
        if after.document.data != reading.document.data and not schema.accepts(after.document.data):
            before, now = (schema.explain(each.document)[0] for each in (reading, after))
            if _codes(now) - _codes(before):
                return reading
        return after


def repaired(
    project: Project, today: date, paths: Iterable[str], *, write: bool
) -> Iterator[Fixed]:
    """Yield the files that were repaired or had to be left alone, each once it is written.

    Raises :class:`OSError` if a file cannot be written; it is then as it was.
    """
    fixer = Fixer(project, today)
    for path in paths:
        fixed = fixer.file(path)
        if fixed.changed and write:
            replace(project.root / path, fixed.after.encode())
        if fixed.changed or fixed.left is not None:
            yield fixed


def _unseen(before: str) -> Iterator[str]:
    """Yield what the reader overlooks in every file, so that nobody sees it."""
    if before.startswith("\ufeff"):
        yield "bom"
    if "\r" in before:
        yield "line_ends"
    if any(space in before for space in NO_BREAK):
        yield "no_break"
    if not unicodedata.is_normalized("NFC", before):
        yield "composed"


def _codes(found: Iterable[Diagnostic]) -> Counter[str]:
    return Counter(each.code for each in found)


def _with_values(value: Any, wanted: dict[Pointer, str], pointer: Pointer = ROOT) -> Any:
    """Return a copy of a value in which some nodes say something else."""
    if not wanted:
        return value
    if isinstance(value, dict):
        return {key: _with_values(each, wanted, pointer / key) for key, each in value.items()}
    if isinstance(value, list):
        return [_with_values(each, wanted, pointer / n) for n, each in enumerate(value)]
    return wanted.get(pointer, value)
