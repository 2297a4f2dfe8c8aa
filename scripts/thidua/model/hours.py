"""When a conference takes place, as far as its paper says."""

from datetime import datetime, time, timedelta

from thidua.model.papers import Conference

_SESSIONS = {"morning": (time(7), time(12)), "afternoon": (time(13), time(18))}
#: How long a conference is taken to last when its paper gives no end.
_USUAL = timedelta(hours=4)


def hours(conference: Conference) -> tuple[datetime, datetime] | None:
    """Return from when to when a conference takes place; None while its day is open.

    Without a clock time the session counts, without a session the whole day.
    """
    start, end = conference.start, conference.end
    if start is None:
        return None
    if start.clock is not None:
        begins = datetime.combine(start.day, start.clock)
        if end is not None:
            return begins, datetime.combine(end.day, end.clock or time.max)
        return begins, begins + _USUAL
    first, last = _SESSIONS.get(conference.session or "", (time.min, time.max))
    last_day = end.day if end else start.day
    return datetime.combine(start.day, first), datetime.combine(last_day, last)


def overlap(one: Conference, other: Conference) -> bool:
    """Tell whether two conferences take place at once; what is cancelled or has no day does not."""
    if "cancelled" in {one.status, other.status}:
        return False
    first, second = hours(one), hours(other)
    return (
        first is not None and second is not None and first[0] < second[1] and second[0] < first[1]
    )
