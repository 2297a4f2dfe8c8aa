"""Dates and moments as papers write them, and as people read them. Vietnam time throughout."""

import re
from datetime import date, datetime, time, timedelta, timezone

#: Vietnam has kept UTC+7 without daylight saving since 1975.
VIETNAM = timezone(timedelta(hours=7), "UTC+7")

_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9]{2}:[0-9]{2}))?")
_ACHIEVEMENT = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:/([0-9]{4})(?:-([0-9]{2}))?)?")


def parse_date(text: str) -> date | None:
    """Return the calendar date of an ISO text (``2013-07-10``), or None if there is no such day."""
    if len(text) != len("yyyy-mm-dd"):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class Moment:
    """A day in Vietnam, with the clock time where one is known.

    Not a dataclass: msgspec would read one from a mapping, and papers hold moments as text.
    """

    __slots__ = ("clock", "day")

    def __init__(self, day: date, clock: time | None = None) -> None:
        self.day = day
        self.clock = clock

    def __repr__(self) -> str:
        return f"Moment({self.iso!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Moment) and (self.day, self.clock) == (other.day, other.clock)

    def __hash__(self) -> int:
        return hash((self.day, self.clock))

    @classmethod
    def parse(cls, text: str) -> "Moment | None":
        """Read ``2013-07-03`` or ``2013-07-03T08:00``; None if it is no moment of the calendar."""
        match = _MOMENT.fullmatch(text)
        if match is None:
            return None
        try:
            clock = time.fromisoformat(match[2]) if match[2] else None
            return cls(date.fromisoformat(match[1]), clock)
        except ValueError:
            return None

    @classmethod
    def of(cls, instant: datetime) -> "Moment":
        """Return the day and the minute in Vietnam at an instant that knows its time zone."""
        here = instant.astimezone(VIETNAM)
        return cls(here.date(), here.time().replace(second=0, microsecond=0))

    @property
    def iso(self) -> str:
        """The moment as papers write it."""
        if self.clock is None:
            return self.day.isoformat()
        return f"{self.day.isoformat()}T{self.clock:%H:%M}"

    @property
    def order(self) -> tuple[date, time]:
        """A key that sorts moments; an unknown clock time sorts first in its day."""
        return self.day, self.clock or time.min

    def vietnamese(self) -> str:
        """Return the moment as people read it: ``08:00 ngày 03/7/2013``."""
        if self.clock is None:
            return f"ngày {day(self.day)}"
        return f"{self.clock:%H:%M} ngày {day(self.day)}"


def today_in_vietnam(now: datetime) -> date:
    """Return the calendar day in Vietnam at an instant that knows its time zone."""
    return now.astimezone(VIETNAM).date()


def day(value: date) -> str:
    """Return a date in the official layout: day and January/February with two digits.

    Nghị định 30/2020/NĐ-CP, Phụ lục I: a leading 0 below 10 for days and for months 1 and 2.
    """
    month = f"{value.month:02d}" if value.month <= 2 else str(value.month)  # noqa: PLR2004
    return f"{value.day:02d}/{month}/{value.year}"


def achieved(text: str) -> tuple[date, date] | None:
    """Return the first and the last day of an achievement: ``2012``, ``2012-09/2013-02``."""
    match = _ACHIEVEMENT.fullmatch(text)
    if match is None:
        return None
    last_year, last_month = (match[3], match[4]) if match[3] else (match[1], match[2])
    month = int(last_month or 12)
    after = date(int(last_year) + month // 12, month % 12 + 1, 1)
    return date(int(match[1]), int(match[2] or 1), 1), after - timedelta(days=1)
