"""REF, TOT, DUP: what a cluster says of its members agrees with who they are."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_DOWN, Decimal

from thidua.checks.registry import (
    Context,
    Finding,
    PlacedFinding,
    Reading,
    corpus_check,
    document_check,
)
from thidua.diagnostics import ROOT, Pointer
from thidua.model import CampaignPapers, ClusterReport, Corpus
from thidua.model.cluster_reports import Aggregate, UnitRow
from thidua.model.corpus import Filed
from thidua.model.papers import Paper
from thidua.text.dates import day as shown
from thidua.text.figures import Figure, bare

#: A unit that a paper names as a member: the paper, where, the unit, the cluster, the day.
_Named = tuple[Filed[Paper], Pointer, str, str, date]


@corpus_check("REF104")
def outside_the_cluster(papers: CampaignPapers, corpus: Corpus) -> Iterator[PlacedFinding]:
    """Whoever hosts, is reviewed, is nominated or signs a cluster's compact belongs to it."""
    for filed, pointer, unit, key, day in _named(papers):
        cluster = corpus.codelists.clusters[key]
        if unit not in {member.unit for member in cluster.members_on(day)}:
            params = {
                "name": corpus.codelists.units[unit].name(day, short=True),
                "cluster": cluster.name(day),
                "day": shown(day),
            }
            yield PlacedFinding(filed.document, pointer, params)


def _named(papers: CampaignPapers) -> Iterator[_Named]:
    for key, filed in papers.conferences.items():
        if filed.paper.host is not None:
            day = filed.paper.start.day if filed.paper.start else filed.paper.date
            yield filed, ROOT / "host", filed.paper.host, key, day
    for key, report in papers.cluster_reports.items():
        for pointer, unit in _units(report.paper):
            yield report, pointer, unit, key, report.paper.date
    for unit, registration in papers.registrations.items():
        paper = registration.paper
        if paper.signed_with is not None:
            yield registration, ROOT / "signed_with", unit, paper.signed_with, paper.date


def _units(report: ClusterReport) -> Iterator[tuple[Pointer, str]]:
    """Yield every unit that a cluster's report names, and where."""
    for index, table in enumerate(report.by_indicator):
        for number, row in enumerate(table.rows):
            yield ROOT / "by_indicator" / index / "rows" / number / "unit", row.unit
    for index, review in enumerate(report.reviews):
        yield ROOT / "reviews" / index / "unit", review.unit
    for index, nomination in enumerate(report.nominations):
        place = ROOT / "nominations" / index / "recipient" / "unit"
        yield place, nomination.recipient.unit


@corpus_check("TOT303")
def members_miscounted(papers: CampaignPapers, corpus: Corpus) -> Iterator[PlacedFinding]:
    """The stated number of members is that of the list, and that of the reviewed members."""
    for key, filed in papers.cluster_reports.items():
        paper = filed.paper
        counts = {
            "members": len(corpus.codelists.clusters[key].members_on(paper.date)),
            "reviews": len({review.unit for review in paper.reviews}),
        }
        for reason, count in counts.items():
            if paper.members_stated is not None and count not in {0, paper.members_stated}:
                params = {"reason": reason, "stated": paper.members_stated, "count": count}
                yield PlacedFinding(filed.document, ROOT / "members_stated", params)
                break


@corpus_check("TOT304")
def aggregate_disagrees(papers: CampaignPapers, _: Corpus) -> Iterator[PlacedFinding]:
    """The figure stated for all members is what its method gives, rounded or cut off."""
    for filed in papers.cluster_reports.values():
        for index, table in enumerate(filed.paper.by_indicator):
            if table.aggregate is None:
                continue
            place = ROOT / "by_indicator" / index / "aggregate"
            if table.aggregate.method == "sum":
                stated, pointer = table.aggregate.actual, place / "actual"
                computed = _sum([row.actual for row in table.rows])
            elif table.aggregate.method == "mean-of-percents":
                stated, pointer = _percent(table.aggregate), place / "targets" / 0 / "percent"
                computed = _mean([_percent(row) for row in table.rows])
            else:
                continue
            if stated is None or computed is None or not stated.exact or stated.measure:
                continue
            if abs(computed - stated.number) >= stated.step:
                shown_number = bare(computed.quantize(stated.step, ROUND_DOWN))
                params = {"printed": stated.shown, "computed": shown_number}
                yield PlacedFinding(filed.document, pointer, params)


def _percent(row: UnitRow | Aggregate) -> Figure | None:
    """Return the percentage of a row that has one target; of several none speaks for it."""
    return row.targets[0].percent if len(row.targets) == 1 else None


def _sum(figures: list[Figure | None]) -> Decimal | None:
    """Return the sum; None unless every member has an exact figure in the table's measure."""
    known = [figure.number for figure in figures if figure and figure.exact and not figure.measure]
    return sum(known, Decimal()) if known and len(known) == len(figures) else None


def _mean(figures: list[Figure | None]) -> Decimal | None:
    """Return the mean of those that state a figure; None if one of them is not exact."""
    stated = [figure for figure in figures if figure]
    if not stated or not all(figure.exact for figure in stated):
        return None
    return sum((figure.number for figure in stated), Decimal()) / len(stated)


#: The lists in which a value of a field stands once.
_ONCE = {
    "report": {("indicators", "indicator")},
    "cluster-report": {("by_indicator", "indicator"), ("rows", "unit"), ("reviews", "unit")},
    "registration": {("targets", "indicator")},
}


@document_check("DUP103")
def row_twice(reading: Reading, context: Context) -> Iterator[Finding]:
    """In a table an indicator or a unit has one row; two would give it two values."""
    seen: set[tuple[object, ...]] = set()
    for node in reading.nodes:
        # …/rows/3/unit: the list, the item in it, the field.
        steps = node.pointer[-3:]
        if len(steps) < 3 or (steps[0], steps[2]) not in _ONCE.get(reading.kind, set()):  # noqa: PLR2004
            continue
        if not isinstance(node.value, str):
            continue
        item = reading.by_pointer[Pointer(node.pointer[:-1])].value
        key = (*node.pointer[:-2], node.value, str(item.get("span", "year")))
        entry = context.codelists.find(node.shape.codelists, str(node.value))
        if key in seen and entry is not None:
            yield Finding(node.pointer, {"name": entry.name(reading.day, short=True)})
        seen.add(key)


DOCUMENT_CHECKS = (row_twice,)
CHECKS = (outside_the_cluster, members_miscounted, aggregate_disagrees)
