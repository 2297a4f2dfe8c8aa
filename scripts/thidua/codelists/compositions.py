"""Who made up a cluster through time: clusters are re-formed, and their heads take turns."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from thidua.codelists.entries import Cluster, Member

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Composition:
    """A span of days, both included, in which members and head stayed the same."""

    from_: date
    #: None while it lasts.
    to: date | None
    #: Empty where nobody is known to have belonged to the cluster.
    members: tuple[Member, ...]
    head: Member | None

    @property
    def who(self) -> tuple[frozenset[str], str | None]:
        """The units of the members, and that of the head."""
        return frozenset(
            member.unit for member in self.members
        ), self.head.unit if self.head else None


def compositions(cluster: Cluster) -> list[Composition]:
    """Return the compositions of a cluster, the latest first; a gap between two is one too."""
    merged: list[Composition] = []
    for span in _spans(cluster):
        if merged and merged[-1].who == span.who:
            last = merged.pop()
            merged.append(Composition(last.from_, span.to, span.members, span.head))
        elif merged or span.members:
            merged.append(span)
    return merged[::-1]


def _spans(cluster: Cluster) -> Iterator[Composition]:
    # The schema of the list wants a beginning of every membership.
    dated = (*cluster.members, *cluster.heads)
    turns = {each.from_ for each in dated} | {each.to + _DAY for each in dated if each.to}
    days = sorted(day for day in turns if day)
    for day, following in zip(days, [*days[1:], None], strict=True):
        end = following - _DAY if following else None
        yield Composition(day, end, cluster.members_on(day), cluster.head_on(day))
