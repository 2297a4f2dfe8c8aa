"""The schedule of the clusters' conferences: that of now, and that of each campaign."""

from collections.abc import Iterator

from thidua.model import CampaignPapers
from thidua.pages import paths
from thidua.pages.meetings import Meeting, by_leader, clashes, in_time_order, overviews
from thidua.pages.months import months
from thidua.pages.page import Page
from thidua.pages.site import Site


def pages(site: Site) -> Iterator[Page]:
    """Yield the schedule of the current campaign, and one for each at an address that stays."""
    yield _page(site, site.current, paths.SCHEDULE)
    for papers in site.campaigns:
        yield _page(site, papers, paths.schedule(papers.id))


def _page(site: Site, papers: CampaignPapers | None, path: str) -> Page:
    found = overviews(site, papers) if papers else []
    meetings = in_time_order(each.meeting for each in found if each.meeting)
    called = {each.cluster.id for each in found if each.known}
    own = path != paths.SCHEDULE
    period = papers.campaign.period.name if papers and papers.campaign else ""
    values = {
        "papers": papers,
        "meetings": [meeting for meeting in meetings if meeting.cluster.id in called],
        "months": months(meetings),
        "clashes": clashes(meetings),
        "next": next((each.cluster.id for each in meetings if _to_come(site, each)), None),
        "leaders": by_leader(papers, meetings) if papers else [],
        "calendar_correcting": papers is not None and _calendar_correcting(site, papers),
        "sample": any(each.sample for each in found),
        "others": [each for each in site.campaigns if each is not papers],
        "is_schedule_of_campaign": own,
    }
    return site.page(
        path,
        f"Lịch hội nghị sơ kết: {period}" if own else "Lịch hội nghị sơ kết",
        "schedule.html",
        values=values,
        description="Thời gian, địa điểm hội nghị của các cụm và lãnh đạo dự.",
        parent=paths.CAMPAIGNS if own else None,
        contents=False,
    )


def _to_come(site: Site, meeting: Meeting) -> bool:
    cancelled = meeting.paper is not None and meeting.paper.status == "cancelled"
    return meeting.ends is not None and meeting.ends.date() >= site.today and not cancelled


def _calendar_correcting(site: Site, papers: CampaignPapers) -> bool:
    centre = site.codelists.centre
    return centre is not None and f"{centre.id}/leader-calendar" in papers.broken
