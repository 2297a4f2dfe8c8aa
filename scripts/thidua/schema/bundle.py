"""One schema, complete in itself: shared definitions inside, code lists as real enums."""

from pathlib import Path
from typing import Any

from thidua.codelists import CodeLists
from thidua.contract import read_json

_COMMON = "common.schema.json"


def kinds_in(folder: Path) -> list[str]:
    """Return the kinds of papers that a folder has schemas for, sorted."""
    kinds = [
        path.name.removesuffix(".schema.json")
        for path in folder.glob("*.schema.json")
        if path.name != _COMMON and "x-kind" in read_schema(path)
    ]
    return sorted(kinds)


def bundle(folder: Path, kind: str, codelists: CodeLists) -> dict[str, Any]:
    """Return the schema of a kind that any JSON Schema validator can use by itself."""
    schema = read_schema(folder / f"{kind}.schema.json")
    schema["$defs"] = read_schema(folder / _COMMON)["$defs"]
    _complete(schema, codelists)
    return schema


def read_schema(path: Path) -> dict[str, Any]:
    """Read a schema file; raises :class:`HouseFault` if it is missing or no JSON."""
    return read_json(path, f"schemas/{path.name}")


def _complete(node: Any, codelists: CodeLists) -> None:
    """Point references to the bundle itself and give every code list its values."""
    if isinstance(node, list):
        for item in node:
            _complete(item, codelists)
        return
    if not isinstance(node, dict):
        return
    reference = node.get("$ref")
    if isinstance(reference, str):
        node["$ref"] = reference.removeprefix(_COMMON)
    if isinstance(node.get("x-codelist"), list):
        entries = [entry for name in node["x-codelist"] for entry in codelists[name]]
        known = {
            "enum": [entry.id for entry in entries],
            # What editors show beside the ids.
            "enumDescriptions": [entry.name() for entry in entries],
        }
        if node.get("x-open"):  # names that no list has are allowed; editors offer the ids
            node["oneOf"] = [known, {"not": {"enum": known["enum"]}}]
        else:
            node |= known
    for value in node.values():
        _complete(value, codelists)
