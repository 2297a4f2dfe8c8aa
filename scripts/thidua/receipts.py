"""Receipts: what the server saw come in, and when. One file of JSON lines for each pull request.

Only the scheduled job writes them, onto a branch of their own, and only at the end of a file: what
has happened stays. Nothing in them is a date that a sender could choose.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

import msgspec

from thidua.diagnostics import HouseFault
from thidua.project import PaperPath
from thidua.text.dates import VIETNAM, Moment

#: The folder of the files on their branch, and below ``--receipts PATH``.
FOLDER: Final = "pulls"
_FILE = re.compile(r"([1-9][0-9]*)\.jsonl")
_SHA = r"\A(?:[0-9a-f]{40}|[0-9a-f]{64})\Z"
Sha = Annotated[str, msgspec.Meta(pattern=_SHA)]
#: An instant with its zone; written in UTC, to the second.
At = Annotated[datetime, msgspec.Meta(tz=True)]
#: How the time is known: the pull request was opened with this content; the server took the push;
#: our own first status on it, where nothing better is known.
EVIDENCE: Final = ("opened", "pushed", "status")
_Evidence = Annotated[str, msgspec.Meta(pattern=rf"\A(?:{'|'.join(EVIDENCE)})\Z")]
_Result = Annotated[str, msgspec.Meta(pattern=r"\A(?:success|failure|error)\Z")]
_State = Annotated[str, msgspec.Meta(pattern=r"\A(?:open|closed|merged)\Z")]


class Event(
    msgspec.Struct, frozen=True, kw_only=True, tag_field="event", forbid_unknown_fields=True
):
    """A line of a file."""

    at: At


class SeenPaper(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A paper as it came in."""

    path: str
    #: The name of the content in Git, and its SHA-256.
    blob: Sha
    sha256: Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{64}\Z")]


class ReceivedEvent(Event, frozen=True, kw_only=True, tag="received"):
    """A head came in with papers of folders that its account may write to."""

    head: Sha
    account: str
    evidence: _Evidence
    papers: tuple[SeenPaper, ...]


class JudgedEvent(Event, frozen=True, kw_only=True, tag="judged"):
    """The gate has said what it thinks of a head."""

    head: Sha
    verdict: _Result


class StateEvent(Event, frozen=True, kw_only=True, tag="state"):
    """The pull request was closed, merged or opened again."""

    state: _State


class SeenEvent(Event, frozen=True, kw_only=True, tag="seen"):
    """A head was looked at and brings nothing new; ``gone`` are papers that it has no more."""

    head: Sha
    gone: tuple[str, ...] = ()


AnyEvent = ReceivedEvent | JudgedEvent | StateEvent | SeenEvent
_DECODER = msgspec.json.Decoder(AnyEvent)


@dataclass(frozen=True, slots=True)
class Receipt:
    """One paper as it came in with one head of one pull request."""

    pull: int
    account: str
    head: str
    received: datetime
    evidence: str
    path: str
    blob: str
    sha256: str
    #: ``success``, ``failure`` or ``error``; None while the gate has not spoken.
    verdict: str | None
    #: ``open`` or ``merged``: what was closed without a merge was taken back.
    state: str

    @property
    def number(self) -> str:
        """What the receipt is called: the pull request and the beginning of the commit's name."""
        return f"{self.pull}-{self.head[:8]}"

    @property
    def moment(self) -> Moment:
        """The time in Vietnam; a day ends at 24:00 there."""
        return Moment.of(self.received)

    @property
    def precise(self) -> str:
        """The time in Vietnam to the second, for people: ``23:59:59 ngày 14/7/2013``."""
        here = self.received.astimezone(VIETNAM)
        return f"{here:%H:%M:%S} {Moment(here.date()).vietnamese()}"


@dataclass(frozen=True)
class Receipts:
    """The receipts of all papers, the first one first, by campaign and name within it."""

    by_paper: Mapping[tuple[str, str], tuple[Receipt, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> "Receipts":
        """Read what the branch holds.

        Raises :class:`HouseFault` if there is no such folder or a line is not what the job writes.
        """
        if not folder.is_dir():
            raise HouseFault(f"{folder}: no such folder of receipts")
        found: list[Receipt] = []
        for file in sorted((folder / FOLDER).glob("*")):
            name = _FILE.fullmatch(file.name)
            if name is None:
                raise HouseFault(f"{FOLDER}/{file.name}: not the file of a pull request")
            found += of_pull(int(name[1]), parse(file.read_bytes(), f"{FOLDER}/{file.name}"))
        return cls.of(found)

    @classmethod
    def of(cls, receipts: Iterable[Receipt]) -> "Receipts":
        """Sort receipts by paper and time; what is no path of a paper is left out."""
        papers: dict[tuple[str, str], list[Receipt]] = defaultdict(list)
        for each in receipts:
            place = PaperPath.parse(each.path)
            if place is not None:
                papers[place.campaign, place.name].append(each)
        return cls(
            {
                key: tuple(sorted(each, key=lambda one: (one.received, one.pull)))
                for key, each in sorted(papers.items())
            }
        )

    def of_campaign(self, campaign: str) -> dict[str, tuple[Receipt, ...]]:
        """Return the receipts of the papers of a campaign by their name within it."""
        return {name: each for (where, name), each in self.by_paper.items() if where == campaign}


def parse(raw: bytes, shown: str) -> list[AnyEvent]:
    """Return the events of a file; ``shown`` is how a fault names it."""
    found: list[AnyEvent] = []
    for number, line in enumerate(raw.splitlines(), 1):
        try:
            found.append(_DECODER.decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise HouseFault(f"{shown}:{number}: {error}") from error
    return found


def line(event: AnyEvent) -> bytes:
    """Return an event as a line, its time in UTC."""
    at = event.at.astimezone(UTC).replace(microsecond=0)
    return msgspec.json.encode(msgspec.structs.replace(event, at=at), order="deterministic") + b"\n"


def of_pull(pull: int, events: Iterable[AnyEvent]) -> Iterator[Receipt]:
    """Yield the receipts of a pull request; none if it was closed without a merge.

    What a later head has taken back was not sent: its receipts before that do not count.
    """
    state, verdicts = "open", dict[str, str]()
    received = list[tuple[ReceivedEvent, SeenPaper]]()
    for each in events:
        match each:
            case StateEvent():
                state = each.state
            case JudgedEvent():
                verdicts[each.head] = each.verdict
            case ReceivedEvent():
                received += [(each, paper) for paper in each.papers]
            case SeenEvent():
                received = [one for one in received if one[1].path not in each.gone]
    for event, paper in received if state != "closed" else ():
        yield Receipt(
            pull,
            event.account,
            event.head,
            event.at,
            event.evidence,
            paper.path,
            paper.blob,
            paper.sha256,
            verdicts.get(event.head),
            state,
        )
