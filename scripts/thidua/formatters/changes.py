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
_PLAIN = str.maketrans(dict.fromkeys(NO_BREAK, " "))


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
    hunks = _hunks(_lines(nfc(before)), _lines(fixed.after))
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


def _hunks(old: list[str], new: list[str]) -> Iterator[str]:
    """Yield the lines of the diff. A repair stays in its line; only last lines can go."""
    group: list[int] = []
    for row, line in enumerate(old):
        if row < len(new) and line == new[row]:
            continue
        if group and row - group[-1] > 2 * _CONTEXT:
            yield from _hunk(old, new, group)
            group = []
        group.append(row)
    if group:
        yield from _hunk(old, new, group)


def _hunk(old: list[str], new: list[str], changed: list[int]) -> Iterator[str]:
    first = max(0, changed[0] - _CONTEXT)
    last = min(len(old), changed[-1] + 1 + _CONTEXT)
    yield f"@@ -{first + 1},{last - first} +{first + 1},{min(last, len(new)) - first} @@"
    rows, waiting = set(changed), list[str]()
    for row in range(first, last):
        after = new[row] if row < len(new) else None
        if row in rows:
            yield f"-{_visible(old[row], after)}"
            waiting += [] if after is None else [f"+{masked(after)}"]
        else:
            yield from waiting
            waiting = []
            yield f" {masked(old[row])}"
    yield from waiting


def _visible(line: str, after: str | None) -> str:
    """Return a line with what nobody sees in it: no-break spaces, and blanks that are gone."""
    shown = masked(line.translate(_PLAIN))  # of the same length, letter by letter
    marked = ["␣" if letter in NO_BREAK else each for letter, each in zip(line, shown, strict=True)]
    if after is None or not after.endswith((" ", "\t")):
        end = len(line.rstrip(_BLANKS))
        marked[end:] = "·" * (len(line) - end)
    return "".join(marked)


def _coloured(line: str, *, colour: bool) -> str:
    code = _COLOURS.get(line[:1])
    return f"\x1b[{code}m{line}\x1b[0m" if colour and code else line
