"""Papers of units: what was registered, what was reported last, what the dispatch asks for."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from thidua.codelists import Indicator, Unit
from thidua.codelists.entries import Successor
from thidua.codelists.lineage import taken_over
from thidua.diagnostics import ROOT, Pointer
from thidua.model import Campaign, CampaignPapers
from thidua.model.papers import Period
from thidua.model.registrations import RegisteredTarget
from thidua.prefill.source import Hint, Prefill, Source
from thidua.text.dates import day
from thidua.text.figures import Figure
from thidua.text.placeholders import BLANK

_INDICATORS = ROOT / "results" / "indicators"


def report(source: Source) -> Prefill:
    """Return a report: cut-off day, themes, a row for each indicator promised or reported last."""
    campaign = source.campaign
    if campaign is None:
        return Prefill({})
    rows, merged = _rows(source, campaign)
    data = {
        "cutoff": campaign.period.to.isoformat(),
        "results": {"indicators": [row.data() for row in rows]},
        "themes": dict.fromkeys(campaign.themes, BLANK),
    }
    hints = _contents(campaign)
    if merged:
        names = ", ".join(unit.name(campaign.date, short=True) for unit, _ in merged)
        since = max(succession.from_ for _, succession in merged if succession.from_)
        hints[_INDICATORS] = Hint("merged", {"names": names, "day": day(since)})
    elif any(row.targets for row in rows):
        key = "registered_reported" if any(row.compared for row in rows) else "registered"
        hints[_INDICATORS] = Hint(key)
    elif any(row.compared for row in rows):
        hints[_INDICATORS] = Hint("reported")
    return Prefill(data, hints, _INDICATORS)


def _contents(campaign: Campaign) -> dict[Pointer, Hint]:
    """Return what the dispatch wants in each section."""
    found: dict[Pointer, Hint] = {}
    for section in campaign.sections:
        pointer = ROOT / section.section
        pointer = pointer / section.theme if section.theme else pointer
        before = found[pointer].items if pointer in found else ()
        values = {"title": section.title, "point": section.point or ""}
        found[pointer] = Hint("contents", values, (*before, *section.covers))
    return found


@dataclass
class _Row:
    """What is known of one indicator: the registered targets, and its figure of another time."""

    name: str
    indicator: Indicator
    unit: str
    targets: list[RegisteredTarget] = field(default_factory=list)
    #: Base, figure and unit of measure of another time.
    compared: tuple[str, Figure, str | None] | None = None
    #: The unit of measure that the last report gave.
    measure: str | None = None
    #: Whether the targets are those of the unit as it is now.
    targets_known: bool = True

    def add(self, target: RegisteredTarget, *, known: bool) -> None:
        """Take a registered target."""
        self.targets.append(target)
        self.targets_known = known

    def data(self) -> dict[str, Any]:
        """Return the row with a blank where the result comes."""
        measures = (*(each.measure for each in self.targets), self.measure)
        usual = self.indicator.measure
        own = next((each for each in measures if each and each != usual), usual)
        found: dict[str, Any] = {"indicator": self.name, "actual": BLANK}
        if own != usual:
            found["measure"] = own
        if self.targets:
            found["targets"] = [
                {
                    "value": self._target(each, own),
                    "set_by": [self.unit],
                    "span": each.span,
                }
                for each in self.targets
            ]
        if self.compared:
            base, figure, unit = self.compared
            value = printed(figure, unit or self.indicator.measure, own)
            found["compared"] = [{"base": base, "value": value}]
        return found

    def _target(self, each: RegisteredTarget, usual: str) -> str:
        if not self.targets_known:
            return BLANK
        return printed(each.value, each.measure or self.indicator.measure, usual)


def _rows(source: Source, campaign: Campaign) -> tuple[list[_Row], list[tuple[Unit, Successor]]]:
    """Return a row for every registered target and every indicator of the last report.

    Figures from before a merger are a part of what the unit answers for now: they stay blank, and
    the units that it took over are returned as well.
    """
    unit, lists, found = source.place.submitter, source.codelists, dict[str, _Row]()
    merged: list[tuple[Unit, Successor]] = []

    def row(name: str) -> _Row:
        indicator = lists.indicator(name)
        return found.setdefault(indicator.key, _Row(name, indicator, unit))

    assert source.papers is not None  # noqa: S101 - there is a dispatch
    registered = source.corpus.registrations_for(source.papers).get(unit)
    if registered:
        merged = taken_over(lists, unit, registered.paper.date, campaign.period.to)
    for target in registered.paper.targets if registered else ():
        row(target.indicator).add(target, known=not merged)
    last = _last(source, campaign.period.to)
    before = last.campaign.period.to if last and last.campaign else campaign.period.to
    merged_since = taken_over(lists, unit, before, campaign.period.to)
    for reported in last.reports[unit].paper.results.indicators if last else ():
        each, base = row(reported.indicator), _base(campaign.period, last)
        each.measure = reported.measure
        if base and reported.actual and not merged_since:
            each.compared = (base, reported.actual, reported.measure)
    rows = [each for each in found.values() if each.indicator.holds(campaign.period.to)]
    return rows, merged_since or merged


def _last(source: Source, end: date | None = None) -> CampaignPapers | None:
    """Return the last campaign that the unit reported in, before another one ended."""
    found = [
        (papers.campaign.period.to, papers.id, papers)
        for papers in source.corpus.published
        if papers.campaign
        and source.place.submitter in papers.reports
        and (end is None or papers.campaign.period.to < end)
    ]
    return max(found)[2] if found else None


def _base(own: Period, other: CampaignPapers | None) -> str | None:
    """Return what a figure of another campaign is to this one."""
    before = other.campaign.period if other and other.campaign else None
    if before is None:
        return None
    if _a_year_before(before.from_, own.from_) and _a_year_before(before.to, own.to):
        return "same-period"
    return "previous-period" if before.to + timedelta(days=1) == own.from_ else None


def _a_year_before(one: date, other: date) -> bool:
    """Tell whether two days are a year apart; the last day of February stands for itself."""
    ends = all(day.day == monthrange(day.year, day.month)[1] for day in (one, other))
    same = one.month == other.month and (one.day == other.day or ends)
    return same and one.year + 1 == other.year


def printed(figure: Figure, measure: str, usual: str) -> str:
    """Return a figure as printed, with its unit of measure where that is not the usual one."""
    text = f"{figure.shown} {measure}"
    extra = not figure.measure and measure != usual and Figure.parse(text)
    return text if extra else figure.shown


def registration(source: Source) -> Prefill:
    """Return a registration: a row for each indicator that the unit reported last."""
    last, found = _last(source), dict[str, dict[str, Any]]()
    rows = last.reports[source.place.submitter].paper.results.indicators if last else ()
    for row in rows:
        indicator = source.codelists.indicator(row.indicator)
        if not indicator.holds(source.papers.day if source.papers else None):
            continue
        target = {"indicator": row.indicator, "value": BLANK}
        if row.measure:
            target["measure"] = row.measure
        found.setdefault(indicator.key, target)
    return Prefill({"targets": list(found.values())}, rows=ROOT / "targets")
