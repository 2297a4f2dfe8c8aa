"""Indicators over many reports: totals that say what they cover, nothing counted as zero."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.codelists import CodeLists, Indicator, Unit
from thidua.model import CampaignPapers
from thidua.model.papers import IndicatorRow, Target
from thidua.text.amounts import Amount, Measure
from thidua.text.collation import sort_key
from thidua.text.figures import Figure


@dataclass(frozen=True, slots=True)
class Line:
    """What one unit reports of an indicator."""

    unit: str
    row: IndicatorRow
    #: The target that speaks for the row: that of the whole year set from above, if there is one.
    target: Target | None
    #: Actual and plan in the indicator's own measure; None where they are no exact figures.
    actual: Decimal | None
    plan: Decimal | None

    @property
    def percent(self) -> Decimal | None:
        """Actual in percent of the plan; None unless both are exact figures."""
        return self.actual * 100 / self.plan if self.actual is not None and self.plan else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """An indicator beside itself: of several units, or of one unit in several campaigns."""

    indicator: Indicator
    #: One for each place of the comparison; None where nothing is reported.
    lines: tuple[Line | None, ...]


@dataclass(frozen=True, slots=True)
class Consolidated:
    """An indicator over all reports of a campaign."""

    indicator: Indicator
    lines: tuple[Line, ...]

    @property
    def summable(self) -> bool:
        """Whether adding units makes sense; percentages are not added."""
        return self.indicator.scale != "percent"

    @property
    def counted(self) -> tuple[Line, ...]:
        """The lines with an exact actual figure: those that a total covers."""
        return tuple(line for line in self.lines if line.actual is not None)

    @property
    def total(self) -> Decimal | None:
        """The sum of exact actual figures; None if there is none, or it would mean nothing."""
        return _sum([line.actual for line in self.lines]) if self.summable else None

    @property
    def compared(self) -> tuple[Line, ...]:
        """The lines with both figures: those that a percentage of the plan covers.

        Plans of a year and of half a year are not compared: those of the most units' span count.
        """
        both = [line for line in self.lines if line.actual is not None and line.plan is not None]
        return tuple(line for line in both if _span(line) == _commonest(both))

    @property
    def plan_span(self) -> str | None:
        """What time the compared plans are for; None if they do not say, or there are none."""
        return _span(self.compared[0]) if self.compared else None

    @property
    def percent(self) -> Decimal | None:
        """Actual in percent of plan over the units that report both."""
        if not self.summable or not self.compared:
            return None
        actual = _sum([line.actual for line in self.compared])
        return actual * 100 / self.plan if actual is not None and self.plan else None

    @property
    def plan(self) -> Decimal | None:
        """The sum of the compared plans."""
        return _sum([line.plan for line in self.compared])

    @property
    def extremes(self) -> tuple[Line, ...]:
        """The line with the lowest and that with the highest figure; one line if there is but one.

        The first of equals stands for them.
        """
        known = [(line.actual, line) for line in self.counted if line.actual is not None]
        if not known:
            return ()
        found = [choose(known, key=lambda each: each[0])[1] for choose in (min, max)]
        return tuple(found[:1] if found[0] is found[1] else found)


def consolidated(papers: CampaignPapers, codelists: CodeLists) -> Iterator[Consolidated]:
    """Yield every indicator that a report of the campaign names, in the order of the list."""
    found = [(papers, unit) for unit in papers.reports]
    for each in side_by_side(found, codelists):
        yield Consolidated(each.indicator, tuple(line for line in each.lines if line))


def side_by_side(
    reports: Sequence[tuple[CampaignPapers, str]], codelists: CodeLists
) -> Iterator[Comparison]:
    """Yield the listed indicators of the given units' reports, in the order of the list."""
    lines = [_lines(papers, unit, codelists) for papers, unit in reports]
    for indicator in codelists.indicators:
        found = tuple(each.get(indicator.id) for each in lines)
        if any(found):
            yield Comparison(indicator, found)


def _lines(papers: CampaignPapers, unit: str, codelists: CodeLists) -> dict[str, Line]:
    """Return what a unit reports of the listed indicators, by indicator; the first of a name."""
    lines: dict[str, Line] = {}
    filed = papers.reports.get(unit)
    for row in filed.paper.results.indicators if filed else ():
        indicator = codelists.indicator(row.indicator)
        if indicator.listed and indicator.id not in lines:
            lines[indicator.id] = _line(unit, row, indicator, codelists.centre)
    return lines


def unlisted(papers: CampaignPapers, codelists: CodeLists) -> dict[str, list[Line]]:
    """Return what units report of indicators that no list has, by name; they are never added.

    Two spellings of one name stand together under the first.
    """
    names: dict[str, str] = {}
    found: dict[str, list[Line]] = {}
    for unit, filed in papers.reports.items():
        for row in filed.paper.results.indicators:
            indicator = codelists.indicator(row.indicator)
            if not indicator.listed:
                name = names.setdefault(indicator.key, indicator.id)
                found.setdefault(name, []).append(_line(unit, row, indicator, codelists.centre))
    return {name: found[name] for name in sorted(found, key=sort_key)}


def _line(unit: str, row: IndicatorRow, indicator: Indicator, centre: Unit | None) -> Line:
    target = _speaking(row.targets, centre.id if centre else "")
    return Line(
        unit,
        row,
        target,
        _exact(row.actual, row.measure, indicator),
        _exact(target.value, row.measure, indicator) if target else None,
    )


def _speaking(targets: Sequence[Target], centre: str) -> Target | None:
    """Return the target that a table has room for: that of the year, set by the centre."""
    ranked = sorted(targets, key=lambda each: (each.span != "year", centre not in each.set_by))
    return ranked[0] if ranked else None


def _exact(figure: Figure | None, measure: str | None, indicator: Indicator) -> Decimal | None:
    """Return a figure in the indicator's measure; bounds and estimates are not exact."""
    wanted = Measure.parse(indicator.measure)
    amount = Amount.of(figure, Measure.parse(measure or indicator.measure))
    if amount is None or amount.noun not in {"", wanted.noun}:
        return None  # people are not added to money
    return amount.number / wanted.scale


def _span(line: Line) -> str | None:
    return line.target.span if line.target else None


def _commonest(lines: Sequence[Line]) -> str | None:
    spans = [_span(line) for line in lines]
    return max(sorted(set(spans), key=str), key=spans.count, default=None)


def _sum(numbers: Sequence[Decimal | None]) -> Decimal | None:
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal()) if known else None
