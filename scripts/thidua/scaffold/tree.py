"""The data of a scaffold: what is known, and «…» wherever somebody has to write."""

from typing import Any

from thidua.schema.shape import Shape
from thidua.text.placeholders import BLANK

_OMIT, _COMMENT = "omit", "comment"


def grown(shape: Shape, known: dict[str, Any]) -> dict[str, Any]:
    """Return a mapping with everything that is known and a blank for every other usual property.

    What is known of a list is taken as it is; an empty list counts as not known.
    """
    found = {}
    for key, child in shape.properties.items():
        if known.get(key) not in ({}, [], None):
            value = known[key]
            nested = isinstance(value, dict) and child.properties
            found[key] = grown(child, value) if nested else value
        elif child.scaffold is None and child.values is None:
            found[key] = blank(child)
    return found


def blank(shape: Shape, *, whole: bool = False) -> Any:
    """Return what stands for a value that nobody has given; whole: with what is rarely used."""
    if shape.items is not None:
        return [blank(shape.items, whole=whole)]
    if not shape.properties:
        return BLANK
    return {
        key: blank(child, whole=whole)
        for key, child in shape.properties.items()
        if child.scaffold is None or (whole and child.scaffold == _COMMENT)
    }


def offered(shape: Shape, data: dict[str, Any]) -> list[str]:
    """Return the properties that a mapping could have besides, in the order of the schema."""
    return [
        key
        for key, child in shape.properties.items()
        if key not in data and child.scaffold != _OMIT and child.values is None
    ]
