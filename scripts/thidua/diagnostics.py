"""Findings as data: where, which code, with which values. Never a sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from thidua.codes import Severity, severity_of


class Pointer(tuple[str | int, ...]):
    """The way from a paper's root to a node: keys and list positions (from 0)."""

    __slots__ = ()

    def __truediv__(self, step: str | int) -> "Pointer":
        """Return the pointer to a child node."""
        return Pointer((*self, step))

    @property
    def dotted(self) -> str:
        """The pointer for people and machines to read: ``results.indicators[0].actual``."""
        text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self)
        return text.removeprefix(".")


ROOT = Pointer()


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of characters on one line; lines and columns count from 1, columns in characters."""

    line: int
    column: int
    end: int


@dataclass(frozen=True, slots=True)
class Span:
    """Where a node stands: its value, and its key if it has one."""

    value: Mark
    key: Mark | None = None

    @property
    def name(self) -> Mark:
        """The key, or the value where there is no key."""
        return self.key or self.value


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that belongs to a finding."""

    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding at one place of one file."""

    path: str
    mark: Mark
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    related: tuple[Related, ...] = ()

    @property
    def severity(self) -> Severity:
        """How much the finding weighs."""
        return severity_of(self.code)

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The key of the one order in which findings are ever shown."""
        return self.path, self.mark.line, self.mark.column, self.code, repr(sorted(self.params))


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings by path, line, column and code."""
    return tuple(sorted(diagnostics, key=lambda diagnostic: diagnostic.order))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any finding must be repaired."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


class HouseFault(Exception):  # noqa: N818 - the word of the house for what is our own fault
    """Our own schemas, code lists or catalogues are broken: nobody who sends a paper can mend it.

    The message names the file and what is wrong, in English, for the developer.
    """
