"""CON: the conferences of the clusters and the leaders who attend them."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from thidua.checks.registry import PlacedFinding, corpus_check, related
from thidua.diagnostics import ROOT
from thidua.model import CampaignPapers, Conference, Corpus
from thidua.text.folding import fold

_SESSIONS = {"morning": (time(7), time(12)), "afternoon": (time(13), time(18))}
#: How long a conference is taken to last when its paper gives no end.
_USUAL = timedelta(hours=4)


def hours(conference: Conference) -> tuple[datetime, datetime] | None:
    """Return from when to when a conference takes place; None while its day is open.

    Without a clock time the session counts, without a session the whole day.
    """
    start, end = conference.start, conference.end
    if start is None:
        return None
    if start.clock is not None:
        begins = datetime.combine(start.day, start.clock)
        if end is not None:
            return begins, datetime.combine(end.day, end.clock or time.max)
        return begins, begins + _USUAL
    first, last = _SESSIONS.get(conference.session or "", (time.min, time.max))
    last_day = end.day if end else start.day
    return datetime.combine(start.day, first), datetime.combine(last_day, last)


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
