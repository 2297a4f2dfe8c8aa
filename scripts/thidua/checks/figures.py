"""TOT: figures that can be read two ways, and arithmetic that disagrees; SCH112: the calendar."""

from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal

from thidua.checks.registry import Context, Finding, Reading, document_check
from thidua.diagnostics import Pointer
from thidua.schema import Node
from thidua.text.dates import Moment, parse_date
from thidua.text.figures import Figure, bare, scale_of


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
        return scale_of(figure.measure) == 1 and figure.measure.strip() != "%"
    value = reading.document.data
    indicator, measure = None, None
    for step in pointer:
        if isinstance(value, dict):
            indicator = value.get("indicator", indicator)
            measure = value.get("measure", measure)
        value = value[step]  # type: ignore[index] # the pointer comes from this paper
    if isinstance(measure, str):
        return scale_of(measure) == 1 and measure.strip() not in {"%", "đồng"}
    entry = context.codelists.indicators.get(str(indicator))
    return entry is not None and entry.scale == "count"


@document_check("TOT201")
def percent_disagrees(reading: Reading, _: Context) -> Iterator[Finding]:
    """The printed percentage is not what actual and plan give, rounded or cut off."""
    for node in reading.defined("target"):
        row = _row_of(reading, node)
        actual = reading.figure(row, "actual") if row else None
        plan, percent = reading.figure(node, "value"), reading.figure(node, "percent")
        if actual is None or plan is None or percent is None or not plan.number:
            continue
        computed = _percent(actual, plan)
        exact = actual.exact and plan.exact and percent.exact
        if exact and computed is not None and abs(computed - percent.number) >= percent.step:
            shown = computed.quantize(percent.step, ROUND_DOWN)
            params = {"printed": percent.printed, "computed": bare(shown)}
            yield Finding(node.pointer / "percent", params)


def _row_of(reading: Reading, target: Node) -> Node | None:
    return reading.by_pointer.get(Pointer(target.pointer[:-2]))


def _percent(actual: Figure, plan: Figure) -> Decimal | None:
    """Return actual in percent of plan; None where their measures cannot be compared."""
    scales = scale_of(actual.measure), scale_of(plan.measure)
    if (actual.measure is None) != (plan.measure is None) and scales[0] != scales[1]:
        return None
    return actual.number * scales[0] * 100 / (plan.number * scales[1])


CHECKS = (
    no_such_day,
    count_with_two_readings,
    amount_with_two_readings,
    percent_disagrees,
)
