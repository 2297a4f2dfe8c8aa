"""The dispatch that opens a review, as data."""

from datetime import timedelta

from thidua.model.papers.base import Day, Paper, Record, Signer


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
    #: Parts of the results that reports must have: ``indicators``, ``limitations``.
    parts: tuple[str, ...] = ()
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

    @property
    def themes(self) -> dict[str, str]:
        """The campaign's own themes, id to title."""
        return {section.theme: section.title for section in self.sections if section.theme}
