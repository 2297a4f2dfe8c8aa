"""The job that keeps receipts: copies what the server saw onto the branch ``receipts``.

It only ever adds lines. Run twice, or by two at once, it adds nothing twice: what is there is read
first, and the server takes a file only from whoever has read its last version.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
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
from thidua.forge.telling import CONTEXT, arrival
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
#: More heads of one pull request are not looked at in one run, more papers of a head not at all.
_HEADS: Final = 20
_PAPERS: Final = 50
#: A head that the gate has not spoken of for so long was followed by another one.
_WAITED: Final = timedelta(days=2)
#: The branch that takes papers in; the gate looks at no other one.
MAIN: Final = "main"
_VERDICTS: Final = frozenset({"success", "failure", "error"})
#: The fork is gone, or is not for us to look into.
_NO_ANSWER: Final = frozenset({403, 404, 409, 422})


@dataclass(frozen=True, slots=True)
class Told:
    """A status of ours: what, when, and the line beside it."""

    state: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Seen:
    """When the server saw a head, and how that is known."""

    head: str
    at: datetime
    evidence: str


@dataclass(frozen=True, slots=True)
class Times:
    """When a pull request could take anything in."""

    opened: datetime
    #: When it was closed or merged; now and later where it is open.
    until: datetime
    #: When it was last opened again, and from when it had been closed before that.
    reopened: datetime | None = None
    closed: datetime | None = None

    @classmethod
    def of(cls, raw: Mapping[str, Any], events: Iterable[AnyEvent]) -> "Times":
        """Read them from what the server says now, and from what was seen before."""
        opened = _instant(raw["created_at"])
        end = raw.get("merged_at") or raw.get("closed_at")
        until = _instant(end) if end else datetime.max.replace(tzinfo=UTC)
        states = [each for each in events if isinstance(each, StateEvent)]
        if states and states[-1].state == "closed" and raw["state"] == "open":
            return cls(opened, until, _instant(raw["updated_at"]), states[-1].at)
        return cls(opened, until)

    @property
    def from_(self) -> datetime:
        """Since when it has been open."""
        return self.reopened or self.opened

    def was_closed(self, when: datetime) -> bool:
        """Tell whether what came at a time may have come while it was closed."""
        return self.closed is not None and when >= self.closed


class Collector:
    """Collects the receipts of one repository."""

    def __init__(self, environment: Environment, folder: Path, now: datetime) -> None:
        """Take the job's environment and its checkout of the branch that holds the papers."""
        self._api = environment.api()
        self._bot = environment.bot
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
            self._api.set("POST", "actions/workflows/site.yml/dispatches", {"ref": "main"})
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
            if _instant(raw["updated_at"]) < oldest:
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
        new += self._judged([*events, *new])
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
        for seen in self._seen(pull, Times.of(raw, events), fetched, looked):
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

    def _seen(
        self,
        pull: PullEvent,
        times: "Times",
        fetched: str,
        looked: Sequence[ReceivedEvent | SeenEvent],
    ) -> Iterator[Seen]:
        """Yield the heads that nobody has looked at yet and whose time is known, in time.

        A head can come back after others; then it comes in anew.
        """
        known = {each.head for each in looked}
        last = max((each.at for each in looked), default=times.opened)
        pushes = [
            (when, head)
            for when, head in self._pushes(pull, times.opened)
            if (head not in known or when > last) and when <= times.until
        ]
        # Of very many the first ones and the last ones: they decide.
        some = pushes if len(pushes) <= _HEADS else pushes[: _HEADS // 2] + pushes[-_HEADS // 2 :]
        found = []
        for when, head in some:
            if times.was_closed(when):
                found += self._announced(head, times.from_)
            elif self._bring(head):
                # Nothing counts before the pull request was opened.
                evidence = "opened" if when <= times.opened else "pushed"
                found.append(Seen(head, max(when, times.opened), evidence))
        if fetched not in known and fetched not in {each.head for each in found}:
            found += self._announced(fetched, times.from_)
        yield from sorted(found, key=lambda each: each.at)

    def _announced(self, head: str, since: datetime) -> list[Seen]:
        """Return when a head came in by our own first status on it, which quotes the event.

        The commit may have come in with another pull request before this one was opened.
        """
        found = self._statuses(head)
        if not found:
            return []
        first = min(found, key=lambda each: each.at)
        quoted = arrival(first.text)
        when, evidence = (quoted[1], quoted[0]) if quoted else (first.at, "status")
        return [Seen(head, max(when, since), evidence)] if self._bring(head) else []

    def _bring(self, head: str) -> bool:
        """Bring a head along that another one has replaced; tell whether it is still there."""
        try:
            self._repository.commit(head)
        except GitFault:
            try:
                fetch(self._folder, head, token=self._token, server=self._server)
            except GitFault:
                return False  # the server has thrown it away, or the branch was deleted
        return True

    def _pushes(self, pull: PullEvent, opened: datetime) -> list[tuple[datetime, str]]:
        """Return when the server took which head of the branch, in time.

        Of those from before the opening only the last one, with which it was opened. Nothing where
        the server does not tell: the fork is gone.
        """
        found: list[tuple[datetime, str]] = []
        query = {"ref": f"refs/heads/{pull.branch}", "direction": "desc"}
        try:
            for each in self._api.pages("activity", of=pull.source, **query) if pull.source else ():
                found.append((_instant(each["timestamp"]), str(each["after"])))
                if found[-1][0] <= opened:
                    break
        except ForgeFault as fault:
            if fault.status not in _NO_ANSWER:
                raise
            return []
        return sorted(found)

    def _statuses(self, head: str) -> list[Told]:
        """Return our own statuses on a head."""
        return [
            Told(each["state"], _instant(each["created_at"]), each.get("description") or "")
            for each in self._api.pages(f"commits/{head}/statuses")
            if each["context"] == CONTEXT and (each.get("creator") or {}).get("login") == self._bot
        ]

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
            old = each.at < self._now - _WAITED
            if isinstance(each, ReceivedEvent) and each.head not in said and not old:
                found = [one for one in self._statuses(each.head) if one.state in _VERDICTS]
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
        yield StateEvent(at=_instant(merged or closed or raw["updated_at"]), state=now)


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
