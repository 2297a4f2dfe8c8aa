"""TOT: figures with two readings; SCH: the calendar and the clock."""

from collections.abc import Iterator

from thidua.checks.registry import Context, Finding, Reading, document_check
from thidua.diagnostics import Pointer
from thidua.schema import Node
from thidua.text.amounts import Amount, Measure
from thidua.text.dates import Moment, day, parse_date
from thidua.text.figures import Figure


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
            moment = Moment.parse(str(node.value))
            if moment is not None:
                yield Finding(node.pointer, {"day": day(moment.day), **titles})


@document_check("TOT101")
def count_with_two_readings(reading: Reading, context: Context) -> Iterator[Finding]:
    """Of people, cases and files there are no thousandths: 12,500 was meant as 12.500."""
    yield from _two_readings(reading, context, counts=True)


@document_check("TOT102")
def amount_with_two_readings(reading: Reading, context: Context) -> Iterator[Finding]:
    """Three digits after the comma may be meant («14,551 triệu người») or be a slip."""
    yield from _two_readings(reading, context, counts=False)


def _two_readings(reading: Reading, context: Context, *, counts: bool) -> Iterator[Finding]:
    for node, figure in reading.figures:
        readings = figure.two_readings if isinstance(node.value, str) else None
        if readings is None:
            continue
        if _is_count(reading, node.pointer, figure, context) == counts:
            thousands, decimal = readings
            params = {"value": node.value, "thousands": thousands, "decimal": decimal}
            yield Finding(node.pointer, params)


def _is_count(reading: Reading, pointer: Pointer, figure: Figure, context: Context) -> bool:
    """Tell whether a figure counts whole things, by its measure or by its indicator's."""
    if pointer[-1] in {"percent", "change_percent"}:
        return False
    indicator, named = named_above(reading, pointer)
    measure = named if figure.measure is None else figure.measure
    if measure is None:
        entry = context.codelists.indicators.get(indicator)
        return entry is not None and entry.scale == "count"
    own = Measure.parse(measure)
    counted = {
        Measure.parse(each.measure).noun
        for each in context.codelists.indicators
        if each.scale == "count"
    }
    return own.scale == 1 and own.noun in counted


def amount(reading: Reading, node: Node | None, key: str, context: Context) -> Amount | None:
    """Return a figure of a mapping in the measure that it, its row or its indicator names."""
    if node is None:
        return None
    return Amount.of(reading.figure(node, key), usual_measure(reading, node.pointer, context))


def amounts(reading: Reading, node: Node | None, key: str, context: Context) -> list[Amount]:
    """Return what a figure can mean, what it means as it stands first; nothing if it is unknown.

    ``12,500`` is also 12.500: TOT101 and TOT102 speak of it, and nobody speaks of what follows.
    """
    figure = None if node is None else reading.figure(node, key)
    if figure is None or node is None:
        return []
    usual = usual_measure(reading, node.pointer, context)
    found = [Amount.of(each, usual) for each in (figure, figure.in_thousands)]
    return [each for each in found if each is not None]


def usual_measure(reading: Reading, pointer: Pointer, context: Context) -> Measure:
    """Return the measure that a figure at or below a node has when it names none."""
    indicator, named = named_above(reading, pointer)
    return Measure.parse(named or context.codelists.indicator(indicator).measure)


def named_above(reading: Reading, pointer: Pointer) -> tuple[str, str | None]:
    """Return the indicator that a node belongs to, and the measure that the paper names for it."""
    known: dict[Pointer, tuple[str, str | None]] = reading.memo.setdefault("named", {})
    if pointer not in known:
        indicator, measure = named_above(reading, Pointer(pointer[:-1])) if pointer else ("", None)
        node = reading.by_pointer.get(pointer)
        if node is not None and isinstance(node.value, dict):
            indicator = str(node.value.get("indicator", indicator))
            named = node.value.get("measure", measure)
            measure = named if isinstance(named, str) else None
        known[pointer] = indicator, measure
    return known[pointer]


CHECKS = (
    no_such_day,
    clock_time_nobody_knows,
    count_with_two_readings,
    amount_with_two_readings,
)
