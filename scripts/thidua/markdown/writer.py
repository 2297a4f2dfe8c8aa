"""From data to the text of a Markdown paper, so that it reads back as the same data."""

from typing import Any

from thidua.markdown.forms import (
    bare,
    choices,
    is_leaf,
    is_list,
    is_plain_list,
    is_text,
    label,
    lead,
    name_of,
    named,
)
from thidua.markdown.headlines import Headlines
from thidua.markdown.table_writer import tables
from thidua.markdown.texts import fence, is_paragraphs, is_simple, names_nothing, stands_alone
from thidua.markdown.values import Values, escape, escape_start
from thidua.schema.shape import Shape
from thidua.yaml_writer import block

_DEEPEST = 6


class Writer:
    """Writes one paper; careful means that every text stands exactly, in a fence of its own."""

    def __init__(self, shape: Shape, values: Values, *, careful: bool) -> None:
        """Take the shape of the paper, and how its values are shown."""
        self._shape = shape
        self._headlines = Headlines(shape, values)
        self._values = values
        self._careful = careful

    def paper(self, data: dict[str, Any]) -> str:
        """Return a whole paper."""
        header: dict[str, Any] = {}
        sections: list[str] = []
        for key, child in self._shape.properties.items():
            if key not in data:
                continue
            if child.is_header:
                header[name_of(self._shape, key)] = self._header(data[key], child)
            else:
                sections += self._section(data[key], self._shape, key, 2)
        head = block(header)
        title = f"# {escape(self._shape.title)}"
        return f"---\n{head}---\n\n" + "\n\n".join([title, *sections]) + "\n"

    def _header(self, value: Any, shape: Shape) -> Any:
        if isinstance(value, dict):
            return {
                name_of(shape, key): self._header(value[key], child)
                for key, child in shape.properties.items()
                if key in value
            }
        if isinstance(value, list) and shape.items is not None:
            return [self._header(each, shape.items) for each in value]
        return value if isinstance(value, int) else self._values.show(value, shape)

    def _section(self, value: Any, above: Shape, key: str, level: int) -> list[str]:
        shape, heading = above.properties[key], f"{'#' * level} {escape(name_of(above, key))}"
        if shape.values is not None:
            return self._mapping(value, above, key, level)
        if is_leaf(shape):
            return [heading, self._paragraphs(value, shape)]
        if is_list(shape):
            return [heading, *self.items(value, shape.items or shape, level)]
        main, parts = lead(shape), [heading]
        if main is None:
            fields = {k: v for k, v in value.items() if not self._deep(shape.properties[k])}
            parts += _joined(self._fields(fields, shape))
            value = {k: v for k, v in value.items() if k not in fields}
        for name in shape.properties:
            if name not in value:
                continue
            if name == main:
                parts.append(self._paragraphs(value[name], shape.properties[name]))
            else:
                parts += self._section(value[name], shape, name, level + 1)
        return parts

    def _deep(self, shape: Shape) -> bool:
        return is_text(shape) or (is_list(shape) and not is_plain_list(shape))

    def _mapping(self, value: dict[str, Any], above: Shape, key: str, level: int) -> list[str]:
        shape = above.properties[key]
        lists = tuple(shape.keywords.get("x-key-codelist", ()))
        named_parts: list[str] = []
        others: list[str] = []
        for each, text in value.items():
            assert shape.values is not None  # noqa: S101 - a mapping has values
            shown = self._values.show_entry(each, lists)
            body = self._paragraphs(text, shape.values)
            if shown and named(above, shown) is None:
                named_parts += [f"{'#' * level} {escape(shown)}", body]
            else:
                others += [f"{'#' * (level + 1)} {each}", body]
        if others or not value:
            others = [f"{'#' * level} {escape(name_of(above, key))}", *others]
        return [*others, *named_parts]

    def _paragraphs(self, value: Any, shape: Shape) -> str:
        """Return a value as the content of a section."""
        if not is_text(shape):
            return escape_start(self._values.show(value, shape))
        return str(value) if self._alone(value) else fence(value)

    def _alone(self, value: str) -> bool:
        """Tell whether a text can stand as it is, below a heading."""
        return not self._careful and stands_alone(value) and self._headlines.are_quiet(value)

    def items(self, value: list[Any], below: Shape, level: int) -> list[str]:
        """Return a list whose items have a shape, below a heading of a level."""
        if is_leaf(below):
            return _joined(line for each in value for line in self._entry(each, below))
        if not value:
            return []
        written = tables(value, below, self._values)
        if written is not None:
            return written
        if level < _DEEPEST and self._fit_headings(value, below):
            return [part for each in value for part in self._headed(each, below, level + 1)]
        return _joined(line for each in value for line in self._item(each, below))

    def example(self, item: Any, shape: Shape, level: int) -> list[str]:
        """Return one item as it is written among many: under a heading, in a table or a list."""
        if not is_leaf(shape) and level < _DEEPEST and self._fit_headings([item], shape):
            return self._headed(item, shape, level + 1)
        return self.items([item], shape, level)

    def _fit_headings(self, items: list[dict[str, Any]], shape: Shape) -> bool:
        """Tell whether items stand below headings of their own: what is long, or has a name."""
        own = label(shape)
        if own is None or is_text(shape.properties[own]) or any(own not in each for each in items):
            return False
        if any(self._headlines.depth(str(each[own])) is not None for each in items):
            return False
        if not shape.properties[own].codelists:
            return lead(shape) is not None or bare(shape) is not None
        return any(self._is_long(each, shape) or self._below(each, shape, 0) for each in items)

    def _is_long(self, item: dict[str, Any], shape: Shape) -> bool:
        """Tell whether an item is a name and a text that is more than paragraphs."""
        main = lead(shape)
        return set(item) == {label(shape), main} and not self._plain(item[main or ""], None)

    def _below(self, item: dict[str, Any], shape: Shape, level: int) -> dict[str, list[str]]:
        """Return the lists of an item that tables hold, as sections."""
        found = {}
        for key, child in shape.properties.items():
            if item.get(key) and child.items is not None and not is_plain_list(child):
                rows = tables(item[key], child.items, self._values)
                if rows is not None and level < _DEEPEST:
                    found[key] = [f"{'#' * level} {escape(name_of(shape, key))}", *rows]
        return found

    def _headed(self, item: dict[str, Any], shape: Shape, level: int) -> list[str]:
        own = label(shape) or ""
        text, rest = escape(self._values.show(item[own], shape.properties[own])), dict(item)
        del rest[own]
        chosen = next((key for key in shape.properties if choices(shape.properties[key])), None)
        if chosen in rest:
            value = rest.pop(chosen)
            text += f" ({choices(shape.properties[chosen]).get(value, value)})"
        elif text.endswith(")"):
            text = f"{text[:-1]}\\)"
        main = lead(shape) or ""
        if shape.properties[own].codelists and set(rest) == {main} and stands_alone(rest[main]):
            return [f"{'#' * level} {text}", self._paragraphs(rest[main], shape.properties[main])]
        tables_below = self._below(rest, shape, level + 1)
        fields = {key: value for key, value in rest.items() if key not in tables_below}
        sections = [part for parts in tables_below.values() for part in parts]
        return [f"{'#' * level} {text}", *_joined(self._fields(fields, shape)), *sections]

    def _item(self, item: dict[str, Any], shape: Shape) -> list[str]:
        """Return an item of a list as lines."""
        own, main, rest = label(shape), lead(shape), dict(item)
        if own is None or own not in item:
            lines = self._fields(rest, shape)
            return _nested([""], lines) if lines else ["-"]
        child = shape.properties[own]
        value = rest.pop(own)
        if is_text(child):
            if self._plain(value, shape):
                head = str(value).split("\n")
            else:
                head = [f"{name_of(shape, own)}:", *fence(value).split("\n")]
        elif main is None:
            shown = escape_start(self._values.show(value, child))
            head = [shown if names_nothing(shown, shape) else f"**{shown}**"]
        else:
            head = [f"**{escape(self._values.show(value, child))}**"]
            if main in rest and self._plain(rest[main], None):
                first, *others = str(rest.pop(main)).split("\n")
                head = [f"{head[0]}: {first}", *others]
        return _nested(head, self._fields(rest, shape))

    def _plain(self, value: str, shape: Shape | None) -> bool:
        """Tell whether a text can stand before the fields of its item."""
        lines = value.split("\n")
        fits = shape is None or (
            all(names_nothing(each, shape) for each in lines) and not value.startswith("**")
        )
        return self._alone(value) and is_paragraphs(value) and fits and is_simple(value)

    def _fields(self, item: dict[str, Any], shape: Shape) -> list[str]:
        """Return the fields of an item as list lines."""
        lines: list[str] = []
        rest = bare(shape)
        for key, child in shape.properties.items():
            if key not in item:
                continue
            name, value = f"{name_of(shape, key)}:", item[key]
            if is_leaf(child):
                lines += self._entry(value, child, name)
            elif is_plain_list(child) and child.items is not None:
                loose = (
                    key == rest and all(names_nothing(str(each), shape) for each in value) and value
                )
                for each in value:
                    lines += self._entry(each, child.items, "" if loose else name)
                lines += [] if value else [f"- {name}"]
            elif is_list(child) and child.items is not None:
                inner = [line for each in value for line in self._item(each, child.items)]
                lines += _nested([name], inner)
            else:
                lines += _nested([name], self._fields(value, child))
        return lines

    def _entry(self, value: Any, shape: Shape, name: str = "") -> list[str]:
        """Return one value as a list item."""
        if not is_text(shape):
            shown = self._values.show(value, shape)
            shown = escape(shown) if name else escape_start(shown)
            return [f"- {name} {shown}" if name else f"- {shown}"]
        text = str(value)
        if self._alone(text) and is_simple(text):
            first, *others = text.split("\n")
            return _nested([f"{name} {first}".strip(), *others], [])
        lines = fence(text).split("\n")
        return _nested([name, *lines] if name else lines, [])


def _joined(lines: Any) -> list[str]:
    text = "\n".join(lines)
    return [text] if text else []


def _nested(head: list[str], lines: list[str]) -> list[str]:
    """Return a list item of several lines, with a list below it."""
    first, *others = head
    if not first and lines:  # an item without a name begins with its first field
        return [f"- {lines[0]}", *(f"  {line}" if line else "" for line in lines[1:])]
    if lines and lines[0] == "-":  # an item without anything cannot follow a text directly
        lines = ["", *lines]
    return [f"- {first}".rstrip(), *(f"  {line}" if line else "" for line in others + lines)]
