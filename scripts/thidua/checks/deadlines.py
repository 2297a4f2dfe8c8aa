"""DUE, REF: what the intake register says of deadlines. Late is said, never punished."""

from collections.abc import Iterator

from thidua.checks.registry import PlacedFinding, corpus_check, related
from thidua.diagnostics import ROOT, Related
from thidua.model import CampaignPapers, Corpus, ExpectedPaper
from thidua.status import Timeliness, arrival_of, extension_of, timeliness_of
from thidua.text.dates import day


@corpus_check("DUE101")
def paper_came_late(papers: CampaignPapers, corpus: Corpus) -> Iterator[PlacedFinding]:
    """A paper was received after the last good day of its submitter."""
    return _late(papers, corpus, conferences=False)


@corpus_check("DUE102")
def conference_reported_late(papers: CampaignPapers, corpus: Corpus) -> Iterator[PlacedFinding]:
    """Time and place of a conference were reported after the day that leaders plan with."""
    return _late(papers, corpus, conferences=True)


def _late(papers: CampaignPapers, corpus: Corpus, *, conferences: bool) -> Iterator[PlacedFinding]:
    register = papers.intake
    if register is None or papers.campaign is None:
        return
    for index, entry in enumerate(register.paper.entries):
        submitter, _, kind = entry.paper.partition("/")
        expected = papers.expected(submitter, kind)
        if expected is None or (kind == "conference") != conferences:
            continue
        extension = extension_of(papers, submitter, kind)
        late = timeliness_of(entry.received, expected.last_day, extension) is Timeliness.LATE
        first = arrival_of(papers, entry.paper)
        if not late or first is None or first.entry is not entry or not expected.last_day:
            continue
        last = max(expected.last_day, extension.until) if extension else expected.last_day
        found = corpus.codelists.submitter(submitter)
        params = {
            "name": found.name(papers.day, short=True) if found else submitter,
            "received": entry.received.vietnamese(),
            "last_day": day(last),
        }
        filed = papers.filed.get(entry.paper)
        places = [related(filed.document, ROOT)] if filed else []
        place = ROOT / "entries" / index / "received"
        places += _deadline(papers, expected)
        yield PlacedFinding(register.document, place, params, related=tuple(places))


def _deadline(papers: CampaignPapers, expected: ExpectedPaper) -> list[Related]:
    """Return where the dispatch sets a deadline."""
    dispatch = papers.dispatch
    if dispatch is None:
        return []
    index = dispatch.paper.papers.index(expected)
    key = "before" if expected.before else "by"
    return [related(dispatch.document, ROOT / "papers" / index / key)]


@corpus_check("DUE109")
def extension_that_extends_nothing(papers: CampaignPapers, _: Corpus) -> Iterator[PlacedFinding]:
    """An extension ends after the deadline that all have."""
    register = papers.intake
    if register is None or papers.campaign is None:
        return
    for index, extension in enumerate(register.paper.extensions):
        expected = papers.expected(extension.unit, extension.paper)
        last = expected.last_day if expected else None
        if last is not None and extension.until <= last:
            params = {"until": day(extension.until), "last_day": day(last)}
            place = ROOT / "extensions" / index / "until"
            yield PlacedFinding(register.document, place, params)


@corpus_check("DUE110")
def received_too_early(papers: CampaignPapers, _: Corpus) -> Iterator[PlacedFinding]:
    """A paper is received after the campaign was opened, and after it was signed."""
    register = papers.intake
    if register is None:
        return
    owed = _owed(papers)
    for index, entry in enumerate(register.paper.entries):
        filed = papers.filed.get(entry.paper)
        signed = filed.paper.date if filed and filed.paper.version == 1 else None
        opened = papers.campaign.date if papers.campaign and entry.paper in owed else None
        # Of a second version the register may hold the first receipt: its date says nothing.
        for reason, limit in (("campaign", opened), ("paper", signed)):
            if limit is not None and entry.received.day < limit:
                params = {
                    "reason": reason,
                    "received": entry.received.vietnamese(),
                    "day": day(limit),
                }
                source = papers.dispatch if reason == "campaign" else filed
                places = (related(source.document, ROOT / "date"),) if source else ()
                place = ROOT / "entries" / index / "received"
                yield PlacedFinding(register.document, place, params, related=places)
                break


def _owed(papers: CampaignPapers) -> set[str]:
    """Return the names of the papers that the campaign asks for."""
    asked = papers.campaign.papers if papers.campaign else ()
    return {f"{who}/{each.paper}" for each in asked for who in papers.submitters_of(each)}


@corpus_check("REF113")
def excused_from_nothing(papers: CampaignPapers, corpus: Corpus) -> Iterator[PlacedFinding]:
    """Extensions and exemptions are for those who owe the paper."""
    register = papers.intake
    if register is None or papers.campaign is None:
        return
    owed = _owed(papers)
    for field in ("extensions", "exemptions"):
        for index, item in enumerate(getattr(register.paper, field)):
            if f"{item.unit}/{item.paper}" in owed:
                continue
            found = corpus.codelists.submitter(item.unit)
            params = {
                "name": found.name(papers.day, short=True) if found else item.unit,
                "kinds": item.paper,
            }
            place = ROOT / field / index / "paper"
            yield PlacedFinding(register.document, place, params)


@corpus_check("REF114")
def returned_without_receipt(papers: CampaignPapers, _: Corpus) -> Iterator[PlacedFinding]:
    """What is sent back for correction was received first."""
    register = papers.intake
    if register is None:
        return
    for index, item in enumerate(register.paper.returns):
        received = [each for each in register.paper.entries if each.paper == item.paper]
        if not any(each.received.day <= item.returned.day for each in received):
            params = {"paper": item.paper, "returned": item.returned.vietnamese()}
            place = ROOT / "returns" / index / "paper"
            yield PlacedFinding(register.document, place, params)


CHECKS = (
    paper_came_late,
    conference_reported_late,
    extension_that_extends_nothing,
    received_too_early,
    excused_from_nothing,
    returned_without_receipt,
)
