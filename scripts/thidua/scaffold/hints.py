"""What stands beside a blank: the schema's own words, choices, an example; each said once."""

import re
import textwrap
from collections.abc import Iterable, Iterator
from functools import lru_cache

from thidua.codelists import CodeLists
from thidua.markdown.forms import choices
from thidua.markdown.values import Values
from thidua.messages import Catalogue
from thidua.prefill import Hint
from thidua.schema.shape import Shape
from thidua.text.folding import fold

#: What somebody else wrote is quoted in a hint, not repeated whole.
_LONGEST = 300
_WIDTH = 92


class Hints:
    """The hints of one scaffold."""

    def __init__(
        self, words: Catalogue, codelists: CodeLists, *, markdown: bool, rare: bool
    ) -> None:
        """Take the wording, the lists that examples come from, and the notation."""
        self.words = words
        #: Whether rarely used properties are offered.
        self.rare = rare
        self._values = Values(codelists)
        self._markdown = markdown
        self._told: set[object] = set()

    def of_value(self, shape: Shape) -> str:
        """Return the hint of a value: its choices, or what it is, with an example."""
        told = self.choices(shape)
        if not told or not self.once((shape.title, told)):
            told = self._described(shape)
        text = _with_example(told, self._example(shape))
        return text if self._markdown else _titled(shape.title, text)

    def of_name(self, shape: Shape) -> str:
        """Return the hint of what an item is known by: what it is, always with an example."""
        examples = shape.keywords.get("examples", ())
        told = _titled(shape.title, _sentence(shape.keywords.get("description", "")))
        example = self._values.show(examples[0], shape) if examples else ""
        return f"{_with_example(told, self.words.ui('hint_example').format(example=example))}."

    def of_group(self, shape: Shape) -> str:
        """Return the hint of a group of values or of a list."""
        text = self._described(shape)
        return text if self._markdown else _titled(shape.title, text)

    def _described(self, shape: Shape) -> str:
        """Return the schema's own words, unless in Markdown the name beside them says the same."""
        text = _sentence(shape.keywords.get("description", ""))
        return "" if self._markdown and fold(text) == fold(shape.title) else text

    def choices(self, shape: Shape) -> str:
        """Return the values of a choice as they are typed in this notation."""
        if shape.keywords.get("type") == "boolean":
            return self.words.ui("hint_yes_no_md" if self._markdown else "hint_yes_no_yml")
        known = choices(shape)
        if self._markdown:
            return ", ".join(known.values())
        return ", ".join(f"{key} ({title})" for key, title in known.items())

    def once(self, key: object) -> bool:
        """Tell whether something was not told yet; from now on it was."""
        new = key not in self._told
        self._told.add(key)
        return new

    def _example(self, shape: Shape) -> str:
        kind = shape.codelists or shape.format
        examples = shape.keywords.get("examples", ())
        if not (shape.codelists or shape.format in {"date", "moment"}) or not examples:
            return ""
        if not self.once(("example", kind)):
            return ""
        shown = self._values.show(examples[0], shape) if self._markdown else str(examples[0])
        return self.words.ui("hint_example").format(example=shown)

    def said(self, hint: Hint, heading: str = "") -> Iterator[str]:
        """Yield the lines of a hint that comes from other papers; ``heading`` is told already."""
        values = {key: quoted(value) for key, value in hint.values.items()}
        if hint.key == "contents":
            lines = [*self._contents(values, heading)]
            yield " ".join([*lines, *([self.words.ui("hint_covers")] if hint.items else [])])
        else:
            yield self.words.ui(f"hint_{hint.key}").format(**values)
        yield from (f"- {quoted(item)}" for item in hint.items)

    def _contents(self, values: dict[str, str], heading: str) -> Iterator[str]:
        title = values["title"]
        if heading and not (self._markdown or _words(heading) <= _words(title)):
            yield f"{heading}."
        if title.casefold() == heading.casefold():
            title = ""
        if values["point"]:
            key = "hint_point_title" if title else "hint_point"
            yield self.words.ui(key).format(point=values["point"], title=title)
        elif title:
            yield f"{title}."


def quoted(text: str) -> str:
    """Return a text on one line that ends no comment, cut to a bearable length."""
    line = " ".join(text.split())
    line = line if len(line) <= _LONGEST else f"{line[:_LONGEST].rpartition(' ')[0]} …"
    return re.sub("-(?=-)", "- ", line)


def wrapped(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines of a comment, none too long; what begins with a dash is one item."""
    for line in lines:
        yield from _wrapped(line)


@lru_cache(1024)  # the schema's words and those of a dispatch come in every scaffold
def _wrapped(line: str) -> list[str]:
    indent = "  " if line.startswith("- ") else ""
    return textwrap.wrap(
        line, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _with_example(text: str, example: str) -> str:
    return f"{text} ({example})" if text and example else text or example


def _sentence(text: str) -> str:
    return text.strip().removesuffix(".")


def _titled(title: str, text: str) -> str:
    """Return a hint that has the Vietnamese name of what it speaks of somewhere in it."""
    if not text or _words(title) <= _words(text):
        return text or title
    lower = text[1:2].islower() or text[1:2] == " "
    return f"{title}: {text[0].lower() + text[1:] if lower else text}"


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold(text)))
