"""Calendars of the conferences: times of Vietnam, one entry for each conference for ever.

RFC 5545: the UID stays, SEQUENCE and DTSTAMP come from the versions and the dates of the papers
that an entry is made from (the cluster's, and the calendar of the leaders), so a calendar that has
subscribed takes over what was changed, moved or cancelled. No clock takes part.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from thidua.model import CampaignPapers, Conference
from thidua.model.hours import hours
from thidua.pages import Site, paths
from thidua.pages.meetings import Meeting
from thidua.pages.page import address

_STATUS: Final = {"proposed": "TENTATIVE", "cancelled": "CANCELLED"}
_CONFIRMED: Final = "CONFIRMED"
_DAY: Final = timedelta(days=1)
#: By its name, which calendars know; the zone itself is written into the file.
_VIETNAM: Final = ZoneInfo("Asia/Ho_Chi_Minh")


def calendar(site: Site, title: str, found: Iterable[tuple[CampaignPapers, Meeting]]) -> bytes:
    """Return a calendar of the conferences that have a day."""
    whole = Calendar()
    whole.add("prodid", "-//thidua//hoi nghi//VI")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", title)
    whole.add("x-wr-timezone", _VIETNAM.key)
    whole.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    whole.add_component(_zone())  # also in an empty calendar, which must hold something
    for papers, meeting in found:
        if meeting.paper is not None and meeting.paper.start is not None:
            whole.add_component(_event(site, papers, meeting, meeting.paper))
    written: bytes = whole.to_ical()
    return written


@cache
def _zone() -> Timezone:
    return Timezone.from_tzid(_VIETNAM.key)


def _event(site: Site, papers: CampaignPapers, meeting: Meeting, paper: Conference) -> Event:
    event = Event()
    cluster = meeting.cluster.name(papers.day)
    period = papers.campaign.period.name if papers.campaign else papers.id
    state = site.word("status", paper.status)
    summary = f"Hội nghị sơ kết {cluster}" + (f" ({state})" if paper.status != "confirmed" else "")
    event.add("uid", f"hoi-nghi-{papers.id}-{meeting.cluster.id}@{site.settings.instance}")
    sources = [paper, *([papers.calendar.paper] if papers.calendar else [])]
    dated = max(each.dated for each in sources if each.dated)
    event.add("dtstamp", datetime.combine(dated, time.min, UTC))
    event.add("sequence", sum(each.version - 1 for each in sources))
    event.add("summary", summary)
    event.add("status", _STATUS.get(paper.status, _CONFIRMED))
    _add_hours(event, paper)
    if paper.place:
        event.add("location", paper.place)
    event.add("description", "\n".join(_lines(site, papers, meeting, paper, period)))
    if site.settings.address:
        link = address(paths.cluster(meeting.cluster.id))
        event.add("url", f"{site.settings.address}/{link}#hoi-nghi-{papers.id}")
    return event


def _add_hours(event: Event, paper: Conference) -> None:
    """Add begin and end: days where no time of the day is known, the end then is exclusive."""
    known = hours(paper)
    if known is None:
        return
    begins, ends = known
    if paper.start and paper.start.clock is None and paper.session in {None, "all-day"}:
        event.add("dtstart", begins.date())
        event.add("dtend", ends.date() + _DAY)
    else:
        event.add("dtstart", begins.replace(tzinfo=_VIETNAM))
        event.add("dtend", ends.replace(microsecond=0, tzinfo=_VIETNAM))


def _lines(
    site: Site, papers: CampaignPapers, meeting: Meeting, paper: Conference, period: str
) -> Iterable[str]:
    yield f"{period[:1].upper()}{period[1:]}"
    if paper.sample:
        yield "Số liệu minh họa, không phải lịch thật."
    if paper.host:
        yield f"Đăng cai: {site.name(paper.host, papers.day)}"
    if meeting.leaders:
        yield "Lãnh đạo dự: " + "; ".join(each.leader for each in meeting.leaders)
    if paper.moved_from:
        old = paper.moved_from
        yield "Lịch cũ: " + ", ".join(filter(None, (old.start.vietnamese(), old.place)))
    if paper.reason:
        yield f"Lý do: {paper.reason}"
