"""The recommendations of a report with what the centre answers to each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.model import CampaignPapers
from thidua.model.papers import Recommendation
from thidua.model.responses import Answer


@dataclass(frozen=True, slots=True)
class Asked:
    """A recommendation, its number in the report, and the answers with their days."""

    unit: str
    number: int
    recommendation: Recommendation
    #: Whether it is addressed to somebody that no list has, who answers elsewhere.
    outside: bool
    answers: Sequence[tuple[date, Answer]]

    @property
    def state(self) -> str:
        """How far it is: ``open``, ``outside``, or the status of the latest answer."""
        if self.answers:
            return max(self.answers, key=lambda each: each[0])[1].status
        return "outside" if self.outside else "open"


def asked_by(papers: CampaignPapers, unit: str) -> list[Asked]:
    """Return what a unit recommends, in the order of its report."""
    report = papers.reports.get(unit)
    response = papers.responses.get(unit)
    found = []
    for number, item in enumerate(report.paper.recommendations if report else (), start=1):
        paper = response.paper if response else None
        answers = paper.to_recommendation(number) if paper else ()
        dated = [(paper.day_of(answer), answer) for answer in answers if paper]
        outside = papers.codelists.submitter(item.to) is None
        found.append(Asked(unit, number, item, outside, dated))
    return found
