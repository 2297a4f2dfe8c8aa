"""Why a paper fails: jsonschema's typed errors, turned into findings of our own."""

import re
from collections import ChainMap, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from thidua.codelists import CodeLists
from thidua.diagnostics import Diagnostic, Pointer
from thidua.document import Document
from thidua.schema.shape import Shape
from thidua.schema.slips import colon_slip, dash_slip, date_slip, figure_slip, misplaced
from thidua.text.dates import parse_date
from thidua.text.figures import is_fraction
from thidua.text.folding import nearest
from thidua.text.placeholders import is_blank

#: The code of each keyword; of several errors about one node the first in this order is told.
_CODES = {
    "propertyNames": "SCH105",
    "type": "SCH103",
    "const": "SCH104",
    "enum": "SCH104",
    "minLength": "SCH106",
    "maxLength": "SCH107",
    "pattern": "SCH105",
    "minimum": "SCH110",
    "maximum": "SCH110",
    "not": "SCH111",
    "minItems": "SCH108",
    "maxItems": "SCH109",
    "maxProperties": "SCH109",
}
_RANK = {keyword: rank for rank, keyword in enumerate(_CODES)}
#: What nobody mends one by one is not explained one by one: hostile papers must stay cheap.
_MOST = 1000


@dataclass(slots=True)
class _Fault:
    """One finding before it gets its place in the text."""

    code: str
    pointer: Pointer
    params: dict[str, Any] = field(default_factory=dict)
    at_key: bool = False


def explain(
    bundled: dict[str, Any], shape: Shape, document: Document, codelists: CodeLists
) -> tuple[list[Diagnostic], frozenset[Pointer]]:
    """Return the findings about a paper that its schema refuses, and the nodes they touch."""
    faults = list(_faults(bundled, shape, document, codelists))
    found = [
        document.diagnose(fault.code, fault.pointer, fault.params, at_key=fault.at_key)
        for fault in faults
        if not document.is_faulty(fault.pointer)
        and not (fault.code == "SCH101" and fault.pointer in document.incomplete)
    ]
    return found, frozenset(fault.pointer for fault in faults)


def _faults(
    bundled: dict[str, Any], shape: Shape, document: Document, codelists: CodeLists
) -> Iterator[_Fault]:
    values: dict[Pointer, ValidationError] = {}
    missing: dict[Pointer, list[str]] = defaultdict(list)
    unknown: set[Pointer] = set()
    for error in islice(_Validator(bundled).iter_errors(document.data), _MOST):
        pointer = Pointer(error.absolute_path)
        match error.validator:
            case "required":
                names = [name for name in error.validator_value if name not in error.instance]
                missing[pointer] += [name for name in names if name not in missing[pointer]]
            case "additionalProperties":
                unknown.add(pointer)
            case _:
                if "propertyNames" in error.absolute_schema_path:
                    pointer = pointer / str(error.instance)
                known = values.get(pointer)
                if known is None or _rank(error) < _rank(known):
                    values[pointer] = error
    for pointer, error in values.items():
        yield _of_value(error, pointer, shape, document, codelists)
    for pointer in sorted({*missing, *unknown}, key=repr):
        below = shape.at(pointer)
        value = _value_at(document.data, pointer)
        if below is not None and isinstance(value, dict):
            yield from _of_mapping(pointer, below, document, missing[pointer], shape)


def _rank(error: ValidationError) -> int:
    return _RANK.get(str(error.validator), len(_RANK))


def _value_at(value: Any, pointer: Pointer) -> Any:
    for step in pointer:
        value = value[step]
    return value


def _of_mapping(
    pointer: Pointer, shape: Shape, document: Document, missing: list[str], root: Shape
) -> Iterator[_Fault]:
    """Yield unknown and missing properties; a misspelt one is one slip, not two."""
    value = _value_at(document.data, pointer)
    free = {name: child for name, child in shape.properties.items() if name not in value}
    in_markdown = document.place.is_markdown
    forms = {
        form: name
        for name, child in free.items()
        for form in (name, child.title, child.title_en)
        if form
    }
    meant: set[str] = set()
    if not shape.values:
        for key in value:
            if key in shape.properties:
                continue
            params: dict[str, Any] = {"field": key, "reason": "unknown", **_titles(shape, "of")}
            suggestion = nearest(key, forms)
            if suggestion is not None:
                params["suggestion"] = free[suggestion].title if in_markdown else suggestion
                meant.add(suggestion)
            else:
                params |= misplaced(key, root) or {}
            yield _Fault("SCH102", pointer / key, params, at_key=True)
    for name in missing:
        if name not in meant:
            child = shape.properties.get(name)
            params = {"field": name, **(_titles(child) if child else {}), **_titles(shape, "of")}
            params |= _where(pointer, root, child, document)
            yield _Fault("SCH101", pointer, params, at_key=True)


def _where(
    pointer: Pointer, root: Shape, child: Shape | None, document: Document
) -> dict[str, Any]:
    """Return where a missing property is written, as a reason."""
    if not document.place.is_markdown:
        return {"reason": "key"}
    top = root.child(pointer[0]) if pointer else child
    if top is None or top.is_header:
        return {"reason": "header"}
    if not pointer:
        return {"reason": "section"}
    line = document.text.split("\n")[document.mark(pointer).line - 1].lstrip()
    words = child.keywords.get("x-enum-titles", {}) if child is not None else {}
    if line.startswith("#") and words:  # «### Tổ Một cửa (tập thể)»
        return {"reason": "heading", "choices": list(words.values())}
    return {"reason": "cell" if line.startswith("|") else "item"}


def _titles(shape: Shape, prefix: str = "") -> dict[str, str]:
    lead = f"{prefix}_" if prefix else ""
    return {f"{lead}title": shape.title, f"{lead}title_en": shape.title_en}


def _of_value(
    error: ValidationError,
    pointer: Pointer,
    shape: Shape,
    document: Document,
    codelists: CodeLists,
) -> _Fault:
    below = shape.at(pointer) or shape
    keyword = str(error.validator)
    params: dict[str, Any] = {"value": _shown(error.instance), **_titles(below)}
    params |= _name_of_key(pointer, shape, codelists)
    if isinstance(error.instance, str) and is_blank(error.instance):
        return _Fault("SCH114", pointer, params)
    if keyword == "enum" and below.codelists:
        return _unknown_reference(pointer, below, params, document, codelists)
    if below.format is not None and keyword in {"pattern", "maxLength", "type"}:
        told = _of_format(below.format, keyword, str(error.instance))
        if told is not None:
            return _Fault(told[0], pointer, params | told[1])
    params |= _details(keyword, error.validator_value, error.instance, below)
    if keyword == "enum" and document.place.is_markdown:  # there people write the words
        words: dict[str, str] = below.keywords.get("x-enum-titles", {})
        params["allowed"] = [words.get(key, key) for key in below.keywords["enum"]]
        meant = params["suggestion"]
        params["suggestion"] = words.get(meant, meant)
    if "propertyNames" in error.absolute_schema_path:
        return _Fault("SCH105", pointer, {**params, "example": "tu-tuong-ho-chi-minh"}, at_key=True)
    return _Fault(_CODES.get(keyword, "SCH105"), pointer, params, at_key=keyword == "not")


def _name_of_key(pointer: Pointer, root: Shape, codelists: CodeLists) -> dict[str, str]:
    """Return the name of a node that its key names, not its schema: the theme «Sát cơ sở»."""
    above = root.at(Pointer(pointer[:-1])) if pointer else None
    lists = above.keywords.get("x-key-codelist", ()) if above is not None else ()
    entry = codelists.find(tuple(lists), str(pointer[-1])) if lists else None
    return {"title": entry.name(), "title_en": entry.name()} if entry else {}


def _details(keyword: str, limit: Any, value: object, shape: Shape) -> dict[str, Any]:
    """Return what the sentence about a keyword needs besides the value and its title."""
    match keyword:
        case "type":
            allowed = limit if isinstance(limit, list) else [limit]
            slip = colon_slip(value, allowed) or dash_slip(value, allowed)
            return slip or {"reason": _type_slip(value, allowed)}
        case "enum":
            titles: dict[str, str] = shape.keywords.get("x-enum-titles", {})
            forms = {form: key for key, title in titles.items() for form in (key, title)}
            return {
                "allowed": [f"{key} ({titles[key]})" if key in titles else key for key in limit],
                "allowed_en": list(limit),
                "suggestion": nearest(str(value), forms),
            }
        case "minimum" | "maximum":
            return {"limit": limit, "reason": keyword}
        case "not":
            return {"fields": list(limit.get("required", ()))}
        case "pattern":
            return {"example": _shown((shape.keywords.get("examples") or [""])[0])}
        case _:
            return {"limit": limit} if isinstance(limit, int) else {}


def _type_slip(value: object, allowed: list[str]) -> str:
    """Return what must be done with a value of the wrong type: each has its own repair."""
    if value is None:
        return "empty"
    if "string" in allowed and isinstance(value, int) and not isinstance(value, bool):
        return "quote"
    return allowed[-1]


def _of_format(form: str, keyword: str, text: str) -> tuple[str, dict[str, Any]] | None:
    """Return code and values for a text that does not read as its format asks."""
    if form == "figure" and keyword != "type":
        return ("TOT103", {}) if is_fraction(text) else ("TOT104", figure_slip(text))
    if form in {"date", "moment"}:
        return "SCH113", date_slip(text)
    return None


def _unknown_reference(
    pointer: Pointer,
    shape: Shape,
    params: dict[str, Any],
    document: Document,
    codelists: CodeLists,
) -> _Fault:
    """Return the finding for a value that stands in no code list."""
    lists = [codelists[name] for name in shape.codelists]
    day, names = parse_date(str(document.data.get("date"))), document.place.is_markdown
    forms = ChainMap(*(each.typed_forms(day, names=names) for each in lists))
    params["list"] = " / ".join(each.title for each in lists)
    params["list_en"] = " / ".join(each.title_en for each in lists)
    params["suggestion"] = nearest(str(params["value"]), forms)
    code = "REF101" if shape.codelists[0] in {"units", "clusters"} else "REF102"
    return _Fault(code, pointer, params)


def _shown(value: Any) -> str:
    """Return a value short enough for a sentence."""
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    limit = 60
    return text if len(text) <= limit else text[:limit] + "…"


def _pattern(_: Any, pattern: str, instance: Any, __: Any) -> Iterator[ValidationError]:
    """Check ``pattern`` as the other validator does: ``$`` is the end of the text only."""
    if isinstance(instance, str) and not re.search(pattern.replace("$(?!\\n)", r"\Z"), instance):
        yield ValidationError("pattern")


_Validator: Any = extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]
