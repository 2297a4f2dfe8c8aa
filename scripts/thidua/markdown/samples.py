"""How an item of a list is written, for messages: made from the examples of the schema."""

from functools import lru_cache
from typing import Any

from thidua.markdown.forms import is_leaf, label, lead
from thidua.markdown.values import Values
from thidua.markdown.writer import Writer
from thidua.schema.shape import Shape
from thidua.text.placeholders import BLANK


def sample(shape: Shape, level: int, values: Values) -> str:
    """Return the line that names an item: ``- **BHXH Việt Nam**: …``, ``### Phòng Thu (tập thể)``.

    ``level`` is that of the heading above the list. Of a table it is a row.
    """
    text = "\n".join(Writer(shape, values, careful=False).example(_item(shape), shape, level))
    lines = text.split("\n")
    return lines[-1] if lines[0].startswith("|") else lines[0]


@lru_cache(maxsize=256)
def _item(shape: Shape) -> Any:
    """Return an item that says what it must, and one thing more."""
    own, main = label(shape), lead(shape)
    if is_leaf(shape) or own is None:
        return _example(shape)
    found = {key: _example(shape.properties[key]) for key in shape.required}
    if main is None:
        values = [key for key, child in shape.properties.items() if is_leaf(child)]
        main = next((key for key in values if key not in found), own)
        found[main] = _example(shape.properties[main])
    elif main != own:
        found[main] = BLANK
    return found


def _example(shape: Shape) -> Any:
    return (shape.keywords.get("examples") or [BLANK])[0]
