"""The schemas as editors read them: each complete in one file, speaking Vietnamese.

What yaml-language-server (the YAML extension of VS Code and of most other editors) does with a
schema decides the form; docs/decisions/0014 says how. The verdict is that of the bundled schema.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from thidua.codelists import CodeLists
from thidua.messages import Catalogue, catalogue
from thidua.schema import Schemas
from thidua.yaml_writer import QUOTED

ENDING: Final = ".schema.json"
_NOTE: Final = "Made by «make schemas» from schemas/ and its code lists; not edited by hand."
_ONE: Final = ("items", "additionalProperties", "propertyNames", "not", "if", "then", "else")
_SEVERAL: Final = ("allOf", "anyOf", "oneOf")
_GROUPS: Final = frozenset({"object", "array"})
_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>#+!|])")


def files(schemas: Schemas) -> dict[str, bytes]:
    """Return the file of every kind by its name: committed, and published by the site."""
    made = {
        f"{kind}{ENDING}": for_editors(schemas[kind].bundled, schemas.codelists)
        for kind in schemas.kinds
    }
    return {name: _as_bytes(schema) for name, schema in made.items()}


def write(schemas: Schemas, folder: Path) -> list[str]:
    """Bring a folder up to date; returns the names of the files that were written or removed."""
    wanted = files(schemas)
    folder.mkdir(parents=True, exist_ok=True)
    present = {path.name: path for path in folder.glob(f"*{ENDING}")}
    changed = [name for name in present if name not in wanted]
    for name in changed:
        present[name].unlink()
    for name, content in wanted.items():
        if name not in present or present[name].read_bytes() != content:
            (folder / name).write_bytes(content)
            changed.append(name)
    return sorted(changed)


def for_editors(bundled: Mapping[str, Any], codelists: CodeLists) -> dict[str, Any]:
    """Return a bundled schema in the form of which editors make the most."""
    return _Maker(bundled["$defs"], codelists, catalogue("vi")).whole(bundled)


def _as_bytes(schema: Mapping[str, Any]) -> bytes:
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()


class _Maker:
    """Rewrites one bundled schema and keeps of its definitions what is still referred to."""

    def __init__(
        self, definitions: Mapping[str, Any], codelists: CodeLists, words: Catalogue
    ) -> None:
        self._definitions = definitions
        self._codelists = codelists
        self._words = words
        self._wanted: list[str] = []

    def whole(self, bundled: Mapping[str, Any]) -> dict[str, Any]:
        """Return the whole schema."""
        top = self._node({key: value for key, value in bundled.items() if key != "$defs"})
        made: dict[str, Any] = {"$schema": bundled["$schema"], "$comment": _NOTE, **top}
        definitions: dict[str, Any] = {}
        for name in self._wanted:  # grows while definitions refer to further ones
            definitions[name] = self._node(self._definitions[name])
        return made | {"$defs": dict(sorted(definitions.items()))}

    def _node(self, node: Any) -> Any:
        """Return one subschema, with everything below it."""
        if not isinstance(node, dict):
            return node
        if set(node) == {"$ref"}:
            name = _name(node)
            if name not in self._wanted:
                self._wanted.append(name)
            return node
        made, rule = self._resolved(node)
        made |= {key: self._node(made[key]) for key in _ONE if key in made}
        for key in _SEVERAL:
            if key in made:
                made[key] = [self._node(each) for each in made[key]]
        if "properties" in made:
            made["properties"] = {key: self._node(each) for key, each in made["properties"].items()}
        return self._spoken(made, rule) if "title" in made else made

    def _resolved(self, node: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
        """Return a subschema without reference, and what its definition says of the value.

        Beside a reference stand words and examples, never a constraint. The server would show the
        words of the definition before those of the property, so the two become one.
        """
        made, rule = dict(node), str(node.get("description", ""))
        while "$ref" in made:
            definition = self._definitions[_name(made)]
            del made["$ref"]
            made = {**definition, **made}
            rule = str(definition.get("description", rule))
        return made, rule

    def _spoken(self, node: dict[str, Any], rule: str) -> dict[str, Any]:
        """Return a subschema with what a person is shown of it."""
        examples = list(_typed(node.pop("examples", ())))
        types = node.get("type", ())
        if isinstance(types, list):  # a field that is put in begins with a value of its first type
            types = node["type"] = sorted(types, key=lambda name: name != "string")
        listed = self._listed(node)
        if listed is not None:
            examples = []
        if examples:
            text = _MARKUP.sub(r"\\\1", node["description"])
            shown = " · ".join(f"`{each}`" for each in examples)
            node["markdownDescription"] = f"{text}\n\n{self._say('example', examples=shown)}"
        if types and _GROUPS.isdisjoint([types] if isinstance(types, str) else types):
            told = listed or rule
            if examples:
                told += " " + self._say("example", examples=examples[0])
            node["errorMessage"] = self._say("wrong", title=node["title"], rule=told)
        return node

    def _listed(self, node: dict[str, Any]) -> str | None:
        """Give listed values and keys their names; returns what values there are, if it is so."""
        titles: Mapping[str, str] = node.get("x-enum-titles", {})
        if "x-key-codelist" in node:
            node["propertyNames"] = self._with_keys(node)
        if titles:
            node["enumDescriptions"] = [titles[value] for value in node["enum"]]
            values = ", ".join(f"{value} ({titles[value]})" for value in node["enum"])
            return self._say("values", values=values)
        if "x-codelist" in node:
            if node.get("x-open"):  # other names are as good: what is wrong is not the id
                return ""
            lists = [self._codelists[name].title for name in node["x-codelist"]]
            return self._say("codelist", list=" / ".join(lists))
        return None

    def _with_keys(self, node: Mapping[str, Any]) -> dict[str, Any]:
        """Return the rule for keys, with those that the code lists know: they are offered."""
        keys = [entry.id for name in node["x-key-codelist"] for entry in self._codelists[name]]
        rule = {
            **node["propertyNames"],
            "errorMessage": self._say("wrong", title=node["title"], rule=node["description"]),
        }
        return {"allOf": [rule], "anyOf": [{"enum": keys}, True]}

    def _say(self, key: str, **values: str) -> str:
        return self._words.ui(f"editor_{key}").format(**values)


def _name(node: Mapping[str, Any]) -> str:
    return str(node["$ref"]).removeprefix("#/$defs/")


def _typed(examples: Any) -> Iterator[str]:
    """Yield examples as they are typed; those of groups are told by the fields in them."""
    for each in examples:
        if isinstance(each, bool):
            yield str(each).lower()
        elif isinstance(each, str | int):
            text = str(each)
            yield f'"{text}"' if isinstance(each, str) and QUOTED.fullmatch(text) else text
