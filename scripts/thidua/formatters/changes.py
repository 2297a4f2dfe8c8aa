"""What a repair changed, for people: a unified diff in which blanks can be seen."""

from collections.abc import Iterator
from dataclasses import dataclass

from thidua.fix.papers import Fixed
from thidua.messages import Catalogue, shown_path
from thidua.source import NO_BREAK
from thidua.text.folding import nfc
from thidua.text.personal import masked

_CONTEXT = 3
_COLOURS = {"-": "31", "+": "32", "@": "36"}
_BLANKS = f" \t{NO_BREAK}"


def render(fixed: Fixed, words: Catalogue, *, colour: bool = False) -> str:
    """Return what was changed in a file, or why it was left alone; empty if neither."""
    path = shown_path(fixed.path)
    if fixed.left is not None:
        left, mark = fixed.left, fixed.left.mark
        place = f"{path}:{mark.line}:{mark.column} [{left.code}]"
        return f"{place} {words.ui('fix_left')}: {words.sentence(left).what}"
    if not fixed.changed:
        return ""
    before = _with_line_feeds(fixed.before)
    counts = {
        "line_ends": fixed.before.count("\r"),
        "composed": sum(nfc(line) != line for line in before.split("\n")),
    }
    notes = [words.ui(f"fix_{kind}").format(count=counts.get(kind)) for kind in fixed.kinds]
    lines = [f"--- {path}", f"+++ {path}", *(f"    {note}" for note in notes)]
    hunks = _hunks(_Side(nfc(before)), _Side(fixed.after))
    return "\n".join([*lines, *(_coloured(line, colour=colour) for line in hunks), ""])


@dataclass
class Tally:
    """What a run over many files comes to."""

    written: bool
    files: int = 0
    repairs: int = 0
    #: Files that were left alone.
    left: int = 0

    def add(self, fixed: Fixed) -> None:
        """Count a file."""
        self.files += fixed.changed
        self.repairs += fixed.count
        self.left += fixed.left is not None

    def sentence(self, words: Catalogue) -> str:
        """Return the one sentence about all of them."""
        key = ("fix_done" if self.written else "fix_possible") if self.files else "fix_nothing"
        return words.ui(key).format(files=self.files, count=self.repairs)


def _with_line_feeds(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n")


class _Side:
    """The lines of a text, as they are and without personal data, which may go over two lines."""

    def __init__(self, text: str) -> None:
        self.lines = _lines(text)
        self._safe = _lines(masked(text))  # of the same length, letter by letter

    def shown(self, row: int) -> str:
        """Return a line for the diff."""
        return self._safe[row]

    def changed(self, row: int, after: str | None) -> str:
        """Return it with what nobody sees in it: no-break spaces, and blanks that are gone."""
        line, safe = self.lines[row], self._safe[row]
        seen = ["␣" if letter in NO_BREAK else letter for letter in safe]
        if after is None or not after.endswith((" ", "\t")):
            end = len(line.rstrip(_BLANKS))
            seen[end:] = "·" * (len(line) - end)
        return "".join(seen)


def _hunks(old: _Side, new: _Side) -> Iterator[str]:
    """Yield the lines of the diff. A repair stays in its line; only last lines can go."""
    group: list[int] = []
    for row, line in enumerate(old.lines):
        if row < len(new.lines) and line == new.lines[row]:
            continue
        if group and row - group[-1] > 2 * _CONTEXT:
            yield from _hunk(old, new, group)
            group = []
        group.append(row)
    if group:
        yield from _hunk(old, new, group)


def _hunk(old: _Side, new: _Side, changed: list[int]) -> Iterator[str]:
    first = max(0, changed[0] - _CONTEXT)
    last = min(len(old.lines), changed[-1] + 1 + _CONTEXT)
    length = min(last, len(new.lines)) - first
    yield f"@@ -{first + 1},{last - first} +{first + 1},{length} @@"
    rows, waiting = set(changed), list[str]()
    for row in range(first, last):
        stays = row < len(new.lines)
        if row in rows:
            yield f"-{old.changed(row, new.lines[row] if stays else None)}"
            waiting += [f"+{new.shown(row)}"] if stays else []
        else:
            yield from waiting
            waiting = []
            yield f" {old.shown(row)}"
    yield from waiting


def _coloured(line: str, *, colour: bool) -> str:
    code = _COLOURS.get(line[:1])
    return f"\x1b[{code}m{line}\x1b[0m" if colour and code else line
