"""DUE: days stand in an order that can have been."""

from collections.abc import Iterator
from datetime import date, timedelta

from thidua.checks.registry import (
    Context,
    Finding,
    PlacedFinding,
    Reading,
    corpus_check,
    document_check,
    related,
)
from thidua.diagnostics import ROOT, Pointer
from thidua.model import (
    CampaignPapers,
    ClusterReport,
    Conference,
    Corpus,
    LeaderCalendar,
    Report,
    Response,
)
from thidua.schema import Node
from thidua.text.dates import Moment, achieved, day, parse_date

#: Fields that speak of what has happened.
_PAST = frozenset({"date", "received", "returned", "granted"})
#: Fields between which time passes.
_SPANS = (("from", "to"), ("start", "end"))
_MONTHS = 12
#: Papers that answer a dispatch, and so are younger than it.
_ANSWERS = (Report, ClusterReport, Conference, Response, LeaderCalendar)


@document_check("DUE103")
def dated_in_the_future(reading: Reading, context: Context) -> Iterator[Finding]:
    """What has happened is not dated after today: most often the year is a slip."""
    for node in reading.nodes:
        if node.pointer[-1:] and node.pointer[-1] in _PAST:
            found = _moment(node)
            if found is not None and found.day > context.today:
                swapped = _swapped(found.day)
                meant = day(swapped) if swapped and swapped <= context.today else None
                params = {"day": day(found.day), "today": day(context.today), "suggestion": meant}
                yield Finding(node.pointer, params)


def _swapped(when: date) -> date | None:
    """Return the date with day and month in each other's place; they may be one number."""
    if when.day > _MONTHS or when.day == when.month:
        return None
    return date(when.year, when.day, when.month)


def _moment(node: Node | None) -> Moment | None:
    known = node is not None and node.shape.format in {"date", "moment"}
    return Moment.parse(str(node.value)) if node is not None and known else None


@document_check("DUE104")
def ends_before_it_begins(reading: Reading, _: Context) -> Iterator[Finding]:
    """A period, a conference, the time of an achievement end after they have begun."""
    for node in reading.nodes:
        if node.shape.definition == "achievement":
            known = achieved(str(node.value))
            if known is not None and known[0] > known[1]:
                first, last = str(node.value).split("/")
                yield Finding(node.pointer, {"first": first, "last": last})
        for begins, ends in _SPANS if isinstance(node.value, dict) else ():
            first_moment = _moment(reading.by_pointer.get(node.pointer / begins))
            last_moment = _moment(reading.by_pointer.get(node.pointer / ends))
            if first_moment and last_moment and _after(first_moment, last_moment):
                params = {"first": first_moment.vietnamese(), "last": last_moment.vietnamese()}
                yield Finding(node.pointer / ends, params)


def _after(first: Moment, last: Moment) -> bool:
    if first.clock is None or last.clock is None:
        return first.day > last.day
    return first.order > last.order


@document_check("DUE105")
def deadline_before_the_dispatch(reading: Reading, context: Context) -> Iterator[Finding]:
    """Nobody can keep a deadline that ends before the dispatch is signed."""
    if reading.kind != "campaign" or reading.day is None or reading.day > context.today:
        return  # DUE103 speaks of a date in the future
    lasts = dict(_last_days(reading))
    early = {pointer: last for pointer, last in lasts.items() if last < reading.day}
    if len(early) == len(lasts) > 1:  # it is the dispatch's own date that is wrong
        params = {"reason": "date", "last_day": day(max(early.values())), "day": day(reading.day)}
        yield Finding(ROOT / "date", params)
        return
    for pointer, last in early.items():
        params = {"reason": "deadline", "last_day": day(last), "day": day(reading.day)}
        yield Finding(pointer, params)


def _last_days(reading: Reading) -> Iterator[tuple[Pointer, date]]:
    """Yield the deadlines of a dispatch with the last good day of each."""
    for node in reading.nodes:
        if node.pointer[:1] == ("papers",) and node.pointer[-1] in {"before", "by"}:
            found = parse_date(str(node.value))
            if found is not None:
                yield node.pointer, found - timedelta(days=node.pointer[-1] == "before")


@document_check("DUE106")
def changed_before_it_was_made(reading: Reading, _: Context) -> Iterator[Finding]:
    """A decision is cancelled by a later one, and no paper is revised before its day."""
    for reason in ("withdrawal", "revision"):
        for node in reading.defined(reason):
            found = _moment(reading.by_pointer.get(node.pointer / "date"))
            if found is not None and reading.day is not None and found.day < reading.day:
                params = {"reason": reason, "changed": day(found.day), "day": day(reading.day)}
                yield Finding(node.pointer / "date", params)


@document_check("DUE107")
def figures_after_the_report(reading: Reading, _: Context) -> Iterator[Finding]:
    """The figures of a report end before it is signed."""
    found = _moment(reading.by_pointer.get(ROOT / "cutoff"))
    if found is not None and reading.day is not None and found.day > reading.day:
        yield Finding(ROOT / "cutoff", {"cutoff": day(found.day), "day": day(reading.day)})


@corpus_check("DUE108")
def older_than_the_dispatch(papers: CampaignPapers, _: Corpus) -> Iterator[PlacedFinding]:
    """What answers a dispatch is younger than it."""
    dispatch = papers.dispatch
    if dispatch is None:
        return
    place = related(dispatch.document, ROOT / "date")
    for filed in papers.filed.values():
        paper, found = filed.paper, list[tuple[Pointer, date]]()
        if isinstance(paper, _ANSWERS) and paper.date is not None:
            found.append((ROOT / "date", paper.date))
        if isinstance(paper, Conference) and paper.start is not None:
            found.append((ROOT / "start", paper.start.day))
        for pointer, when in found:
            if when < dispatch.paper.date:
                params = {"found": day(when), "day": day(dispatch.paper.date)}
                yield PlacedFinding(filed.document, pointer, params, related=(place,))


@corpus_check("DUE111")
def figures_outside_the_period(papers: CampaignPapers, _: Corpus) -> Iterator[PlacedFinding]:
    """The figures of a report end within the period under review."""
    if papers.campaign is None:
        return
    period = papers.campaign.period
    for filed in papers.reports.values():
        cutoff = filed.paper.cutoff
        if cutoff is None or cutoff > filed.paper.date or period.from_ <= cutoff <= period.to:
            continue
        params = {"cutoff": day(cutoff), "first": day(period.from_), "last": day(period.to)}
        yield PlacedFinding(filed.document, ROOT / "cutoff", params)


@corpus_check("DUE112")
def registered_for_another_year(papers: CampaignPapers, _: Corpus) -> Iterator[PlacedFinding]:
    """A registration is for a year of the campaign, or for the next one."""
    if papers.campaign is None:
        return
    first, last = papers.campaign.period.from_.year, papers.campaign.period.to.year + 1
    for filed in papers.registrations.values():
        if not first <= int(filed.paper.year) <= last:
            params = {"year": filed.paper.year, "first": first, "last": last}
            yield PlacedFinding(filed.document, ROOT / "year", params)


@corpus_check("DUE113")
def answered_before_asked(papers: CampaignPapers, _: Corpus) -> Iterator[PlacedFinding]:
    """An answer is not older than the report that asks."""
    for unit, filed in papers.responses.items():
        report = papers.reports.get(unit)
        if report is None or filed.paper.unit != unit or report.paper.version > 1:
            continue  # a version's own date comes after the answers to the first one
        days = [(ROOT / "date", filed.paper.date)]
        answers = enumerate(filed.paper.answers)
        days += [(ROOT / "answers" / i / "date", each.date) for i, each in answers if each.date]
        for pointer, when in days:
            if when < report.paper.date:
                params = {"answered": day(when), "day": day(report.paper.date)}
                place = related(report.document, ROOT / "date")
                yield PlacedFinding(filed.document, pointer, params, related=(place,))


DOCUMENT_CHECKS = (
    dated_in_the_future,
    ends_before_it_begins,
    deadline_before_the_dispatch,
    changed_before_it_was_made,
    figures_after_the_report,
)
CHECKS = (
    older_than_the_dispatch,
    figures_outside_the_period,
    registered_for_another_year,
    answered_before_asked,
)
