"""OWN: what a pull request may touch. Rights follow folders; only the base says who has them."""

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from thidua.codelists import CodeLists
from thidua.codelists.roster import Rights, Roster
from thidua.diagnostics import Diagnostic, Mark
from thidua.project import PaperPath
from thidua.repository import EXECUTABLE, LINK, SUBMODULE, Blob, Change
from thidua.text.characters import FORBIDDEN

#: More changed files than any campaign has papers.
MOST_CHANGES: Final = 5_000
_SUBMISSIONS = "submissions"
_AT_TOP = Mark(1, 1, 2)
_MODES: Final[Mapping[str, str]] = {LINK: "link", SUBMODULE: "submodule", EXECUTABLE: "executable"}
#: They change how Git shows and merges files; they could hide a change from who reviews it.
_OF_GIT: Final = frozenset({".gitattributes", ".gitmodules"})
#: What stands outside the folders of submitters, by the beginning of its path.
_HOUSE: Final = (
    (".github/CODEOWNERS", "owners"),
    (".github/workflows/", "workflow"),
    ("schemas/", "schema"),
    ("scripts/", "script"),
    (".ci/", "script"),
    ("mkdocs.yml", "site"),
    ("docs/", "site"),
)


def out_of_bounds(changes: Collection[Change]) -> Iterator[Diagnostic]:
    """Yield why nobody looks further: nothing is changed, or more than anybody sends."""
    if not changes:
        yield _finding(_SUBMISSIONS, "OWN111", reason="empty")
    elif len(changes) > MOST_CHANGES:
        yield _finding(
            _SUBMISSIONS, "OWN109", reason="counted", count=len(changes), most=MOST_CHANGES
        )


def too_many() -> Diagnostic:
    """Return the finding on a head that names more files than can be counted."""
    return _finding(_SUBMISSIONS, "OWN109", reason="uncounted", most=MOST_CHANGES)


def unlawful(
    changes: Collection[Change],
    account: str,
    roster: Roster,
    codelists: CodeLists,
    base: Collection[str],
) -> Iterator[Diagnostic]:
    """Yield what an account may not do, one finding a path at most.

    ``base`` are the files of the base below ``submissions/``.
    """
    rights = roster.of(account)
    if rights is None:
        yield _finding(_SUBMISSIONS, "OWN101", account=account)
    elsewhere = {path.casefold(): path for path in base}
    centre = codelists.centre is not None and rights and codelists.centre.id in rights.folders
    first: str | None = None
    for change in changes:
        found = _of_path(change, elsewhere) or _of_mode(change) or _of_place(change, rights)
        if change.status == "A":  # the next one may differ from it in capitals only
            elsewhere.setdefault(change.path.casefold(), change.path)
        if found is None and not centre:
            submitter = _submitter(change.path)
            if None not in {first, submitter} and submitter != first:
                found = _finding(change.path, "OWN103", submitter=submitter, first=first)
            first = first or submitter
        if found is not None:
            yield found


def _finding(path: str, code: str, /, **params: object) -> Diagnostic:
    return Diagnostic(path, _AT_TOP, code, params)


def _submitter(path: str) -> str | None:
    """Return whose folder a path is in; None if it is in nobody's."""
    steps = path.split("/")
    inside = steps[0] == _SUBMISSIONS and len(steps) > len(("submissions", "campaign", "submitter"))
    return steps[2] if inside else None


def _of_path(change: Change, elsewhere: Mapping[str, str]) -> Diagnostic | None:
    """Speak of a name that other computers cannot keep."""
    path = change.path
    reason = None
    if any("\ud800" <= letter <= "\udfff" for letter in path):
        reason = "bytes"
    elif FORBIDDEN.search(path) or "\n" in path or "\t" in path or "\\" in path:
        reason = "characters"
    elif unicodedata.normalize("NFC", path) != path:
        reason = "composed"
    elif change.status == "A" and elsewhere.get(path.casefold(), path) != path:
        reason = "case"
    if reason is None:
        return None
    return _finding(path, "OWN110", reason=reason, other=elsewhere.get(path.casefold(), ""))


def _of_mode(change: Change) -> Diagnostic | None:
    """Speak of what is no plain file."""
    reason = _MODES.get(change.new_mode)
    if reason is None or change.new_mode == change.old_mode:
        return None
    return _finding(change.path, "OWN105", reason=reason)


def _of_place(change: Change, rights: Rights | None) -> Diagnostic | None:
    """Speak of a path outside the folders of the account."""
    path = change.path
    submitter = _submitter(path)
    # How Git treats the files beside it is a matter of the house, wherever it stands.
    if submitter is None or path.rpartition("/")[2] in _OF_GIT:
        if rights is not None and rights.house:
            return None
        reason = "attributes" if path.rpartition("/")[2] in _OF_GIT else "other"
        reason = next((name for begin, name in _HOUSE if path.startswith(begin)), reason)
        return _finding(path, "OWN104", reason=reason, path=path)
    if rights is None or submitter in rights.folders:
        return None  # of an account that nobody knows one finding says it all
    allowed = sorted(rights.folders)
    return _finding(path, "OWN102", account=rights.account, submitter=submitter, allowed=allowed)


def stale(changes: Collection[Change], base: Collection[Blob]) -> Iterator[Diagnostic]:
    """Yield the changed files that the base no longer has as they were when the head parted.

    A merge would put together what nobody has judged, or carry a change after a file that moved.
    Where this yields nothing, base and changes together are what the merge will bring.
    """
    there = {each.path: each.sha for each in base}
    for change in changes:
        now = there.get(change.path)
        if now not in {change.old, change.new}:
            yield _finding(change.path, "OWN111", reason="stale")


def foreign(
    touched: AbstractSet[str], changes: Collection[Change], rights: Rights | None
) -> Iterator[Diagnostic]:
    """Yield what commits of the head change in folders of others and leave as it was in the end.

    Whoever builds on a pull request of somebody else and undoes it there takes it back from the
    base as soon as that one is merged, and nobody would see it.
    """
    if rights is None or rights.house:
        return
    shown = {change.path for change in changes}
    for path in sorted(touched - shown):
        submitter = _submitter(path)
        if submitter not in rights.folders:
            yield _finding("submissions", "OWN111", reason="foreign", path=path)
            return  # one is enough: the branch is to be made anew


def gone(changes: Collection[Change], accepted: Collection[str]) -> Iterator[Diagnostic]:
    """Yield the accepted papers that are taken away; the other notation may take their place.

    ``accepted`` are the paths of the papers of the base that have no errors.
    """
    there = {change.path for change in changes if change.status != "D"}
    for change in changes:
        place = PaperPath.parse(change.path)
        if change.status != "D" or place is None or change.path not in accepted:
            continue
        if place.twin not in there:
            yield _finding(change.path, "OWN106", path=change.path)
