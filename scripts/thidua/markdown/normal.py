"""One form of a paper for both notations: what the two may write differently without meaning it."""

import re
from typing import Any

from thidua.schema.shape import Shape

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")


def normalised(value: Any, shape: Shape | None) -> Any:
    """Return a value as both notations give it.

    Blank ends of texts and blank lines' spaces go, a plain run of digits is an integer where a
    figure stands. Everything else, printed figures above all, stays as it is.
    """
    if isinstance(value, dict):
        return {
            key: normalised(each, shape.child(key) if shape else None)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [normalised(each, shape.items if shape else None) for each in value]
    if not isinstance(value, str):
        return value
    text = "\n".join(line if line.strip() else "" for line in value.split("\n")).strip()
    figure = shape is not None and shape.format == "figure"
    return int(text) if figure and _INTEGER.fullmatch(text) and text != "-0" else text
