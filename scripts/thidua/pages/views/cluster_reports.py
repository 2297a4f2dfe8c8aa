"""A cluster's report, as a page of its own."""

from collections.abc import Iterator

from thidua.model import CampaignPapers, ClusterReport
from thidua.pages import paths
from thidua.pages.page import Page
from thidua.pages.site import Site

_KIND = "cluster-report"


def pages(site: Site) -> Iterator[Page]:
    """Yield a page for every cluster's report, also for one that is under repair."""
    for papers in site.campaigns:
        for cluster, filed in papers.cluster_reports.items():
            yield _page(site, papers, cluster, filed.paper, filed.document.path)
        for place in papers.broken.values():
            if place.kind == _KIND and place.submitter in site.codelists.clusters:
                yield _page(site, papers, place.submitter, None, place.path)


def _page(
    site: Site, papers: CampaignPapers, cluster: str, report: ClusterReport | None, source: str
) -> Page:
    day = report.date if report else papers.day
    period = papers.campaign.period.name if papers.campaign else papers.id
    status = {
        submitter: status
        for submitter, expected, status in site.statuses(papers)
        if expected.paper == _KIND
    }
    return site.page(
        paths.cluster_report(papers.id, cluster),
        f"{site.name(cluster, day, short=False)}: báo cáo sơ kết {period}",
        "cluster_report.html",
        values={
            "papers": papers,
            "cluster": cluster,
            "day": day,
            "report": report,
            "status": status.get(cluster),
        },
        source=source,
        parent=paths.CLUSTERS,
    )
