"""When the server saw which head of a pull request: its list of pushes, else our own status."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from thidua.forge.api import Api, ForgeFault
from thidua.forge.event import Environment, PullEvent
from thidua.forge.fetching import fetch
from thidua.forge.telling import CONTEXT, arrival
from thidua.receipts import AnyEvent, ReceivedEvent, SeenEvent, StateEvent
from thidua.repository import GitFault, Repository

#: More heads of one pull request are not looked at in one run.
_HEADS: Final = 20
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
    #: From when to when it was closed, as far as an earlier run has seen it.
    gaps: tuple[tuple[datetime, datetime], ...] = ()

    @classmethod
    def of(cls, raw: Mapping[str, Any], events: Iterable[AnyEvent]) -> "Times":
        """Read them from what the server says now, and from what was seen before."""
        end = raw.get("merged_at") or raw.get("closed_at")
        until = instant(end) if end else datetime.max.replace(tzinfo=UTC)
        gaps, closed = list[tuple[datetime, datetime]](), None
        for each in events:
            if isinstance(each, StateEvent) and each.state == "closed":
                closed = each.at
            elif isinstance(each, StateEvent) and closed is not None:
                gaps.append((closed, each.at))
                closed = None
        if closed is not None and raw["state"] == "open":  # nobody has noted the reopening yet
            gaps.append((closed, instant(raw["updated_at"])))
        return cls(instant(raw["created_at"]), until, tuple(gaps))

    def reopened_after(self, when: datetime) -> datetime | None:
        """Return when it was opened again, for what was pushed while it was closed."""
        return next((end for start, end in self.gaps if start <= when < end), None)


class Sightings:
    """Finds out when heads came in."""

    def __init__(self, environment: Environment, folder: Path, api: Api) -> None:
        """Take the job's environment and its checkout, into which heads are brought."""
        self._api = api
        self._bot = environment.bot
        self._token = environment.get("GITHUB_TOKEN")
        self._server = environment.get("GITHUB_SERVER_URL")
        self._folder = folder
        self._repository = Repository(folder, trusted=True)

    def of(
        self,
        pull: PullEvent,
        times: Times,
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
            reopened = times.reopened_after(when)
            if reopened is not None:
                # Our status knows the reopening to the second; without one it is the later time.
                told = self._announced(head, max(when, times.opened))
                late = [Seen(head, reopened, "pushed")] if self._bring(head) else []
                found += told or late
            elif self._bring(head):
                # Nothing counts before the pull request was opened.
                evidence = "opened" if when <= times.opened else "pushed"
                found.append(Seen(head, max(when, times.opened), evidence))
        if fetched not in known and fetched not in {each.head for each in found}:
            found += self._announced(fetched, times.opened)
        yield from sorted(found, key=lambda each: each.at)

    def _announced(self, head: str, since: datetime) -> list[Seen]:
        """Return when a head came in by our own first status on it, which quotes the event.

        The commit may have come in with another pull request before this one was opened.
        """
        found = self.statuses(head)
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
                found.append((instant(each["timestamp"]), str(each["after"])))
                if found[-1][0] <= opened:
                    break
        except ForgeFault as fault:
            if fault.status not in _NO_ANSWER:
                raise
            return []
        return sorted(found)

    def statuses(self, head: str) -> list[Told]:
        """Return our own statuses on a head."""
        return [
            Told(each["state"], instant(each["created_at"]), each.get("description") or "")
            for each in self._api.pages(f"commits/{head}/statuses")
            if each["context"] == CONTEXT and (each.get("creator") or {}).get("login") == self._bot
        ]


def instant(text: str) -> datetime:
    """Read a time as the server writes it."""
    return datetime.fromisoformat(text).astimezone(UTC)
