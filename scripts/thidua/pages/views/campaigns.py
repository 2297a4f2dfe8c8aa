"""A campaign: the dispatch, the status of every paper, and what the reports say together."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.model import Campaign, CampaignPapers, ExpectedPaper
from thidua.model.papers import Exemplar
from thidua.pages import paths
from thidua.pages.answered import Asked, asked_by
from thidua.pages.page import Page
from thidua.pages.site import Site
from thidua.pages.views.home import by_cluster, dues
from thidua.status import Status
from thidua.text.folding import fold, slug


@dataclass(frozen=True, slots=True)
class Row:
    """A submitter and the status of each paper that it owes; None where it owes none."""

    submitter: str
    cells: tuple[Status | None, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Submitters that stand together in the matrix."""

    anchor: str
    title: str
    rows: tuple[Row, ...]

    @property
    def columns(self) -> list[int]:
        """Which of the campaign's papers anybody here owes."""
        papers = range(len(self.rows[0].cells))
        return [at for at in papers if any(row.cells[at] is not None for row in self.rows)]


def pages(site: Site) -> Iterator[Page]:
    """Yield the list of campaigns and the pages of each."""
    yield site.page(
        paths.CAMPAIGNS,
        "Các đợt sơ kết",
        "campaigns.html",
        values={
            "campaigns": site.campaigns,
            "dues": {c.id: list(dues(site, c)) for c in site.campaigns},
            "sample": any(_has_sample(papers) for papers in site.campaigns),
        },
        description="Các đợt sơ kết thi đua, khen thưởng và thời hạn gửi báo cáo.",
    )
    for papers in site.campaigns:
        if papers.campaign is not None:
            yield from _of_campaign(site, papers, papers.campaign)


def _of_campaign(site: Site, papers: CampaignPapers, campaign: Campaign) -> Iterator[Page]:
    sample = _has_sample(papers)
    shared = {"papers": papers, "campaign": campaign, "sample": sample}

    def page(path: str, title: str, template: str, **values: object) -> Page:
        return site.page(
            path,
            title,
            template,
            values={**shared, **values},
            parent=paths.CAMPAIGNS,
            source=f"submissions/{papers.id}/{campaign.submitter}/campaign.yml",
        )

    yield page(
        paths.campaign(papers.id),
        campaign.title,
        "campaign.html",
        dues=list(dues(site, papers)),
        groups=list(by_cluster(site, papers)),
    )
    yield page(
        paths.matrix(papers.id),
        f"Tình trạng gửi văn bản: {campaign.period.name}",
        "matrix.html",
        groups=list(matrix(site, papers)),
        expected=campaign.papers,
    )
    yield page(
        paths.exemplars(papers.id),
        f"Gương điển hình tiên tiến: {campaign.period.name}",
        "exemplars.html",
        found=list(exemplars(site, papers)),
    )
    yield page(
        paths.recommendations(papers.id),
        f"Kiến nghị, đề xuất: {campaign.period.name}",
        "recommendations.html",
        found=(asked := recommendations(site, papers)),
        states=_states(asked),
    )


#: In this order they are counted and offered.
_STATES = ("answered", "forwarded", "noted", "open", "outside")


def _states(found: list[tuple[str, str, list[Asked]]]) -> list[tuple[str, int]]:
    """Return how many recommendations stand how, without those of which there are none."""
    counts = Counter(item.state for _, _, asked in found for item in asked)
    return [(state, counts[state]) for state in _STATES if counts[state]]


def _has_sample(papers: CampaignPapers) -> bool:
    return any(filed.paper.sample for filed in papers.filed.values())


def matrix(site: Site, papers: CampaignPapers) -> Iterator[Group]:
    """Yield who owes which paper, grouped as people look for themselves: by cluster."""
    expected = papers.campaign.papers if papers.campaign else ()
    found = {(who, paper): status for who, paper, status in site.statuses(papers)}
    submitters = {who for who, _ in found}
    left = {who for who in submitters if who not in site.codelists.clusters}
    clusters = [who for who in site.codelists.clusters.ids if who in submitters]
    if clusters:
        title = "Các cụm thi đua"
        yield Group("cac-cum", title, tuple(_row(who, expected, found) for who in clusters))
    for cluster in site.codelists.clusters:
        members = {member.unit for member in cluster.members_on(papers.day)} & left
        if members:
            left -= members
            rows = tuple(_row(who, expected, found) for who in site.by_province(members))
            yield Group(cluster.id, cluster.name(papers.day), rows)
    if left:
        rows = tuple(_row(who, expected, found) for who in site.by_province(left))
        yield Group("khong-thuoc-cum", "Đơn vị không thuộc cụm", rows)


def _row(
    who: str, expected: tuple[ExpectedPaper, ...], found: dict[tuple[str, ExpectedPaper], Status]
) -> Row:
    return Row(who, tuple(found.get((who, paper)) for paper in expected))


def exemplars(site: Site, papers: CampaignPapers) -> Iterator[tuple[str, tuple[Exemplar, ...]]]:
    """Yield the units that name exemplars, with them."""
    for unit in site.by_province(papers.reports):
        found = papers.reports[unit].paper.exemplars
        if found:
            yield unit, found


def recommendations(site: Site, papers: CampaignPapers) -> list[tuple[str, str, list[Asked]]]:
    """Return the addressees with an anchor, and what units ask of each."""
    found, names = dict[str, list[Asked]](), dict[str, str]()
    for unit in site.by_province(papers.reports):
        for asked in asked_by(papers, unit):
            to = asked.recommendation.to
            name = names.setdefault(
                fold(to), to
            )  # an office outside has as many spellings as papers
            found.setdefault(name, []).append(asked)
    centre = site.codelists.centre.id if site.codelists.centre else None
    ordered = sorted(found, key=lambda to: (to != centre, slug(site.name(to))))
    return [(to, slug(to), found[to]) for to in ordered]
