"""``dataset.json``: everything public of all campaigns, and the schema that it keeps.

Papers stand in it as they were written, so figures keep their printed form. Left out are internal
fields, the names that a withdrawal hides, and every paper under repair.
"""

import copy
from collections.abc import Mapping
from typing import Any, Final, Literal

import msgspec

from thidua.codelists import Entry, Name
from thidua.model import AwardDecision, CampaignPapers
from thidua.model.corpus import Filed
from thidua.model.papers import Paper
from thidua.pages import Site
from thidua.schema.shape import without_internal
from thidua.status import as_record

FORMAT: Final = 1
_SCHEMA: Final = "dataset.schema.json"
_ENDING: Final = ".schema.json"
_OF_A_PERSON: Final = frozenset({"name", "post"})


def as_json(value: object, *, ordered: bool = False) -> bytes:
    """Return a value as the bytes of a JSON file that people can read too."""
    order: Literal["sorted"] | None = "sorted" if ordered else None
    return msgspec.json.format(msgspec.json.encode(value, order=order), indent=2) + b"\n"


def content(site: Site) -> dict[str, Any]:
    """Return everything public."""
    return {
        "$schema": _SCHEMA,
        "format": FORMAT,
        "campaigns": {papers.id: _campaign(site, papers) for papers in site.campaigns},
        "codelists": {
            codelist.name: {entry.id: _entry(entry) for entry in codelist}
            for codelist in site.codelists
        },
    }


def _campaign(site: Site, papers: CampaignPapers) -> dict[str, Any]:
    kinds: dict[str, dict[str, Any]] = {}
    for filed in papers.filed.values():
        key = filed.place.slug or filed.place.submitter
        kinds.setdefault(filed.place.kind, {})[key] = _paper(site, filed)
    return {
        "campaign": next(iter(kinds["campaign"].values())),
        "statuses": [as_record(*each) for each in site.statuses(papers)],
        "registrations": kinds.get("registration", {}),
        "reports": kinds.get("report", {}),
        "cluster_reports": kinds.get("cluster-report", {}),
        "conferences": kinds.get("conference", {}),
        "leader_calendar": next(iter(kinds.get("leader-calendar", {}).values()), None),
        "responses": kinds.get("response", {}),
        "award_decisions": {
            filed.place.slug or "": _without_hidden_names(filed.paper, _paper(site, filed))
            for filed in sorted(papers.decisions, key=lambda filed: filed.place.slug or "")
        },
    }


def _paper(site: Site, filed: Filed[Paper]) -> dict[str, Any]:
    shape = site.outcome.schemas[filed.place.kind].shape
    return without_internal(shape, filed.document.data)  # type: ignore[no-any-return] # a paper is one


def _without_hidden_names(decision: AwardDecision, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a decision whose withdrawn entries name nobody, where the withdrawal says so.

    An entry whose hidden name is the unit itself is left out: nothing of it could stay.
    """
    entries = []
    for entry, raw in zip(decision.entries, data["entries"], strict=True):
        if entry.public_unit is None:
            continue
        recipient = raw["recipient"]
        if entry.hidden:
            recipient = {key: recipient[key] for key in recipient if key not in _OF_A_PERSON}
        entries.append({**raw, "recipient": recipient})
    return {**data, "entries": entries}


def _entry(entry: Entry) -> dict[str, Any]:
    shown: dict[str, Any] = {"names": [_name(name) for name in entry.names]}
    if entry.sample:
        shown |= {"sample": True, "reason": entry.reason}
    return shown


def _name(name: Name) -> dict[str, str]:
    values = {
        "name": name.name,
        "short": name.short,
        "from": name.from_ and name.from_.isoformat(),
        "to": name.to and name.to.isoformat(),
    }
    return {key: value for key, value in values.items() if value}


def schema(site: Site) -> object:
    """Return the schema of the dataset, complete in itself.

    The schemas of papers are taken into it without their internal fields: as no object may have
    properties that its schema does not name, a dataset with such a field breaks the schema.
    """
    schemas = site.outcome.schemas
    whole = copy.deepcopy(schemas["dataset"].bundled)
    definitions: dict[str, Any] = whole["$defs"]
    for kind in schemas.kinds:
        paper = {**schemas[kind].bundled}
        del paper["$defs"], paper["$schema"]
        definitions[kind + _ENDING] = paper
    # An entry that could only stand without its unit is left out; it may have been the only one.
    decision = copy.deepcopy(definitions["award-decision" + _ENDING])
    decision["properties"]["entries"].pop("minItems", None)
    definitions["award-decision" + _ENDING] = decision
    return _public(whole, definitions)


def _public(node: object, definitions: Mapping[str, object]) -> object:
    """Return a part of a schema that refers to itself only and names no internal property."""
    if isinstance(node, list):
        return [_public(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    shown: dict[str, Any] = {
        key: value if key == "examples" else _public(value, definitions)
        for key, value in node.items()
    }
    reference = node.get("$ref")
    if isinstance(reference, str) and reference.endswith(_ENDING):
        shown["$ref"] = f"#/$defs/{reference}"
    properties = node.get("properties")
    if isinstance(properties, dict):
        inside = {name for name, child in properties.items() if _internal(child, definitions)}
        shown["properties"] = {
            name: child for name, child in shown["properties"].items() if name not in inside
        }
        if "required" in node:
            shown["required"] = [name for name in node["required"] if name not in inside]
    return shown


def _internal(node: object, definitions: Mapping[str, object]) -> bool:
    while isinstance(node, dict):
        if node.get("x-audience") == "internal":
            return True
        node = definitions.get(str(node.get("$ref", "")).removeprefix("#/$defs/"))
    return False
