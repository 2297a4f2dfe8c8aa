"""The entries of award decisions as lists show them: in order, counted, with their cluster."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from thidua.codelists.lineage import cluster_for
from thidua.model import AwardDecision, AwardEntry, CampaignPapers
from thidua.pages import paths
from thidua.pages.site import Site
from thidua.project import PaperPath
from thidua.text.collation import sort_key

_LEVELS = ("unit", "district", "department", "team")
#: Written in two digits in official dates.
_TWO_DIGITS = {"01", "02"}


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of a decision with what pages say of it."""

    place: PaperPath
    decision: AwardDecision
    entry: AwardEntry
    #: The cluster of the recipient's unit at the date of the campaign.
    cluster: str | None
    #: The date of the campaign.
    day: date | None

    @property
    def path(self) -> str:
        """The page of the decision; the entry's id is its anchor there."""
        return decision_path(self.place)

    @property
    def counted(self) -> bool:
        """Whether the award still holds."""
        return self.entry.withdrawn is None

    @property
    def hidden(self) -> bool:
        """Whether the entry was withdrawn and stands without the name."""
        return self.entry.hidden

    @property
    def unit(self) -> str | None:
        """The recipient's unit; None where the unit itself is the name that is hidden."""
        return self.entry.public_unit

    @property
    def achieved(self) -> str | None:
        """The time of the achievement as people read it: ``2012``, ``9/2012–8/2013``."""
        text = self.decision.achievement_of(self.entry)
        return period(text) if text else None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many entries hold, and how many were withdrawn."""

    collectives: int
    individuals: int
    withdrawn: int

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "Tally":
        """Count entries; what was withdrawn counts for nobody."""
        kinds = [row.entry.recipient.kind if row.counted else None for row in rows]
        return cls(kinds.count("collective"), kinds.count("individual"), kinds.count(None))


def rows(site: Site) -> list[Row]:
    """Return every entry of every decision: by award, collectives first, in name order.

    Persons stand by given name, collectives by the province of their unit.
    """
    found = [row for papers in site.campaigns for row in _rows_of(papers)]
    return sorted(found, key=_order(site))


def by_campaign(site: Site, found: Iterable[Row]) -> list[tuple[CampaignPapers, list[Row]]]:
    """Return entries by the campaign whose decisions hold them, the latest campaign first."""
    own: dict[str, list[Row]] = {}
    for row in found:
        own.setdefault(row.place.campaign, []).append(row)
    return [(papers, own[papers.id]) for papers in site.campaigns if papers.id in own]


def under_repair(site: Site, papers: CampaignPapers) -> list[PaperPath]:
    """Return the decisions with errors; what anybody but the centre calls a decision is none."""
    return [
        place
        for place in papers.broken.values()
        if place.kind == "award-decision"
        and place.slug is not None
        and site.codelists.kind_of(place.submitter) == "centre"
    ]


def decision_path(place: PaperPath) -> str:
    """Return the page of a decision."""
    return paths.decision(place.campaign, place.slug or "")


def period(text: str) -> str:
    """Return the time of an achievement as people read it.

    >>> period("2012"), period("2012-09/2013-02")
    ('2012', '9/2012–02/2013')
    """
    return "–".join(_month(part) for part in text.split("/"))


def _rows_of(papers: CampaignPapers) -> Iterator[Row]:
    clusters: dict[str, str | None] = {}
    for filed, entry in papers.awards():
        unit = entry.recipient.unit
        if unit not in clusters:
            cluster = cluster_for(papers.codelists, unit, papers.day)
            clusters[unit] = cluster.id if cluster else None
        yield Row(filed.place, filed.paper, entry, clusters[unit], papers.day)


def _order(site: Site) -> Callable[[Row], tuple[object, ...]]:
    awards = {key: rank for rank, key in enumerate(site.codelists.awards)}
    units = {key: rank for rank, key in enumerate(site.by_province(site.codelists.units.ids))}

    def who(row: Row) -> tuple[object, ...]:
        recipient = row.entry.recipient
        name, unit = recipient.name or "", units[recipient.unit]
        if row.hidden:
            return ()  # not even the order tells who it was
        if recipient.kind == "collective":
            return unit, _LEVELS.index(recipient.level), sort_key(name)
        others, _, given = name.strip().rpartition(" ")
        return sort_key(given), sort_key(others), unit

    def key(row: Row) -> tuple[object, ...]:
        kind = row.entry.recipient.kind
        where = (row.decision.date, row.place.path, row.entry.id)
        return awards[row.entry.award], kind, row.hidden, who(row), where

    return key


def _month(text: str) -> str:
    year, _, month = text.partition("-")
    if not month:
        return year
    return f"{month if month in _TWO_DIGITS else month.lstrip('0')}/{year}"
