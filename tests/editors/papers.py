"""Papers that concern the schema alone, by rule: in YAML, and read by our loader without a word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.conftest import BASE, ROOT
from thidua import examples
from thidua.codes import OF_PAPERS
from thidua.document import Document
from thidua.loader import load
from thidua.project import PaperPath, Project
from thidua.schema import Schemas
from thidua.source import decode

#: Slips that any kind of paper can have, beside those of the examples.
SLIPS = [
    (r"\Z", "unknown: 1\n"),
    (r"(?m)^campaign: .*\n", ""),
    (r"(?m)^submitter: .*$", "submitter: nobody"),
    (r"(?m)^campaign: .*$", "campaign: 2013"),
    (r"(?m)^sample: .*$", "sample: yes"),
    (r"(?m)^date: (....)-(..)-(..)$", r"date: \3/\2/\1"),
    (r"\Z", "version: 2\n"),
    (r"\Z", "revision:\n"),
]


@dataclass(frozen=True)
class Paper:
    """A paper, and where it comes from."""

    origin: str
    document: Document

    @property
    def kind(self) -> str:
        """The kind of paper."""
        return self.document.place.kind

    @property
    def text(self) -> str:
        """The paper as it is written."""
        return self.document.text


@cache
def schemas_of_the_base() -> Schemas:
    """Return our schemas with the code lists of the examples."""
    return Schemas.of(Project.at(BASE, schemas=ROOT / "schemas"))


@cache
def papers_of_the_examples() -> tuple[Paper, ...]:
    """Return the papers of the base, each with every slip, and the bad paper of every example."""
    found = list(papers_in(BASE))
    found += [slipped for paper in tuple(found) for slipped in _slipped(paper)]
    for shown in map(examples.example, OF_PAPERS):
        if PaperPath.parse(shown.path) and shown.link is None:
            good = (BASE / shown.good_path).read_text("utf-8")
            bad, _, _ = examples._replaced(good, shown)
            found += _read(shown.path, bad.encode(shown.encoding), shown.code)
    return tuple(found)


def papers_in(root: Path) -> Iterator[Paper]:
    """Yield the papers of a repository."""
    for path in Project.at(root).files():
        yield from _read(path, (root / path).read_bytes(), path)


def _slipped(paper: Paper) -> Iterator[Paper]:
    for pattern, slip in SLIPS:
        text = re.sub(pattern, slip, paper.text, count=1)
        if text != paper.text:
            yield from _read(paper.document.path, text.encode(), f"{paper.origin}: {slip!r}")


def _read(path: str, raw: bytes, origin: str) -> Iterator[Paper]:
    place = PaperPath.parse(path)
    if place is None or place.is_markdown or place.kind not in schemas_of_the_base().kinds:
        return
    text, found = decode(path, raw)
    if text is None or found:
        return
    document, found = load(place, text)
    if document is not None and not found:
        yield Paper(origin, document)
