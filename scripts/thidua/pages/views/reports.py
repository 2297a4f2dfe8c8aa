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
    promised = site.outcome.corpus.registrations_for(papers).get(unit)
    others = [filed.paper for filed in (response, promised) if filed]
    rows = report.results.indicators if report else ()
    named = {site.codelists.indicator(row.indicator).key for row in rows}
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
            "sample": bool(report and report.sample) or any(paper.sample for paper in others),
            "registration": promised.paper if promised else None,
            "left_out": [
                target
                for target in (promised.paper.targets if promised else ())
                if site.codelists.indicator(target.indicator).key not in named
            ],
            "status": statuses.get((unit, "report")),
            "source": source,
        },
        source=source,
        parent=paths.UNITS,
    )
