"""The fields of a kind of paper, as its schema describes them, in groups that people can read."""

from dataclasses import dataclass, field

import yaml

from thidua.schema import Shape
from thidua.yaml_writer import QUOTED


@dataclass(frozen=True, slots=True)
class Field:
    """A row of a table of fields."""

    name: str
    shape: Shape
    required: bool
    #: The field (its title) and the value that make this one required, where the schema says so.
    required_if: tuple[str, str] | None
    #: The section that describes what stands in this field, if it has fields of its own.
    section: str | None
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A group of fields that stand together: the paper itself, or a part of it."""

    anchor: str
    shape: Shape
    fields: tuple[Field, ...]
    example: str
    #: Where in the paper the group stands; empty for the paper itself.
    places: list[str] = field(default_factory=list)


def sections(shape: Shape) -> list[Section]:
    """Return the groups of fields of a paper, each once, in the order in which they are met."""
    found: dict[str, Section] = {}
    _describe("", shape, (), found)
    return list(found.values())


def _describe(name: str, holder: Shape, place: tuple[str, ...], found: dict[str, Section]) -> None:
    """Add the group that a field holds, and the groups below it."""
    shape = _group(holder)
    if shape is None:
        return
    anchor = _anchor(shape, place)
    if anchor not in found:
        fields = tuple(_field(shape, key, place) for key in shape.properties)
        found[anchor] = Section(anchor, shape, fields, _example_of(name, holder) if name else "")
    if place:
        found[anchor].places.append(".".join(place))
    for key, child in shape.properties.items():
        _describe(key, child, (*place, key), found)


def _group(shape: Shape) -> Shape | None:
    """Return the shape with fields that a field holds: itself, or one in its list."""
    inner: Shape | None = shape
    while inner is not None and not inner.properties:
        inner = inner.items or inner.values
    return inner


def _anchor(shape: Shape, place: tuple[str, ...]) -> str:
    return (shape.definition or "-".join(place) or "van-ban").replace("_", "-")


def _field(shape: Shape, name: str, place: tuple[str, ...]) -> Field:
    child = shape.properties[name]
    group = _group(child)
    closed = "x-enum-titles" in child.keywords  # all its values are shown
    return Field(
        name,
        child,
        required=name in shape.required,
        required_if=_condition(shape, name),
        section=_anchor(group, (*place, name)) if group else None,
        examples=() if group or closed else tuple(_yaml({name: each}) for each in _examples(child)),
    )


def _condition(shape: Shape, name: str) -> tuple[str, str] | None:
    """Return «required if this field has that value», the one condition that is easy to say."""
    for rule in shape.keywords.get("allOf", ()):
        if name not in rule.get("then", {}).get("required", ()):
            continue
        for key, test in rule.get("if", {}).get("properties", {}).items():
            words = shape.properties[key].keywords.get("x-enum-titles", {})
            if test.get("const") in words:
                return shape.properties[key].title, words[test["const"]]
    return None


def _examples(shape: Shape) -> list[object]:
    return list(shape.keywords.get("examples", ()))


def _example_of(name: str, holder: Shape) -> str:
    """Return an example of a group; where the schema has none, one made of its fields'."""
    examples = _examples(holder)
    return _yaml({name: examples[0] if examples else _composed(holder)})


def _composed(shape: Shape) -> object:
    if shape.items is not None:
        return [_composed(shape.items)]
    made = {}
    for key, child in shape.properties.items():
        examples = _examples(child)
        made[key] = examples[0] if examples else _composed(child)
    return made


class _Writer(yaml.SafeDumper):
    """Writes YAML as papers do: dates without quotes, figures with them, lists indented."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - the signature is PyYAML's
        super().increase_indent(flow, indentless=False)


def _text(writer: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if QUOTED.fullmatch(text) else None
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style)


_Writer.add_representer(str, _text)
_Writer.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for letter, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


def _yaml(value: object) -> str:
    text: str = yaml.dump(value, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=1000)
    return text.rstrip("\n")
