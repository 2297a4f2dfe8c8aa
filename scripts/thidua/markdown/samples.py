"""How an item of a list is written, for messages: made from the examples of the schema."""

from functools import lru_cache
from typing import Any

from thidua.markdown.forms import is_leaf, is_text, label, lead
from thidua.markdown.values import Values
from thidua.markdown.writer import Writer
from thidua.schema.shape import Shape
from thidua.text.placeholders import BLANK


def sample(shape: Shape, level: int, values: Values) -> str:
    """Return the first line of an item: ``- **BHXH Việt Nam**: …``, ``### Trần Văn C (cá nhân)``.

    ``level`` is that of the heading above the list.
    """
    lines = Writer(shape, values, careful=False).items([_item(shape)], shape, level)
    return "\n".join(lines).split("\n", maxsplit=1)[0]


@lru_cache(maxsize=256)
def _item(shape: Shape) -> Any:
    own, main = label(shape), lead(shape)
    if is_leaf(shape) or own is None:
        return _example(shape)
    found = {key: _example(shape.properties[key]) for key in shape.required}
    if main is not None and main != own:
        found[main] = BLANK
    return found


def _example(shape: Shape) -> Any:
    examples = shape.keywords.get("examples") or [BLANK]
    return BLANK if is_text(shape) and not examples else examples[0]
