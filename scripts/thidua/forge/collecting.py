"""The job that keeps receipts: copies what the server saw onto the branch ``receipts``.

It only ever adds lines. Run twice, or by two at once, it adds nothing twice: what is there is read
first, and the server takes a file only from whoever has read its last version.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Final

from thidua.changes.rights import MOST_CHANGES
from thidua.codelists import CodeLists
from thidua.codelists.roster import Rights, Roster
from thidua.diagnostics import HouseFault
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
    SeenPaper,
    StateEvent,
    line,
    parse,
)
from thidua.repository import PLAIN, Change, GitFault, NoCommonHistoryError, Repository
from thidua.source import MAX_BYTES

#: Pull requests that nobody has touched for so long are known, but for the open ones.
_DAYS: Final = 30
_AT_A_TIME: Final = 50
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
        lists = CodeLists(project.codelists, project.contract)
        self._roster = Roster.read(project.codelists, lists)
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
        for raw in self._api.pages("pulls", state="all", sort="updated", direction="desc"):
            if _instant(raw["updated_at"]) < oldest:
                break
            known.add(raw["number"])
            yield raw
        for raw in self._api.pages("pulls", state="open", sort="created", direction="asc"):
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
        return name

    def _received(
        self, pull: PullEvent, raw: Mapping[str, Any], events: Iterable[AnyEvent]
    ) -> Iterator[ReceivedEvent]:
        known = [each for each in events if isinstance(each, ReceivedEvent)]
        heads = {each.head for each in known}
        # A head that brings nothing new (the branch was brought up to date) needs no receipt.
        papers = {(paper.path, paper.blob) for each in known for paper in each.papers}
        # Whoever may not send costs no fetch: a thousand heads of strangers hold up nobody.
        if pull.head in heads or self._roster.of(pull.account) is None:
            return
        ref = f"refs/pull/{pull.number}/head"
        fetch(self._folder, ref, token=self._token, server=self._server)
        fetched = self._repository.commit(local(ref))
        for seen in self._seen(pull, raw, fetched, heads):
            found = [
                each
                for each in self._papers(pull, seen.head)
                if (each.path, each.blob) not in papers
            ]
            papers |= {(each.path, each.blob) for each in found}
            if found:
                yield ReceivedEvent(
                    at=seen.at,
                    head=seen.head,
                    account=pull.account,
                    evidence=seen.evidence,
                    papers=tuple(found),
                )

    def _seen(
        self, pull: PullEvent, raw: Mapping[str, Any], fetched: str, known: set[str]
    ) -> Iterator[Seen]:
        """Yield the heads without a receipt whose time is known, in time."""
        opened = _instant(raw["created_at"])
        pushed = {
            head: when
            for head, when in self._pushes(pull, opened).items()
            if head not in known and self._bring(head)
        }
        found = []
        for head in dict.fromkeys([*pushed, fetched]):
            if head in known:
                continue
            when = pushed.get(head)
            if when is not None:
                # Nothing counts before the pull request was opened.
                evidence = "opened" if when <= opened else "pushed"
                found.append(Seen(head, max(when, opened), evidence))
            else:
                # The commit may have come in with another pull request before this one was opened.
                found += [replace(each, at=max(each.at, opened)) for each in self._announced(head)]
        yield from sorted(found, key=lambda each: each.at)

    def _announced(self, head: str) -> list[Seen]:
        """Return when a head came in by our own first status on it, which quotes the event."""
        found = self._statuses(head)
        if not found:
            return []
        first = min(found, key=lambda each: each.at)
        quoted = arrival(first.text)
        return [Seen(head, quoted[1], quoted[0]) if quoted else Seen(head, first.at, "status")]

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

    def _pushes(self, pull: PullEvent, opened: datetime) -> dict[str, datetime]:
        """Return when the server first took each head of the branch, in time.

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
            return {}
        pushed: dict[str, datetime] = {}
        for when, head in sorted(found):
            pushed.setdefault(head, when)
        return pushed

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
        except NoCommonHistoryError:
            return []
        if len(changes) > MOST_CHANGES:
            return []
        own = [(each.path, each.new) for each in changes if each.new and _is_paper(each, rights)]
        sizes = self._repository.sizes(blob for _, blob in own)
        own = [(path, blob) for path, blob in own if sizes[blob] <= MAX_BYTES]
        sums = dict(self._sums(blob for _, blob in own))
        return [SeenPaper(path=path, blob=blob, sha256=sums[blob]) for path, blob in own]

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
                found = [one for one in self._statuses(each.head) if one.state in _VERDICTS]
                if found:
                    last = max(found, key=lambda one: one.at)
                    yield JudgedEvent(at=last.at, head=each.head, verdict=last.state)


def _is_paper(change: Change, rights: Rights) -> bool:
    place = PaperPath.parse(change.path)
    plain = change.new_mode == PLAIN
    return plain and place is not None and place.submitter in rights.folders


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
