"""Hints in the lines of a Markdown paper: beside the front matter, below headings, above items."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from thidua.diagnostics import ROOT, Pointer
from thidua.document import Document
from thidua.markdown.forms import bare, choices, is_text, label, lead, name_of, subrows
from thidua.prefill import Hint
from thidua.scaffold.hints import Hints, wrapped
from thidua.scaffold.tree import offered
from thidua.schema.shape import Shape
from thidua.text.placeholders import BLANK

#: Stands in the cells of columns that are there to be used; a blank too, but not *the* blank.
EMPTY: Final = BLANK * 2


class Annotations:
    """The hints of one paper and the lines that they go to."""

    def __init__(
        self,
        text: str,
        document: Document,
        shape: Shape,
        said: Mapping[Pointer, Hint],
        hints: Hints,
    ) -> None:
        """Take a text and how it was read; what is said of nothing in it is left out."""
        self._lines = text.split("\n")
        self._document = document
        self._shape = shape
        self._said = {at: hint for at, hint in said.items() if at in document.spans}
        self._hints = hints
        self._before: dict[int, list[str]] = {}
        self._behind: dict[int, list[str]] = {}

    def result(self, offers: Mapping[str, str]) -> list[str]:
        """Return all lines; ``offers`` are whole sections that are rarely used."""
        self._header()
        title = next(row for row, line in enumerate(self._lines) if line.startswith("# "))
        self._add_behind(title, [self._hints.words.ui("hint_head_md")])
        self._sections(offers)
        self._items()
        return [
            line
            for row, own in enumerate(self._lines)
            for line in (*self._before.get(row, ()), own, *self._behind.get(row, ()))
        ]

    def _row(self, pointer: Pointer) -> int:
        return self._document.mark(pointer, at_key=True).line - 1

    def _add_behind(self, row: int, texts: Iterable[str]) -> None:
        self._behind.setdefault(row, []).extend(["", *_comment(texts)])

    def _header(self) -> None:
        data, last = self._document.data, 0
        for key, child in self._shape.properties.items():
            if not child.is_header:
                continue
            if key in data:
                last = self._beside(ROOT / key, data[key], child)
            elif child.scaffold == "comment" and self._hints.rare:
                line = f"# {name_of(self._shape, key)}: {BLANK}  # {self._hints.of_value(child)}"
                self._behind.setdefault(last, []).append(line)

    def _beside(self, pointer: Pointer, value: Any, shape: Shape) -> int:
        """Write behind the blanks of a value of the front matter; return its last line."""
        row, hint = self._row(pointer), self._said.pop(pointer, None)
        texts = [self._hints.of_value(shape)] if value == BLANK else []
        texts += self._hints.said(hint) if hint else []
        told = ". ".join(filter(None, texts))
        if told:
            self._lines[row] += f"  # {told}"
        if isinstance(value, dict):
            for key, each in value.items():
                row = max(row, self._beside(pointer / key, each, shape.properties[key]))
        return row

    def _sections(self, offers: Mapping[str, str]) -> None:
        waiting: list[str] = []
        for key, child in self._shape.properties.items():
            if key in offers:
                lines = [f"{self._hints.of_group(child)}.", "", *offers[key].splitlines()]
                waiting += [*_comment(lines), ""]
            elif key in self._document.data and not child.is_header:
                at = ROOT / key
                self._before.setdefault(self._row(at), []).extend(waiting)
                waiting = []
                self._section(at, self._document.data[key], child)
        if waiting:
            self._behind.setdefault(len(self._lines) - 1, []).extend(waiting)

    def _section(self, pointer: Pointer, value: Any, shape: Shape) -> None:
        """Write below the heading of a section, and below those inside it."""
        if shape.values is not None:
            for key, each in value.items():
                self._section(pointer / key, each, shape.values)
            return
        row = self._row(pointer)
        if not self._lines[row].startswith("#"):
            return
        hint, heading = self._said.pop(pointer, None), self._lines[row].lstrip("# ")
        texts = list(self._hints.said(hint, heading)) if hint else []
        about = self._hints.of_group(shape)
        if about and (hint is None or hint.key != "contents"):
            texts = [f"{about}.", *texts]
        if shape.items is not None and isinstance(value[0], dict):
            first = self._lines[self._row(pointer / 0)]
            describe = self._of_table if first.startswith("|") else self._of_item
            texts += [*describe(value[0], shape.items), *self._of_rows(pointer)]
        if texts:
            self._add_behind(row, texts)
        if isinstance(value, dict):
            for key, each in value.items():
                self._section(pointer / key, each, shape.properties[key])

    def _of_table(self, item: dict[str, Any], shape: Shape) -> Iterator[str]:
        """Yield the choices of a row, and what it could have besides."""
        yield from self._choices(item, shape)
        parts = subrows(shape)
        yield from self._more("hint_columns", item, shape, parts)
        if parts in offered(shape, item) and self._hints.rare:
            yield self._hints.words.ui("hint_parts")

    def _of_item(self, item: dict[str, Any], shape: Shape) -> Iterator[str]:
        """Yield what an item is known by, its choices, and what it could have besides."""
        own = label(shape)
        if own is not None and not is_text(shape.properties[own]) and item[own] == BLANK:
            yield self._hints.of_name(shape.properties[own])
        for child in shape.properties.values():
            if own is not None and choices(child) and (lead(shape) or bare(shape)):
                text = self._hints.choices(child)
                self._hints.once((child.title, text))
                yield self._hints.words.ui("hint_brackets").format(choices=text)
                break
        yield from self._choices(item, shape)
        yield from self._more("hint_more", item, shape, None)

    def _more(
        self, key: str, item: dict[str, Any], shape: Shape, parts: str | None
    ) -> Iterator[str]:
        names = [shape.properties[each].title for each in offered(shape, item) if each != parts]
        for name, value in item.items():  # a table has no room for more than ten columns
            group, child = shape.properties[name].items, value[0] if isinstance(value, list) else ""
            if key == "hint_columns" and group and isinstance(child, dict):
                names += [group.properties[each].title for each in offered(group, child)]
        if names and self._hints.rare:
            yield self._hints.words.ui(key).format(names=", ".join(names))

    def _choices(self, value: Any, shape: Shape) -> Iterator[str]:
        if isinstance(value, list) and shape.items is not None:
            yield from self._choices(value[0], shape.items)
        elif isinstance(value, dict):
            for key, each in value.items():
                yield from self._choices(each, shape.properties[key])
        elif value in {BLANK, EMPTY}:
            text = self._hints.choices(shape)
            if text and self._hints.once((shape.title, text)):
                yield f"{shape.title}: {text}."

    def _of_rows(self, pointer: Pointer) -> Iterator[str]:
        """Yield what is said of the rows of a table: no comment can stand between them."""
        for at in [each for each in self._said if each[: len(pointer)] == pointer]:
            line = self._lines[self._row(at)]
            if line.startswith("|"):
                name = line.strip("| ").partition(" | ")[0]
                for text in self._hints.said(self._said.pop(at)):
                    yield f"{name}: {text}"

    def _items(self) -> None:
        """Write what is said of single items and fields: above them, but below headings."""
        for pointer, hint in self._said.items():
            row, texts = self._row(pointer), list(self._hints.said(hint))
            line = self._lines[row]
            if line.startswith("#"):
                self._add_behind(row, texts)
            else:
                margin = " " * (len(line) - len(line.lstrip()))
                lines = [f"{margin}{each}" for each in _comment(texts)]
                self._before.setdefault(row, []).extend(lines)


def _comment(texts: Iterable[str]) -> list[str]:
    """Return lines as a comment that no page shows; a table in it stays as it is."""
    lines = [
        each
        for text in texts
        for each in (wrapped([text]) if text and not text.startswith("|") else [text])
    ]
    return [f"<!-- {lines[0]} -->"] if len(lines) == 1 else ["<!--", *lines, "-->"]
