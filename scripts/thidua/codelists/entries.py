"""The entries of code lists: permanent ids with dated names."""

from datetime import date

import msgspec

from thidua.text.folding import fold

#: The field ``date`` of a document would hide the type of that name.
Day = date


class Dated(msgspec.Struct, frozen=True, kw_only=True, rename=lambda name: name.rstrip("_")):
    """Something that holds from a day to a day, both included; None leaves the end open."""

    from_: date | None = None
    to: date | None = None

    def holds(self, day: date | None) -> bool:
        """Tell whether it holds on a day; without a day everything does."""
        if day is None:
            return True
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day <= self.to)


class Name(Dated, frozen=True, kw_only=True):
    """What something was called during a time."""

    name: str
    short: str | None = None


class Code(Dated, frozen=True, kw_only=True):
    """An official two-digit code; codes are reused, so they are never an identity."""

    code: str


class Successor(Dated, frozen=True, kw_only=True):
    """The unit that took over."""

    unit: str
    source: str | None = None


class Member(Dated, frozen=True, kw_only=True):
    """A unit as member or head of a cluster."""

    unit: str
    sample: bool = False


class Entry(Dated, frozen=True, kw_only=True):
    """An entry of a code list: a permanent id with dated names."""

    id: str
    names: tuple[Name, ...]
    aliases: tuple[str, ...] = ()
    sample: bool = False
    reason: str | None = None

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way to write it: its id, its names, what else people write."""
        names = [form for name in self.names for form in (name.name, name.short) if form]
        return (self.id, *names, *self.aliases)

    def name(self, day: date | None = None, *, short: bool = False) -> str:
        """Return what it was called on a day (or is called last)."""
        valid = [name for name in self.names if name.holds(day)] or list(self.names)
        chosen = valid[-1]
        return (chosen.short or chosen.name) if short else chosen.name


class Unit(Entry, frozen=True, kw_only=True):
    """The centre, a central unit or a provincial office."""

    kind: str
    province: str | None = None
    #: Column and row of its tile on the map, from the north-west; None off the map.
    tile: tuple[int, int] | None = None
    codes: tuple[Code, ...] = ()
    successors: tuple[Successor, ...] = ()


class Cluster(Entry, frozen=True, kw_only=True):
    """An emulation cluster with its dated members and heads."""

    members: tuple[Member, ...] = ()
    heads: tuple[Member, ...] = ()

    def members_on(self, day: date | None) -> tuple[Member, ...]:
        """Return who belonged to the cluster on a day."""
        return tuple(member for member in self.members if member.holds(day))

    def head_on(self, day: date | None) -> Member | None:
        """Return who headed the cluster on a day, if that is known."""
        return next((head for head in self.heads if head.holds(day)), None)


class Award(Entry, frozen=True, kw_only=True):
    """An award title or a commendation form."""

    granted_by: tuple[str, ...]
    recipients: tuple[str, ...]
    #: Classes (hạng) and prizes (giải) in which it is granted, the highest first.
    ranks: tuple[str, ...] = ()
    prizes: tuple[str, ...] = ()


class Authority(Entry, frozen=True, kw_only=True):
    """Who grants awards."""

    #: ``centre`` where those who receive its awards are invited by the centre, never by a cluster.
    invited_by: str | None = None


class Indicator(Entry, frozen=True, kw_only=True):
    """An indicator with its unit of measure and what is better."""

    group: str
    measure: str
    scale: str
    direction: str
    #: What its figures cannot exceed, where they are a part of a whole.
    most: int | None = None
    #: Whether a list has it; others are known by the name that a paper gives them.
    listed: bool = True

    @classmethod
    def unlisted(cls, name: str) -> "Indicator":
        """Return an indicator that no list has: what it measures, only the paper says."""
        names = (Name(name=name),)
        return cls(
            id=name,
            names=names,
            group="",
            measure="",
            scale="scaled",
            direction="neutral",
            listed=False,
        )

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way to write it; tables often name the measure as well, «Thu BHYT (triệu đồng)»."""
        plain = super().spellings
        return (*plain, *(f"{form} ({self.measure})" for form in plain[1:] if self.measure))

    @property
    def key(self) -> str:
        """What tells whether two papers speak of the same indicator."""
        return self.id if self.listed else fold(self.id)


class CitedDocument(Entry, frozen=True, kw_only=True):
    """An official document that papers refer to."""

    number: str | None = None
    date: Day | None = None
    issuer: str | None = None
    subject: str | None = None
