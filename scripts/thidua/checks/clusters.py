"""REF, TOT: what a cluster says of its members agrees with who they are and what they report."""

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
    related,
)
from thidua.codelists import Indicator
from thidua.diagnostics import ROOT, Pointer
from thidua.model import CampaignPapers, ClusterReport, Corpus, Report
from thidua.model.cluster_reports import Aggregate, UnitRow
from thidua.model.corpus import Filed
from thidua.model.papers import IndicatorRow, Paper
from thidua.text.dates import day as shown
from thidua.text.figures import Amount, Figure, Measure, bare

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
        members = {each.unit for each in corpus.codelists.clusters[key].members_on(paper.date)}
        reviewed = {review.unit for review in paper.reviews}
        counts = {"members": len(members)}
        if members <= reviewed:  # else CON203 names those that are missing
            counts["reviews"] = len(reviewed)
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
            elif table.aggregate.method == "weighted-percent":
                stated, pointer = _percent(table.aggregate), place / "targets" / 0 / "percent"
                computed = _weighted(table.rows)
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


def _weighted(rows: tuple[UnitRow, ...]) -> Decimal | None:
    """Return all results in percent of all plans; None unless every member states both."""
    plans = [row.targets[0].value if len(row.targets) == 1 else None for row in rows]
    actual, plan = _sum([row.actual for row in rows]), _sum(plans)
    return None if actual is None or not plan else actual * 100 / plan


@corpus_check("TOT307")
def not_what_the_member_reports(papers: CampaignPapers, corpus: Corpus) -> Iterator[PlacedFinding]:
    """What a cluster states of a member is what the member itself reports."""
    for filed in papers.cluster_reports.values():
        for index, table in enumerate(filed.paper.by_indicator):
            indicator = corpus.codelists.indicator(table.indicator)
            for number, row in enumerate(table.rows):
                report = papers.reports.get(row.unit)
                found = _reported(corpus, report.paper, indicator) if report else None
                if report is None or found is None or row.actual is None:
                    continue
                at, reported = found
                if reported.actual is None:
                    continue
                one = Amount.of(row.actual, Measure.parse(table.measure or indicator.measure))
                own = Measure.parse(reported.measure or indicator.measure)
                other = Amount.of(reported.actual, own)
                if one is not None and other is not None and not one.agrees(other):
                    params = {"printed": row.actual.shown, "reported": reported.actual.shown}
                    place = ROOT / "by_indicator" / index / "rows" / number / "actual"
                    its = ROOT / "results" / "indicators" / at / "actual"
                    places = (related(report.document, its),)
                    yield PlacedFinding(filed.document, place, params, related=places)


def _reported(
    corpus: Corpus, report: Report, indicator: Indicator
) -> tuple[int, IndicatorRow] | None:
    """Return a report's row of an indicator, and its place."""
    for index, row in enumerate(report.results.indicators):
        if corpus.codelists.indicator(row.indicator).key == indicator.key:
            return index, row
    return None


@document_check("TOT306")
def more_votes_than_cast(reading: Reading, _: Context) -> Iterator[Finding]:
    """Nobody is proposed by more votes than were cast."""
    for node in reading.nodes:
        if node.pointer[-1:] == ("votes_for",) and isinstance(node.value, int):
            above = reading.by_pointer[Pointer(node.pointer[:-1])].value
            cast = above.get("votes_cast")
            if isinstance(cast, int) and node.value > cast:
                yield Finding(node.pointer, {"votes": node.value, "cast": cast})


DOCUMENT_CHECKS = (more_votes_than_cast,)
CHECKS = (
    outside_the_cluster,
    members_miscounted,
    aggregate_disagrees,
    not_what_the_member_reports,
)
