"""TOT: what one row of results says agrees: result, plan, percentage, change. It only warns."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from thidua.checks.figures import amounts
from thidua.checks.registry import Context, Finding, Reading, document_check
from thidua.diagnostics import Pointer
from thidua.schema import Node
from thidua.text.amounts import PERCENT, Amount, cut, matches
from thidua.text.figures import Figure, bare


@dataclass(frozen=True, slots=True)
class _Relation:
    """A printed figure that others of its row determine, and what they give."""

    code: str
    pointer: Pointer
    printed: str
    computed: str
    holds: bool


@document_check("TOT201")
def percent_disagrees(reading: Reading, context: Context) -> Iterator[Finding]:
    """The printed percentage is not what actual and plan give, rounded or cut off."""
    return _disagreeing("TOT201", reading, context)


@document_check("TOT203")
def change_in_percent_disagrees(reading: Reading, context: Context) -> Iterator[Finding]:
    """The printed change in percent is what the figures give, rounded or cut off."""
    return _disagreeing("TOT203", reading, context)


@document_check("TOT204")
def change_disagrees(reading: Reading, context: Context) -> Iterator[Finding]:
    """The printed change is the difference of the two figures."""
    return _disagreeing("TOT204", reading, context)


@document_check("TOT206")
def nothing_agrees(reading: Reading, context: Context) -> Iterator[Finding]:
    """Where everything in a row disagrees with its result, the result is the slip."""
    for row, relations in _rows(reading, context).items():
        if _is_suspect(relations):
            shown = [f"{each.printed} ({each.computed})" for each in relations]
            yield Finding(row / "actual", {"figures": shown})


def _disagreeing(code: str, reading: Reading, context: Context) -> Iterator[Finding]:
    for relations in _rows(reading, context).values():
        for each in relations:
            if each.code == code and not each.holds and not _is_suspect(relations):
                params = {"printed": each.printed, "computed": each.computed}
                yield Finding(each.pointer, params)


def _is_suspect(relations: list[_Relation]) -> bool:
    """Tell whether nothing holds of at least two things that do not depend on each other."""
    places = {each.pointer[:-1] for each in relations}
    return len(places) > 1 and not any(each.holds for each in relations)


def _rows(reading: Reading, context: Context) -> dict[Pointer, list[_Relation]]:
    """Return what stands in each row, worked out once for all checks."""
    if "rows" not in reading.memo:
        found: dict[Pointer, list[_Relation]] = {}
        for node in reading.defined("target"):
            found.setdefault(Pointer(node.pointer[:-2]), []).extend(
                _percent(reading, node, context)
            )
        for node in reading.defined("comparison"):
            row = found.setdefault(Pointer(node.pointer[:-2]), [])
            row += _change(reading, node, context)
            row += _change_in_percent(reading, node, context)
        reading.memo["rows"] = found
    known: dict[Pointer, list[_Relation]] = reading.memo["rows"]
    return known


def _actual(reading: Reading, node: Node, context: Context) -> list[Amount]:
    row = reading.by_pointer.get(Pointer(node.pointer[:-2]))
    return amounts(reading, row, "actual", context)


def _percent(reading: Reading, node: Node, context: Context) -> Iterator[_Relation]:
    printed = reading.figure(node, "percent")
    if printed is None or not printed.exact:
        return
    pairs = product(_actual(reading, node, context), amounts(reading, node, "value", context))
    found = [
        computed
        for actual, plan in pairs
        if actual.noun == plan.noun or "" in {actual.noun, plan.noun}
        if (computed := actual.in_percent_of(plan)) is not None
    ]
    if found:
        holds = any(matches(printed, each) for each in found)
        shown = bare(cut(found[0].number, printed.step))
        yield _Relation("TOT201", node.pointer / "percent", printed.printed, shown, holds)


def _change(reading: Reading, node: Node, context: Context) -> Iterator[_Relation]:
    printed = reading.figure(node, "change")
    found = [
        (actual - base, change)
        for actual, base, change in product(
            _actual(reading, node, context),
            amounts(reading, node, "value", context),
            amounts(reading, node, "change", context),
        )
        if actual.noun == base.noun == change.noun
    ]
    if printed is None or not found:
        return
    # «70.000» without a sign says how much, not which way.
    pairs = found if printed.sign else [(abs(one), abs(other)) for one, other in found]
    holds = any(one.agrees(other) for one, other in pairs)
    computed, change = found[0]
    shown = change.printed(computed.number)
    shown = f"+{shown}" if computed.number > 0 else shown
    yield _Relation("TOT204", node.pointer / "change", printed.shown, shown, holds)


def _change_in_percent(reading: Reading, node: Node, context: Context) -> Iterator[_Relation]:
    printed = reading.figure(node, "change_percent")
    if printed is None or not printed.exact:
        return
    found = [
        computed
        for actual, base in _compared(reading, node, context)
        if (computed := (actual - base).in_percent_of(base)) is not None
    ]
    if found:
        amounts_found = found if printed.sign else [abs(each) for each in found]
        wanted = printed if printed.sign else Figure.parse(printed.printed.lstrip("+-"))
        holds = wanted is not None and any(matches(wanted, each) for each in amounts_found)
        number = cut(found[0].number, printed.step)
        shown = f"+{bare(number)}" if number > 0 else bare(number)
        yield _Relation("TOT203", node.pointer / "change_percent", printed.shown, shown, holds)


def _compared(reading: Reading, node: Node, context: Context) -> Iterator[tuple[Amount, Amount]]:
    """Yield the figure of now and that of the other time, stated or computed."""
    bases, change = amounts(reading, node, "value", context), reading.figure(node, "change")
    by = amounts(reading, node, "change", context) if change is not None and change.sign else []
    for actual in _actual(reading, node, context):
        for base in bases or [actual - each for each in by]:
            # A change of a percentage is in points, in percent it means two things.
            if base.noun == actual.noun != PERCENT:
                yield actual, base


CHECKS = (percent_disagrees, change_in_percent_disagrees, change_disagrees, nothing_agrees)
