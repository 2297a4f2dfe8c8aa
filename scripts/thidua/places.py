"""Where every key and value of a text stands, from libyaml's events."""

from collections.abc import Iterator
from typing import Any

import yaml

from thidua.diagnostics import ROOT, HouseFault, Mark, Pointer, Span


def events(text: str) -> Iterator[Any]:
    """Yield libyaml's events; without libyaml the installation is broken, not just slow."""
    if not yaml.__with_libyaml__:
        message = "PyYAML was installed without libyaml; install the locked wheels"
        raise HouseFault(message)
    return yaml.parse(text, Loader=yaml.CLoader)  # type: ignore[no-any-return]


def mark_of(event: Any, shift: int = 0) -> Mark:
    """Return the place of an event, moved by some columns."""
    start, end = event.start_mark, event.end_mark
    column = start.column + 1 + shift
    same_line = start.line == end.line
    return Mark(start.line + 1, column, max(end.column + 1 if same_line else 0, column + 1))


def spans(text: str) -> dict[Pointer, Span]:
    """Return the place of every node of a text that the loader could read.

    A second pass over the same events; of a repeated key the first place is kept.
    """
    found: dict[Pointer, Span] = {}
    stack: list[tuple[Pointer, bool]] = []  # open collections: pointer, whether a mapping
    keys: list[tuple[str, Mark] | None] = []  # for each: the key that waits for its value
    counts: list[int] = []

    def enter(event: Any) -> Pointer:
        """Note a value and return its pointer."""
        if not stack:
            pointer, key = ROOT, None
        elif stack[-1][1]:
            waiting = keys[-1] or ("", mark_of(event))
            pointer, key = stack[-1][0] / waiting[0], waiting[1]
            keys[-1] = None
        else:
            pointer, key = stack[-1][0] / counts[-1], None
            counts[-1] += 1
        found.setdefault(pointer, Span(mark_of(event), key))
        return pointer

    for event in events(text):
        if isinstance(event, yaml.ScalarEvent):
            if stack and stack[-1][1] and keys[-1] is None:
                keys[-1] = (event.value, mark_of(event))
            else:
                enter(event)
        elif isinstance(event, yaml.AliasEvent):
            enter(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            if stack and stack[-1][1] and keys[-1] is None:
                keys[-1] = ("\0", mark_of(event))  # a collection as a key: set aside
                stack.append((Pointer(("\0",)), isinstance(event, yaml.MappingStartEvent)))
            else:
                stack.append((enter(event), isinstance(event, yaml.MappingStartEvent)))
            keys.append(None)
            counts.append(0)
        elif isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
            keys.pop()
            counts.pop()
        elif isinstance(event, yaml.DocumentEndEvent):
            break
    return found
