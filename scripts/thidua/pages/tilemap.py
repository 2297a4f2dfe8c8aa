"""The units of a campaign on a map of tiles, one tile a province in its approximate place."""

from collections.abc import Iterable
from dataclasses import dataclass

from thidua.codelists import Unit
from thidua.pages.site import Site
from thidua.status import Status


@dataclass(frozen=True, slots=True)
class Tile:
    """A unit with the status of its paper."""

    unit: Unit
    status: Status
    #: Where it stands in the grid, from 1; None off the map.
    column: int | None = None
    row: int | None = None

    @property
    def label(self) -> str:
        """What stands in a tile: the name of the province."""
        return self.unit.province or self.unit.name(short=True)


@dataclass(frozen=True, slots=True)
class TileMap:
    """The units on the map, and those that have no place on it."""

    tiles: tuple[Tile, ...]
    others: tuple[Tile, ...]

    @property
    def all(self) -> tuple[Tile, ...]:
        """Every unit."""
        return self.tiles + self.others

    @property
    def sent(self) -> int:
        """How many have sent their paper."""
        return sum(tile.status.sent for tile in self.all)

    @property
    def due(self) -> int:
        """How many must send one."""
        return sum(tile.status.stage != "not-required" for tile in self.all)


def tile_map(site: Site, found: Iterable[tuple[str, Status]]) -> TileMap:
    """Return units with their statuses as a map; of two units in one place the second is off it."""
    status = {key: each for key, each in found if key in site.codelists.units}
    taken = set[tuple[int, int]]()
    tiles, others = list[Tile](), list[Tile]()
    for key in site.by_province(status):
        unit = site.codelists.units[key]
        if unit.tile is None or unit.tile in taken:
            others.append(Tile(unit, status[key]))
        else:
            taken.add(unit.tile)
            column, row = unit.tile
            tiles.append(Tile(unit, status[key], column + 1, row + 1))
    tiles.sort(key=lambda tile: (tile.row, tile.column))  # the eye and the keyboard go one way
    return TileMap(tuple(tiles), tuple(others))
