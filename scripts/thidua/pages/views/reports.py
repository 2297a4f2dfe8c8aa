"""A unit's report, as a page of its own."""

from collections.abc import Iterator

from thidua.model import CampaignPapers, Report
from thidua.pages import paths
from thidua.pages.answered import asked_by
from thidua.pages.page import Page
from thidua.pages.site import Site


def pages(site: Site) -> Iterator[Page]:
    """Yield a page for every report, also for one that is under repair."""
    for papers in site.campaigns:
        for unit, filed in papers.reports.items():
            yield _page(site, papers, unit, filed.paper, filed.document.path)
        for place in papers.broken.values():
            if place.kind == "report" and place.submitter in site.codelists.units:
                yield _page(site, papers, place.submitter, None, place.path)


def _page(
    site: Site, papers: CampaignPapers, unit: str, report: Report | None, source: str
) -> Page:
    campaign = papers.campaign
    name = site.name(unit, report.date if report else papers.day)
    period = campaign.period.name if campaign else papers.id
    response = papers.responses.get(unit)
    made_up = [each for each in (report, response.paper if response else None) if each]
    statuses = {(who, expected.paper): status for who, expected, status in site.statuses(papers)}
    return site.page(
        paths.report(papers.id, unit),
        f"{name}: báo cáo sơ kết {period}",
        "report.html",
        values={
            "papers": papers,
            "campaign": campaign,
            "unit": unit,
            "report": report,
            "asked": asked_by(papers, unit),
            "sample": any(paper.sample for paper in made_up),
            "status": statuses.get((unit, "report")),
            "source": source,
        },
        source=source,
        parent=paths.UNITS,
    )
