"""The reminder: who has not sent what, by paper, with the days that are left."""

from collections.abc import Iterator
from datetime import date

from thidua.formatters.comment.inert import inert
from thidua.messages import Catalogue
from thidua.model import CampaignPapers, ExpectedPaper
from thidua.status import Stage, Status, statuses
from thidua.text.dates import day


def reminder(papers: CampaignPapers, today: date, words: Catalogue, site: str) -> str | None:
    """Return the text of the reminder; None if everybody has sent everything."""
    parts = list(_parts(papers, today, words))
    if not parts:
        return None
    foot = words.ui("remind_foot").format(today=day(today))
    if site:
        link = f"{site}/dot/{papers.id}/tinh-trang/"
        foot += " " + words.ui("remind_more").format(link=link)
    return "\n\n".join([words.ui("remind_head"), *parts, foot])


def _parts(papers: CampaignPapers, today: date, words: Catalogue) -> Iterator[str]:
    found: dict[ExpectedPaper, list[tuple[str, Status]]] = {}
    for who, expected, status in statuses(papers, today):
        if status.stage in {Stage.MISSING, Stage.CORRECTING}:
            found.setdefault(expected, []).append((who, status))
    for expected, missing in found.items():
        head = f"### {inert(expected.title)}"
        if expected.last_day is not None:
            left = (expected.last_day - today).days
            key = "remind_over" if left < 0 else "remind_left" if left else "remind_today"
            head += "\n\n" + words.ui(key).format(day=day(expected.last_day), days=abs(left))
        lines = [_line(papers, who, expected, status, words) for who, status in missing]
        count = words.ui("remind_count").format(count=len(missing))
        yield "\n".join([head, "", count, "", *lines])


def _line(
    papers: CampaignPapers, who: str, expected: ExpectedPaper, status: Status, words: Catalogue
) -> str:
    entry = papers.codelists.submitter(who)
    name = inert(entry.name(papers.day, short=True) if entry else who)
    if status.stage is Stage.CORRECTING:
        return f"- {name}: {words.ui('remind_correcting')}"
    if status.last_day is not None and status.last_day != expected.last_day:
        return f"- {name}: {words.ui('remind_extended').format(day=day(status.last_day))}"
    return f"- {name}"
