"""The status of a paper: how far it is, whether it was in time, and by which way it came."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thidua.model import CampaignPapers, ExpectedPaper
from thidua.model.papers import Extension, Received, Returned
from thidua.receipts import Receipt
from thidua.text.dates import Moment


class Stage(StrEnum):
    """How far a paper is."""

    NOT_REQUIRED = "not-required"
    MISSING = "missing"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    CORRECTING = "correcting"


class Timeliness(StrEnum):
    """Whether a paper came in time."""

    ON_TIME = "on-time"
    EXTENDED = "extended"
    LATE = "late"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True)
class Status:
    """Where one paper of one submitter stands."""

    stage: Stage
    #: None for a paper that has not come, or that has no deadline.
    timeliness: Timeliness | None = None
    #: ``git`` or ``outside``; None while nothing is known.
    channel: str | None = None
    received: Moment | None = None
    #: The submitter's own last good day, extension included.
    last_day: date | None = None
    overdue: bool = False
    #: Why the centre sent it back, while no corrected version has come.
    returned: Returned | None = None

    @property
    def sent(self) -> bool:
        """Whether the submitter has done its part."""
        return self.stage in {Stage.RECEIVED, Stage.ACCEPTED, Stage.CORRECTING}


def as_record(submitter: str, expected: ExpectedPaper, status: Status) -> dict[str, str | None]:
    """Return a status for programs: nothing that depends on the day, days and moments in ISO."""
    return {
        "submitter": submitter,
        "paper": expected.paper,
        "stage": status.stage,
        "timeliness": status.timeliness,
        "channel": status.channel,
        "received": status.received.iso if status.received else None,
        "last_day": status.last_day.isoformat() if status.last_day else None,
    }


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a paper came in, by what the server saw or the register says."""

    received: Moment
    #: ``git`` or ``outside``.
    channel: str
    #: Its line of the register, or the server's receipt: one of both.
    entry: Received | None = None
    receipt: Receipt | None = None


def arrivals(papers: CampaignPapers, name: str) -> list[Arrival]:
    """Return how a paper came in, the first time first; the register goes before the server."""
    register = papers.intake.paper.entries if papers.intake else ()
    found = [Arrival(each.received, each.channel, each) for each in register if each.paper == name]
    seen = papers.receipts.get(name, ())
    found += [Arrival(each.moment, "git", receipt=each) for each in seen]
    return sorted(found, key=lambda each: each.received.order)


def arrival_of(papers: CampaignPapers, name: str) -> Arrival | None:
    """Return how a paper came in first; None while nobody has confirmed it."""
    return next(iter(arrivals(papers, name)), None)


def return_of(papers: CampaignPapers, name: str) -> Returned | None:
    """Return the last return of a paper, unless it has been received again since."""
    if papers.intake is None:
        return None
    register = papers.intake.paper
    found = [entry for entry in register.returns if entry.paper == name]
    last = max(found, key=lambda entry: entry.returned.order, default=None)
    if last is None:
        return None
    again = any(_after(each.received, last.returned) for each in arrivals(papers, name))
    return None if again else last


def _after(moment: Moment, other: Moment) -> bool:
    """Tell whether a moment is later for certain: within a day only clock times tell."""
    if moment.clock is None or other.clock is None:
        return moment.day > other.day
    return moment.order > other.order


def extension_of(papers: CampaignPapers, submitter: str, kind: str) -> Extension | None:
    """Return the longest extension that a submitter was granted for a kind of paper."""
    if papers.intake is None:
        return None
    found = [
        extension
        for extension in papers.intake.paper.extensions
        if (extension.unit, extension.paper) == (submitter, kind)
    ]
    return max(found, key=lambda extension: extension.until, default=None)


def is_exempt(papers: CampaignPapers, submitter: str, kind: str) -> bool:
    """Tell whether a submitter need not send a kind of paper."""
    return papers.intake is not None and any(
        (exemption.unit, exemption.paper) == (submitter, kind)
        for exemption in papers.intake.paper.exemptions
    )


def timeliness_of(
    received: Moment | None, last_day: date | None, extension: Extension | None
) -> Timeliness | None:
    """Compare a receipt with a deadline; both ends of the last good day are Vietnam time."""
    if last_day is None:
        return None
    if received is None:
        return Timeliness.UNCONFIRMED
    if received.day <= last_day:
        return Timeliness.ON_TIME
    if extension is not None and received.day <= extension.until:
        return Timeliness.EXTENDED
    return Timeliness.LATE


def status_of(
    papers: CampaignPapers, submitter: str, expected: ExpectedPaper, today: date
) -> Status:
    """Return the status of one paper that a campaign asks for."""
    name = f"{submitter}/{expected.paper}"
    came = arrivals(papers, name)
    arrival = came[0] if came else None
    extension = extension_of(papers, submitter, expected.paper)
    last_day = expected.last_day
    if extension is not None and (last_day is None or extension.until > last_day):
        last_day = extension.until
    returned = return_of(papers, name)
    if name in papers.broken or returned is not None:
        stage = Stage.CORRECTING
    elif name in papers.filed or any(each.entry for each in came):
        stage = Stage.ACCEPTED
    elif came:
        stage = Stage.RECEIVED
    elif is_exempt(papers, submitter, expected.paper):
        return Status(Stage.NOT_REQUIRED)
    else:
        overdue = last_day is not None and today > last_day
        return Status(Stage.MISSING, last_day=last_day, overdue=overdue)
    received = arrival.received if arrival else None
    return Status(
        stage,
        timeliness_of(received, expected.last_day, extension),
        arrival.channel if arrival else "git",
        received,
        last_day,
        returned=returned,
    )


def statuses(papers: CampaignPapers, today: date) -> Iterator[tuple[str, ExpectedPaper, Status]]:
    """Yield the status of every paper that the campaign asks for."""
    if papers.campaign is None:
        return
    for expected in papers.campaign.papers:
        for submitter in papers.submitters_of(expected):
            yield submitter, expected, status_of(papers, submitter, expected, today)
