"""A schema as a tree of shapes: what each node of a paper is called and what it holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from thidua.diagnostics import ROOT, Pointer


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """What a schema says of one node; references are resolved, a property's own words win.

    Each node of a schema is a shape of its own: they are compared as such, and can be remembered.
    """

    #: The name of the shared definition it comes from, if any: ``indicator-row``.
    definition: str | None
    keywords: Mapping[str, Any]
    properties: Mapping[str, "Shape"] = field(default_factory=dict)
    items: "Shape | None" = None
    values: "Shape | None" = None
    #: ``figure``, ``date``, ``moment`` or ``markdown``; None for everything else.
    format: str | None = None
    #: The code lists that a value comes from.
    codelists: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The Vietnamese name of the node."""
        return str(self.keywords.get("title", ""))

    @property
    def title_en(self) -> str:
        """The English name of the node."""
        return str(self.keywords.get("x-title-en", ""))

    @property
    def internal(self) -> bool:
        """Whether the node never leaves for the site or an export."""
        return self.keywords.get("x-audience") == "internal"

    @property
    def open(self) -> bool:
        """Whether a value that stands in no code list may be written by its name."""
        return bool(self.keywords.get("x-open"))

    @property
    def scaffold(self) -> str | None:
        """How a scaffold treats the property: ``omit``, ``comment``, or None if it is filled in."""
        return self.keywords.get("x-scaffold")

    @property
    def required(self) -> list[str]:
        """The properties that must be there."""
        return list(self.keywords.get("required", ()))

    @property
    def is_header(self) -> bool:
        """Whether a property of a paper says who, when and what: values, and groups of them."""
        if self.values is not None or self.items is not None or self.format == "markdown":
            return False
        return all(child.is_header for child in self.properties.values())

    def child(self, step: str | int) -> "Shape | None":
        """Return the shape of a child node."""
        if isinstance(step, int):
            return self.items
        return self.properties.get(step) or self.values

    def at(self, pointer: Pointer) -> "Shape | None":
        """Return the shape of the node that a pointer from here names."""
        shape: Shape | None = self
        for step in pointer:
            if shape is None:
                return None
            shape = shape.child(step)
        return shape


class Node(NamedTuple):
    """A value of a paper, where it stands, and what the schema says of it."""

    pointer: Pointer
    value: Any
    shape: Shape


def shape_of(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Shape:
    """Return the shape of a bundled schema."""
    keywords = dict(schema)
    definition = None
    while "$ref" in keywords:
        name = str(keywords.pop("$ref")).removeprefix("#/$defs/")
        definition = definition or name
        keywords = {**definitions[name], **keywords}
    properties = {
        name: shape_of(child, definitions) for name, child in keywords.get("properties", {}).items()
    }
    items, values = keywords.get("items"), keywords.get("additionalProperties")
    return Shape(
        definition,
        keywords,
        properties,
        shape_of(items, definitions) if isinstance(items, dict) else None,
        shape_of(values, definitions) if isinstance(values, dict) else None,
        keywords.get("x-format"),
        tuple(keywords.get("x-codelist", ())),
    )


def nodes(shape: Shape, value: Any, pointer: Pointer = ROOT) -> list[Node]:
    """Return every node of a value that the schema knows, parents first.

    Values of the wrong type and unknown properties are passed over: the schema speaks of them.
    """
    found: list[Node] = []
    _collect(shape, value, pointer, found)
    return found


def _collect(shape: Shape, value: Any, pointer: Pointer, found: list[Node]) -> None:
    # A generator at every level would cost more than all that it yields.
    found.append(Node(pointer, value, shape))
    if isinstance(value, dict):
        for key, child in value.items():
            below = shape.child(key)
            if below is not None:
                _collect(below, child, pointer / key, found)
    elif isinstance(value, list) and shape.items is not None:
        for index, child in enumerate(value):
            _collect(shape.items, child, pointer / index, found)


def without_internal(shape: Shape, value: Any) -> Any:
    """Return a copy of a value without the nodes that stay inside."""
    if isinstance(value, dict):
        return {
            key: without_internal(below, child)
            for key, child in value.items()
            if (below := shape.child(key)) is not None and not below.internal
        }
    if isinstance(value, list) and shape.items is not None:
        return [without_internal(shape.items, child) for child in value]
    return value
