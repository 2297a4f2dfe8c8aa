"""From the schemas of OpenAPI 3.0 to JSON Schema draft 4, of which they are a dialect."""

from collections.abc import Callable, Mapping
from typing import Any, Final

Schema = dict[str, Any]
#: Kept as they stand; ``example`` is for the makers of values. Formats are not checked.
_PLAIN: Final = (
    "type",
    "enum",
    "required",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "minimum",
    "maximum",
    "example",
)


def json_schema(schema: Mapping[str, Any], resolve: Callable[[str], Schema]) -> Schema:
    """Return a schema that knows ``null`` and refuses properties that it does not name.

    The description leaves its objects open. We close them: a misspelt optional property would
    otherwise be taken for a property that is not there.
    """
    if "$ref" in schema:
        return {"$ref": schema["$ref"]}
    if "allOf" in schema:
        return _joined([json_schema(_whole(each, resolve), resolve) for each in schema["allOf"]])
    found: Schema = {key: schema[key] for key in _PLAIN if key in schema}
    if "properties" in schema:
        found["properties"] = {
            name: json_schema(each, resolve) for name, each in schema["properties"].items()
        }
        found["additionalProperties"] = False
    if "additionalProperties" in schema:
        more = schema["additionalProperties"]
        found["additionalProperties"] = (
            more if isinstance(more, bool) else json_schema(more, resolve)
        )
    if "items" in schema:
        found["items"] = json_schema(schema["items"], resolve)
    for key in ("oneOf", "anyOf"):
        if key in schema:
            found[key] = [json_schema(each, resolve) for each in schema[key]]
    return _nullable(found) if schema.get("nullable") else found


def _whole(schema: Schema, resolve: Callable[[str], Schema]) -> Schema:
    return resolve(schema["$ref"]) if "$ref" in schema else schema


def _joined(parts: list[Schema]) -> Schema:
    """Return what all parts of ``allOf`` demand together; they are objects, and closed as one."""
    found: Schema = {"type": "object", "properties": {}, "required": []}
    for each in parts:
        assert each.get("type", "object") == "object", "allOf of something else than objects"
        found["properties"] |= each.get("properties", {})
        found["required"] += each.get("required", [])
    return found | {"required": sorted(set(found["required"])), "additionalProperties": False}


def _nullable(schema: Schema) -> Schema:
    """Allow ``null`` too, also where the description forgets it in a list of values."""
    if "type" not in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    values = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return schema | values | {"type": [schema["type"], "null"]}
