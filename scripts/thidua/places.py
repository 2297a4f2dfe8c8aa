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
    return yaml.parse(text, Loader=yaml.CLoader)


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
    reader = _Places()
    for event in events(text):
        if isinstance(event, yaml.DocumentEndEvent):
            break
        reader.take(event)
    return reader.found


class _Open:
    """A collection whose end is still to come."""

    __slots__ = ("count", "key", "mapping", "pointer")

    def __init__(self, pointer: Pointer, *, mapping: bool) -> None:
        self.pointer = pointer
        self.mapping = mapping
        self.key: tuple[str, Mark] | None = None  # of a mapping: the key that waits for its value
        self.count = 0  # of a sequence: how many items came


class _Places:
    """Follows events and notes where each node begins."""

    def __init__(self) -> None:
        self.found: dict[Pointer, Span] = {}
        self._open: list[_Open] = []

    def take(self, event: Any) -> None:
        """Follow one event."""
        if isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.CollectionStartEvent):
            pointer = self._key(event, "\0") or self._value(event)
            mapping = isinstance(event, yaml.MappingStartEvent)
            self._open.append(_Open(pointer, mapping=mapping))
        elif isinstance(event, yaml.ScalarEvent):
            if self._key(event, event.value) is None:
                self._value(event)
        elif isinstance(event, yaml.AliasEvent) and self._key(event, "\0") is None:
            self._value(event)

    def _key(self, event: Any, name: str) -> Pointer | None:
        """Note a key, if one is due; a collection as a key is set aside under a name of no key."""
        if not self._open or not self._open[-1].mapping or self._open[-1].key is not None:
            return None
        self._open[-1].key = (name, mark_of(event))
        return Pointer(("\0",))

    def _value(self, event: Any) -> Pointer:
        """Note a value and return its pointer."""
        pointer, key = ROOT, None
        if self._open:
            above = self._open[-1]
            if above.key is not None:
                (name, key), above.key = above.key, None
                pointer = above.pointer / name
            else:
                pointer = above.pointer / above.count
                above.count += 1
        self.found.setdefault(pointer, Span(mark_of(event), key))
        return pointer
