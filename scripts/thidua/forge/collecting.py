"""The job that keeps receipts: copies what the server saw onto the branch ``receipts``.

It only ever adds lines. Run twice, or by two at once, it adds nothing twice: what is there is read
first, and the server takes a file only from whoever has read its last version.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Final

from thidua.changes.rights import MOST_CHANGES
from thidua.codelists.roster import Rights, Roster
from thidua.diagnostics import HouseFault
from thidua.engine import misplaced
from thidua.forge.api import ForgeFault
from thidua.forge.branch import Branch
from thidua.forge.event import Environment, PullEvent, pull_of
from thidua.forge.fetching import fetch, local
from thidua.forge.sightings import Sightings, Times, instant
from thidua.project import PaperPath, Project
from thidua.receipts import (
    FOLDER,
    AnyEvent,
    JudgedEvent,
    ReceivedEvent,
    SeenEvent,
    SeenPaper,
    StateEvent,
    line,
    parse,
)
from thidua.repository import (
    PLAIN,
    Change,
    GitFault,
    NoCommonHistoryError,
    Repository,
    TooMuchError,
)
from thidua.schema import Schemas
from thidua.source import MAX_BYTES

#: Pull requests that nobody has touched for so long are known, but for the open ones.
_DAYS: Final = 30
_AT_A_TIME: Final = 50
#: More papers of a head are not looked at at all.
_PAPERS: Final = 50
#: A head that the gate has not spoken of for so long was followed by another one.
_WAITED: Final = timedelta(days=7)
#: The branch that takes papers in; the gate looks at no other one.
MAIN: Final = "main"
_VERDICTS: Final = frozenset({"success", "failure", "error"})


class Collector:
    """Collects the receipts of one repository."""

    def __init__(self, environment: Environment, folder: Path, now: datetime) -> None:
        """Take the job's environment and its checkout of the branch that holds the papers."""
        self._api = environment.api()
        self._token = environment.get("GITHUB_TOKEN")
        self._server = environment.get("GITHUB_SERVER_URL")
        self._folder = folder
        self._now = now
        self._repository = Repository(folder, trusted=True)
        project = Project.at(folder)
        self._schemas = Schemas.of(project)
        self._lists = self._schemas.codelists
        self._roster = Roster.read(project.codelists, self._lists)
        self._campaigns = {each.name for each in project.submissions.glob("*") if each.is_dir()}
        self._branch = Branch(self._api, self._repository)
        self._sightings = Sightings(environment, folder, self._api)

    def run(self) -> list[str]:
        """Add what is new and return the files that were written.

        A pull request whose turn fails does not hold up the others: it is tried again next time,
        and the job fails in the end so that somebody sees it.
        """
        written, faults = list[str](), list[str]()
        self._branch.refresh(self._folder, self._token, self._server)
        for raw in self._pulls():
            try:
                name = self._one(raw)
            except (ForgeFault, GitFault, HouseFault) as fault:
                faults.append(f"#{raw.get('number')}: {fault}")
            else:
                written += [name] if name else []
        if written:
            self._api.set("POST", "actions/workflows/site.yml/dispatches", {"ref": MAIN})
        if faults:
            raise ForgeFault("; ".join(faults))
        return written

    def _pulls(self) -> Iterator[Mapping[str, Any]]:
        """Yield the pull requests that may have news, the last touched first."""
        oldest = self._now - timedelta(days=_DAYS)
        known = set[int]()
        for raw in self._api.pages(
            "pulls", base=MAIN, state="all", sort="updated", direction="desc"
        ):
            if instant(raw["updated_at"]) < oldest:
                break
            known.add(raw["number"])
            yield raw
        for raw in self._api.pages(
            "pulls", base=MAIN, state="open", sort="created", direction="asc"
        ):
            if raw["number"] not in known:
                yield raw

    def _one(self, raw: Mapping[str, Any]) -> str | None:
        """Add the news of one pull request; return the file, None if there are none."""
        pull, name = pull_of(raw), f"{FOLDER}/{raw['number']}.jsonl"
        before, sha = self._branch.read(name)
        events = parse(before, name)
        new: list[AnyEvent] = [*self._received(pull, raw, events)]
        recent = self._now - _WAITED
        new += self._judged([*(each for each in events if each.at >= recent), *new])
        new += _state(raw, [*events, *new])
        if not new:
            return None
        text = before + b"".join(map(line, new))
        self._branch.write(name, text, sha, f"#{pull.number}")
        # That a head brings nothing is noted for the next run, and changes no page.
        quiet = all(isinstance(each, SeenEvent) and not each.gone for each in new)
        return None if quiet else name

    def _received(
        self, pull: PullEvent, raw: Mapping[str, Any], events: Sequence[AnyEvent]
    ) -> Iterator[ReceivedEvent | SeenEvent]:
        looked = [each for each in events if isinstance(each, ReceivedEvent | SeenEvent)]
        # Whoever may not send costs no fetch: a thousand heads of strangers hold up nobody. What
        # is pushed after the merge is sent to nobody.
        over = any(isinstance(each, StateEvent) and each.state == "merged" for each in events)
        same = bool(looked) and looked[-1].head == pull.head
        if over or same or self._roster.of(pull.account) is None:
            return
        ref = f"refs/pull/{pull.number}/head"
        fetch(self._folder, ref, token=self._token, server=self._server)
        fetched = self._repository.commit(local(ref))
        # A head that brings nothing new (the branch was brought up to date) needs no receipt.
        sent = {paper.path: paper.blob for paper in _standing(events)}
        for seen in self._sightings.of(pull, Times.of(raw, events), fetched, looked):
            there = self._papers(pull, seen.head)
            gone = sorted(sent.keys() - {each.path for each in there})
            new = tuple(each for each in there if sent.get(each.path) != each.blob)
            for path in gone:
                del sent[path]
            sent |= {each.path: each.blob for each in new}
            if gone or not new:
                yield SeenEvent(at=seen.at, head=seen.head, gone=tuple(gone))
            if new:
                yield ReceivedEvent(
                    at=seen.at,
                    head=seen.head,
                    account=pull.account,
                    evidence=seen.evidence,
                    papers=new,
                )

    def _papers(self, pull: PullEvent, head: str) -> list[SeenPaper]:
        """Return the papers that a head brings into folders of its account."""
        rights = self._roster.of(pull.account)
        if rights is None:
            return []
        try:
            # The base as it was: of a merged head nothing would be new to the branch of today.
            changes = self._repository.changes(pull.base, head)
        except (NoCommonHistoryError, TooMuchError):
            return []
        if len(changes) > MOST_CHANGES:
            return []
        own = [
            (each.path, each.new) for each in changes if each.new and self._is_paper(each, rights)
        ]
        if len(own) > _PAPERS:
            return []
        sizes = self._repository.sizes(blob for _, blob in own)
        own = [(path, blob) for path, blob in own if sizes[blob] <= MAX_BYTES]
        sums = dict(self._sums(blob for _, blob in own))
        return [SeenPaper(path=path, blob=blob, sha256=sums[blob]) for path, blob in own]

    def _is_paper(self, change: Change, rights: Rights) -> bool:
        """Tell whether a change is a paper of the account, where one may stand."""
        place = PaperPath.parse(change.path)
        if place is None or change.new_mode != PLAIN or place.submitter not in rights.folders:
            return False
        if misplaced(change.path, place, self._schemas) is not None:
            return False
        kind = self._lists.kind_of(place.submitter)
        return place.campaign in self._campaigns and kind in self._schemas[place.kind].submitters

    def _sums(self, blobs: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield the SHA-256 of some blobs; only so many are in memory at a time."""
        left = iter(dict.fromkeys(blobs))
        while some := list(islice(left, _AT_A_TIME)):
            for blob, content in self._repository.contents(some):
                yield blob, hashlib.sha256(content).hexdigest()

    def _judged(self, events: Iterable[AnyEvent]) -> Iterator[JudgedEvent]:
        """Yield what the gate has said since of heads that have come in."""
        events = list(events)
        said = {each.head: each.verdict for each in events if isinstance(each, JudgedEvent)}
        for each in events:
            if isinstance(each, ReceivedEvent) and each.head not in said:
                found = [
                    one for one in self._sightings.statuses(each.head) if one.state in _VERDICTS
                ]
                if found:
                    last = max(found, key=lambda one: one.at)
                    yield JudgedEvent(at=last.at, head=each.head, verdict=last.state)


def _standing(events: Iterable[AnyEvent]) -> list[SeenPaper]:
    """Return the papers that came in and that no later head has taken back, each as it is now."""
    found = dict[str, SeenPaper]()
    for each in events:
        if isinstance(each, ReceivedEvent):
            found |= {paper.path: paper for paper in each.papers}
        elif isinstance(each, SeenEvent):
            found = {path: paper for path, paper in found.items() if path not in each.gone}
    return list(found.values())


def _state(raw: Mapping[str, Any], events: Iterable[AnyEvent]) -> Iterator[StateEvent]:
    """Yield what became of a pull request; nothing where nothing has come in with it."""
    events = list(events)
    if not any(isinstance(each, ReceivedEvent) for each in events):
        return
    states = [each.state for each in events if isinstance(each, StateEvent)]
    merged, closed = raw.get("merged_at"), raw.get("closed_at")
    now = "merged" if merged else "closed" if raw["state"] == "closed" else "open"
    if now != (states[-1] if states else "open"):
        yield StateEvent(at=instant(merged or closed or raw["updated_at"]), state=now)
