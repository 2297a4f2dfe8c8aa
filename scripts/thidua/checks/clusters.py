"""REF, TOT: what a cluster says of its members agrees with who they are and what they report."""

from collections.abc import Iterator
from datetime import date

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
from thidua.model.cluster_reports import Aggregate, IndicatorTable, UnitRow
from thidua.model.corpus import Filed
from thidua.model.papers import IndicatorRow, Paper
from thidua.text.amounts import PERCENT, Amount, Measure, cut, matches, total
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
            start, opened = filed.paper.start, papers.day or date.min
            # DUE108 speaks of a conference before the dispatch.
            day = start.day if start and start.day >= opened else filed.paper.date
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
def aggregate_disagrees(papers: CampaignPapers, corpus: Corpus) -> Iterator[PlacedFinding]:
    """The figure stated for all members is what its method gives, rounded or cut off."""
    for filed in papers.cluster_reports.values():
        for index, table in enumerate(filed.paper.by_indicator):
            if table.aggregate is None:
                continue
            place = ROOT / "by_indicator" / index / "aggregate"
            measure = _measure(table, corpus)
            found = _aggregate(table, measure)
            if table.aggregate.method == "sum":
                pointer, stated = place / "actual", table.aggregate.actual
                whole = Amount.of(stated, measure)
                holds = found is None or whole is None or whole.agrees(found)
                scale = whole.scale if whole else 1
            else:
                pointer, stated = place / "targets" / 0 / "percent", _percent(table.aggregate)
                holds = found is None or stated is None or matches(stated, found)
                scale = 1
            if found is not None and stated is not None and stated.exact and not holds:
                computed = bare(cut(found.number / scale, stated.step))
                params = {"printed": stated.shown, "computed": computed}
                yield PlacedFinding(filed.document, pointer, params)


def _measure(table: IndicatorTable, corpus: Corpus) -> Measure:
    """Return the measure that the figures of a table have when they name none."""
    return Measure.parse(table.measure or corpus.codelists.indicator(table.indicator).measure)


def _aggregate(table: IndicatorTable, measure: Measure) -> Amount | None:
    """Return what the method of a table gives; None unless every member states what it needs."""
    actual = total(Amount.of(row.actual, measure) for row in table.rows)
    match table.aggregate and table.aggregate.method:
        case "sum":
            return actual
        case "mean-of-percents":
            stated = [percent for row in table.rows if (percent := _percent(row))]
            found = total(Amount.of(each, Measure.parse(PERCENT)) for each in stated)
            return found.shared_by(len(stated)) if found else None
        case "weighted-percent":
            plans = [row.targets[0].value if len(row.targets) == 1 else None for row in table.rows]
            plan = total(Amount.of(each, measure) for each in plans)
            return actual.in_percent_of(plan) if actual and plan else None
        case _:
            return None


def _percent(row: UnitRow | Aggregate | IndicatorRow) -> Figure | None:
    """Return the percentage of a row that has one target; of several none speaks for it."""
    return row.targets[0].percent if len(row.targets) == 1 else None


@corpus_check("TOT307")
def not_what_the_member_reports(papers: CampaignPapers, corpus: Corpus) -> Iterator[PlacedFinding]:
    """What a cluster states of a member is what the member itself reports."""
    for filed in papers.cluster_reports.values():
        for index, table in enumerate(filed.paper.by_indicator):
            indicator = corpus.codelists.indicator(table.indicator)
            for number, row in enumerate(table.rows):
                report = papers.reports.get(row.unit)
                found = _reported(corpus, report.paper, indicator) if report else None
                twice = [each.unit for each in table.rows].count(row.unit) > 1
                if report is None or found is None or twice:  # DUP103 asks which row is right
                    continue
                at, reported = found
                own = Measure.parse(reported.measure or indicator.measure)
                for steps, one, other in _told_twice(row, reported, _measure(table, corpus), own):
                    params = {"printed": one.shown, "reported": other.shown}
                    place = ROOT / "by_indicator" / index / "rows" / number
                    its = ROOT / "results" / "indicators" / at
                    places = (related(report.document, Pointer((*its, *steps))),)
                    pointer = Pointer((*place, *steps))
                    yield PlacedFinding(filed.document, pointer, params, related=places)


def _told_twice(
    row: UnitRow, reported: IndicatorRow, measure: Measure, own: Measure
) -> Iterator[tuple[tuple[str | int, ...], Figure, Figure]]:
    """Yield where a cluster and its member state different figures of one thing, and both."""
    one, other = Amount.of(row.actual, measure), Amount.of(reported.actual, own)
    if row.actual is not None and reported.actual is not None:
        if one and other and one.noun == other.noun and not one.agrees(other):
            yield ("actual",), row.actual, reported.actual
        return  # the percentage follows
    percent, its = _percent(row), _percent(reported)
    if percent is not None and its is not None and percent.exact and its.exact:
        mine, theirs = (Amount.of(each, Measure.parse(PERCENT)) for each in (percent, its))
        same_span = row.targets[0].span in {None, reported.targets[0].span}
        if mine and theirs and same_span and not mine.agrees(theirs):
            yield ("targets", 0, "percent"), percent, its


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
