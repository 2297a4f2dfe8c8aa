"""Whether plans were reached, as far as the figures say so without guessing."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from thidua.codelists import Indicator
from thidua.model.papers import IndicatorRow, Target
from thidua.text.amounts import Amount, Measure

_ALL: Final = 100


class Attainment(StrEnum):
    """How an indicator stands against its plans."""

    REACHED = "reached"
    MISSED = "missed"
    #: The plan is of the whole year, or nothing can be compared.
    OPEN = "open"


def attainment(row: IndicatorRow, indicator: Indicator) -> Attainment:
    """Return how a row stands: missed if one of its plans is, reached if one is and none missed.

    A plan of the year is not missed at half-time, unless less is better and it is exceeded.
    """
    direction = row.direction or indicator.direction
    found = set(_each(row, row.targets, indicator, direction))
    if Attainment.MISSED in found:
        return Attainment.MISSED
    return Attainment.REACHED if Attainment.REACHED in found else Attainment.OPEN


def _each(
    row: IndicatorRow, targets: Iterable[Target], indicator: Indicator, direction: str
) -> Iterable[Attainment]:
    for target in targets:
        better = _compared(row, target, indicator)
        if better is None or direction not in {"higher", "lower"}:
            yield Attainment.OPEN
        elif (better <= 0) if direction == "lower" else (better >= 0):
            yield Attainment.REACHED
        elif direction == "higher" and target.span in {"year", None}:
            yield Attainment.OPEN
        else:
            yield Attainment.MISSED


def _compared(row: IndicatorRow, target: Target, indicator: Indicator) -> int | None:
    """Return whether the actual figure is below (-1), at (0) or above (1) a plan; None: unknown."""
    usual = Measure.parse(row.measure or indicator.measure)
    actual, plan = Amount.of(row.actual, usual), Amount.of(target.value, usual)
    if actual is not None and plan is not None and actual.noun == plan.noun:
        return (
            0
            if actual.agrees(plan)
            else (actual.number > plan.number) - (actual.number < plan.number)
        )
    percent = target.percent
    if percent is None or not percent.exact:
        return None
    return (percent.number > _ALL) - (percent.number < _ALL)
