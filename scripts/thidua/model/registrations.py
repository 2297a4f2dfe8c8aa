"""What a unit registers for the year: its targets and the compact it signed."""

from thidua.codelists import Indicator
from thidua.model.papers import Day, Paper, Record, Signer
from thidua.text.figures import Figure
from thidua.text.folding import fold


class RegisteredTarget(Record, frozen=True, kw_only=True):
    """A value that a unit wants to reach in a span of time."""

    indicator: str
    value: Figure
    measure: str | None = None
    span: str = "year"
    note: str | None = None


class Registration(Paper, frozen=True, kw_only=True):
    """The registered targets and the compact of one unit for one year."""

    date: Day
    year: str
    number: str | None = None
    signed_with: str | None = None
    signer: Signer | None = None
    targets: tuple[RegisteredTarget, ...] = ()
    compact: str | None = None

    def of(self, indicator: Indicator) -> tuple[RegisteredTarget, ...]:
        """Return what was registered of an indicator, in the order of the paper."""
        own = {indicator.id, indicator.key}
        return tuple(each for each in self.targets if {each.indicator, fold(each.indicator)} & own)
