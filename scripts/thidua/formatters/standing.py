"""Who has sent what, on a terminal: for the office on the days around a deadline."""

import json
from collections.abc import Iterator
from datetime import date

from thidua.messages import Catalogue
from thidua.model import CampaignPapers, ExpectedPaper
from thidua.status import Stage, Status, Timeliness, as_record, statuses
from thidua.text.dates import day

#: The groups in which submitters are named; those who are in time are only counted.
_NAMED = ("missing", "correcting", "received", "late", "extended", "unconfirmed", "exempt")


def render(papers: CampaignPapers, today: date, words: Catalogue) -> str:
    """Return the standing of a campaign: deadlines, days left, and who is missing."""
    assert papers.campaign is not None  # noqa: S101 - only such campaigns are published
    parts = [f"{papers.id}: {papers.campaign.title}"]
    for expected, found in _by_paper(papers, today):
        parts.append("\n".join(_of_paper(papers, expected, found, today, words)))
    return "\n\n".join(parts)


def as_json(papers: CampaignPapers, today: date) -> str:
    """Return the same for programs; days are ISO."""
    rows = [{**as_record(*each), "overdue": each[2].overdue} for each in statuses(papers, today)]
    return json.dumps({"campaign": papers.id, "statuses": rows}, ensure_ascii=False, indent=2)


def _by_paper(
    papers: CampaignPapers, today: date
) -> Iterator[tuple[ExpectedPaper, list[tuple[str, Status]]]]:
    found = list(statuses(papers, today))
    for expected in papers.campaign.papers if papers.campaign else ():
        yield expected, [(who, status) for who, paper, status in found if paper is expected]


def _of_paper(
    papers: CampaignPapers,
    expected: ExpectedPaper,
    found: list[tuple[str, Status]],
    today: date,
    words: Catalogue,
) -> Iterator[str]:
    owing = [each for each in found if each[1].stage is not Stage.NOT_REQUIRED]
    sent = sum(status.sent for _, status in owing)
    values = {"title": expected.title, "sent": sent, "total": len(owing)}
    yield words.ui("standing_paper").format(**values)
    if expected.last_day is not None:
        left = (expected.last_day - today).days
        key = "standing_left" if left >= 0 else "standing_over"
        yield "  " + words.ui(key).format(last_day=day(expected.last_day), days=abs(left))
    for group in _NAMED:
        names = [_name(papers, who, status) for who, status in found if _group(status) == group]
        if names:
            title = words.ui(f"standing_{group}")
            yield f"  {title} ({len(names)}): {', '.join(names)}"


def _group(status: Status) -> str | None:
    if status.stage is Stage.NOT_REQUIRED:
        return "exempt"
    if status.stage in {Stage.MISSING, Stage.CORRECTING, Stage.RECEIVED}:
        return str(status.stage)
    named = {Timeliness.LATE, Timeliness.EXTENDED, Timeliness.UNCONFIRMED}
    return str(status.timeliness) if status.timeliness in named else None


def _name(papers: CampaignPapers, who: str, status: Status) -> str:
    entry = papers.codelists.submitter(who)
    name = entry.name(papers.day, short=True) if entry else who
    return f"{name} ({status.received.vietnamese()})" if status.received else name
