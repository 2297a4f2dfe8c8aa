"""The clusters' conferences and the leaders who attend them."""

from thidua.model.papers.base import Day, Paper, Record
from thidua.text.dates import Moment


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
