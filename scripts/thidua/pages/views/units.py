"""Units: the list, and a page for each with its papers, its awards and its way through time."""

from collections.abc import Iterator
from dataclasses import dataclass

from thidua.codelists import Cluster, Unit
from thidua.model import CampaignPapers, ExpectedPaper, Registration
from thidua.model.corpus import Filed
from thidua.pages import awarded, paths
from thidua.pages.editor import Editor, Editors
from thidua.pages.page import Page
from thidua.pages.site import Site
from thidua.status import Status

_KINDS = ("centre", "central", "provincial")


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit in one campaign."""

    papers: CampaignPapers
    cluster: Cluster | None
    head: bool
    owed: tuple[tuple[ExpectedPaper, Status], ...]
    awards: tuple[awarded.Row, ...]
    #: The forge's editor for a new report; None where there is nothing to send.
    editor: Editor | None
    #: What the unit registered for the time under review.
    registration: Filed[Registration] | None
    #: Whether its registration is under repair.
    registration_broken: bool


def pages(site: Site) -> Iterator[Page]:
    """Yield the list of units and a page for each unit that ever was."""
    current = site.campaigns[0] if site.campaigns else None
    day = current.day if current else site.today
    alive = [unit for unit in site.codelists.units if unit.holds(day)]
    gone = [unit for unit in site.codelists.units if not unit.holds(day)]
    reports = _reports(site, current) if current else {}
    yield site.page(
        paths.UNITS,
        "Đơn vị",
        "units.html",
        values={
            "groups": [(k, site.by_name([u for u in alive if u.kind == k], day)) for k in _KINDS],
            "gone": site.by_name(gone),
            "papers": current,
            "reports": reports,
            "day": day,
        },
        description="Các đơn vị thuộc Bảo hiểm xã hội Việt Nam và tình trạng báo cáo.",
    )
    predecessors: dict[str, list[Unit]] = {}
    for unit in site.codelists.units:
        for successor in unit.successors:
            predecessors.setdefault(successor.unit, []).append(unit)
    rows: dict[str | None, list[awarded.Row]] = {}
    for row in awarded.rows(site):
        rows.setdefault(row.unit, []).append(row)
    editors = Editors(site)
    for unit in site.codelists.units:
        own = rows.get(unit.id, [])
        standings = [_standing(site, unit, papers, own, editors) for papers in site.campaigns]
        yield _page(site, unit, predecessors.get(unit.id, []), standings)


def _reports(site: Site, papers: CampaignPapers) -> dict[str, Status]:
    found = site.statuses(papers)
    return {who: status for who, expected, status in found if expected.paper == "report"}


def _page(site: Site, unit: Unit, predecessors: list[Unit], standings: list[Standing]) -> Page:
    latest = site.campaigns[0].day if site.campaigns else site.today
    day = latest if unit.holds(latest) else unit.to or unit.from_
    return site.page(
        paths.unit(unit.id),
        unit.name(day, short=True),
        "unit.html",
        values={
            "unit": unit,
            "day": day,
            "standings": standings,
            "predecessors": predecessors,
            "sample": any(_has_sample(standing, unit) for standing in standings),
        },
        source="schemas/codelists/units.yml",
        parent=paths.UNITS,
        description=unit.name(day),
    )


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
    owed = tuple(
        (expected, status) for who, expected, status in site.statuses(papers) if who == unit.id
    )
    missing = any(
        expected.paper == "report" and status.stage == "missing" for expected, status in owed
    )
    return Standing(
        papers,
        cluster,
        head is not None and head.unit == unit.id,
        owed,
        tuple(row for row in rows if row.place.campaign == papers.id),
        editors.new(papers, unit.id, "report") if missing else None,
        site.outcome.corpus.registrations_for(papers).get(unit.id),
        f"{unit.id}/registration" in papers.broken,
    )
