"""Repairs that can be offered line by line: values with one reading only, on changed lines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from thidua.fix.papers import Fixer
from thidua.fix.suggestions import Edit, applied
from thidua.project import PaperPath, Project
from thidua.repository import Change, Repository
from thidua.source import decode
from thidua.text.personal import masked

#: More would be a flood; after a push the next ones are offered.
MOST: Final = 10
#: Nobody repairs more at one sitting, and reading them all a second time has its price.
_PAPERS: Final = 100
_LARGEST: Final = 200 * 1024
#: Nobody reads a longer line in a box, and the server bounds what is written there.
_LONGEST_LINE: Final = 5_000


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A line of the head, from 1, and what should stand there."""

    path: str
    line: int
    old: str
    new: str


def suggested(
    repository: Repository,
    papers: Iterable[tuple[Change, PaperPath]],
    project: Project,
    today: date,
) -> list[Suggestion]:
    """Return the first lines that a program can put right, :data:`MOST` at most.

    Only lines that the pull request itself writes: nothing can be said on the server about others.
    Lines with personal data are left out, as the suggestion would repeat them.
    """
    papers = list(islice(papers, _PAPERS))
    blobs = [sha for change, _ in papers for sha in (change.old, change.new) if sha]
    sizes = repository.sizes(blobs)
    small = [each for each in papers if all(sizes[sha] <= _LARGEST for sha in _blobs(each[0]))]
    contents = dict(repository.contents(sha for change, _ in small for sha in _blobs(change)))
    fixer, found = Fixer(project, today), list[Suggestion]()
    for change, place in small:
        old = contents[change.old] if change.old else b""
        found += _of_paper(fixer, place, old, contents[change.new or ""])
        if len(found) >= MOST:
            break
    return found[:MOST]


def _blobs(change: Change) -> list[str]:
    return [sha for sha in (change.old, change.new) if sha]


def _of_paper(fixer: Fixer, place: PaperPath, old: bytes, raw: bytes) -> Iterator[Suggestion]:
    text, _ = decode(place.path, raw)
    if text is None or text.encode() != raw:
        return  # its lines are not those that the server shows
    fixed = fixer.paper(place, raw)
    rows: dict[int, list[Edit]] = {}
    for edit in fixed.edits:
        rows.setdefault(edit.mark.line, []).append(edit)
    lines, safe = text.split("\n"), masked(text).split("\n")
    there = set(old.decode("utf-8", "replace").split("\n"))
    for row, edits in sorted(rows.items()):
        line, new = lines[row - 1], applied(text, edits).split("\n")[row - 1]
        if (
            len(new) <= _LONGEST_LINE
            and line not in there
            and safe[row - 1] == line
            and line != new
        ):
            yield Suggestion(place.path, row, line, new)
