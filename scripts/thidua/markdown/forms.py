"""What a schema's shape means in Markdown: names, the label of an item, the columns of a table."""

import re
from dataclasses import dataclass
from functools import lru_cache

from thidua.schema.shape import Shape
from thidua.text.folding import fold

#: How many columns a table has at most: a wider one is no longer read by people.
WIDEST = 10

#: «I.», «1.2.», «a)» before a heading number it and are no part of its name.
_NUMBERING = re.compile(r"(?:[IVXLC]+|[0-9]+(?:\.[0-9]+)*|[a-zA-ZđĐ])[.)]\s+")


def is_leaf(shape: Shape) -> bool:
    """Tell whether a shape is a value, not a mapping or a list."""
    return not shape.properties and shape.values is None and not is_list(shape)


def is_list(shape: Shape) -> bool:
    """Tell whether a shape is a list."""
    return shape.items is not None


def is_text(shape: Shape | None) -> bool:
    """Tell whether a shape is a text of paragraphs."""
    return shape is not None and shape.format == "markdown"


def is_plain_list(shape: Shape) -> bool:
    """Tell whether a shape is a list of values."""
    return shape.items is not None and is_leaf(shape.items)


@lru_cache(maxsize=2048)
def names(shape: Shape) -> dict[str, str]:
    """Return every way to name a property, folded: its title, English title and id."""
    found: dict[str, str] = {}
    for pick in ("title", "title_en", "id"):
        for key, child in shape.properties.items():
            name = key if pick == "id" else str(getattr(child, pick))
            if name:
                found.setdefault(fold(name), key)
    return found


def named(shape: Shape, text: str) -> str | None:
    """Return the property that a heading, field or key names."""
    known = names(shape)
    return known.get(fold(text)) or known.get(fold(plain_name(text)))


def plain_name(text: str) -> str:
    """Return a name without number, bold type and colon around it."""
    text = _NUMBERING.sub("", thin(text.strip()), count=1)
    return thin(text).removesuffix(":").rstrip()


def thin(text: str) -> str:
    """Return a run of text without the marks that make all of it bold."""
    bold = len(text) > len("****") and text[:2] == text[-2:] and text[:2] in {"**", "__"}
    return text[2:-2].strip() if bold else text


def name_of(shape: Shape, key: str) -> str:
    """Return how to name a property so that :func:`named` finds it again."""
    title = shape.properties[key].title
    return title if title and ":" not in title and named(shape, title) == key else key


@lru_cache(maxsize=2048)
def label(shape: Shape) -> str | None:
    """Return the property that an item is known by: its first required value that is no choice."""
    for key in shape.required:
        child = shape.properties.get(key)
        if child is not None and is_leaf(child) and (child.codelists or not choices(child)):
            return key
    return None


@lru_cache(maxsize=2048)
def lead(shape: Shape) -> str | None:
    """Return the property that text without a name belongs to: the first text of paragraphs."""
    return next((key for key, child in shape.properties.items() if is_text(child)), None)


@lru_cache(maxsize=2048)
def bare(shape: Shape) -> str | None:
    """Return the one list of values that list items without a name belong to.

    Of several that is the only one whose values are no choices.
    """
    lists = {key: child.items for key, child in shape.properties.items() if child.items}
    if lead(shape) is not None or not all(is_leaf(below) for below in lists.values()):
        return None
    free = [key for key, below in lists.items() if not choices(below)]
    found = free if len(lists) > 1 else list(lists)
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=2048)
def choices(shape: Shape) -> dict[str, str]:
    """Return the values of a choice with what people call them."""
    titles: dict[str, str] = shape.keywords.get("x-enum-titles", {})
    if shape.codelists:
        return {}
    return {str(key): titles.get(key, str(key)) for key in shape.keywords.get("enum", ())}


def choice(shape: Shape, text: str) -> str | None:
    """Return the value of a choice that a text names."""
    key = fold(text)
    known = choices(shape)
    found = next((value for value, title in known.items() if fold(title) == key), None)
    return found or next((value for value in known if fold(value) == key), None)


@dataclass(frozen=True)
class Column:
    """A column of a table: the way to its property, and whether its group may repeat."""

    path: tuple[str, ...]
    shape: Shape
    repeated: bool = False

    @property
    def title(self) -> str:
        """The head of the column."""
        return self.shape.title


@lru_cache(maxsize=2048)
def columns(shape: Shape) -> list[Column]:
    """Return the columns that a table of such items may have, in the order of the schema."""
    found: list[Column] = []
    for key, child in shape.properties.items():
        if key == subrows(shape):
            continue
        if is_leaf(child) or is_plain_list(child):
            found.append(Column((key,), child))
            continue
        group, repeated = (child.items, True) if child.items is not None else (child, False)
        for name, below in group.properties.items():
            if is_leaf(below) or is_plain_list(below):
                found.append(Column((key, name), below, repeated))
    return found


@lru_cache(maxsize=2048)
def heads(shape: Shape) -> dict[str, Column]:
    """Return the columns by folded head; the item's own properties come first."""
    found: dict[str, Column] = {}
    for column in sorted(columns(shape), key=lambda column: len(column.path)):
        for name in (column.shape.title, column.shape.title_en):
            if name:
                found.setdefault(fold(name), column)
    for column in columns(shape):
        found.setdefault(fold(column.path[-1]), column)
    return found


@lru_cache(maxsize=2048)
def subrows(shape: Shape) -> str | None:
    """Return the list whose items look like the row itself: the parts of an indicator."""
    for key, child in shape.properties.items():
        below = child.items
        if below is not None and below.properties:
            own = label(below)
            rest = set(below.properties) - {own}
            if own is not None and rest and rest <= set(shape.properties):
                return key
    return None
