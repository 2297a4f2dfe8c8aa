"""CON: the conferences of the clusters and the leaders who attend them."""

from collections.abc import Iterator

from thidua.checks.registry import PlacedFinding, corpus_check, related
from thidua.diagnostics import ROOT
from thidua.model import CampaignPapers, Corpus
from thidua.model.hours import hours
from thidua.text.folding import fold


@corpus_check("CON101")
def leader_at_two_conferences(papers: CampaignPapers, corpus: Corpus) -> Iterator[PlacedFinding]:
    """Nobody is at two conferences at once."""
    if papers.calendar is None:
        return
    calendar = papers.calendar.document
    seen: list[tuple[int, str, str]] = []
    for index, attendance in enumerate(papers.calendar.paper.attends):
        leader, cluster = fold(attendance.leader), attendance.conference
        for other_index, other_leader, other in seen:
            if leader == other_leader and _overlap(papers, cluster, other):
                names = corpus.codelists.clusters
                params = {
                    "leader": attendance.leader,
                    "first": names[other].name(papers.day),
                    "second": names[cluster].name(papers.day),
                }
                place = related(calendar, ROOT / "attends" / other_index)
                pointer = ROOT / "attends" / index / "conference"
                yield PlacedFinding(calendar, pointer, params, related=(place,))
                break
        seen.append((index, leader, cluster))


def _overlap(papers: CampaignPapers, one: str, other: str) -> bool:
    if one == other:
        return False
    both = [
        hours(filed.paper)
        for key in (one, other)
        if (filed := papers.conferences.get(key)) and filed.paper.status != "cancelled"
    ]
    known = [each for each in both if each is not None]
    if len(known) < len((one, other)):
        return False
    (first_start, first_end), (second_start, second_end) = known
    return first_start < second_end and second_start < first_end


CHECKS = (leader_at_two_conferences,)
