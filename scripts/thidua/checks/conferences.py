"""CON: the conferences of the clusters and the leaders who attend them."""

from collections.abc import Iterator

from thidua.checks.registry import (
    Context,
    Finding,
    PlacedFinding,
    Reading,
    corpus_check,
    document_check,
    related,
)
from thidua.diagnostics import ROOT
from thidua.model import CampaignPapers, Corpus
from thidua.model.hours import overlap
from thidua.text.dates import Moment, day
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
    first, second = papers.conferences.get(one), papers.conferences.get(other)
    return first is not None and second is not None and overlap(first.paper, second.paper)


@corpus_check("CON102")
def nothing_to_attend(papers: CampaignPapers, corpus: Corpus) -> Iterator[PlacedFinding]:
    """Leaders attend conferences that a cluster has announced and not cancelled."""
    if papers.calendar is None:
        return
    for index, attendance in enumerate(papers.calendar.paper.attends):
        cluster = attendance.conference
        filed = papers.conferences.get(cluster)
        if f"{cluster}/conference" in papers.broken:
            continue
        if filed is not None and filed.paper.status != "cancelled":
            continue
        params = {
            "reason": "missing" if filed is None else "cancelled",
            "cluster": corpus.codelists.clusters[cluster].name(papers.day),
        }
        places = () if filed is None else (related(filed.document, ROOT / "status"),)
        pointer = ROOT / "attends" / index / "conference"
        yield PlacedFinding(papers.calendar.document, pointer, params, related=places)


@document_check("CON103")
def moved_to_where_it_was(reading: Reading, _: Context) -> Iterator[Finding]:
    """A conference that was moved has another time or another place than before."""
    data = reading.document.data
    old = data.get("moved_from")
    if reading.kind != "conference" or not isinstance(old, dict):
        return
    same_place = old.get("place") in {None, data.get("place")}
    if old.get("start") is not None and old.get("start") == data.get("start") and same_place:
        yield Finding(ROOT / "moved_from", at_key=True)


@document_check("CON104")
def held_but_only_proposed(reading: Reading, context: Context) -> Iterator[Finding]:
    """After its day a conference is no longer only proposed."""
    data = reading.document.data
    held = Moment.parse(str(data.get("end") or data.get("start")))
    proposed = reading.kind == "conference" and data.get("status") == "proposed"
    if proposed and held is not None and held.day < context.today:
        yield Finding(ROOT / "status", {"held": day(held.day)})


DOCUMENT_CHECKS = (moved_to_where_it_was, held_but_only_proposed)
CHECKS = (leader_at_two_conferences, nothing_to_attend)
