"""Findings for people: place, excerpt, what, repair, where to read more."""

import unicodedata
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from thidua.codes import OF_CHANGES, STOPPING, Severity
from thidua.diagnostics import Diagnostic, has_errors
from thidua.fix.findings import to_repair
from thidua.messages import Catalogue, page_of, shown_path
from thidua.text.personal import masked

_COLOURS = {
    Severity.ERROR: "31;1",
    Severity.WARNING: "33;1",
    Severity.NOTICE: "36;1",
    Severity.FAULT: "35;1",
}
_WIDTH = 100
_SPACES = str.maketrans({"\u00a0": "␣", "\u202f": "␣"})
#: Nobody mends more findings of one file at a time.
_MOST = 100


def render(
    diagnostics: Sequence[Diagnostic], catalogue: Catalogue, root: Path, *, colour: bool = False
) -> str:
    """Return the findings, one paragraph each; of a file with very many only the first ones."""
    lines, parts = _Lines(root), list[str]()
    for path, found in groupby(diagnostics, key=lambda each: each.path):
        shown = list(found)
        parts += [_one(each, catalogue, lines, colour=colour) for each in shown[:_MOST]]
        if len(shown) > _MOST:
            count = len(shown) - _MOST
            parts.append(catalogue.ui("more").format(count=count, path=shown_path(path)))
    return "\n\n".join(parts)


def summary(
    diagnostics: Sequence[Diagnostic], files: int, catalogue: Catalogue, waived: int = 0
) -> str:
    """Return what the findings come to, and which of them a program can put right."""
    accepted = [catalogue.ui("waived").format(count=waived)] if waived else []
    if not diagnostics:
        return "\n".join([catalogue.ui("clean").format(files=files), *accepted])
    weights = [each.severity.value for each in diagnostics]
    counts = {f"{word}s": weights.count(word) for word in ("error", "warning", "notice")}
    lines = [catalogue.ui("summary").format(files=files, **counts)]
    if any(each.code in STOPPING for each in diagnostics):
        lines.append(catalogue.ui("stopped"))
    elif has_errors(diagnostics):
        lines.append(catalogue.ui("again"))
    repairs = to_repair(diagnostics)
    if repairs is not None:
        lines.append(catalogue.ui("fix_hint").format(count=repairs[0], path=shown_path(repairs[1])))
    return "\n".join(lines + accepted)


def _one(diagnostic: Diagnostic, catalogue: Catalogue, lines: "_Lines", *, colour: bool) -> str:
    sentence = catalogue.sentence(diagnostic)
    severity, mark = diagnostic.severity, diagnostic.mark
    label = catalogue.ui(severity)
    if colour:
        label = f"\x1b[{_COLOURS[severity]}m{label}\x1b[0m"
    out = [f"{shown_path(diagnostic.path)}:{mark.line}:{mark.column} [{diagnostic.code}] {label}"]
    if severity is Severity.NOTICE:  # nothing to mend: it takes one line
        return f"{out[0]}: {sentence.what}"
    # Of where a file stands its first line says nothing.
    whole = diagnostic.code in OF_CHANGES and (mark.line, mark.column) == (1, 1)
    excerpt = None if whole else lines.at(diagnostic.path, mark.line)
    if excerpt is None:
        out.append(f"  {sentence.what}")
    else:
        text, start, width = _window(excerpt, mark.column - 1, mark.end - mark.column)
        out.append(f"{mark.line:5} | {text}")
        out.append(f"      | {' ' * start}{'^' * width} {sentence.what}")
    out += [f"  {sentence.repair}"] if sentence.repair else []
    out += [
        f"  {catalogue.ui('related')}: {shown_path(place.path)}:{place.line}:{place.column}"
        for place in diagnostic.related
    ]
    out.append(f"  {catalogue.ui('explained')}: {page_of(diagnostic.code)}")
    return "\n".join(out)


def _window(line: str, start: int, width: int) -> tuple[str, int, int]:
    """Return a part of a long line around a place, and the place in columns of a terminal."""
    shown = line.replace("\t", " ")
    cut = max(0, start - _WIDTH // 2) if len(shown) > _WIDTH else 0
    text = ("…" if cut else "") + shown[cut : cut + _WIDTH]
    text += "…" if cut + _WIDTH < len(shown) else ""
    before = shown[cut:start]
    run = shown[start : min(start + max(width, 1), cut + _WIDTH)]
    return text, _columns(before) + (1 if cut else 0), max(1, _columns(run))


def _columns(text: str) -> int:
    """Return how wide a terminal draws a text: marks take no room, wide letters two places."""
    return sum(
        0
        if unicodedata.combining(letter)
        else 2
        if unicodedata.east_asian_width(letter) in "WF"
        else 1
        for letter in text
    )


class _Lines:
    """The lines of the files that findings are about, each read once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files: dict[str, list[str]] = {}

    def at(self, path: str, line: int) -> str | None:
        """Return a line, None if it cannot be shown: no such line, or bytes that are no text."""
        if path not in self._files:
            self._files[path] = self._read(path)
        lines = self._files[path]
        if line > len(lines):
            return None
        # What nobody sees is shown: a no-break space as ␣, any other such letter as a dot.
        seen = lines[line - 1].translate(_SPACES)
        return "".join(letter if letter.isprintable() else "·" for letter in seen)

    def _read(self, path: str) -> list[str]:
        file = self._root / path
        if file.is_symlink() or not file.is_file():
            return []
        text = file.read_bytes()[: 4 * 1024 * 1024].decode("utf-8-sig", "replace")
        text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
        # As a whole: what is personal may go on in the next line.
        return [line.replace("\t", " ") for line in masked(text).split("\n")]
