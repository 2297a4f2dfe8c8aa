"""What a paper says otherwise than its version before: field by field, by the names of fields."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from thidua.document import Document
from thidua.markdown import normalised
from thidua.schema import Shape

#: By which of their fields the items of a list are known again, in this order.
_KEYS: Final = ("id", "indicator", "conference", "recommendation", "paper", "unit", "name", "award")
#: What changes with every version says nothing.
_LEFT_OUT: Final = frozenset({"version", "revision"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that says something else, is new, or is gone."""

    #: The way to it: shapes of fields, and of list items what they are known by.
    trail: tuple[Shape | str, ...]
    shape: Shape
    #: None where there was, or is, nothing.
    old: Any
    new: Any


def differences(before: Document, after: Document, shape: Shape) -> list[Difference]:
    """Return every public field in which two versions differ, in the order of the schema."""
    old, new = (normalised(each.data, shape) for each in (before, after))
    return list(_between(old, new, shape, ()))


def _between(
    old: Any, new: Any, shape: Shape, trail: tuple[Shape | str, ...]
) -> Iterator[Difference]:
    if old == new or shape.internal:
        return
    if _all_of(dict, old, new):
        for key in _order(shape, old or {}, new or {}):
            child = shape.child(key)
            if child is not None and not (not trail and key in _LEFT_OUT):
                step: Shape | str = child if key in shape.properties else key
                yield from _between(
                    (old or {}).get(key), (new or {}).get(key), child, (*trail, step)
                )
    elif _all_of(list, old, new) and shape.items is not None:
        for step, one, other in _paired(old or [], new or [], shape.items):
            yield from _between(one, other, shape.items, (*trail, step))
    else:
        yield Difference(trail, shape, old, new)


def _all_of(kind: type, old: Any, new: Any) -> bool:
    """Tell whether both are of a kind, or one is and the other is missing."""
    return isinstance(old, kind | None) and isinstance(new, kind | None)


def _order(shape: Shape, old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    named = [key for key in shape.properties if key in old or key in new]
    return named + sorted(key for key in {*old, *new} if key not in shape.properties)


def _paired(old: list[Any], new: list[Any], shape: Shape) -> Iterator[tuple[str, Any, Any]]:
    """Yield the items of two lists side by side: by what they are known by, or else by position."""
    key = next((key for key in _KEYS if key in shape.properties), None)
    before, after = (_known(each, key) for each in (old, new))
    if before is None or after is None:
        for index in range(max(len(old), len(new))):
            one, other = (each[index] if index < len(each) else None for each in (old, new))
            yield str(index + 1), one, other
        return
    for name in {**before, **after}:
        yield name, before.get(name), after.get(name)


def _known(items: list[Any], key: str | None) -> dict[str, Any] | None:
    """Return items by their key; None if one has none, or two have the same."""
    if key is None:
        return None
    found = {str(item[key]): item for item in items if isinstance(item, dict) and key in item}
    return found if len(found) == len(items) else None
