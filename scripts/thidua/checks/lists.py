"""Family GEN: the code lists agree with themselves, whatever the day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from thidua.checks.registry import House, HouseFinding, house_check
from thidua.codelists import Cluster, Dated, Entry
from thidua.codelists.entries import Member
from thidua.diagnostics import ROOT, Pointer
from thidua.places import spans
from thidua.text.dates import day as shown
from thidua.text.folding import fold

_ENTRIES = ROOT / "entries"


@dataclass(frozen=True, slots=True)
class _Place:
    """A node of a list, and the time for which it holds."""

    pointer: Pointer
    entry: Entry
    span: Dated


def _overlap(one: Dated, other: Dated) -> date | None:
    """Return the first day on which both hold; None if there is no such day."""
    first = max(one.from_ or date.min, other.from_ or date.min)
    last = min(one.to or date.max, other.to or date.max)
    return first if first <= last else None


def _found(house: House, name: str, pointer: Pointer, **params: object) -> HouseFinding:
    file = house.project.codelists / f"{name}.yml"
    mark = spans(file.read_text("utf-8"))[pointer].value
    return HouseFinding(file.relative_to(house.project.root).as_posix(), mark, params)


def _clashes(places: dict[str, list[_Place]]) -> Iterator[tuple[str, _Place, _Place, date]]:
    """Yield what belongs to two entries at the same time, with the later place first."""
    for key, found in places.items():
        for one, other in combinations(found, 2):
            day = _overlap(one.span, other.span)
            if day is not None and one.entry is not other.entry:
                yield key, other, one, day


def _since(day: date) -> dict[str, str]:
    """Return what to say of the first day of a clash; it may have been always."""
    return {"reason": "day", "day": shown(day)} if day > date.min else {"reason": "always"}


@house_check("GEN103")
def in_two_clusters(house: House) -> Iterator[HouseFinding]:
    """On any day a unit belongs to one cluster, or two would invite and review it."""
    places: dict[str, list[_Place]] = {}
    for index, cluster in enumerate(house.schemas.codelists.clusters):
        for number, member in enumerate(cluster.members):
            pointer = _ENTRIES / index / "members" / number / "unit"
            places.setdefault(member.unit, []).append(_Place(pointer, cluster, member))
    for unit, here, other, day in _clashes(places):
        params = {"value": unit, "other": other.entry.id, "day": shown(day)}
        yield _found(house, "clusters", here.pointer, **params)


def _first_day_outside(cluster: Cluster, head: Member) -> date | None:
    """Return the first day on which a head is no member; None if there is no such day."""
    spans_of = [each for each in cluster.members if each.unit == head.unit]
    ends = [each.to + timedelta(days=1) for each in spans_of if each.to]
    days = [head.from_ or date.min, *sorted(ends), head.to or date.max]
    outside = (day for day in days if head.holds(day) and not any(m.holds(day) for m in spans_of))
    return next(outside, None)


@house_check("GEN104")
def head_is_no_member(house: House) -> Iterator[HouseFinding]:
    """A cluster is headed by one of its members."""
    for index, cluster in enumerate(house.schemas.codelists.clusters):
        for number, head in enumerate(cluster.heads):
            missing = _first_day_outside(cluster, head)
            if missing is not None:
                pointer = _ENTRIES / index / "heads" / number / "unit"
                params = {"value": head.unit, "day": shown(missing)}
                yield _found(house, "clusters", pointer, **params)


@house_check("GEN105")
def code_of_two_units(house: House) -> Iterator[HouseFinding]:
    """An official code means one unit on any day; over the years it may mean several."""
    places: dict[str, list[_Place]] = {}
    for index, unit in enumerate(house.schemas.codelists.units):
        for number, code in enumerate(unit.codes):
            pointer = _ENTRIES / index / "codes" / number / "code"
            places.setdefault(code.code, []).append(_Place(pointer, unit, code))
    for code_name, here, other, day in _clashes(places):
        params = {"value": code_name, "other": other.entry.id, **_since(day)}
        yield _found(house, "units", here.pointer, **params)


@house_check("GEN106")
def successor_does_not_follow(house: House) -> Iterator[HouseFinding]:
    """Who takes over a unit begins on the day after its last one."""
    for index, unit in enumerate(house.schemas.codelists.units):
        for number, successor in enumerate(unit.successors):
            wanted = unit.to + timedelta(days=1) if unit.to else None
            if successor.from_ != wanted:
                pointer = _ENTRIES / index / "successors" / number / "from"
                params = {
                    "reason": "date" if unit.to else "end",
                    "value": unit.id,
                    "day": shown(wanted) if wanted else "",
                }
                yield _found(house, "units", pointer, **params)


@house_check("GEN107")
def name_of_two_entries(house: House) -> Iterator[HouseFinding]:
    """A name or another writing means one entry of its list on any day."""
    for codelist in house.schemas.codelists:
        places: dict[str, list[_Place]] = {}
        for index, entry in enumerate(codelist):
            pointer = _ENTRIES / index
            for number, name in enumerate(entry.names):
                span = _both(entry, name)
                for field in filter(None, (name.name, name.short)):
                    key = "name" if field == name.name else "short"
                    place = _Place(pointer / "names" / number / key, entry, span)
                    places.setdefault(fold(field), []).append(place)
            for number, alias in enumerate(entry.aliases):
                place = _Place(pointer / "aliases" / number, entry, entry)
                places.setdefault(fold(alias), []).append(place)
        for _, here, other, day in _clashes(places):
            params = {"value": other.entry.id, **_since(day)}
            yield _found(house, codelist.name, here.pointer, **params)


def _both(entry: Entry, name: Dated) -> Dated:
    """Return the time for which both an entry and one of its names hold."""
    begins = [each.from_ for each in (entry, name) if each.from_]
    ends = [each.to for each in (entry, name) if each.to]
    return Dated(from_=max(begins, default=None), to=min(ends, default=None))


CHECKS = (
    in_two_clusters,
    head_is_no_member,
    code_of_two_units,
    successor_does_not_follow,
    name_of_two_entries,
)
