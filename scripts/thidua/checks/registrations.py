"""TOT: a report is held against the targets that its unit registered. It only warns."""

from collections.abc import Iterable, Iterator

from thidua.checks.registry import PlacedFinding, corpus_check, related
from thidua.codelists import CodeLists
from thidua.diagnostics import ROOT
from thidua.model import CampaignPapers, Corpus, Registration, Report
from thidua.model.corpus import Filed
from thidua.model.papers import IndicatorRow, Target
from thidua.model.registrations import RegisteredTarget
from thidua.text.amounts import Amount, Measure
from thidua.text.figures import Figure
from thidua.text.folding import slip_for

_INDICATORS = ROOT / "results" / "indicators"


def _pairs(
    papers: CampaignPapers, corpus: Corpus
) -> Iterator[tuple[str, Filed[Report], Filed[Registration]]]:
    registrations = corpus.registrations_for(papers)
    for unit, report in papers.reports.items():
        if unit in registrations:
            yield unit, report, registrations[unit]


@corpus_check("TOT301")
def registered_and_not_reported(papers: CampaignPapers, corpus: Corpus) -> Iterator[PlacedFinding]:
    """Every registered target is reported on."""
    for _, report, registration in _pairs(papers, corpus):
        rows = report.paper.results.indicators
        named = set(_named(rows, corpus.codelists))
        for index, target in enumerate(registration.paper.targets):
            indicator = corpus.codelists.indicator(target.indicator)
            if indicator.key in named:
                continue
            named.add(indicator.key)
            params = {
                "indicator": indicator.name(),
                "registered": target.value.shown,
                "value": target.indicator,
            }
            place = related(registration.document, ROOT / "targets" / index)
            at = _INDICATORS if rows else ROOT / "results"
            yield PlacedFinding(report.document, at, params, at_key=True, related=(place,))


def _named(rows: Iterable[IndicatorRow], codelists: CodeLists) -> Iterator[str]:
    """Yield what a report speaks of; REF111 speaks of a name that is near to a known one."""
    for row in rows:
        indicator = codelists.indicator(row.indicator)
        yield indicator.key
        if not indicator.listed:
            meant = slip_for(row.indicator, codelists.indicators.written_forms)
            yield meant[1] if meant else indicator.key


@corpus_check("TOT302")
def plan_is_not_the_registered_one(
    papers: CampaignPapers, corpus: Corpus
) -> Iterator[PlacedFinding]:
    """A plan that the unit gave itself is the one that it registered."""
    for unit, report, registration in _pairs(papers, corpus):
        for index, row in enumerate(report.paper.results.indicators):
            indicator = corpus.codelists.indicator(row.indicator)
            usual = indicator.measure
            for number, target in enumerate(row.targets):
                given = [(each.set_by, each.span) for each in row.targets]
                if given.count((target.set_by, target.span)) > 1:
                    continue  # DUP106 asks whose they are
                registered = _rivals(unit, target, registration.paper.of(indicator))
                plan = Amount.of(target.value, Measure.parse(row.measure or usual))
                goals = [
                    Amount.of(each.value, Measure.parse(each.measure or usual))
                    for each in registered
                ]
                if plan is None or not goals or any(_fits(plan, goal) for goal in goals):
                    continue
                params = {"plan": _shown(target.value), "registered": registered[0].value.shown}
                pointer = _INDICATORS / index / "targets" / number / "value"
                targets = registration.paper.targets
                place = related(
                    registration.document,
                    ROOT / "targets" / targets.index(registered[0]) / "value",
                )
                yield PlacedFinding(report.document, pointer, params, related=(place,))


def _fits(plan: Amount, goal: Amount | None) -> bool:
    return goal is None or plan.noun != goal.noun or plan.agrees(goal)


def _rivals(
    unit: str, target: Target, registered: tuple[RegisteredTarget, ...]
) -> list[RegisteredTarget]:
    """Return the registered targets that a plan of the report must agree with.

    A plan that somebody else set may well differ from what the unit promised.
    """
    if target.set_by and unit not in target.set_by:
        return []
    return [each for each in registered if target.span in {None, each.span}]


def _shown(figure: Figure | None) -> str:
    return figure.shown if figure else ""


CHECKS = (registered_and_not_reported, plan_is_not_the_registered_one)
