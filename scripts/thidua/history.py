"""When papers were taken in, by the history of the branch that holds them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from thidua.project import PaperPath
from thidua.repository import Repository


@dataclass(frozen=True, slots=True)
class Accepted:
    """A version of a paper on the branch: what stood there from some commit on."""

    #: The commit of the branch, a merge as a rule.
    commit: str
    #: What that commit calls its date: the server's time where the server makes the merges.
    when: datetime
    path: str
    #: The content; None where the paper was taken away.
    blob: str | None


#: The versions of all papers, the first one first, by campaign and name within it.
History = Mapping[tuple[str, str], tuple[Accepted, ...]]


def history(repository: Repository, branch: str) -> History | None:
    """Return what a branch took in, commit by commit of its own (first parents).

    None where nobody can say: outside of Git, and where the history is cut off, as the first commit
    would seem to have brought everything. Raises :class:`GitFault` if Git fails.
    """
    if not repository.is_whole():
        return None
    found: dict[tuple[str, str], list[Accepted]] = defaultdict(list)
    for commit, when, changes in repository.first_parents(branch, "submissions"):
        for change in changes:
            place = PaperPath.parse(change.path)
            if place is not None:
                version = Accepted(commit, when, change.path, change.new)
                found[place.campaign, place.name].append(version)
    return {key: _in_time(versions) for key, versions in sorted(found.items())}


def _in_time(versions: list[Accepted]) -> tuple[Accepted, ...]:
    """Turn Git's order, and leave out what another notation of the same commit replaces."""
    there = {each.commit for each in versions if each.blob is not None}
    kept = [each for each in versions if each.blob is not None or each.commit not in there]
    return tuple(reversed(kept))
