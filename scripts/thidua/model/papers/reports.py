"""A unit's report."""

import msgspec

from thidua.model.papers.base import Day, Paper, Record, Signer
from thidua.text.figures import Figure


class Target(Record, frozen=True, kw_only=True):
    """A planned value, who set it, and how much of it was reached."""

    value: Figure | None = None
    set_by: tuple[str, ...] = ()
    span: str | None = None
    percent: Figure | None = None


class Comparison(Record, frozen=True, kw_only=True):
    """A change against another time."""

    base: str
    #: The figure of that other time.
    value: Figure | None = None
    change: Figure | None = None
    change_percent: Figure | None = None


class Measured(Record, frozen=True, kw_only=True):
    """What an indicator and a part of one have in common."""

    measure: str | None = None
    actual: Figure | None = None
    targets: tuple[Target, ...] = ()
    compared: tuple[Comparison, ...] = ()
    note: str | None = None


class Part(Measured, frozen=True, kw_only=True):
    """A part of an indicator."""

    name: str


class IndicatorRow(Measured, frozen=True, kw_only=True):
    """The result of one indicator."""

    #: The id in the code list, or the name of an indicator that no list has.
    indicator: str
    #: What is better, where no list says it.
    direction: str | None = None
    parts: tuple[Part, ...] = ()


class Limitation(Record, frozen=True, kw_only=True):
    """What went wrong, why, and what will be done."""

    text: str
    causes: tuple[str, ...] = ()
    solutions: tuple[str, ...] = ()


class Results(Record, frozen=True, kw_only=True):
    """Item 1.1 of the dispatch."""

    summary: str | None = None
    indicators: tuple[IndicatorRow, ...] = ()
    limitations: tuple[Limitation, ...] = ()


class Exemplar(Record, frozen=True, kw_only=True):
    """An exemplary collective or individual, item 1.3."""

    kind: str
    name: str
    achievement: str
    post: str | None = None
    recognition: str | None = None
    spread: str | None = None


class Recommendation(Record, frozen=True, kw_only=True):
    """What a unit asks of somebody, item 1.4."""

    to: str
    text: str


class Stage(Record, frozen=True, kw_only=True):
    """A stage of the plan for the coming period."""

    stage: str
    tasks: tuple[str, ...] = ()
    target: str | None = None


class Report(Paper, frozen=True, kw_only=True):
    """A unit's report."""

    date: Day
    results: Results
    number: str | None = None
    cutoff: Day | None = None
    signer: Signer | None = None
    themes: dict[str, str] = msgspec.field(default_factory=dict)
    exemplars: tuple[Exemplar, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    second_half_plan: tuple[Stage, ...] = ()
