"""What the reports of a campaign say together, indicator by indicator, with charts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.consolidate import Consolidated, Line, consolidated, unlisted
from thidua.model import CampaignPapers
from thidua.pages import paths
from thidua.pages.charts import Bar, Chart, bars, spread
from thidua.pages.page import Page
from thidua.pages.site import Site
from thidua.status import Status

#: Fewer values are read faster than a picture of them.
_FEWEST_BARS, _FEWEST_SPREAD = 2, 5
_ENDS = 3
_ALL = 100


@dataclass(frozen=True, slots=True)
class Ends:
    """The units at both ends of a comparison, the highest first."""

    #: Whether units are compared by their percentage of the plan, not by the figure itself.
    of_plan: bool
    #: How many units are compared.
    count: int
    highest: Sequence[tuple[str, Decimal]]
    lowest: Sequence[tuple[str, Decimal]]


def pages(site: Site) -> Iterator[Page]:
    """Yield the consolidated results of each campaign, and a page for each indicator."""
    for papers in site.campaigns:
        if papers.campaign is None:
            continue
        period = papers.campaign.period.name
        results = list(consolidated(papers, site.codelists))
        yield site.page(
            paths.consolidated(papers.id),
            f"Kết quả tổng hợp: {period}",
            "consolidated.html",
            values={
                "papers": papers,
                "campaign": papers.campaign,
                "sample": any(filed.paper.sample for filed in papers.filed.values()),
                "results": results,
                "chart": site.drawn(_of_plans(results, period)),
                "owed": len(owed := _owed(site, papers)),
                "sent": sum(status.sent for status in owed),
                "unlisted": unlisted(papers, site.codelists),
            },
            parent=paths.CAMPAIGNS,
            source=f"submissions/{papers.id}/{papers.campaign.submitter}/campaign.yml",
        )
        for result in results:
            yield _of_indicator(site, papers, period, result)


def _owed(site: Site, papers: CampaignPapers) -> list[Status]:
    """Return the status of every report that a campaign asks for."""
    found = [status for _, paper, status in site.statuses(papers) if paper.paper == "report"]
    return [status for status in found if status.stage != "not-required"]


def _of_plans(results: Sequence[Consolidated], period: str) -> Chart | None:
    """Return a chart of how far the plans are reached, where several can be compared."""
    found = [
        Bar(f"{each.indicator.name()} ({len(each.compared)})", float(each.percent))
        for each in results
        # What is better lower would look like an achievement; one unit is no picture of many.
        if each.percent is not None
        and each.indicator.direction != "lower"
        and len(each.compared) >= _FEWEST_BARS
    ]
    if len(found) < _FEWEST_BARS:
        return None
    title = f"Thực hiện so với kế hoạch của từng chỉ tiêu, {period}, phần trăm"
    return bars(found, "% kế hoạch", title, line=_ALL)


def _of_indicator(site: Site, papers: CampaignPapers, period: str, result: Consolidated) -> Page:
    order = {unit: rank for rank, unit in enumerate(site.by_province(papers.reports))}
    lines = sorted(result.lines, key=lambda line: order[line.unit])
    return site.page(
        paths.indicator(papers.id, result.indicator.id),
        f"{result.indicator.name()}: {period}",
        "indicator.html",
        values={
            "papers": papers,
            "result": result,
            "lines": lines,
            "reports": len(papers.reports),
            "owed": len(_owed(site, papers)),
            "chart": site.drawn(_of_units(site, papers, period, result)),
            "spread": site.drawn(_spread(period, result)),
            "ends": ends(result),
            "sample": any(filed.paper.sample for filed in papers.reports.values()),
        },
        parent=paths.CAMPAIGNS,
    )


def _of_units(
    site: Site, papers: CampaignPapers, period: str, result: Consolidated
) -> Chart | None:
    found = [
        Bar(
            site.place_name(line.unit, papers.day),
            float(line.actual),
            None if line.plan is None else float(line.plan),
        )
        for line in sorted(result.counted, key=_size, reverse=True)
        if line.actual is not None
    ]
    if len(found) < _FEWEST_BARS:
        return None
    title = f"{result.indicator.name()}, {period}: thực hiện và kế hoạch của {len(found)} đơn vị"
    return bars(found, result.indicator.measure, title)


def _spread(period: str, result: Consolidated) -> Chart | None:
    values = [float(line.actual) for line in result.counted if line.actual is not None]
    if len(values) < _FEWEST_SPREAD:
        return None
    title = f"{result.indicator.name()}, {period}: phân bố của {len(values)} đơn vị"
    return spread(values, result.indicator.measure, title)


def ends(result: Consolidated) -> Ends | None:
    """Return who stands at both ends; None where too few units can be compared.

    Amounts of units of different size say little beside each other, so they are compared by their
    plans where both are known.
    """
    of_plan = result.summable and len(result.compared) >= _FEWEST_SPREAD
    if of_plan:
        found = [(line.unit, line.percent) for line in result.compared if line.percent is not None]
    else:
        found = [(line.unit, line.actual) for line in result.counted if line.actual is not None]
    if len(found) < _FEWEST_SPREAD:
        return None
    ordered = sorted(found, key=lambda each: each[1], reverse=True)
    highest, lowest = _first(ordered), _first(ordered[::-1])
    if not highest and not lowest:
        return None
    return Ends(of_plan, len(ordered), highest, lowest[::-1])


def _first(ordered: Sequence[tuple[str, Decimal]]) -> Sequence[tuple[str, Decimal]]:
    """Return those that stand first and apart: nobody is named where equals are not."""
    count = min(_ENDS, len(ordered) // 2)
    while count and ordered[count - 1][1] == ordered[count][1]:
        count -= 1
    return ordered[:count]


def _size(line: Line) -> Decimal:
    return line.actual if line.actual is not None else Decimal()
