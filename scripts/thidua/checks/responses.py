"""REF: an answer belongs to a recommendation that stands in a report."""

from collections.abc import Iterator

from thidua.checks.registry import PlacedFinding, corpus_check, related
from thidua.diagnostics import ROOT
from thidua.model import CampaignPapers, Corpus


@corpus_check("REF108")
def no_such_recommendation(papers: CampaignPapers, corpus: Corpus) -> Iterator[PlacedFinding]:
    """An answer names a recommendation by its number in the unit's report."""
    for unit, filed in papers.responses.items():
        report = papers.reports.get(unit)
        if report is None or filed.paper.unit != unit:
            continue
        count = len(report.paper.recommendations)
        for index, answer in enumerate(filed.paper.answers):
            if answer.recommendation > count:
                name = corpus.codelists.units[unit].name(filed.paper.date, short=True)
                params = {"name": name, "number": answer.recommendation, "count": count}
                place = ROOT / "answers" / index / "recommendation"
                at = ROOT / "recommendations" if count else ROOT
                yield PlacedFinding(
                    filed.document, place, params, related=(related(report.document, at),)
                )


@corpus_check("REF109")
def nothing_to_answer(papers: CampaignPapers, corpus: Corpus) -> Iterator[PlacedFinding]:
    """A response stands under the name of the unit that it answers, and that unit has reported."""
    for slug, filed in papers.responses.items():
        unit = filed.paper.unit
        if unit != slug:
            params = {"reason": "path", "file": slug, "unit": unit}
            yield PlacedFinding(filed.document, ROOT / "unit", params)
        elif unit not in papers.reports and f"{unit}/report" not in papers.broken:
            name = corpus.codelists.units[unit].name(filed.paper.date, short=True)
            yield PlacedFinding(filed.document, ROOT / "unit", {"reason": "report", "name": name})


CHECKS = (no_such_recommendation, nothing_to_answer)
