"""Award decisions: what stands in one is awarded, never merely proposed."""

from thidua.model.papers.base import Day, Paper, Record
from thidua.text.figures import Figure


class Recipient(Record, frozen=True, kw_only=True):
    """A collective, or a person with the post held at the time."""

    kind: str
    unit: str
    level: str = "unit"
    name: str | None = None
    post: str | None = None


class Withdrawal(Record, frozen=True, kw_only=True):
    """The later decision that cancels an entry."""

    number: str
    date: Day
    authority: str
    hide_name: bool = False


class AwardEntry(Record, frozen=True, kw_only=True):
    """One award to one recipient."""

    id: str
    award: str
    recipient: Recipient
    rank: str | None = None
    prize: str | None = None
    #: The id in the code list, or the name of a movement that no list has.
    movement: str | None = None
    achievement: str | None = None
    manner: str | None = None
    hand_over: str | None = None
    reward: Figure | None = None
    posthumous: bool = False
    withdrawn: Withdrawal | None = None

    @property
    def hidden(self) -> bool:
        """Whether the entry was withdrawn and stands without the name."""
        return self.withdrawn is not None and self.withdrawn.hide_name

    @property
    def public_unit(self) -> str | None:
        """The recipient's unit; None where the unit itself is the name that is hidden."""
        who = self.recipient
        is_the_name = who.kind == "collective" and who.level == "unit"
        return None if self.hidden and is_the_name else who.unit


#: When something was changed, and the entry that was withdrawn; None for a new version of it all.
Change = tuple[Day | None, AwardEntry | None]


class StatedTotals(Record, frozen=True, kw_only=True):
    """How many the decision itself says it commends."""

    collectives: int | None = None
    individuals: int | None = None


class AwardDecision(Paper, frozen=True, kw_only=True):
    """A decision; what stands in it is awarded, never merely proposed."""

    number: str
    date: Day
    authority: str
    entries: tuple[AwardEntry, ...]
    subject: str | None = None
    achievement: str | None = None
    manner: str | None = None
    hand_over: str | None = None
    stated: StatedTotals | None = None

    @property
    def changes(self) -> list[Change]:
        """What was changed since, the latest first: a withdrawn entry, or None for a revision.

        A revision without a day comes last: it may be older than all the others.
        """
        found: list[Change] = [(e.withdrawn.date, e) for e in self.entries if e.withdrawn]
        if self.revision:
            found.append((self.revision.date, None))
        return sorted(found, key=lambda each: each[0] or Day.min, reverse=True)

    def achievement_of(self, entry: AwardEntry) -> str | None:
        """Return the time of an entry's achievement: its own, or that of the decision."""
        return entry.achievement or self.achievement

    def manner_of(self, entry: AwardEntry) -> str | None:
        """Return the manner of an entry: its own, or that of the decision."""
        return entry.manner or self.manner

    def at_conference(self, entry: AwardEntry) -> bool:
        """Tell whether an entry is handed over at the conference of the recipient's cluster."""
        return (entry.hand_over or self.hand_over) == "cluster-conference"
