"""The verdict on a pull request: only what it changes blocks it, older faults stand apart."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from thidua.changes.overlay import is_clean, lay_over, write_tree
from thidua.changes.rights import foreign, gone, out_of_bounds, stale, too_many, unlawful
from thidua.changes.suggestions import Suggestion, suggested
from thidua.changes.versions import silent
from thidua.codelists.roster import Roster
from thidua.codes import Severity
from thidua.diagnostics import Diagnostic, Mark, in_order
from thidua.engine import Outcome, misplaced, run
from thidua.model import Filed, Paper
from thidua.project import PaperPath, Project
from thidua.repository import Change, NoCommonHistoryError, Repository, TooMuchError

_TREES = ("submissions", "schemas")
_TOP = Mark(1, 1, 2)
_REFUSING = frozenset({"OWN102", "OWN104", "OWN105", "OWN106", "OWN110", "OWN111"})
#: How much a finding weighs that holds a pull request back.
BLOCKING: Final = frozenset({Severity.ERROR, Severity.FAULT})
#: A clock may be wrong by that much.
_AHEAD, _BEHIND = timedelta(hours=24), timedelta(days=60)


@dataclass(frozen=True)
class Touched:
    """A paper that a pull request adds, changes or takes away."""

    place: PaperPath
    #: As the base has accepted it; None if it has not.
    before: Filed[Paper] | None
    #: With the changes; None if it is gone or has errors.
    after: Filed[Paper] | None
    gone: bool


@dataclass(frozen=True)
class Verdict:
    """What is said of a pull request."""

    #: About what it changes, rights included: an error among these blocks it.
    own: tuple[Diagnostic, ...]
    #: About papers that it does not touch, and that had no such finding before.
    caused: tuple[Diagnostic, ...]
    #: About papers that it does not touch, as before.
    older: tuple[Diagnostic, ...]
    #: The paths that it changes.
    changed: tuple[str, ...]
    #: The papers that it adds, changes or takes away; empty where nobody has looked that far.
    touched: tuple[Touched, ...] = ()
    #: What the check of everything with the changes found; None where nobody has looked that far.
    outcome: Outcome | None = None
    #: Lines that a program can put right.
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def blocking(self) -> tuple[Diagnostic, ...]:
        """Why it cannot be merged as it is; empty if it can."""
        return tuple(each for each in (*self.own, *self.caused) if each.severity in BLOCKING)


@dataclass(frozen=True)
class Pull:
    """A pull request as Git and the server name it."""

    repository: Repository
    #: Names of commits: the branch that would take it, and what it brings.
    base: str
    head: str
    #: Who has opened it; None looks at no rights, as on one's own computer.
    account: str | None


def judge(pull: Pull, folder: Path, today: date, now: datetime | None = None) -> Verdict:
    """Judge what a head changes; the papers with the changes are left in ``folder`` for excerpts.

    Raises :class:`thidua.repository.GitFault` if Git fails, and
    :class:`thidua.diagnostics.HouseFault` if schemas or lists are broken.
    """
    repository, account = pull.repository, pull.account
    base, head = repository.commit(pull.base), repository.commit(pull.head)
    try:
        changes = repository.changes(base, head)
        tangled = len(repository.fork_points(base, head)) > 1
        touched_ever = repository.touched(base, head)
    except NoCommonHistoryError:
        return _nothing("unrelated")
    except TooMuchError:
        return Verdict((too_many(),), (), (), ())
    if tangled:
        # Against either place alone a change can be hidden that the merge would bring.
        return _nothing("tangled")
    changed = tuple(sorted({change.path for change in changes}))
    bounds = tuple(out_of_bounds(changes))
    if bounds:
        return Verdict(bounds, (), (), changed)
    files = repository.files(base)
    write_tree(repository, [each for each in files if each.path.split("/")[0] in _TREES], folder)
    project = Project.at(folder)
    before = run(project, today)
    own: list[Diagnostic] = []
    trees = {"submissions"}
    if account is not None:
        codelists = before.corpus.codelists
        roster = Roster.read(project.codelists, codelists)
        rights = roster.of(account)
        if rights is not None and rights.house:
            trees.add("schemas")
        own += unlawful(changes, account, roster, codelists, before.files)
        own += foreign(touched_ever, changes, rights)
    own += gone(changes, set(_filed(before)))
    own += stale(changes, files)
    # What a file says does not matter where it may not stand: it is not even written.
    refused = {each.path for each in own if each.code in _REFUSING}
    allowed = [change for change in changes if change.path not in refused]
    own += lay_over(repository, allowed, folder, trees)
    own += _without_place(allowed, before)
    after = run(project, today)
    touched = tuple(_touched(changes, before, after))
    pairs = [(each.before.document, each.after) for each in touched if each.before]
    own += silent(pairs, after.schemas)
    own += _dated(repository, base, head, now or datetime.now(UTC))
    spoken = refused | {each.path for each in own if each.code == "FIL103"}
    found = [each for each in after.diagnostics if each.path not in spoken]
    own += [each for each in found if each.path in changed]
    others = [each for each in found if each.path not in changed]
    caused, older = _parted(others, before.diagnostics)
    offered = suggested(repository, _readable(allowed, after), project, today)
    return Verdict(
        in_order(own), in_order(caused), in_order(older), changed, touched, after, tuple(offered)
    )


def _nothing(reason: str) -> Verdict:
    """Return the verdict on a history that cannot be compared."""
    return Verdict((Diagnostic("submissions", _TOP, "OWN111", {"reason": reason}),), (), (), ())


def _readable(changes: Iterable[Change], outcome: Outcome) -> Iterator[tuple[Change, PaperPath]]:
    """Yield the changed files that are papers by their place."""
    for change in changes:
        place = PaperPath.parse(change.path)
        if change.new and place and misplaced(change.path, place, outcome.schemas) is None:
            yield change, place


def _filed(outcome: Outcome) -> Mapping[str, Filed[Paper]]:
    """Return the papers without errors by their paths."""
    return {
        filed.document.path: filed
        for papers in outcome.corpus.campaigns.values()
        for filed in papers.filed.values()
    }


def _touched(changes: Iterable[Change], before: Outcome, after: Outcome) -> Iterator[Touched]:
    """Yield the papers that a pull request is about; one that changes its notation is one paper."""
    old, new = _filed(before), _filed(after)
    there = {change.path for change in changes if change.status != "D"}
    for change in changes:
        place = PaperPath.parse(change.path)
        if place is None or (change.status == "D" and place.twin in there):
            continue
        was = old.get(place.path) or (old.get(place.twin) if place.twin not in new else None)
        yield Touched(place, was, new.get(place.path), change.status == "D")


def _without_place(changes: Iterable[Change], before: Outcome) -> Iterator[Diagnostic]:
    """Yield the files below ``submissions/`` that nobody would see: hidden, or not written."""
    for change in changes:
        if change.status == "D" or not change.path.startswith("submissions/"):
            continue
        if not is_clean(change.path):
            found = misplaced(change.path, None, before.schemas)
            if found is not None:
                yield found


def _parted(
    found: Iterable[Diagnostic], before: Iterable[Diagnostic]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Part findings into new ones and those that were there: lines may have moved."""
    known = Counter(map(_likeness, before))
    new, old = list[Diagnostic](), list[Diagnostic]()
    for each in found:
        key = _likeness(each)
        (old if known[key] > 0 else new).append(each)
        known[key] -= 1
    return new, old


def _likeness(finding: Diagnostic) -> tuple[str, str, str]:
    return finding.path, finding.code, repr(sorted(finding.params.items(), key=str))


def _dated(repository: Repository, base: str, head: str, now: datetime) -> Iterator[Diagnostic]:
    """Yield the commits whose dates cannot be: they are shown, nothing is decided by them."""
    begun = repository.date(base)
    for sha, when in repository.dates(base, head):
        reason = "future" if when > now + _AHEAD else None
        if when < begun - _BEHIND:
            reason = "past"
        if reason is not None:
            params = {"reason": reason, "commit": sha[:12], "day": f"{when:%d/%m/%Y}"}
            yield Diagnostic("submissions", _TOP, "OWN108", params)
