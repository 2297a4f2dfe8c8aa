"""Findings as text: for people, for GitHub, for programs."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from thidua.diagnostics import Diagnostic
from thidua.formatters import github, human, json
from thidua.messages import Catalogue

#: From findings, wording and the folder that their paths start from, to text.
Formatter = Callable[[Sequence[Diagnostic], Catalogue, Path], str]

FORMATTERS: Mapping[str, Formatter] = {
    "human": human.render,
    "github": github.render,
    "json": json.render,
}
