"""DUP: nothing is said, counted or numbered twice."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

from thidua.checks.registry import (
    Context,
    Finding,
    PlacedFinding,
    Reading,
    corpus_check,
    document_check,
    related,
)
from thidua.diagnostics import ROOT, Pointer
from thidua.model import AwardDecision, AwardEntry, CampaignPapers, Corpus
from thidua.model.corpus import Filed
from thidua.model.papers import Paper
from thidua.text.folding import fold, spelled

_ENTRIES = ROOT / "entries"


@document_check("DUP102")
def entry_id_twice(reading: Reading, _: Context) -> Iterator[Finding]:
    """The id of an entry is its address for ever, so it stands once in a decision."""
    seen: set[object] = set()
    for node in reading.defined("award-entry"):
        key = node.value.get("id")
        if isinstance(key, str) and key in seen:
            yield Finding(node.pointer / "id", {"value": key})
        seen.add(key if isinstance(key, str) else None)


@corpus_check("DUP101")
def award_twice(papers: CampaignPapers, corpus: Corpus) -> Iterator[PlacedFinding]:
    """Nobody receives the same award for the same achievement twice."""
    first: dict[tuple[object, ...], tuple[AwardDecision, AwardEntry]] = {}
    documents = {id(filed.paper): filed.document for filed in papers.decisions}
    for filed, entry in papers.awards():
        decision, recipient = filed.paper, entry.recipient
        achieved, name = decision.achievement_of(entry), spelled(recipient.name or "")
        unnamed = not name and (recipient.kind == "individual" or recipient.level != "unit")
        if entry.withdrawn is not None or achieved is None or unnamed:
            continue  # cancelled, or nothing says that the two are the same
        who = (recipient.kind, recipient.unit, recipient.level, name, fold(recipient.post or ""))
        what = (entry.award, entry.rank, entry.prize, fold(entry.movement or ""))
        key = (what, who, achieved, decision.manner_of(entry))
        if key not in first:
            first[key] = decision, entry
            continue
        other, twin = first[key]
        params = {
            "award": corpus.codelists.awards[entry.award].name(decision.date),
            "number": other.number,
            "entry": twin.id,
        }
        place = related(documents[id(other)], _ENTRIES / other.entries.index(twin))
        index = decision.entries.index(entry)
        yield PlacedFinding(filed.document, _ENTRIES / index, params, related=(place,))


#: The lists in which a value of a field stands once.
_ROWS = {
    "report": {("indicators", "indicator")},
    "cluster-report": {("by_indicator", "indicator"), ("rows", "unit"), ("reviews", "unit")},
    "registration": {("targets", "indicator")},
}


@document_check("DUP103")
def row_twice(reading: Reading, context: Context) -> Iterator[Finding]:
    """In a table an indicator or a unit has one row; two would give it two values."""
    seen: set[tuple[object, ...]] = set()
    for node in reading.nodes:
        # …/rows/3/unit: the list, the item in it, the field.
        steps = node.pointer[-3:]
        if len(steps) < 3 or (steps[0], steps[2]) not in _ROWS.get(reading.kind, set()):  # noqa: PLR2004
            continue
        if not isinstance(node.value, str):
            continue
        item = reading.by_pointer[Pointer(node.pointer[:-1])].value
        entry = context.codelists.find(node.shape.codelists, node.value)
        name = fold(node.value) if entry is None else entry.id
        key = (*node.pointer[:-2], name, str(item.get("span", "year")))
        if key in seen and (entry is not None or node.shape.open):
            shown = entry.name(reading.day, short=True) if entry else node.value
            yield Finding(node.pointer, {"name": shown})
        seen.add(key)


#: A number has at most nine digits here: more of them are a slip, and slow.
_FIRST_NUMBER = re.compile("[0-9]{1,9}")


@corpus_check("DUP104")
def number_twice(papers: CampaignPapers, corpus: Corpus) -> Iterator[PlacedFinding]:
    """The number of a paper stands once with its issuer in a year."""
    first: dict[tuple[str, str, int], Filed[Paper]] = {}
    everything = [filed for each in corpus.campaigns.values() for filed in each.filed.values()]
    for filed in sorted(everything, key=_right_to_number):
        key = _number(filed)
        if key is None:
            continue
        twin = first.setdefault(key, filed)
        if twin is not filed and filed.place.campaign == papers.id:
            params = {"number": getattr(filed.paper, "number", ""), "path": twin.place.path}
            place = related(twin.document, ROOT / "number")
            yield PlacedFinding(filed.document, ROOT / "number", params, related=(place,))


def _number(filed: Filed[Paper]) -> tuple[str, str, int] | None:
    """Return issuer, number and year of a paper; a decision is issued by its authority."""
    paper = filed.paper
    number = getattr(paper, "number", None)
    if number is None or paper.date is None:
        return None
    issuer = paper.authority if isinstance(paper, AwardDecision) else paper.submitter
    return issuer, spelled(number).lstrip("0"), paper.date.year


def _right_to_number(filed: Filed[Paper]) -> tuple[bool, date, str]:
    """Return the order in which papers have a right to their number.

    First those whose file is named by it, then the earlier one: who was first is not to blame.
    """
    number, name = (
        _FIRST_NUMBER.search(text or "")
        for text in (getattr(filed.paper, "number", None), filed.place.slug)
    )
    misnamed = number is not None and name is not None and int(number[0]) != int(name[0])
    return misnamed, filed.paper.date or date.max, filed.place.path


#: The lists whose items differ in these fields.
_ITEMS: dict[str, dict[str, tuple[str, ...]]] = {
    "report": {
        "exemplars": ("kind", "name", "post"),
        "recommendations": ("to", "text"),
        "second_half_plan": ("stage",),
    },
    "leader-calendar": {"attends": ("conference", "leader")},
    "campaign": {
        "papers": ("paper", "from"),
        "hand_over": ("award",),
        "sections": ("section", "theme"),
    },
    "intake": {
        "entries": ("paper", "received"),
        "extensions": ("unit", "paper", "until"),
        "exemptions": ("unit", "paper"),
    },
    "cluster-report": {"nominations": ("award", "recipient")},
}


@document_check("DUP105")
def item_twice(reading: Reading, _: Context) -> Iterator[Finding]:
    """An item of a list is not a copy of one above it."""
    for field, keys in _ITEMS.get(reading.kind, {}).items():
        items = reading.document.data.get(field)
        seen: dict[object, int] = {}
        for index, item in enumerate(items if isinstance(items, list) else ()):
            if not isinstance(item, dict) or ROOT / field / index not in reading.by_pointer:
                continue
            # Two items with lists are one where their lists meet: one group, two deadlines.
            own = set(product(*(_same(item.get(name)) for name in keys)))
            twins = [seen[key] for key in own if key in seen]
            if twins:
                yield Finding(ROOT / field / index, {"index": min(twins) + 1})
            seen = dict.fromkeys(own, index) | seen


def _same(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [spelled(each) if isinstance(each, str) else repr(each) for each in values]


@document_check("DUP106")
def plan_or_comparison_twice(reading: Reading, _: Context) -> Iterator[Finding]:
    """A row has one plan of each giver for each time, and one comparison with each other time."""
    for node in reading.nodes:
        if node.pointer[-1:] not in {("targets",), ("compared",)} or reading.kind == "registration":
            continue
        seen: set[object] = set()
        for index, item in enumerate(node.value if isinstance(node.value, list) else ()):
            if not isinstance(item, dict):
                continue
            given = (repr(item.get("set_by")), item.get("span"), item.get("base"))
            if given in seen:
                reason = str(node.pointer[-1])
                yield Finding(node.pointer / index, {"reason": reason})
            seen.add(given)


DOCUMENT_CHECKS = (entry_id_twice, row_twice, item_twice, plan_or_comparison_twice)
CHECKS = (award_twice, number_twice)
