"""Units: the list, and a page for each with its papers, its awards and its way through time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from thidua.codelists import Cluster, Successor, Unit, forebears, heirs
from thidua.consolidate import side_by_side
from thidua.model import CampaignPapers, ExpectedPaper, Registration
from thidua.model.corpus import Filed
from thidua.pages import awarded, paths
from thidua.pages.editor import Editor, Editors
from thidua.pages.meetings import Meeting, overviews
from thidua.pages.page import Page
from thidua.pages.site import Site
from thidua.status import Status

_KINDS = ("centre", "central", "provincial")
_REPORT = "report"
#: Campaigns that a table has room for, the latest ones.
_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit in one campaign."""

    papers: CampaignPapers
    cluster: Cluster | None
    head: bool
    #: Its report, and apart from it the other papers that the campaign asks for.
    owed: tuple[tuple[ExpectedPaper, Status], ...]
    others: tuple[tuple[ExpectedPaper, Status], ...]
    awards: tuple[awarded.Row, ...]
    #: The forge's editor for a new report; None where there is nothing to send.
    editor: Editor | None
    #: What the unit registered for the time under review.
    registration: Filed[Registration] | None
    #: Whether its registration is under repair.
    registration_broken: bool
    #: Who carries on its work, where it was no more when the campaign began.
    heirs: tuple[Unit, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing is to be said of the unit in this campaign."""
        registered = self.registration is not None or self.registration_broken
        return not (self.owed or self.others or self.awards or registered or self.heirs)


@dataclass(frozen=True, slots=True)
class Forebear:
    """A unit that another one took over, with the campaigns in which it had papers."""

    unit: Unit
    succession: Successor
    campaigns: tuple[CampaignPapers, ...]


def pages(site: Site) -> Iterator[Page]:
    """Yield the list of units and a page for each unit that ever was."""
    current, day = site.current, site.day
    alive = [unit for unit in site.codelists.units if unit.holds(day)]
    gone = [unit for unit in site.codelists.units if not unit.holds(day)]
    reports = _reports(site, current) if current else {}
    yield site.page(
        paths.UNITS,
        "Đơn vị",
        "units.html",
        values={
            "groups": [(k, site.by_name([u for u in alive if u.kind == k], day)) for k in _KINDS],
            "gone": [(unit, heirs(site.codelists, unit, day)) for unit in site.by_name(gone)],
            "papers": current,
            "reports": reports,
            "day": day,
        },
        description="Các đơn vị thuộc Bảo hiểm xã hội Việt Nam và tình trạng báo cáo.",
    )
    before = forebears(site.codelists)
    rows: dict[str | None, list[awarded.Row]] = {}
    for row in awarded.rows(site):
        rows.setdefault(row.unit, []).append(row)
    editors = Editors(site)
    meetings = {each.cluster.id: each.meeting for each in overviews(site, current)}
    for unit in site.codelists.units:
        earlier = [_forebear(site, *each) for each in before.get(unit.id, [])]
        own = rows.get(unit.id, [])
        standings = [_standing(site, unit, papers, own, editors) for papers in site.campaigns]
        yield _page(site, unit, earlier, standings, meetings)


def _reports(site: Site, papers: CampaignPapers) -> dict[str, Status]:
    found = site.statuses(papers)
    return {who: status for who, expected, status in found if expected.paper == _REPORT}


def _forebear(site: Site, unit: Unit, succession: Successor) -> Forebear:
    """Return a unit that was taken over; whether its papers are right or under repair is its own.

    So nothing that it files changes the page of the unit that follows it.
    """
    owed = tuple(papers for papers in site.campaigns if site.owes(papers, unit.id))
    return Forebear(unit, succession, owed)


def _page(
    site: Site,
    unit: Unit,
    earlier: list[Forebear],
    standings: list[Standing],
    meetings: Mapping[str, Meeting | None],
) -> Page:
    day = site.day if unit.holds(site.day) else unit.to or unit.from_
    now = standings[0] if standings and unit.holds(site.day) else None
    reported = [(each.papers, unit.id) for each in standings if unit.id in each.papers.reports][
        :_COLUMNS
    ]
    return site.page(
        paths.unit(unit.id),
        unit.name(day, short=True),
        "unit.html",
        values={
            "unit": unit,
            "day": day,
            "now": now,
            "meeting": meetings.get(now.cluster.id) if now and now.cluster else None,
            "reported": reported,
            "figures": list(side_by_side(reported, site.codelists)),
            "standings": [standing for standing in standings if not standing.empty],
            "forebears": earlier,
            "gone": not unit.holds(site.day),
            "sample": any(_has_sample(standing, unit) for standing in standings),
        },
        source=next(_report_files(unit, standings), None),
        parent=paths.UNITS,
        description=unit.name(day),
    )


def _report_files(unit: Unit, standings: list[Standing]) -> Iterator[str]:
    """Yield the unit's reports, the latest first: what it may change by the pencil of its page."""
    for papers in (standing.papers for standing in standings):
        if unit.id in papers.reports:
            yield papers.reports[unit.id].document.path
        elif f"{unit.id}/{_REPORT}" in papers.broken:
            yield papers.broken[f"{unit.id}/{_REPORT}"].path


def _has_sample(standing: Standing, unit: Unit) -> bool:
    report = standing.papers.reports.get(unit.id)
    promised = standing.registration
    made_up = bool(report and report.paper.sample) or bool(promised and promised.paper.sample)
    return made_up or any(row.decision.sample for row in standing.awards)


def _standing(
    site: Site, unit: Unit, papers: CampaignPapers, rows: list[awarded.Row], editors: Editors
) -> Standing:
    cluster = site.codelists.cluster_of(unit.id, papers.day)
    head = cluster.head_on(papers.day) if cluster else None
    asked = [
        (expected, status) for who, expected, status in site.statuses(papers) if who == unit.id
    ]
    owed = tuple((expected, status) for expected, status in asked if expected.paper == _REPORT)
    others = tuple((expected, status) for expected, status in asked if expected.paper != _REPORT)
    # Nobody is asked to send anything for a campaign that another one has followed.
    missing = papers is site.current and any(status.stage == "missing" for _, status in owed)
    return Standing(
        papers,
        cluster,
        head is not None and head.unit == unit.id,
        owed,
        others,
        tuple(row for row in rows if row.place.campaign == papers.id),
        editors.new(papers, unit.id, "report") if missing else None,
        site.outcome.corpus.registrations_for(papers).get(unit.id),
        f"{unit.id}/registration" in papers.broken,
        tuple(heirs(site.codelists, unit, papers.day)),
    )
