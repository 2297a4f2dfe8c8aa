"""Papers of clusters: the agenda that the dispatch names, and what the members have reported."""

from collections.abc import Iterator
from typing import Any

from thidua.codelists import Indicator
from thidua.diagnostics import ROOT
from thidua.model import CampaignPapers, Report
from thidua.model.papers import IndicatorRow
from thidua.prefill.source import Hint, Prefill, Source
from thidua.prefill.units import printed
from thidua.schema import Shape
from thidua.text.collation import sort_key
from thidua.text.figures import Figure
from thidua.text.placeholders import BLANK


def conference(source: Source) -> Prefill:
    """Return a conference: its agenda is what the dispatch names."""
    contents = source.campaign.conference if source.campaign else ()
    return Prefill({"agenda": [content.title for content in contents]})


def cluster_report(source: Source) -> Prefill:
    """Return a cluster's report: its members, what they reached, what they lack and ask for."""
    papers = source.papers
    if papers is None:
        return Prefill({})
    members = _members(source, papers)
    reports = {unit: papers.reports[unit].paper for unit in members if unit in papers.reports}
    words = _Review(source, papers)
    tables = [_table(indicator, rows) for indicator, rows in _by_indicator(source, reports)]
    if members and not tables:
        rows = [{"unit": unit, "actual": BLANK} for unit in members]
        tables = [{"indicator": BLANK, "rows": rows}]
    data = {
        "members_stated": len(members) or None,
        "by_indicator": tables,
        "reviews": [
            {"unit": unit, "text": words.of(reports[unit]) if unit in reports else BLANK}
            for unit in members
        ],
    }
    hints = {ROOT / "reviews": Hint("from_reports")} if reports else {}
    if tables and reports:
        hints[ROOT / "by_indicator"] = Hint("figures_from_reports")
    return Prefill(data, hints, ROOT / "by_indicator")


def _members(source: Source, papers: CampaignPapers) -> list[str]:
    """Return the members on the day of the campaign, in the Vietnamese order of their provinces."""
    cluster = source.codelists.clusters[source.place.submitter]
    units = [source.codelists.units[each.unit] for each in cluster.members_on(papers.day)]
    units.sort(key=lambda unit: sort_key(unit.province or unit.name(papers.day)))
    return [unit.id for unit in units]


_Rows = dict[str, IndicatorRow]


def _by_indicator(source: Source, reports: dict[str, Report]) -> Iterator[tuple[Indicator, _Rows]]:
    """Yield the indicators that members reported: in the order of the list, then others."""
    found: dict[str, tuple[Indicator, _Rows]] = {}
    for unit, report in reports.items():
        for row in report.results.indicators:
            if row.actual is None and not row.targets:
                continue
            indicator = source.codelists.indicator(row.indicator)
            found.setdefault(indicator.key, (indicator, {}))[1][unit] = row
    order = {key: rank for rank, key in enumerate(source.codelists.indicators.ids)}
    yield from sorted(
        found.values(), key=lambda each: (order.get(each[0].id, len(order)), sort_key(each[0].id))
    )


def _table(indicator: Indicator, rows: _Rows) -> dict[str, Any]:
    measures = [row.measure for row in rows.values() if row.measure]
    table: dict[str, Any] = {"indicator": indicator.id}
    if measures and not indicator.measure:
        table["measure"] = measures[0]
    usual = indicator.measure or table.get("measure", "")
    table["rows"] = [
        {"unit": unit, **_figures(row, row.measure or usual, usual)} for unit, row in rows.items()
    ]
    return table


def _figures(row: IndicatorRow, measure: str, usual: str) -> dict[str, Any]:
    """Return result and plans of a row as reported."""

    def shown(figure: Figure) -> str:
        return printed(figure, measure, usual)

    found: dict[str, Any] = {}
    if row.actual:
        found["actual"] = shown(row.actual)
    targets = []
    for target in row.targets:
        parts = {
            "value": shown(target.value) if target.value else None,
            "set_by": list(target.set_by),
            "span": target.span,
            "percent": target.percent.shown if target.percent else None,
        }
        targets.append({key: value for key, value in parts.items() if value})
    if targets:
        found["targets"] = targets
    return found


class _Review:
    """Says in a text what a member itself names: limitations, causes, solutions, requests."""

    def __init__(self, source: Source, papers: CampaignPapers) -> None:
        self._source = source
        self._day = papers.day
        root = source.schemas["report"].shape
        self._limitations = root.properties["results"].properties["limitations"]
        self._recommendations = root.properties["recommendations"]
        text = source.schemas["cluster-report"].shape.at(ROOT / "reviews" / 0 / "text")
        self._longest = int(text.keywords["maxLength"]) if text else 0

    def of(self, report: Report) -> str:
        """Return the text, cut after the last item that fits; a blank if there is nothing."""
        lines: list[str] = []
        for shape, items in (
            (self._limitations, list(self._lacks(report))),
            (self._recommendations, list(self._asks(report))),
        ):
            if items:
                lines += [f"{shape.title}:", "", *items, ""]
        text = "\n".join(lines).strip()
        while len(text) > self._longest:
            text = text.rpartition("\n- ")[0]
        return text or BLANK

    def _lacks(self, report: Report) -> Iterator[str]:
        shape = self._limitations.items or self._limitations
        for each in report.results.limitations:
            yield _item(each.text)
            for name, texts in (("causes", each.causes), ("solutions", each.solutions)):
                for text in texts:
                    yield _item(f"{_one(shape, name)}: {text}", 4)

    def _asks(self, report: Report) -> Iterator[str]:
        for each in report.recommendations:
            found = self._source.codelists.submitter(each.to)
            name = found.name(self._day, short=True) if found else each.to
            yield _item(f"{name}: {each.text}")


def _one(shape: Shape, name: str) -> str:
    return shape.properties[name].title


def _item(text: str, indent: int = 0) -> str:
    """Return a text of paragraphs as an item of a list."""
    first, *rest = text.strip().split("\n")
    margin = " " * indent
    return "\n".join(
        [f"{margin}- {first}", *(f"{margin}  {line}" if line.strip() else "" for line in rest)]
    )
