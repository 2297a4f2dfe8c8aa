"""TOT: sums, parts, changes and counts that cannot be right together. They only warn."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from thidua.checks.figures import amount, named_above, usual_measure
from thidua.checks.registry import Context, Finding, Reading, document_check
from thidua.diagnostics import ROOT
from thidua.text.amounts import PERCENT, Measure, total
from thidua.text.figures import Figure, grouped

#: No count of people in Vietnam is larger: about 100 million live there.
_PEOPLE: Final = 150_000_000


@document_check("TOT105")
def more_people_than_there_are(reading: Reading, context: Context) -> Iterator[Finding]:
    """No count of people is larger than the country: «14.551 triệu người» was meant as 14,551."""
    for node, figure in reading.figures:
        if node.pointer[-1] in {"percent", "change_percent"}:
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
    for node, figure in reading.figures:
        if node.pointer[-1] in {"percent", "change_percent", "change"}:
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
        together = total(part for part in parts if part is not None)
        figures = [reading.figure(each, "actual") for each in (node, *places)]
        if any(each is not None and each.two_readings for each in figures):
            continue  # TOT101 and TOT102 speak of these
        if whole is None or together is None or not together.noun == whole.noun != PERCENT:
            continue
        if together.low > whole.high:
            shown = {"whole": whole.number, "total": together.number}
            params = {key: whole.printed(number) for key, number in shown.items()}
            yield Finding(node.pointer / "parts", params, at_key=True)


@document_check("TOT205")
def measure_of_another_kind(reading: Reading, context: Context) -> Iterator[Finding]:
    """An indicator of the list measures what the list says: people are no money."""
    for node in reading.nodes:
        if node.pointer[-1:] not in {("measure",), ("actual",), ("value",)}:
            continue
        if "parts" in node.pointer:  # of so much money so many people
            continue
        figure = Figure.parse(node.value) if node.shape.format == "figure" else None
        own = node.value if node.pointer[-1] == "measure" else figure and figure.measure
        indicator = context.codelists.indicator(named_above(reading, node.pointer)[0])
        usual = Measure.parse(indicator.measure).kind
        kind = Measure.parse(own if isinstance(own, str) else None).kind
        if indicator.listed and usual and kind not in {"", usual}:
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
    measure_of_another_kind,
    stated_totals_disagree,
)
