"""What became of a unit: who carries on its work, and whose work it carries on."""

from datetime import date

from thidua.codelists.entries import Cluster, Successor, Unit
from thidua.codelists.lists import CodeLists


def heirs(codelists: CodeLists, unit: Unit, day: date | None) -> list[Unit]:
    """Return the units that carry on the work of a unit on a day, through every merger between.

    A unit that still exists on that day has none.
    """
    found: dict[str, Unit] = {}
    _follow(codelists, unit, day, found, {unit.id})
    return list(found.values())


def cluster_for(codelists: CodeLists, unit: str, day: date | None) -> Cluster | None:
    """Return the cluster whose head invites a unit on a day: its own, or that of an heir."""
    carriers = [unit, *(heir.id for heir in heirs(codelists, codelists.units[unit], day))]
    found = (codelists.cluster_of(each, day) for each in carriers)
    return next((cluster for cluster in found if cluster is not None), None)


def _follow(
    codelists: CodeLists, unit: Unit, day: date | None, found: dict[str, Unit], seen: set[str]
) -> None:
    if unit.holds(day):
        return
    for successor in unit.successors:
        heir = codelists.units.get(successor.unit)
        if heir is None or not successor.holds(day) or heir.id in seen:
            continue
        seen.add(heir.id)
        if heir.holds(day):
            found[heir.id] = heir
        else:
            _follow(codelists, heir, day, found, seen)


def forebears(codelists: CodeLists) -> dict[str, list[tuple[Unit, Successor]]]:
    """Return, by unit, the units that it took over, each with the succession."""
    found: dict[str, list[tuple[Unit, Successor]]] = {}
    for unit in codelists.units:
        for successor in unit.successors:
            found.setdefault(successor.unit, []).append((unit, successor))
    return found


def taken_over(
    codelists: CodeLists, unit: str, after: date, until: date
) -> list[tuple[Unit, Successor]]:
    """Return the units that a unit took over between two days: its figures before are a part."""
    return [
        (before, succession)
        for before, succession in forebears(codelists).get(unit, [])
        if succession.from_ is not None and after < succession.from_ <= until
    ]
