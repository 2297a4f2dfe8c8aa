"""How a slip came about at a desk: so that the message can say what to type instead."""

import re
from typing import Any

from thidua.schema.shape import Shape
from thidua.text.dates import parse_date
from thidua.text.figures import Figure

_CURLY = re.compile("[“”„‟‘’]")
_ENGLISH = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?%?")
_POINT = re.compile(r"[+-]?[0-9]+\.[0-9]+%?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


def figure_slip(text: str) -> dict[str, Any]:
    """Return the reason why a text is no figure, and the figure that was meant if that is clear."""
    plain = _CURLY.sub("", text).strip()
    if plain != text and Figure.parse(plain):
        return {"reason": "curly", "typed": plain}
    if _ENGLISH.fullmatch(plain) or _POINT.fullmatch(plain):
        return {"reason": "english", "typed": plain.translate(str.maketrans(",.", ".,"))}
    return {"reason": "other"}


def date_slip(text: str) -> dict[str, Any]:
    """Return the date that somebody wrote day first, if the calendar has it."""
    match = _DAY_FIRST.fullmatch(text.strip())
    if match is None:
        return {"reason": "other"}
    iso = f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}"
    return {"reason": "day-first" if parse_date(iso) else "other", "typed": iso}


def colon_slip(value: object, allowed: list[str]) -> dict[str, Any] | None:
    """Return the sentence that a colon in its middle made a mapping of: «Nguyên nhân: …»."""
    if "string" not in allowed or not isinstance(value, dict) or len(value) != 1:
        return None
    ((key, rest),) = value.items()
    if not isinstance(rest, str | int):
        return None
    return {"reason": "colon", "value": key, "typed": f"{key}: {rest}"}


def dash_slip(value: object, allowed: list[str]) -> dict[str, Any] | None:
    """Return the sentence that was meant as an item: a dash without a space behind it."""
    if "array" not in allowed or not isinstance(value, str) or not re.match(r"[-–—•+*]\S", value):
        return None
    return {"reason": "dash", "typed": f"«- {value[1:40]}»"}


def misplaced(key: str, root: Shape) -> dict[str, Any] | None:
    """Return where a property belongs that stands in the wrong section of a paper."""
    found = list(_homes(key, root, ()))
    if len(found) != 1:
        return None
    path = found[0]
    titles = [shape.title for shape in path if shape.title]
    return {
        "reason": "misplaced" if path else "top",
        "home": " › ".join(dict.fromkeys(titles)),
        "home_en": " › ".join(dict.fromkeys(shape.title_en for shape in path)),
    }


def _homes(key: str, shape: Shape, path: tuple[Shape, ...]) -> Any:
    if key in shape.properties:
        yield path
    for child in shape.properties.values():
        inner = child.items or child
        if inner.properties:
            yield from _homes(key, inner, (*path, child))
