"""What a cluster reports after its conference. Its nominations only propose.

They are no award entries and share no record with them, so that no list of awards can read them.
"""

from thidua.model.papers import Day, Paper, Recipient, Record, Signer, Target
from thidua.text.figures import Figure


class UnitRow(Record, frozen=True, kw_only=True):
    """What one member reached of an indicator."""

    unit: str
    actual: Figure | None = None
    targets: tuple[Target, ...] = ()
    note: str | None = None


class Aggregate(Record, frozen=True, kw_only=True):
    """The figure that the cluster itself states for all members, and how it was made."""

    method: str
    actual: Figure | None = None
    targets: tuple[Target, ...] = ()
    note: str | None = None


class IndicatorTable(Record, frozen=True, kw_only=True):
    """One indicator, member by member."""

    indicator: str
    measure: str | None = None
    rows: tuple[UnitRow, ...] = ()
    aggregate: Aggregate | None = None


class Review(Record, frozen=True, kw_only=True):
    """What the cluster says of one member, item 2.1."""

    unit: str
    text: str


class Conclusion(Record, frozen=True, kw_only=True):
    """What somebody concluded at the conference."""

    by: str
    text: str


class Nomination(Record, frozen=True, kw_only=True):
    """Whom the cluster proposes for an award: proposed is never awarded."""

    award: str
    recipient: Recipient
    method: str | None = None
    votes_for: int | None = None
    votes_cast: int | None = None
    note: str | None = None


class ClusterReport(Paper, frozen=True, kw_only=True):
    """A cluster's report on its conference."""

    date: Day
    number: str | None = None
    signer: Signer | None = None
    compact_theme: str | None = None
    members_stated: int | None = None
    by_indicator: tuple[IndicatorTable, ...] = ()
    reviews: tuple[Review, ...] = ()
    focus: tuple[str, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()
    nominations: tuple[Nomination, ...] = ()
