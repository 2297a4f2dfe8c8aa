"""The first page: what is due, how far along, what to do now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from thidua.model import CampaignPapers, ExpectedPaper
from thidua.pages import paths
from thidua.pages.meetings import Meeting, in_time_order, overviews
from thidua.pages.page import Page
from thidua.pages.site import Site
from thidua.pages.tilemap import TileMap, tile_map
from thidua.status import Status

_NEWEST = 6
_NEXT = 4


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of a group have sent a paper."""

    title: str
    sent: int
    total: int
    #: The page of the group, if it has one.
    path: str | None = None
    anchor: str = ""

    @property
    def share(self) -> int:
        """Sent in percent of all, cut off so that 100 means all."""
        return self.sent * 100 // self.total if self.total else 0


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline and how far the submitters are."""

    expected: ExpectedPaper
    progress: Progress
    days_left: int | None


def pages(site: Site) -> Iterator[Page]:
    """Yield the first page."""
    current = site.current
    values = {
        "papers": current,
        "earlier": site.campaigns[1:],
        "dues": next_first(dues(site, current)) if current else [],
        "groups": list(by_cluster(site, current)) if current else [],
        "map": report_map(site, current) if current else None,
        "newest": newest(site, current) if current else [],
        "conferences": upcoming(site, current) if current else [],
        "unannounced": unannounced(site, current) if current else [],
        "sample": bool(current and any(filed.paper.sample for filed in current.filed.values())),
    }
    description = "Hướng dẫn, thời hạn, lịch hội nghị, danh sách khen thưởng và kết quả."
    yield site.page(
        paths.HOME,
        current.campaign.title if current and current.campaign else "Sơ kết thi đua, khen thưởng",
        "home.html",
        values=values,
        description=description,
        contents=False,
    )


def report_map(site: Site, papers: CampaignPapers) -> TileMap:
    """Return how far the reports of a campaign are, unit by unit."""
    found = site.statuses(papers)
    return tile_map(
        site, [(who, status) for who, expected, status in found if expected.paper == "report"]
    )


def dues(site: Site, papers: CampaignPapers) -> Iterator[Due]:
    """Yield the papers that a campaign asks for, with deadline and progress."""
    found = site.statuses(papers)
    for expected in papers.campaign.papers if papers.campaign else ():
        of_paper = [status for _, paper, status in found if paper is expected]
        last = expected.last_day
        days_left = (last - site.today).days if last else None
        yield Due(expected, _progress(expected.title, of_paper), days_left)


def next_first(found: Iterable[Due]) -> list[Due]:
    """Return what is still due by its day, then what was due."""

    def key(due: Due) -> tuple[bool, int]:
        left = due.days_left
        return left is None or left < 0, abs(left) if left is not None else 0

    return sorted(found, key=key)


def by_cluster(site: Site, papers: CampaignPapers) -> Iterator[Progress]:
    """Yield how many units of each cluster have sent their report, central units apart."""
    reports = {
        submitter: status
        for submitter, expected, status in site.statuses(papers)
        if expected.paper == "report"
    }
    counted: set[str] = set()
    for cluster in site.codelists.clusters:
        members = [member.unit for member in cluster.members_on(papers.day)]
        statuses = [reports[unit] for unit in members if unit in reports]
        counted.update(members)
        if statuses:
            title = cluster.name(papers.day, short=True)
            yield _progress(title, statuses, paths.cluster(cluster.id), f"dot-{papers.id}")
    others = [status for unit, status in reports.items() if unit not in counted]
    if others:
        yield _progress("Đơn vị không thuộc cụm", others, paths.UNITS)


def _progress(
    title: str, statuses: list[Status], path: str | None = None, anchor: str = ""
) -> Progress:
    required = [status for status in statuses if status.stage != "not-required"]
    sent = sum(status.sent for status in required)
    return Progress(title, sent, len(required), path, anchor)


def newest(site: Site, papers: CampaignPapers) -> list[tuple[str, ExpectedPaper, Status]]:
    """Return the papers that were received last."""
    received = [each for each in site.statuses(papers) if each[2].received is not None]
    received.sort(key=lambda each: (_when(each[2]), each[0]), reverse=True)
    return received[:_NEWEST]


def _when(status: Status) -> tuple[object, ...]:
    return status.received.order if status.received else ()


def upcoming(site: Site, papers: CampaignPapers) -> list[Meeting]:
    """Return the next conferences that have a day and are not cancelled; else the last ones."""
    found = in_time_order(each.meeting for each in overviews(site, papers) if each.meeting)
    held = [
        each for each in found if each.starts and each.paper and each.paper.status != "cancelled"
    ]
    coming = [each for each in held if each.ends and each.ends.date() >= site.today]
    return coming[:_NEXT] or held[-_NEXT:]


def unannounced(site: Site, papers: CampaignPapers) -> list[Meeting]:
    """Return the conferences that clusters have not reported though they had to."""
    found = [each.meeting for each in overviews(site, papers) if each.meeting]
    return [
        each
        for each in found
        if each.status and each.status.stage == "missing" and each.status.overdue
    ]
