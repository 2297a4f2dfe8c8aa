"""DUE: what the intake register says of deadlines. Late is said, never punished."""

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
from thidua.status import Timeliness, extension_of, receipt_of, timeliness_of
from thidua.text.dates import day


@document_check("DUE103")
def dated_in_the_future(reading: Reading, context: Context) -> Iterator[Finding]:
    """A paper is not dated after today: most often the year is a slip."""
    if reading.day is not None and reading.day > context.today:
        params = {"day": day(reading.day), "today": day(context.today)}
        yield Finding(ROOT / "date", params)


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
        expected = papers.campaign.expected(kind)
        if expected is None or (kind == "conference") != conferences:
            continue
        extension = extension_of(papers, submitter, kind)
        late = timeliness_of(entry.received, expected.last_day, extension) is Timeliness.LATE
        if not late or receipt_of(papers, entry.paper) is not entry or not expected.last_day:
            continue
        last = max(expected.last_day, extension.until) if extension else expected.last_day
        found = corpus.codelists.submitter(submitter)
        params = {
            "name": found.name(papers.day, short=True) if found else submitter,
            "received": entry.received.vietnamese(),
            "last_day": day(last),
        }
        filed = papers.filed.get(entry.paper)
        places = (related(filed.document, ROOT),) if filed else ()
        place = ROOT / "entries" / index / "received"
        yield PlacedFinding(register.document, place, params, related=places)


DOCUMENT_CHECKS = (dated_in_the_future,)
CHECKS = (paper_came_late, conference_reported_late)
