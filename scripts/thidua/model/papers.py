"""The kinds of papers as records; the schemas say what each field means.

Field names are those of the papers. A record is made from data that its schema has accepted,
so every type here is one that the schema guarantees.
"""

from datetime import date, timedelta

import msgspec

from thidua.text.dates import Moment
from thidua.text.figures import Figure

#: A field called ``date`` would hide the type of that name inside its class.
Day = date


class Record(msgspec.Struct, frozen=True, kw_only=True, rename=lambda name: name.rstrip("_")):
    """A part of a paper."""


class Signer(Record, frozen=True, kw_only=True):
    """Who signed."""

    post: str
    name: str | None = None


class Revision(Record, frozen=True, kw_only=True):
    """Why a paper replaces an earlier version of itself."""

    reason: str
    replaces: str | None = None


class Paper(Record, frozen=True, kw_only=True):
    """What every paper has."""

    campaign: str
    submitter: str
    sample: bool = False
    date: Day | None = None
    version: int = 1
    revision: Revision | None = None


# --- campaign ---------------------------------------------------------------------------------


class Period(Record, frozen=True, kw_only=True):
    """The time under review, both days included."""

    name: str
    from_: Day
    to: Day
    next: str | None = None


class ExpectedPaper(Record, frozen=True, kw_only=True):
    """A paper that the campaign asks for, from whom and by when."""

    paper: str
    title: str
    from_: tuple[str, ...]
    before: Day | None = None
    by: Day | None = None

    @property
    def last_day(self) -> Day | None:
        """The last good day: «trước ngày 15/7» ends with the 14th, «chậm nhất» includes its day."""
        return self.before - timedelta(days=1) if self.before else self.by


class Section(Record, frozen=True, kw_only=True):
    """A content that reports must have."""

    section: str
    title: str
    point: str | None = None
    theme: str | None = None
    covers: tuple[str, ...] = ()
    document: str | None = None


class ConferenceContent(Record, frozen=True, kw_only=True):
    """A content of the clusters' conferences."""

    title: str
    point: str | None = None
    covers: tuple[str, ...] = ()
    document: str | None = None


class FocusPoint(Record, frozen=True, kw_only=True):
    """A main task of the coming period."""

    text: str
    documents: tuple[str, ...] = ()


class HandOverRecipients(Record, frozen=True, kw_only=True):
    """A group to whom an award may be handed over at a conference."""

    kind: str
    text: str
    level: str | None = None
    posts: tuple[str, ...] = ()
    manner: str | None = None


class HandOverRule(Record, frozen=True, kw_only=True):
    """An award that may be handed over at conferences, and who invites its recipients."""

    award: str
    recipients: tuple[HandOverRecipients, ...]
    invited_by: str = "cluster-head"


class Duty(Record, frozen=True, kw_only=True):
    """Who must do what."""

    who: str
    text: str
    point: str | None = None


class Campaign(Paper, frozen=True, kw_only=True):
    """A dispatch that opens a review, as data."""

    title: str
    number: str
    date: Day
    period: Period
    papers: tuple[ExpectedPaper, ...]
    subject: str | None = None
    signer: Signer | None = None
    addressees: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    conference: tuple[ConferenceContent, ...] = ()
    focus: tuple[FocusPoint, ...] = ()
    hand_over: tuple[HandOverRule, ...] = ()
    award_year: str | None = None
    registrations_from: str | None = None
    duties: tuple[Duty, ...] = ()
    documents: tuple[str, ...] = ()

    def expected(self, kind: str) -> ExpectedPaper | None:
        """Return what the campaign says of a kind of paper."""
        return next((paper for paper in self.papers if paper.paper == kind), None)

    @property
    def themes(self) -> dict[str, str]:
        """The campaign's own themes, id to title."""
        return {section.theme: section.title for section in self.sections if section.theme}


# --- report -----------------------------------------------------------------------------------


class Target(Record, frozen=True, kw_only=True):
    """A planned value, who set it, and how much of it was reached."""

    value: Figure | None = None
    set_by: tuple[str, ...] = ()
    span: str | None = None
    percent: Figure | None = None


class Comparison(Record, frozen=True, kw_only=True):
    """A change against another time."""

    base: str
    change: Figure | None = None
    change_percent: Figure | None = None


class Measured(Record, frozen=True, kw_only=True):
    """What an indicator and a part of one have in common."""

    measure: str | None = None
    actual: Figure | None = None
    targets: tuple[Target, ...] = ()
    compared: tuple[Comparison, ...] = ()
    note: str | None = None


class Part(Measured, frozen=True, kw_only=True):
    """A part of an indicator."""

    name: str


class IndicatorRow(Measured, frozen=True, kw_only=True):
    """The result of one indicator."""

    indicator: str
    parts: tuple[Part, ...] = ()


class Limitation(Record, frozen=True, kw_only=True):
    """What went wrong, why, and what will be done."""

    text: str
    causes: tuple[str, ...] = ()
    solutions: tuple[str, ...] = ()


class Results(Record, frozen=True, kw_only=True):
    """Item 1.1 of the dispatch."""

    summary: str | None = None
    indicators: tuple[IndicatorRow, ...] = ()
    limitations: tuple[Limitation, ...] = ()


class Exemplar(Record, frozen=True, kw_only=True):
    """An exemplary collective or individual, item 1.3."""

    kind: str
    name: str
    achievement: str
    post: str | None = None
    recognition: str | None = None
    spread: str | None = None


class Recommendation(Record, frozen=True, kw_only=True):
    """What a unit asks of somebody, item 1.4."""

    to: str
    text: str


class Stage(Record, frozen=True, kw_only=True):
    """A stage of the plan for the coming period."""

    stage: str
    tasks: tuple[str, ...] = ()
    target: str | None = None


class Report(Paper, frozen=True, kw_only=True):
    """A unit's report."""

    date: Day
    results: Results
    number: str | None = None
    cutoff: Day | None = None
    signer: Signer | None = None
    themes: dict[str, str] = {}
    exemplars: tuple[Exemplar, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    second_half_plan: tuple[Stage, ...] = ()


# --- conferences ------------------------------------------------------------------------------


class MovedFrom(Record, frozen=True, kw_only=True):
    """When and where a conference should have been."""

    start: Moment
    place: str | None = None


class Conference(Paper, frozen=True, kw_only=True):
    """A cluster's conference."""

    date: Day
    status: str
    start: Moment | None = None
    end: Moment | None = None
    session: str | None = None
    place: str | None = None
    host: str | None = None
    agenda: tuple[str, ...] = ()
    regular_participants: str | None = None
    moved_from: MovedFrom | None = None
    reason: str | None = None
    contact: str | None = None


class Attendance(Record, frozen=True, kw_only=True):
    """A leader attends a conference."""

    conference: str
    leader: str
    presents_awards: bool = False
    note: str | None = None


class LeaderCalendar(Paper, frozen=True, kw_only=True):
    """Which leader attends which conference."""

    attends: tuple[Attendance, ...]


# --- awards -----------------------------------------------------------------------------------


class Recipient(Record, frozen=True, kw_only=True):
    """A collective, or a person with the post held at the time."""

    kind: str
    unit: str
    level: str = "unit"
    name: str | None = None
    post: str | None = None


class Withdrawal(Record, frozen=True, kw_only=True):
    """The later decision that cancels an entry."""

    number: str
    date: Day
    authority: str
    hide_name: bool = False


class AwardEntry(Record, frozen=True, kw_only=True):
    """One award to one recipient."""

    id: str
    award: str
    recipient: Recipient
    rank: str | None = None
    achievement: str | None = None
    manner: str | None = None
    hand_over: str | None = None
    withdrawn: Withdrawal | None = None

    @property
    def hidden(self) -> bool:
        """Whether the entry was withdrawn and stands without the name."""
        return self.withdrawn is not None and self.withdrawn.hide_name

    @property
    def public_unit(self) -> str | None:
        """The recipient's unit; None where the unit itself is the name that is hidden."""
        who = self.recipient
        is_the_name = who.kind == "collective" and who.level == "unit"
        return None if self.hidden and is_the_name else who.unit


class StatedTotals(Record, frozen=True, kw_only=True):
    """How many the decision itself says it commends."""

    collectives: int | None = None
    individuals: int | None = None


class AwardDecision(Paper, frozen=True, kw_only=True):
    """A decision; what stands in it is awarded, never merely proposed."""

    number: str
    date: Day
    authority: str
    entries: tuple[AwardEntry, ...]
    subject: str | None = None
    achievement: str | None = None
    manner: str | None = None
    hand_over: str | None = None
    stated: StatedTotals | None = None

    def achievement_of(self, entry: AwardEntry) -> str | None:
        """Return the time of an entry's achievement: its own, or that of the decision."""
        return entry.achievement or self.achievement

    def manner_of(self, entry: AwardEntry) -> str | None:
        """Return the manner of an entry: its own, or that of the decision."""
        return entry.manner or self.manner

    def at_conference(self, entry: AwardEntry) -> bool:
        """Tell whether an entry is handed over at the conference of the recipient's cluster."""
        return (entry.hand_over or self.hand_over) == "cluster-conference"


# --- intake -----------------------------------------------------------------------------------


class Received(Record, frozen=True, kw_only=True):
    """A paper that arrived."""

    paper: str
    received: Moment
    channel: str
    note: str | None = None


class Returned(Record, frozen=True, kw_only=True):
    """A paper that was received and sent back for correction."""

    paper: str
    returned: Moment
    reason: str


class Extension(Record, frozen=True, kw_only=True):
    """A longer deadline for one submitter; ``until`` is its last good day."""

    unit: str
    paper: str
    until: Day
    granted: Day
    reason: str


class Exemption(Record, frozen=True, kw_only=True):
    """A submitter that need not send a paper."""

    unit: str
    paper: str
    granted: Day
    reason: str


class Intake(Paper, frozen=True, kw_only=True):
    """The register of receipt."""

    entries: tuple[Received, ...] = ()
    returns: tuple[Returned, ...] = ()
    extensions: tuple[Extension, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
