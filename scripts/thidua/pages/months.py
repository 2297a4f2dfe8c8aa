"""Conferences laid out by month, as on a calendar on the wall."""

from calendar import Calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.pages.meetings import Meeting

#: Days; no conference lasts longer, so another month or year of its end is a slip.
_LONGEST = 7


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a month and what takes place on it."""

    day: date
    #: Whether it is of the month itself, not of those beside it.
    own: bool
    meetings: Sequence[Meeting]


@dataclass(frozen=True, slots=True)
class Month:
    """A month by its weeks, from Monday to Sunday; its first day stands for it."""

    first: date
    weeks: Sequence[Sequence[Cell]]


def months(meetings: Iterable[Meeting]) -> list[Month]:
    """Return the months in which conferences begin or go on, in their order."""
    on: dict[date, list[Meeting]] = {}
    for meeting in meetings:
        for day in _days(meeting):
            on.setdefault(day, []).append(meeting)
    found = sorted({day.replace(day=1) for day in on})
    return [Month(first, _weeks(first, on)) for first in found]


def _days(meeting: Meeting) -> Iterable[date]:
    if meeting.starts is None or meeting.ends is None:
        return
    first, last = meeting.starts.toordinal(), meeting.ends.toordinal()
    if last - first > _LONGEST:
        last = first
    for day in range(first, last + 1):
        yield date.fromordinal(day)


def _weeks(first: date, on: dict[date, list[Meeting]]) -> Sequence[Sequence[Cell]]:
    return [
        [Cell(day, own := day.month == first.month, on.get(day, ()) if own else ()) for day in week]
        for week in Calendar().monthdatescalendar(first.year, first.month)
    ]
