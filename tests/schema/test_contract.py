"""What every schema of ours promises, kind by kind."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest

from tests.conftest import ROOT
from thidua.codelists import CodeLists
from thidua.schema import Schemas, Shape, kinds_in

KINDS = kinds_in(ROOT / "schemas")
FILES = sorted((ROOT / "schemas").rglob("*.schema.json"))


def subschemas(node: object, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        yield place, node
        for key, child in node.items():
            yield from subschemas(child, f"{place}/{key}")
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from subschemas(child, f"{place}/{index}")


@pytest.fixture(params=FILES, ids=lambda file: file.name)
def schema(request: pytest.FixtureRequest) -> dict[str, Any]:
    return json.loads(request.param.read_text("utf-8"))  # type: ignore[no-any-return]


def test_is_a_schema(schema: dict[str, Any]) -> None:
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema_rs.meta.validate(schema)


def test_patterns_mean_the_same_everywhere(schema: dict[str, Any]) -> None:
    for place, node in subschemas(schema):
        pattern = node.get("pattern")
        if isinstance(pattern, str):
            assert "\\d" not in pattern, place
            assert "\\w" not in pattern, place
            ends = pattern.replace("\n", "\\n").replace("$(?!\\n)", "")
            assert "$" not in ends, place


def test_everything_is_bounded(schema: dict[str, Any]) -> None:
    for place, node in subschemas(schema):
        if node.get("type") == "array":
            assert "maxItems" in node, place
        if node.get("type") == "string" and not {"enum", "const"} & set(node):
            assert "maxLength" in node, place
        if "properties" in node and node.get("type") == "object":
            assert "additionalProperties" in node, place


def test_every_property_speaks_both_languages(schema: dict[str, Any]) -> None:
    for place, node in subschemas(schema):
        if node.get("type") != "object":
            continue
        for name, child in node.get("properties", {}).items():
            words = {**_resolved(schema, child), **child}
            assert words.get("title"), f"{place}: {name}"
            assert words.get("x-title-en"), f"{place}: {name}"


def _resolved(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    reference = node.get("$ref")
    if not reference:
        return {}
    file, _, pointer = reference.partition("#/$defs/")
    home = json.loads((ROOT / "schemas" / file).read_text("utf-8")) if file else schema
    return home["$defs"][pointer] if pointer else home


def shapes(shape: Shape) -> Iterator[tuple[Shape, str, Shape]]:
    for name, child in shape.properties.items():
        yield shape, name, child
        yield from shapes(child)
    for below in (shape.items, shape.values):
        if below is not None:
            yield from shapes(below)


@pytest.mark.parametrize("kind", KINDS)
def test_scaffolds_have_everything_that_must_be_there(kind: str) -> None:
    schemas = Schemas(ROOT / "schemas", CodeLists(ROOT / "schemas" / "codelists"))
    for above, name, child in shapes(schemas[kind].shape):
        assert child.scaffold in {None, "omit", "comment"}, name
        assert child.scaffold is None or name not in above.required, name


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_a_scaffold_leaves_blank_has_an_example(kind: str) -> None:
    schemas = Schemas(ROOT / "schemas", CodeLists(ROOT / "schemas" / "codelists"))
    for _, name, child in shapes(schemas[kind].shape):
        leaf = not child.properties and child.items is None and child.values is None
        assert not leaf or child.keywords.get("examples"), name


#: What :mod:`thidua.schema.explain` has sentences for, and what says nothing by itself.
TOLD = {
    *("type", "enum", "const", "pattern", "minLength", "maxLength", "minimum", "maximum"),
    *("minItems", "maxItems", "maxProperties", "required", "additionalProperties"),
    *("propertyNames", "not"),
}
SILENT = {
    *("$schema", "$ref", "$defs", "title", "description", "examples", "properties", "items"),
    *("allOf", "if", "then"),
}


@pytest.mark.parametrize("kind", ["common", *KINDS])
def test_every_keyword_has_its_sentence(kind: str) -> None:
    schema = json.loads((ROOT / "schemas" / f"{kind}.schema.json").read_text("utf-8"))
    for place, node in subschemas(schema):
        last = place.rpartition("/")[2]
        if last not in {"properties", "$defs", "x-enum-titles"} and "/examples" not in place:
            unknown = {key for key in node if not key.startswith("x-")} - TOLD - SILENT
            assert not unknown, f"{place}: {unknown}"
