"""The clusters: who belongs to them, and what each did in every campaign."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from thidua.codelists import Cluster, compositions
from thidua.consolidate import Comparison, side_by_side
from thidua.model import CampaignPapers, ClusterReport
from thidua.pages import paths
from thidua.pages.awarded import Row, rows, under_repair
from thidua.pages.editor import Editor, Editors
from thidua.pages.meetings import Overview, invitations, overviews
from thidua.pages.page import Page
from thidua.pages.site import Site

_CONFERENCE, _REPORT = "conference", "cluster-report"


@dataclass(frozen=True, slots=True)
class Standing:
    """A cluster in one campaign."""

    papers: CampaignPapers
    overview: Overview
    #: The members whose reports are on the site, and their figures side by side.
    reported: Sequence[str]
    figures: Sequence[Comparison]
    #: Awards to hand over at its conference, by who invites their recipients.
    invitations: Mapping[str, Sequence[Row]]
    #: None while it has not come, or while it is under repair.
    report: ClusterReport | None
    report_correcting: bool
    #: Whether a decision is under repair, so that awards may be missing.
    repairing: bool
    #: The forge's editor for its conference; None where there is nothing to send.
    editor: Editor | None

    @property
    def known(self) -> bool:
        """Whether the cluster had any part in the campaign."""
        return self.overview.known or self.report is not None or self.report_correcting

    @property
    def sample(self) -> bool:
        """Whether anything of it was made up to show the site."""
        awards = [row for own in self.invitations.values() for row in own]
        reported = self.report is not None and self.report.sample
        return self.overview.sample or reported or any(row.decision.sample for row in awards)


def pages(site: Site) -> Iterator[Page]:
    """Yield the list of clusters, that of each campaign, and a page for each cluster."""
    found = {papers.id: overviews(site, papers) for papers in site.campaigns}
    current = found[site.current.id] if site.current else overviews(site, None)
    yield _list(site, site.current, current, paths.CLUSTERS)
    for papers in site.campaigns:
        yield _list(site, papers, found[papers.id], paths.campaign_clusters(papers.id))
    awards, editors = rows(site), Editors(site)
    for index, cluster in enumerate(site.codelists.clusters):
        standings = [
            _standing(site, papers, found[papers.id][index], awards, editors)
            for papers in site.campaigns
        ]
        yield _page(site, cluster, current[index], [each for each in standings if each.known])


def _list(site: Site, papers: CampaignPapers | None, found: list[Overview], path: str) -> Page:
    shown = [each for each in found if each.seats]
    reasons: dict[str, list[Cluster]] = {}
    for each in shown:
        if each.unsourced:
            reasons.setdefault(each.cluster.reason or "", []).append(each.cluster)
    own = path != paths.CLUSTERS
    period = papers.campaign.period.name if papers and papers.campaign else ""
    values = {
        "papers": papers,
        "day": (papers.day if papers else None) or site.today,
        "overviews": shown,
        "reasons": list(reasons.items()),
        "sample": any(each.sample for each in shown),
        "others": [each for each in site.campaigns if each is not papers],
        "is_list_of_campaign": own,
    }
    return site.page(
        path,
        f"Cụm thi đua: {period}" if own else "Cụm thi đua",
        "clusters.html",
        values=values,
        description="Thành viên, cụm trưởng, hội nghị sơ kết của các cụm thi đua.",
        parent=paths.CAMPAIGNS if own else None,
    )


def _standing(
    site: Site,
    papers: CampaignPapers,
    overview: Overview,
    awards: Sequence[Row],
    editors: Editors,
) -> Standing:
    cluster, meeting = overview.cluster, overview.meeting
    # Nobody is asked to send anything for a campaign that another one has followed.
    owes = papers is site.current and meeting and meeting.status
    missing = bool(owes and meeting and meeting.status and meeting.status.stage == "missing")
    report = papers.cluster_reports.get(cluster.id)
    reported = [seat.unit for seat in overview.seats if seat.unit in papers.reports]
    return Standing(
        papers,
        overview,
        reported,
        list(side_by_side([(papers, unit) for unit in reported], site.codelists)),
        invitations(papers, cluster, awards),
        report.paper if report else None,
        f"{cluster.id}/{_REPORT}" in papers.broken,
        bool(under_repair(site, papers)),
        editors.new(papers, cluster.id, _CONFERENCE) if missing else None,
    )


def _page(site: Site, cluster: Cluster, overview: Overview, standings: list[Standing]) -> Page:
    title = cluster.name(site.day)
    sources = [each.overview.meeting.source for each in standings if each.overview.meeting]
    values = {
        "cluster": cluster,
        "papers": site.current,
        "overview": overview,
        "standings": standings,
        "compositions": compositions(cluster),
        "sample": any(each.sample for each in standings),
    }
    return site.page(
        paths.cluster(cluster.id),
        title,
        "cluster.html",
        values=values,
        description=f"{title}: thành viên, hội nghị sơ kết, khen thưởng được trao.",
        source=next((source for source in sources if source), None),
        parent=paths.CLUSTERS,
    )
