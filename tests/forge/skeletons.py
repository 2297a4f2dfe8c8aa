"""Valid values from schemas of the description, over which the stand-in lays what it knows."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from tests.forge.openapi import description
from tests.forge.schemas import Schema

_BY_TYPE: Final[Mapping[str, Any]] = {
    "array": [],
    "boolean": False,
    "integer": 0,
    "null": None,
    "number": 0,
    "string": "",
}


def make(component: str, /, **values: Any) -> dict[str, Any]:
    """Return a value of a schema of the description with some real values laid over it.

    What is not laid over is shared with every other value of that schema: nobody may change it.
    """
    found = overlaid(skeleton(component), values)
    assert isinstance(found, dict)
    return found


@cache
def skeleton(component: str) -> Any:
    """Return the smallest value that a schema allows, with the examples of the description.

    ``null`` is taken wherever it may stand: an example such as a day of merging would be a lie.
    """
    return minimal(description().components[component])


def minimal(schema: Schema) -> Any:
    """Return a small value for a schema."""
    kinds = schema.get("type", "object")
    kind = kinds if isinstance(kinds, str) else "null"
    if "$ref" in schema:
        found = skeleton(schema["$ref"].rpartition("/")[2])
    elif "anyOf" in schema or "oneOf" in schema:
        choices = schema.get("anyOf", []) + schema.get("oneOf", [])
        found = None if {"type": "null"} in choices else minimal(choices[0])
    elif kind == "object":
        properties = schema.get("properties", {})
        found = {name: minimal(properties[name]) for name in schema.get("required", ())}
    elif kind == "array":
        found = [minimal(schema["items"])] * schema.get("minItems", 0)
    elif kind != "null" and "example" in schema:
        found = schema["example"]
    elif kind != "null" and "enum" in schema:
        found = schema["enum"][0]
    else:
        found = _BY_TYPE[kind]
    return found


def overlaid(below: Any, above: Any) -> Any:
    """Lay objects over objects, key by key; everything else takes the place of what was there."""
    if isinstance(below, dict) and isinstance(above, dict):
        return below | {key: overlaid(below.get(key), each) for key, each in above.items()}
    return above
