"""Lines as they come out of Word: headings without their marks, or in the middle of a line; «•».

The reader gets the lines as they were meant, with the places where they really stand. What can be
meant in one way only (the level of a section, a dot before an item) is read without a word; the
rest is MDN112.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from thidua.markdown.blocks import fenced
from thidua.markdown.forms import is_leaf, is_text, plain_name
from thidua.markdown.values import Values, words_of
from thidua.schema.shape import Shape
from thidua.text.folding import fold

#: The level of the sections of a paper, where none of its headings says otherwise.
_USUAL = 2
_DEEPEST = 6
#: No name of a section is longer than this.
_LONGEST = 160
_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})[ \t]+(?P<name>.*?)(?:[ \t]+#+)?[ \t]*\Z")
_GLUED = re.compile(r"(?P<before>\W*\w.*?(?<=\S))[ \t]+(?=(?P<marks>#{2,6})[ \t]+[^#\s])")
_TIGHT = re.compile(r" {0,3}(?P<marks>#{1,6})(?P<name>[^#\s\\].*)\Z")
_NO_PROSE = ("|", ">", "-", "*", "+", "#", "`", "~", "<", "\\")
#: What Word puts before an item of a list; it comes along when a text is copied.
_BULLET = re.compile(r"(?P<indent>[ \t]*)(?:[•·∙‣▪■●○◦➢►–—\uf0a7\uf0b7\uf0d8]|o(?=\t))[ \t]+(?=\S)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*\Z")


@dataclass(frozen=True)
class Slip:
    """A heading that is none as it stands: its line and column, from 0, and what was meant."""

    row: int
    column: int
    text: str
    #: ``inside`` a line, ``bare`` of its marks, ``space`` missing behind them.
    reason: str
    marks: str


@dataclass
class Lines:
    """The lines as they were meant, each with the row and the shift of columns of the original."""

    texts: list[str] = field(default_factory=list)
    origins: list[tuple[int, int]] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)

    def add(self, text: str, row: int, shift: int = 0) -> None:
        """Add a line that stands in the original at ``row``, ``shift`` columns further on."""
        self.texts.append(text)
        self.origins.append((row, shift))


class Headlines:
    """Knows the headings of one kind of paper."""

    def __init__(self, shape: Shape, values: Values) -> None:
        self._depths = _depths(shape)
        self._titles = _titles(shape)
        self._sections = [each.title for each in shape.properties.values() if not each.is_header]
        self._values = values
        self._lists = tuple(
            each
            for child in shape.properties.values()
            for each in child.keywords.get("x-key-codelist", ())
        )

    @property
    def sections(self) -> list[str]:
        """The headings of the sections of such a paper."""
        return [self.heading(title) for title in self._sections]

    def heading(self, title: str) -> str:
        """Return the heading of a section, as it stands in a paper."""
        return f"{'#' * (_USUAL + (self.depth(title) or 0))} {title}"

    def depth(self, name: str) -> int | None:
        """Return how deep the section that a heading names lies; None for any other heading.

        0 is a section of the paper, 1 a section of such a section.
        """
        plain = plain_name(name)
        found = self._depths.get(fold(plain))
        if found is None and self._lists and self._values.entry(plain, self._lists):
            return 0
        return found

    def are_quiet(self, text: str) -> bool:
        """Tell whether every line of a text is read as it stands."""
        return self.read(text).texts == text.split("\n")

    def read(self, text: str) -> Lines:
        """Return the lines of a text as they were meant."""
        lines, found = text.split("\n"), Lines()
        verbatim = fenced(lines)
        base = self._base(line for row, line in enumerate(lines) if row not in verbatim)
        for row, line in enumerate(lines):
            if row in verbatim or not line.strip():
                found.add(line, row)
                continue
            below = lines[row + 1] if row + 1 < len(lines) else ""
            shift = 0
            for start, part in _parts(line):
                if start:
                    marks, _, name = part.partition(" ")
                    found.slips.append(Slip(row, start, name.strip(), "inside", marks))
                    found.add("", row, start)
                shift = start
                self._one(part, (row, shift), base, found, below)
        return found

    def _one(self, line: str, place: tuple[int, int], base: int, found: Lines, below: str) -> None:
        """Add one line, as a heading of its level where it names a section."""
        row, shift = place
        match = _HEADING.match(line)
        if match is not None:
            depth = self.depth(match["name"])
            marks = match["marks"] if depth is None else "#" * (base + depth)
            meant = f"{marks} {match['name']}"
            found.add(meant, row, shift + match.start("name") - len(marks) - 1)
            return
        match = _TIGHT.match(line)
        if match is not None:
            depth = self.depth(match["name"])
            if depth is not None or len(match["marks"]) > 1:
                marks = match["marks"] if depth is None else "#" * (base + depth)
                name = match["name"].strip()
                found.slips.append(Slip(row, shift + match.start("marks"), name, "space", marks))
                found.add(f"{marks} {name}", row, shift + match.start("name") - len(marks) - 1)
                return
        match = _BULLET.match(line)
        if match is not None:
            found.add(
                f"{match['indent']}- {line[match.end() :]}",
                row,
                shift + match.end() - len(match["indent"]) - 2,
            )
            return
        depth = self._bare(line) if not _UNDERLINE.match(below) else None
        if depth is not None:
            marks, name = "#" * (base + depth), plain_name(line)
            found.slips.append(Slip(row, shift, self._titles.get(fold(name), name), "bare", marks))
            found.add(f"{marks} {name}", row, shift + line.index(name) - len(marks) - 1)
            return
        found.add(line, row, shift)

    def _bare(self, line: str) -> int | None:
        """Return the depth of the section whose name is all that stands in a line."""
        text = line.strip()
        bold = text.startswith(("**", "__"))
        if line[:1] in {" ", "\t"} or (text.startswith(_NO_PROSE) and not bold):
            return None
        name = plain_name(text) if len(text) <= _LONGEST else ""
        if name == text and " " not in name:  # one plain word may be anything
            return None
        return self.depth(name)

    def _base(self, lines: Iterable[str]) -> int:
        """Return the level at which most sections of the paper stand."""
        found = Counter[int]()
        for line in lines:
            for _, part in _parts(line):
                match = _HEADING.match(part) or _TIGHT.match(part)
                if match is not None and self._begins(match["name"]):
                    found[len(match["marks"])] += 1
        level = min(found, key=lambda each: (-found[each], each != _USUAL, each), default=_USUAL)
        return min(level, _DEEPEST - 1)

    def _begins(self, name: str) -> bool:
        """Tell whether the name of a section of the paper begins a heading."""
        if self.depth(name) == 0:
            return True
        words = f"{words_of(plain_name(name))} "
        return any(words.startswith(f"{words_of(title)} ") for title in self._sections)


def _parts(line: str) -> Iterator[tuple[int, str]]:
    """Yield the parts of a line that headings in its middle begin, each with its column."""
    start = 0
    if line.lstrip().startswith("|"):
        yield 0, line
        return
    while match := _GLUED.match(line, start):
        yield start, line[start : match.end("before")]
        start = match.start("marks")
    yield start, line[start:]


@lru_cache(maxsize=64)
def _depths(shape: Shape) -> dict[str, int]:
    """Return the folded names of the sections that no other heading of the paper can have."""
    sections = [each for each in shape.properties.values() if not each.is_header]
    below = [inner for each in sections for inner in each.properties.values()]
    found = {
        name: depth
        for depth in (1, 0)
        for each in (sections, below)[depth]
        for name in _names(each)
    }
    deeper = [each for each in _all(shape) if not is_leaf(each) or is_text(each)]
    often = Counter(name for each in {*sections, *below, *deeper} for name in _names(each))
    return {name: depth for name, depth in found.items() if often[name] == 1}


@lru_cache(maxsize=64)
def _titles(shape: Shape) -> dict[str, str]:
    return {fold(each.title): each.title for each in _all(shape)}


def _names(shape: Shape) -> set[str]:
    return {fold(name) for name in (shape.title, shape.title_en) if name}


def _all(shape: Shape) -> Iterator[Shape]:
    """Yield every named node below a shape."""
    for child in shape.properties.values():
        yield child
        yield from _all(child)
    for inner in (shape.items, shape.values):
        if inner is not None:
            yield from _all(inner)
