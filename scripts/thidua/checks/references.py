"""REF: what a paper names exists, on the day the paper speaks of."""

import re
from collections import ChainMap
from collections.abc import Iterator
from datetime import date

from thidua.checks.registry import (
    Context,
    Finding,
    PlacedFinding,
    Reading,
    corpus_check,
    document_check,
)
from thidua.codelists import Entry
from thidua.diagnostics import ROOT
from thidua.model import CampaignPapers, Corpus
from thidua.schema import Node
from thidua.text.dates import achieved
from thidua.text.dates import day as shown
from thidua.text.folding import fold, nearest, slip_for
from thidua.text.placeholders import is_blank


@document_check("REF103")
def not_valid_on_that_day(reading: Reading, context: Context) -> Iterator[Finding]:
    """A unit, an indicator, an award is named only while it exists."""
    if reading.day is None or reading.day > context.today:
        return  # DUE103 speaks of a date in the future
    for node in reading.nodes:
        if not node.shape.codelists or not isinstance(node.value, str):
            continue
        entry = context.codelists.find(node.shape.codelists, node.value)
        if entry is None or entry.holds(reading.day) or _achieved_then(entry, reading, node):
            continue
        if node.pointer == ROOT / "submitter" and node.value != reading.document.place.submitter:
            continue  # FIL102 speaks of a paper under another name
        names = reading.document.place.is_markdown
        yield Finding(node.pointer, _validity(entry, reading.day, context, names=names))


def _achieved_then(entry: Entry, reading: Reading, node: Node) -> bool:
    """Tell whether a unit that is awarded existed when it earned the award, or after."""
    data = reading.document.data
    if reading.kind != "award-decision" or node.pointer[:1] != ("entries",):
        return False
    item = data["entries"][node.pointer[1]]
    known = achieved(str(item.get("achievement", data.get("achievement"))))
    return known is not None and any(entry.holds(day) for day in known)


def _validity(entry: Entry, day: date, context: Context, *, names: bool) -> dict[str, str]:
    params = {"name": entry.name(day, short=True), "day": shown(day), "value": entry.id}
    if entry.from_ is not None and day < entry.from_:
        return {**params, "reason": "not-yet", "limit": shown(entry.from_)}
    assert entry.to is not None  # noqa: S101 - it does not hold, and not because of its beginning
    successors = getattr(entry, "successors", ())
    if successors:
        heir = successors[0].unit
        params["suggestion"] = context.name(heir, day) if names else heir
    return {**params, "reason": "no-longer", "limit": shown(entry.to)}


#: An id of a code list: nobody writes a name like this.
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


def _unlisted(reading: Reading, context: Context) -> Iterator[tuple[Node, int, str | None]]:
    """Yield the names that no code list has where names are allowed, and what is near to each.

    The number says how near: 0 for an id, or for the name of an entry that YAML wants as its id;
    else the slips that part the name from the nearest one.
    """
    if "unlisted" not in reading.memo:
        reading.memo["unlisted"] = list(_work_out_unlisted(reading, context))
    yield from reading.memo["unlisted"]


def _work_out_unlisted(
    reading: Reading, context: Context
) -> Iterator[tuple[Node, int, str | None]]:
    for node in reading.nodes:
        if not node.shape.open or not isinstance(node.value, str) or is_blank(node.value):
            continue
        if context.codelists.find(node.shape.codelists, node.value) is not None:
            continue
        if is_total(node):
            continue  # TOT309 speaks of it
        lists = [context.codelists[name] for name in node.shape.codelists]
        names = reading.document.place.is_markdown
        forms = ChainMap(*(each.typed_forms(reading.day, names=names) for each in lists))
        distance, meant = slip_for(node.value, forms) or (len(node.value), None)
        yield node, 0 if _ID.fullmatch(node.value) else distance, meant


def _named(node: Node, suggestion: str | None, context: Context) -> Finding:
    lists = [context.codelists[name] for name in node.shape.codelists]
    params = {
        "value": node.value,
        "list": " / ".join(each.title for each in lists),
        "list_en": " / ".join(each.title_en for each in lists),
        "suggestion": suggestion,
    }
    return Finding(node.pointer, params)


#: What people call the last row of a table, folded.
_TOTALS = frozenset({"tong cong", "cong", "tong so", "tong", "total"})


def is_total(node: Node) -> bool:
    """Tell whether a name is that of a row of totals, where an indicator is named."""
    return "indicators" in node.shape.codelists and fold(str(node.value)) in _TOTALS


@document_check("TOT309")
def total_among_indicators(reading: Reading, _: Context) -> Iterator[Finding]:
    """A row of totals is no indicator: what would it add up?"""
    for node in reading.nodes:
        if node.shape.open and is_total(node):
            yield Finding(node.pointer, {"value": node.value})


@document_check("REF102")
def unknown_entry(reading: Reading, context: Context) -> Iterator[Finding]:
    """An id stands in its list, and a name with one slip in it is a slip, not a new name."""
    for node, distance, suggestion in _unlisted(reading, context):
        if distance <= 1:
            yield _named(node, suggestion, context)


@document_check("REF110")
def new_name(reading: Reading, context: Context) -> Iterator[Finding]:
    """An indicator or a movement that no list has is accepted, and shown apart."""
    for node, distance, suggestion in _unlisted(reading, context):
        if distance > 1 and suggestion is None:
            yield _named(node, None, context)


@document_check("REF111")
def almost_a_known_name(reading: Reading, context: Context) -> Iterator[Finding]:
    """A name that is near to one of the list may be the same thing, badly typed."""
    for node, distance, suggestion in _unlisted(reading, context):
        if distance > 1 and suggestion is not None:
            yield _named(node, suggestion, context)


@document_check("REF106")
def unknown_campaign(reading: Reading, context: Context) -> Iterator[Finding]:
    """A paper belongs to a campaign that the centre has opened."""
    campaign = reading.document.place.campaign
    if campaign not in context.campaigns and reading.kind != "campaign":
        yield Finding(ROOT / "campaign", {"value": campaign})
    source = reading.by_pointer.get(ROOT / "registrations_from")
    if source is not None and "-" in str(source.value) and source.value not in context.campaigns:
        yield Finding(source.pointer, {"value": source.value})


@document_check("REF107")
def register_names_nobody(reading: Reading, context: Context) -> Iterator[Finding]:
    """The intake register names submitters and kinds of papers that exist."""
    if reading.kind != "intake":
        return
    for node in reading.nodes:
        if node.pointer[-1:] != ("paper",) or not isinstance(node.value, str):
            continue
        # Entries name «submitter/kind», extensions and exemptions the kind alone.
        submitter, slash, rest = node.value.partition("/")
        kind = (rest if slash else submitter).partition("/")[0]
        if slash and context.codelists.kind_of(submitter) is None:
            lists = (context.codelists.units, context.codelists.clusters)
            forms = {form: key for each in lists for form, key in each.written_forms.items()}
            params = {"reason": "submitter", "suggestion": nearest(submitter, forms)}
            yield Finding(node.pointer, {"value": submitter, **params})
        elif kind not in context.kinds:
            forms = {known: known for known in context.kinds}
            params = {"reason": "kind", "suggestion": nearest(kind, forms)}
            yield Finding(node.pointer, {"value": kind, "kinds": list(context.kinds), **params})


@document_check("REF112")
def asks_for_what_nobody_sends(reading: Reading, context: Context) -> Iterator[Finding]:
    """A campaign asks for kinds of papers that there are, from those who file such papers."""
    asked = reading.document.data.get("papers") if reading.kind == "campaign" else None
    for index, item in enumerate(asked if isinstance(asked, list) else ()):
        place = ROOT / "papers" / index
        kind = item.get("paper") if isinstance(item, dict) else None
        if not isinstance(kind, str) or place / "paper" not in reading.by_pointer:
            continue
        if kind not in context.kinds:
            suggestion = nearest(kind, {known: known for known in context.kinds})
            params = {"reason": "kind", "value": kind, "kinds": list(context.kinds)}
            yield Finding(place / "paper", {**params, "suggestion": suggestion})
            continue
        allowed, groups = context.submitters[kind], item.get("from")
        for number, group in enumerate(groups if isinstance(groups, list) else ()):
            if group not in allowed and place / "from" / number in reading.by_pointer:
                params = {"reason": "from", "value": kind, "submitters": list(allowed)}
                yield Finding(place / "from" / number, params)


@corpus_check("REF105")
def unknown_theme(papers: CampaignPapers, _: Corpus) -> Iterator[PlacedFinding]:
    """A report writes on the themes that its campaign names."""
    if papers.campaign is None:
        return
    known = papers.campaign.themes
    for filed in papers.reports.values():
        for theme in filed.paper.themes:
            if theme not in known:
                reason = "other" if known else "none"
                params = {
                    "reason": reason,
                    "value": theme,
                    "allowed": sorted(known),
                    "titles": [f"«{known[key]}»" for key in sorted(known)],
                }
                place = ROOT / "themes" / theme
                yield PlacedFinding(filed.document, place, params, at_key=True)


CHECKS = (
    not_valid_on_that_day,
    total_among_indicators,
    unknown_entry,
    new_name,
    almost_a_known_name,
    unknown_campaign,
    register_names_nobody,
    asks_for_what_nobody_sends,
)
CORPUS_CHECKS = (unknown_theme,)
