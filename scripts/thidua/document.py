"""A paper as data, with the place of every key and value in its text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from thidua.diagnostics import Diagnostic, Mark, Pointer, Span
from thidua.places import spans
from thidua.project import PaperPath
from thidua.text.lines import Lines


@dataclass(frozen=True)
class Document:
    """One paper after reading: JSON values only, mapping keys always text."""

    place: PaperPath
    text: str
    data: dict[str, Any]
    #: Nodes about which the loader has already spoken; nobody else comments on them.
    faults: frozenset[Pointer] = field(default_factory=frozenset)
    #: The place of every node, where the notation's reader knows it already.
    places: Mapping[Pointer, Span] | None = None
    #: Nodes of which a part may stand under a wrong name: nobody speaks of what they lack.
    incomplete: frozenset[Pointer] = field(default_factory=frozenset)

    @property
    def path(self) -> str:
        """The path of the file, relative to the repository."""
        return self.place.path

    @cached_property
    def spans(self) -> Mapping[Pointer, Span]:
        """The place of every node; read on demand, since papers without findings need none."""
        return spans(self.text) if self.places is None else self.places

    @cached_property
    def lines(self) -> Lines:
        """Where the lines of the text begin."""
        return Lines(self.text)

    def is_faulty(self, pointer: Pointer) -> bool:
        """Tell whether the loader has spoken about a node or one above it."""
        return bool(self.faults) and any(
            Pointer(pointer[:length]) in self.faults for length in range(1, len(pointer) + 1)
        )

    def mark(self, pointer: Pointer, *, at_key: bool = False) -> Mark:
        """Return the place of a node, or of the nearest node above that the text has."""
        while pointer not in self.spans and pointer:
            pointer, at_key = Pointer(pointer[:-1]), True
        span = self.spans.get(pointer)
        if span is None or not pointer:
            return Mark(1, 1, 2)
        return span.name if at_key else span.value

    def diagnose(
        self, code: str, pointer: Pointer, params: Mapping[str, Any], *, at_key: bool = False
    ) -> Diagnostic:
        """Return a finding about a node of this paper."""
        return Diagnostic(self.path, self.mark(pointer, at_key=at_key), code, params)
