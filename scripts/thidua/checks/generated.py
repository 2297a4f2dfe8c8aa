"""Family GEN: files that the tool makes from others are what it would make now."""

from collections.abc import Iterator
from typing import Any

from thidua import editors, owners
from thidua.checks.registry import House, HouseFinding, house_check
from thidua.diagnostics import Mark


@house_check("GEN102")
def stale_schemas(house: House) -> Iterator[HouseFinding]:
    """The schemas for editors are those that the schemas and the code lists give now."""
    folder = house.project.bundled
    if not folder.is_dir():
        return
    wanted = editors.files(house.schemas)
    for name in sorted(wanted.keys() | {path.name for path in folder.glob(f"*{editors.ENDING}")}):
        path = folder / name
        params: dict[str, Any] = {"kind": name.removesuffix(editors.ENDING)}
        mark = Mark(1, 1, 2)
        if name not in wanted:
            params["reason"] = "left-over"
        elif not path.is_file():
            params["reason"] = "missing"
        elif (present := path.read_bytes()) != wanted[name]:
            params["reason"], mark = "stale", _first_difference(present, wanted[name])
        else:
            continue
        yield HouseFinding(path.relative_to(house.project.root).as_posix(), mark, params)


@house_check("GEN108")
def stale_owners(house: House) -> Iterator[HouseFinding]:
    """The file that names reviewers is that which the roster and the clusters give now."""
    wanted, file = owners.wanted(house.project, house.schemas.codelists), house.project.root
    if wanted is None:
        return
    file /= owners.FILE
    if not file.is_file():
        yield HouseFinding(owners.FILE, Mark(1, 1, 2), {"reason": "missing"})
    elif (present := file.read_bytes()) != wanted:
        mark = _first_difference(present, wanted)
        yield HouseFinding(owners.FILE, mark, {"reason": "stale"})


def _first_difference(present: bytes, wanted: bytes) -> Mark:
    """Return the first line of a file that is not as it should be."""
    lines, others = present.decode("utf-8", "replace").split("\n"), wanted.decode().split("\n")
    pairs = enumerate(zip(lines, others, strict=False))
    row = next((row for row, (line, other) in pairs if line != other), len(lines) - 1)
    line = lines[row]
    column = len(line) - len(line.lstrip()) + 1
    return Mark(row + 1, column, max(len(line), column) + 1)


CHECKS = (stale_schemas, stale_owners)
