"""How a slip came about at a desk: so that the message can say what to type instead."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from thidua.diagnostics import Diagnostic
from thidua.document import Document
from thidua.schema.shape import Shape
from thidua.text.readings import days, of_figure

#: Digits, dots and commas that are no figure: some group has not three digits.
_GROUPS = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+){2,}%?")


def with_formats(found: Sequence[Diagnostic], document: Document, shape: Shape) -> list[Diagnostic]:
    """Return the loader's findings, those about numbers with what the schema wants in that place.

    The loader sees ``3.1`` and knows no schema: where words stand, it is the number of a section
    and only lacks its quotation marks.
    """
    if not any(each.code in {"YML121", "YML122"} for each in found):
        return list(found)
    shapes = {
        span.value: below
        for pointer, span in document.spans.items()
        if (below := shape.at(pointer)) is not None
    }
    return [_with_format(each, shapes.get(each.mark)) for each in found]


def _with_format(finding: Diagnostic, shape: Shape | None) -> Diagnostic:
    if finding.code not in {"YML121", "YML122"} or shape is None:
        return finding
    if shape.format == "figure":
        return replace(finding, params={**finding.params, "format": "figure"})
    if shape.keywords.get("type") == "string":
        return replace(finding, params={"reason": "text", "text": finding.params["text"]})
    return finding


def figure_slip(text: str) -> dict[str, Any]:
    """Return the reason why a text is no figure, and the figure that was meant if that is clear."""
    read = of_figure(text)
    if read is not None:
        return {"reason": read[0], "typed": read[1]}
    return {"reason": "groups" if _GROUPS.fullmatch(text.strip()) else "other"}


def date_slip(text: str) -> dict[str, Any]:
    """Return how a date was written, and the date that was meant if the calendar has it."""
    meant = days(text)
    if not meant:
        return {"reason": "other"}
    return {"reason": "digits" if text.strip()[:4].isdigit() else "day-first", "typed": meant[0]}


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
