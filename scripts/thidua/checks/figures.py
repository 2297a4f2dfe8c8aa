"""TOT: two readings, percentages that disagree; SCH: the calendar and the clock."""

from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal
from typing import Any

from thidua.checks.registry import Context, Finding, Reading, document_check
from thidua.diagnostics import Pointer
from thidua.text.dates import Moment, parse_date
from thidua.text.figures import Figure, Measure, bare


@document_check("SCH112")
def no_such_day(reading: Reading, _: Context) -> Iterator[Finding]:
    """A date stands in the calendar: 2013-06-31 does not."""
    for node in reading.nodes:
        if not isinstance(node.value, str) or node.shape.format not in {"date", "moment"}:
            continue
        read = parse_date if node.shape.format == "date" else Moment.parse
        if read(node.value) is None:
            params = {"value": node.value, "title": node.shape.title}
            yield Finding(node.pointer, {**params, "title_en": node.shape.title_en})


@document_check("SCH115")
def clock_time_nobody_knows(reading: Reading, _: Context) -> Iterator[Finding]:
    """A clock time stands only where one is known: midnight is most often none."""
    for node in reading.nodes:
        if node.shape.format == "moment" and str(node.value).endswith("T00:00"):
            titles = {"title": node.shape.title, "title_en": node.shape.title_en}
            yield Finding(node.pointer, {"day": str(node.value)[:10], **titles})


@document_check("TOT101")
def count_with_two_readings(reading: Reading, context: Context) -> Iterator[Finding]:
    """Of people, cases and files there are no thousandths: 12,500 was meant as 12.500."""
    yield from _two_readings(reading, context, counts=True)


@document_check("TOT102")
def amount_with_two_readings(reading: Reading, context: Context) -> Iterator[Finding]:
    """Three digits after the comma may be meant («14,551 triệu người») or be a slip."""
    yield from _two_readings(reading, context, counts=False)


def _two_readings(reading: Reading, context: Context, *, counts: bool) -> Iterator[Finding]:
    for node in reading.nodes:
        if node.shape.format != "figure" or not isinstance(node.value, str):
            continue
        figure = Figure.parse(node.value)
        readings = figure.two_readings if figure else None
        if figure is None or readings is None:
            continue
        if _is_count(reading, node.pointer, figure, context) == counts:
            thousands, decimal = readings
            params = {"value": node.value, "thousands": thousands, "decimal": decimal}
            yield Finding(node.pointer, params)


def _is_count(reading: Reading, pointer: Pointer, figure: Figure, context: Context) -> bool:
    """Tell whether a figure counts whole things, by its measure or by its indicator's."""
    if pointer[-1] in {"percent", "change_percent"}:
        return False
    if figure.measure is not None:
        own = Measure.parse(figure.measure)
        return own.scale == 1 and own.noun not in {"%", "dong"}
    indicator, measure = named_above(reading, pointer)
    if measure is not None:
        own = Measure.parse(measure)
        return own.scale == 1 and own.noun not in {"%", "dong"}
    entry = context.codelists.indicators.get(indicator)
    return entry is not None and entry.scale == "count"


def named_above(reading: Reading, pointer: Pointer) -> tuple[str, str | None]:
    """Return the indicator that a node belongs to, and the measure that the paper names for it."""
    value: Any = reading.document.data
    indicator, measure = "", None
    for step in pointer:
        if isinstance(value, dict):
            indicator = value.get("indicator", indicator)
            measure = value.get("measure", measure)
        value = value[step]
    return str(indicator), measure if isinstance(measure, str) else None


@document_check("TOT201")
def percent_disagrees(reading: Reading, context: Context) -> Iterator[Finding]:
    """The printed percentage is not what actual and plan give, rounded or cut off."""
    for node in reading.defined("target"):
        row = reading.by_pointer.get(Pointer(node.pointer[:-2]))
        actual = reading.figure(row, "actual") if row else None
        plan, percent = reading.figure(node, "value"), reading.figure(node, "percent")
        if row is None or actual is None or plan is None or percent is None:
            continue
        if not (actual.exact and plan.exact and percent.exact and plan.number > 0):
            continue
        indicator, named = named_above(reading, node.pointer)
        entry = context.codelists.indicators.get(indicator)
        computed = _percent(actual, plan, named or (entry.measure if entry else None))
        if computed is None:
            continue
        lowest, exact, highest = computed
        if not lowest - percent.step < percent.number < highest + percent.step:
            shown = exact.quantize(percent.step, ROUND_DOWN)
            params = {"printed": percent.printed, "computed": bare(shown)}
            yield Finding(node.pointer / "percent", params)


def _percent(
    actual: Figure, plan: Figure, usual: str | None
) -> tuple[Decimal, Decimal, Decimal] | None:
    """Return actual in percent of plan: the lowest it can be, as printed, the highest.

    A figure without a measure has the usual one, of its row or of its indicator. Figures with
    decimals or in thousands and millions were rounded before they were printed. None where the two
    measure different things.
    """
    one, other = (Measure.parse(figure.measure or usual) for figure in (actual, plan))
    if one.noun != other.noun and one.noun and other.noun:
        return None
    slack = [
        figure.step / 2 if figure.decimals or own.scale > 1 else Decimal(0)
        for figure, own in ((actual, one), (plan, other))
    ]
    factor = Decimal(one.scale * 100) / other.scale
    least, most = plan.number - slack[1], plan.number + slack[1]
    if least <= 0:
        return None
    bounds = [(actual.number - slack[0]) / most, (actual.number + slack[0]) / least]
    return bounds[0] * factor, actual.number / plan.number * factor, bounds[1] * factor


CHECKS = (
    no_such_day,
    clock_time_nobody_knows,
    count_with_two_readings,
    amount_with_two_readings,
    percent_disagrees,
)
