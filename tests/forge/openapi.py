"""GitHub's own description of its REST API: which requests and answers there are."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Final
from urllib.parse import unquote

import jsonschema_rs
import msgspec

from tests.conftest import ROOT
from tests.forge.schemas import Schema, json_schema

FILE: Final = ROOT / "node_modules" / "@octokit" / "openapi" / "generated" / "api.github.com.json"
#: The operations that are kept of about a thousand; each has a handler in the stand-in.
USED: Final = frozenset(
    {
        "actions/create-workflow-dispatch",
        "git/create-blob",
        "git/create-commit",
        "git/create-ref",
        "git/create-tree",
        "git/get-ref",
        "issues/add-labels",
        "issues/create",
        "issues/create-comment",
        "issues/list-comments",
        "issues/list-for-repo",
        "issues/list-labels-on-issue",
        "issues/remove-label",
        "issues/update",
        "issues/update-comment",
        "pulls/create-review-comment",
        "pulls/delete-review-comment",
        "pulls/get",
        "pulls/list",
        "pulls/list-review-comments",
        "repos/create-commit-status",
        "repos/create-or-update-file-contents",
        "repos/get-content",
        "repos/list-activities",
        "repos/list-commit-statuses-for-ref",
    }
)
#: What GitHub answers ``null`` for though its description says otherwise: the repository of a fork
#: that was deleted, the place of a comment whose lines have gone, a label without a description.
_NULL_IN_FACT: Final = (
    ("pull-request", "head", "repo"),
    ("pull-request-simple", "head", "repo"),
    ("pull-request-simple", "labels", "description"),
    ("pull-request-review-comment", "position"),
    ("pull-request-review-comment", "line"),
)
_JSON: Final = "application/json"
_COMPONENTS: Final = "#/components/schemas/"
#: How many faults of one value are told, and how much of each.
_TOLD, _LENGTH = 3, 300


class ViolationError(AssertionError):
    """A request or an answer that the description does not allow."""


class Shape:
    """A schema of the description; its validator is made when it is first needed."""

    def __init__(self, schema: Schema, components: Mapping[str, Schema]) -> None:
        self.schema = schema
        self._components = components

    @cached_property
    def _validator(self) -> jsonschema_rs.Draft4Validator:
        known = {"schemas": dict(self._components)}
        return jsonschema_rs.Draft4Validator(
            {"allOf": [self.schema], "components": known}, validate_formats=False
        )

    def faults(self, value: Any) -> list[str]:
        """Tell what is wrong with a value, in a few lines."""
        told = []
        for each, _ in zip(self._validator.iter_errors(value), range(_TOLD), strict=False):
            place = "/".join(map(str, each.instance_path)) or "the whole"
            told.append(f"{place}: {each.message[:_LENGTH]}")
        return told

    def takes_text(self, text: str) -> bool:
        """Tell whether a text in an address stands for a value of this shape."""
        readings: list[Any] = [text]
        if re.fullmatch(r"-?[0-9]{1,18}", text):
            readings.append(int(text))
        if text in {"true", "false"}:
            readings.append(text == "true")
        return any(self._validator.is_valid(each) for each in readings)


@dataclass(frozen=True)
class Operation:
    """One method on one kind of path."""

    id: str
    method: str
    template: str
    pattern: re.Pattern[str]
    in_path: Mapping[str, Shape]
    in_query: Mapping[str, Shape]
    needed_in_query: frozenset[str]
    body: Shape | None
    body_needed: bool
    #: By status; None where there is nothing to read.
    answers: Mapping[int, Shape | None]

    def __str__(self) -> str:
        return f"{self.id} ({self.method} {self.template})"

    def check_request(
        self, parameters: Mapping[str, str], query: Mapping[str, str], body: Any | None
    ) -> None:
        """Raise :class:`ViolationError` unless GitHub knows such a request; texts are decoded."""
        for kind, given, known in (
            ("path", parameters, self.in_path),
            ("query", query, self.in_query),
        ):
            for name, text in given.items():
                if name not in known:
                    self._refuse(f"there is no {kind} parameter {name!r}")
                elif not known[name].takes_text(text):
                    self._refuse(f"{kind} parameter {name!r} cannot be {text!r}")
        for name in sorted(self.needed_in_query - query.keys()):
            self._refuse(f"query parameter {name!r} is missing")
        if self.body is None:
            if body is not None:
                self._refuse("the request has no body")
        elif body is not None:
            self._check(self.body, body, "body")
        elif self.body_needed:
            self._refuse("the body is missing")

    def check_answer(self, status: int, body: Any | None) -> None:
        """Raise :class:`ViolationError` unless GitHub may answer so."""
        if status not in self.answers:
            self._refuse(f"status {status} is not among {sorted(self.answers)}")
        shape = self.answers[status]
        if shape is not None:
            self._check(shape, body, f"answer {status}")
        elif body is not None:
            self._refuse(f"answer {status} has no body")

    def _check(self, shape: Shape, value: Any, what: str) -> None:
        faults = shape.faults(value)
        if faults:
            self._refuse(f"{what}: " + "; ".join(faults))

    def _refuse(self, fault: str) -> None:
        raise ViolationError(f"{self}: {fault}")


@dataclass(frozen=True)
class Description:
    """The operations in use and the schemas that they name."""

    operations: Mapping[str, Operation]
    components: Mapping[str, Schema] = field(repr=False)

    def find(self, method: str, path: str) -> tuple[Operation, dict[str, str]]:
        """Return the operation of a path and what stands in its places, decoded."""
        matches = [
            (each, match)
            for each in self.operations.values()
            if each.method == method and (match := each.pattern.fullmatch(path))
        ]
        if not matches:
            raise ViolationError(f"{method} {path}: none of the operations in use")
        # The fewest places: `/issues/comments/1` is no comment of an issue called «comments».
        operation, match = min(matches, key=lambda each: len(each[0].in_path))
        places = zip(operation.in_path, match.groups(), strict=True)
        return operation, {name: unquote(text) for name, text in places}


@lru_cache(maxsize=1)
def description() -> Description:
    """Read the description of api.github.com; what is not in use is let go."""
    raw = msgspec.json.decode(FILE.read_bytes())
    for component, *names in _NULL_IN_FACT:
        _make_nullable(raw["components"]["schemas"][component], names)
    reader = _Reader(raw)
    found = {each.id: each for each in reader.operations()}
    assert found.keys() == USED, f"the description lacks {sorted(USED - found.keys())}"
    return Description(found, reader.components)


def _make_nullable(schema: Schema, names: list[str]) -> None:
    *above, last = names
    for name in above:
        schema = schema["properties"][name]
        schema = schema.get("items", schema)
    schema["properties"][last] = {"anyOf": [schema["properties"][last]], "nullable": True}


class _Reader:
    """Turns the raw description into operations and gathers the schemas that they reach."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self._raw = raw
        self.components: dict[str, Schema] = {}

    def operations(self) -> Iterator[Operation]:
        for template, methods in self._raw["paths"].items():
            for method, raw in methods.items():
                if raw["operationId"] in USED:
                    yield self._operation(method.upper(), template, raw)

    def _operation(self, method: str, template: str, raw: Mapping[str, Any]) -> Operation:
        parameters = [self._resolved(each) for each in raw["parameters"]]
        body = self._resolved(raw.get("requestBody", {}))
        statuses = {code: self._resolved(each) for code, each in raw["responses"].items()}
        many = {each["name"] for each in parameters if each.get("x-multi-segment")}
        names = re.findall(r"\{(\w+)\}", template)
        shapes = {(each["in"], each["name"]): self._shape(each["schema"]) for each in parameters}
        return Operation(
            raw["operationId"],
            method,
            template,
            _pattern(template, many),
            {name: shapes["path", name] for name in names},
            {name: shape for (place, name), shape in shapes.items() if place == "query"},
            frozenset(
                each["name"]
                for each in parameters
                if each["in"] == "query" and each.get("required")
            ),
            self._content(body),
            body.get("required", False),
            # Only the answers to what went well are looked into; the others are listed.
            {
                int(code): self._content(each) if code.startswith("2") else None
                for code, each in statuses.items()
            },
        )

    def _content(self, raw: Mapping[str, Any]) -> Shape | None:
        return self._shape(raw["content"][_JSON]["schema"]) if "content" in raw else None

    def _shape(self, raw: Schema) -> Shape:
        return Shape(self._schema(raw), self.components)

    def _schema(self, raw: Schema) -> Schema:
        schema = json_schema(raw, lambda reference: self._resolved({"$ref": reference}))
        for name in _references(schema):
            if name not in self.components:
                self.components[name] = {}  # it may well name itself
                self.components[name] = self._schema(self._raw["components"]["schemas"][name])
        return schema

    def _resolved(self, raw: Schema) -> Schema:
        if "$ref" not in raw:
            return raw
        found: Any = self._raw
        for key in raw["$ref"].removeprefix("#/").split("/"):
            found = found[key]
        return self._resolved(found)


def _pattern(template: str, many: set[str]) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", template)
    for at, part in enumerate(parts):
        places = "(.+)" if part in many else "([^/]+)"
        parts[at] = places if at % 2 else re.escape(part)
    return re.compile("".join(parts))


def _references(schema: Any) -> Iterator[str]:
    match schema:
        case {"$ref": str(reference)}:
            yield reference.removeprefix(_COMPONENTS)
        case dict():
            for each in schema.values():
                yield from _references(each)
        case list():
            for each in schema:
                yield from _references(each)
