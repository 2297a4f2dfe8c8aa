"""TOT: sums, parts, changes and counts that cannot be right together. They only warn."""

from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal
from itertools import product
from typing import Final

from thidua.checks.figures import amount, amounts, named_above, usual_measure
from thidua.checks.registry import Context, Finding, Reading, document_check
from thidua.diagnostics import ROOT, Pointer
from thidua.schema import Node
from thidua.text.figures import Amount, Figure, Measure, bare, grouped

#: No count of people in Vietnam is larger: about 100 million live there.
_PEOPLE: Final = 150_000_000


@document_check("TOT105")
def more_people_than_there_are(reading: Reading, context: Context) -> Iterator[Finding]:
    """No count of people is larger than the country: «14.551 triệu người» was meant as 14,551."""
    for node in reading.nodes:
        figure = Figure.parse(node.value) if node.shape.format == "figure" else None
        if figure is None or node.pointer[-1] in {"percent", "change_percent"}:
            continue
        own = Measure.parse(figure.measure)
        usual = usual_measure(reading, node.pointer, context)
        scale = usual.scale if figure.measure is None else own.scale
        if (own.noun or usual.noun) == "nguoi" and abs(figure.number) * scale > _PEOPLE:
            decimal = figure.printed.replace(".", ",") if figure.printed.count(".") == 1 else ""
            reason = "point" if decimal and "," not in figure.printed else "large"
            params = {"reason": reason, "value": figure.shown, "decimal": decimal}
            yield Finding(node.pointer, params)


@document_check("TOT308")
def more_than_all(reading: Reading, context: Context) -> Iterator[Finding]:
    """Of a whole nobody has more than a hundred percent: «931» was meant as 93,1."""
    for node in reading.nodes:
        figure = Figure.parse(node.value) if node.shape.format == "figure" else None
        if figure is None or node.pointer[-1] in {"percent", "change_percent", "change"}:
            continue
        indicator, _ = named_above(reading, node.pointer)
        most = context.codelists.indicator(indicator).most
        usual = usual_measure(reading, node.pointer, context)
        noun = Measure.parse(figure.measure).noun or usual.noun
        if most is not None and noun == "%" and figure.number > most:
            yield Finding(node.pointer, {"value": figure.shown, "most": most})


@document_check("TOT202")
def parts_larger_than_the_whole(reading: Reading, context: Context) -> Iterator[Finding]:
    """Parts of a count or an amount are together not larger than the whole."""
    for node in reading.defined("indicator-row"):
        whole = amount(reading, node, "actual", context)
        places = [
            found
            for index in range(len(node.value.get("parts") or ()))
            if (found := reading.by_pointer.get(node.pointer / "parts" / index))
        ]
        parts = [amount(reading, place, "actual", context) for place in places]
        known = [part for part in parts if part is not None]
        if whole is None or not known or whole.noun == "%":
            continue
        figures = [reading.figure(each, "actual") for each in (node, *places)]
        if any(each is not None and each.two_readings for each in figures):
            continue  # TOT101 and TOT102 speak of these
        if any(part.noun != whole.noun for part in known):
            continue
        total = sum((part.number for part in known), Decimal())
        slack = whole.slack + sum((part.slack for part in known), Decimal())
        if total > whole.number + slack:
            params = {"whole": whole.printed(whole.number), "total": whole.printed(total)}
            yield Finding(node.pointer / "parts", params, at_key=True)


@document_check("TOT203")
def change_in_percent_disagrees(reading: Reading, context: Context) -> Iterator[Finding]:
    """The printed change in percent is what the figures give, rounded or cut off."""
    for node in reading.defined("comparison"):
        printed = reading.figure(node, "change_percent")
        pairs = list(_compared(reading, node, context))
        if printed is None or not printed.exact or not pairs:
            continue
        if not any(_changed(actual, base, printed) for actual, base in pairs):
            actual, base = pairs[0]
            exact = (actual.number - base.number) * 100 / base.number
            computed = exact.quantize(printed.step, ROUND_DOWN)
            shown = f"+{bare(computed)}" if computed > 0 else bare(computed)
            params = {"printed": printed.shown, "computed": shown}
            yield Finding(node.pointer / "change_percent", params)


def _changed(actual: Amount, base: Amount, printed: Figure) -> bool:
    exact = (actual.number - base.number) * 100 / base.number
    slack = (actual.slack + base.slack) * 200 / (base.number - base.slack) + printed.step
    # «12,3» without a sign says how much, not which way.
    one, other = (exact, printed.number) if printed.sign else (abs(exact), abs(printed.number))
    return abs(one - other) < slack


@document_check("TOT204")
def change_disagrees(reading: Reading, context: Context) -> Iterator[Finding]:
    """The printed change is the difference of the two figures."""
    for node in reading.defined("comparison"):
        row = reading.by_pointer.get(Pointer(node.pointer[:-2]))
        printed = reading.figure(node, "change")
        found = product(
            amounts(reading, row, "actual", context),
            amounts(reading, node, "value", context),
            amounts(reading, node, "change", context),
        )
        known = [each for each in found if len({amount.noun for amount in each}) == 1]
        if printed is None or not known:
            continue
        if not any(_differs(*each, signed=bool(printed.sign)) for each in known):
            actual, base, change = known[0]
            computed = _signed(actual.number - base.number, change)
            yield Finding(node.pointer / "change", {"printed": printed.shown, "computed": computed})


def _differs(actual: Amount, base: Amount, change: Amount, *, signed: bool) -> bool:
    """Tell whether two amounts differ by the third, as far as printing lets them."""
    exact = actual.number - base.number
    one, other = (exact, change.number) if signed else (abs(exact), abs(change.number))
    return abs(one - other) <= actual.slack + base.slack + change.slack


def _compared(reading: Reading, node: Node, context: Context) -> Iterator[tuple[Amount, Amount]]:
    """Yield the figure of now and that of the other time, stated or computed."""
    row = reading.by_pointer.get(Pointer(node.pointer[:-2]))
    bases, change = amounts(reading, node, "value", context), reading.figure(node, "change")
    by = amounts(reading, node, "change", context) if change is not None and change.sign else []
    for actual in amounts(reading, row, "actual", context):
        computed = [
            Amount(each.noun, actual.number - each.number, actual.slack + each.slack) for each in by
        ]
        for base in bases or computed:
            # A change of a percentage is in points, in percent it means two things.
            if base.noun == actual.noun != "%" and base.number - base.slack > 0:
                yield actual, base


def _signed(number: Decimal, like: Amount) -> str:
    shown = like.printed(number)
    return f"+{shown}" if number > 0 else shown


@document_check("TOT205")
def measure_of_another_kind(reading: Reading, context: Context) -> Iterator[Finding]:
    """An indicator of the list is counted in what the list says: people are no money."""
    for node in reading.nodes:
        if node.pointer[-1:] not in {("measure",), ("actual",), ("value",)}:
            continue
        if "parts" in node.pointer:  # of so much money so many people
            continue
        figure = Figure.parse(node.value) if node.shape.format == "figure" else None
        own = node.value if node.pointer[-1] == "measure" else figure and figure.measure
        indicator = context.codelists.indicator(named_above(reading, node.pointer)[0])
        wanted = Measure.parse(indicator.measure).noun
        noun = Measure.parse(own if isinstance(own, str) else None).noun
        if indicator.listed and wanted and noun not in {"", wanted}:
            params = {"measure": own, "usual": indicator.measure, "indicator": indicator.name()}
            yield Finding(node.pointer, params)


@document_check("TOT305")
def stated_totals_disagree(reading: Reading, _: Context) -> Iterator[Finding]:
    """A decision commends as many as it says."""
    faulty = any(pointer[:1] == ("entries",) for pointer in reading.touched)
    if reading.kind != "award-decision" or faulty:  # then nobody knows how many there are
        return
    kinds = [node.value.get("kind") for node in reading.defined("recipient")]
    for key, kind in (("collectives", "collective"), ("individuals", "individual")):
        stated = reading.by_pointer.get(ROOT / "stated" / key)
        if stated is not None and stated.value != kinds.count(kind):
            params = {
                "kind": kind,
                "stated": grouped(Decimal(stated.value)),
                "count": grouped(Decimal(kinds.count(kind))),
            }
            yield Finding(stated.pointer, params)


CHECKS = (
    more_people_than_there_are,
    more_than_all,
    parts_larger_than_the_whole,
    change_in_percent_disagrees,
    change_disagrees,
    measure_of_another_kind,
    stated_totals_disagree,
)
