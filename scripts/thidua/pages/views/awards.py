"""Awards by award, by cluster, by unit, by decision: only what stands in a decision."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.codelists import Award
from thidua.model import AwardDecision, CampaignPapers
from thidua.model.papers.awards import Change
from thidua.pages import paths
from thidua.pages.awarded import (
    Row,
    Tally,
    by_campaign,
    decision_path,
    period,
    rows,
    under_repair,
)
from thidua.pages.page import Page, address
from thidua.pages.site import Site
from thidua.project import PaperPath

#: So many changes are still news.
_LATEST = 5


@dataclass(frozen=True, slots=True)
class Total:
    """What a decision says of the number of one kind of recipients, and what its list holds."""

    kind: str
    stated: int | None
    #: Entries that were withdrawn later stood in the decision too.
    listed: int
    withdrawn: int

    @property
    def differs(self) -> bool:
        """Whether the list is not as long as the decision says."""
        return self.stated is not None and self.stated != self.listed


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one cluster or unit, by campaign."""

    key: str
    title: str
    path: str
    campaigns: Sequence[tuple[CampaignPapers, Sequence[Row]]]
    tally: Tally


@dataclass(frozen=True, slots=True)
class Published:
    """A decision that can be shown, its entries in its own order."""

    place: PaperPath
    paper: AwardDecision
    #: The papers of the campaign that it belongs to.
    papers: CampaignPapers
    rows: Sequence[Row]

    @property
    def path(self) -> str:
        """Its page."""
        return decision_path(self.place)

    @property
    def tally(self) -> Tally:
        """What it holds."""
        return Tally.of(self.rows)


def pages(site: Site) -> Iterator[Page]:
    """Yield the lists, then a page for each award and each decision."""
    found = rows(site)
    published = list(_published(site, found))
    repairing = [each for papers in site.campaigns for each in under_repair(site, papers)]
    yield _index(site, found, published, repairing)
    for award in site.codelists.awards.values():
        rows_of = [row for row in found if row.entry.award == award.id]
        yield _award(site, award, rows_of, published)
    yield _lookup(site, found, published)
    yield _by_cluster(site, found)
    yield _by_unit(site, found)
    for decision in published:
        yield _decision(site, decision)
    for place in repairing:
        yield _correcting(site, place)


def _published(site: Site, found: Iterable[Row]) -> Iterator[Published]:
    """Yield the decisions, the latest first."""
    row_of: Mapping[tuple[str, str], Row] = {(row.place.path, row.entry.id): row for row in found}
    for papers in site.campaigns:
        for filed in reversed(papers.decisions):
            own = [row_of[filed.place.path, entry.id] for entry in filed.paper.entries]
            yield Published(filed.place, filed.paper, papers, own)


def _is_sample(found: Iterable[Row]) -> bool:
    return any(row.decision.sample for row in found)


def _index(
    site: Site, found: list[Row], published: list[Published], repairing: list[PaperPath]
) -> Page:
    def tallies(awards: Iterable[Award]) -> list[tuple[Award, Tally]]:
        return [(a, Tally.of(row for row in found if row.entry.award == a.id)) for a in awards]

    values = {
        "titles": tallies(site.codelists.award_titles),
        "forms": tallies(site.codelists.commendation_forms),
        "decisions": published,
        "campaigns": [
            (papers, [each for each in published if each.papers is papers])
            for papers in site.campaigns
            if papers.decisions
        ],
        "changes": _changes(published)[:_LATEST],
        "repairing": [(place.path, decision_path(place)) for place in repairing],
        "day": site.day,
        "sample": _is_sample(found),
    }
    description = "Danh hiệu thi đua, hình thức khen thưởng đã được quyết định tặng."
    title = "Khen thưởng"
    return site.page(paths.AWARDS, title, "awards.html", values=values, description=description)


def _changes(published: Iterable[Published]) -> list[tuple[Published, Change]]:
    """Return what was changed in decisions, the latest first."""
    found = [(each, change) for each in published for change in each.paper.changes]
    return sorted(found, key=lambda each: each[1][0] or date.min, reverse=True)


def _award(site: Site, award: Award, found: list[Row], published: list[Published]) -> Page:
    title = award.name(site.day)
    collectives, individuals = (
        by_campaign(site, [row for row in found if row.entry.recipient.kind == kind])
        for kind in ("collective", "individual")
    )
    values = {
        "award": award,
        "is_title": award.id in site.codelists.award_titles,
        "collectives": collectives,
        "individuals": individuals,
        "tally": Tally.of(found),
        "sample": _is_sample(found),
        # What was corrected in other entries of a decision is no news of this award.
        "changes": [
            (each, change)
            for each, change in _changes(published)
            if any(row.place == each.place and change[1] in (None, row.entry) for row in found)
        ][:_LATEST],
    }
    return site.page(
        paths.award(award.id),
        title,
        "award.html",
        values=values,
        description=f"Tập thể, cá nhân được tặng {title}.",
        parent=paths.AWARDS,
        brief=True,
    )


def _lookup(site: Site, found: list[Row], published: list[Published]) -> Page:
    return site.page(
        paths.AWARD_LOOKUP,
        "Tìm khen thưởng",
        "award_lookup.html",
        values={"total": len(found), "decisions": len(published), "sample": _is_sample(found)},
        description="Tìm tập thể, cá nhân được khen thưởng theo tên, đơn vị, danh hiệu, năm.",
        contents=False,
        brief=True,
    )


def _by_cluster(site: Site, found: list[Row]) -> Page:
    groups = []
    for cluster in site.codelists.clusters:
        own = [row for row in found if row.cluster == cluster.id and row.unit]
        if own:
            path = paths.cluster(cluster.id)
            title = cluster.name(site.day)
            groups.append(Group(cluster.id, title, path, by_campaign(site, own), Tally.of(own)))
    others = by_campaign(site, [row for row in found if row.cluster is None and row.unit])
    values = {"groups": groups, "others": others, "sample": _is_sample(found)}
    return site.page(
        paths.AWARDS_BY_CLUSTER,
        "Khen thưởng theo cụm thi đua",
        "awards_by_cluster.html",
        values=values,
        description="Tập thể, cá nhân được khen thưởng, xếp theo cụm thi đua.",
        search=False,
    )


def _by_unit(site: Site, found: list[Row]) -> Page:
    by_unit: dict[str, list[Row]] = {}
    for row in found:
        if row.unit:
            by_unit.setdefault(row.unit, []).append(row)
    members: list[Group] = []
    others: list[Group] = []
    for unit in site.by_province(by_unit):
        own = by_unit[unit]
        title = site.name(unit, max(row.decision.date for row in own))
        part = members if any(row.cluster for row in own) else others
        part.append(Group(unit, title, paths.unit(unit), by_campaign(site, own), Tally.of(own)))
    values = {"members": members, "others": others, "sample": _is_sample(found)}
    return site.page(
        paths.AWARDS_BY_UNIT,
        "Khen thưởng theo đơn vị",
        "awards_by_unit.html",
        values=values,
        description="Tập thể, cá nhân được khen thưởng, xếp theo đơn vị.",
        search=False,
    )


def _decision(site: Site, published: Published) -> Page:
    decision = published.paper
    values = {
        "decision": decision,
        "papers": published.papers,
        "rows": published.rows,
        "totals": totals(published),
        "achieved": period(decision.achievement) if decision.achievement else "",
        "address": address(published.path),
    }
    return site.page(
        published.path,
        f"Quyết định số {decision.number}",
        "decision.html",
        values=values,
        description=decision.subject or "",
        source=published.place.path,
        parent=paths.AWARDS,
        contents=False,
    )


def _correcting(site: Site, place: PaperPath) -> Page:
    return site.page(
        decision_path(place),
        "Quyết định đang chỉnh sửa",
        "decision.html",
        values={"decision": None},
        source=place.path,
        parent=paths.AWARDS,
    )


def totals(published: Published) -> list[Total]:
    """Return the stated totals of a decision beside those of its list."""
    stated = published.paper.stated
    collectives, individuals = (
        [row for row in published.rows if row.entry.recipient.kind == kind]
        for kind in ("collective", "individual")
    )
    return [
        _total("collective", stated.collectives if stated else None, collectives),
        _total("individual", stated.individuals if stated else None, individuals),
    ]


def _total(kind: str, stated: int | None, listed: list[Row]) -> Total:
    return Total(kind, stated, len(listed), sum(not row.counted for row in listed))
