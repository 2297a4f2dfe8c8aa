"""AWD: who may grant what to whom, in which rank, and who withdraws it."""

from collections.abc import Iterator
from typing import Any

from thidua.checks.registry import Context, Finding, Reading, document_check
from thidua.codelists import Award
from thidua.diagnostics import ROOT, Pointer
from thidua.schema import Node
from thidua.text.dates import achieved
from thidua.text.dates import day as shown
from thidua.text.folding import nearest


def _granted(reading: Reading, context: Context) -> list[tuple[Node, Award]]:
    """Return every mapping that names an award, with the award."""
    if "granted" not in reading.memo:
        reading.memo["granted"] = [
            (node, award)
            for node in reading.nodes
            if isinstance(node.value, dict) and "award" in node.value
            if (award := context.codelists.awards.get(str(node.value["award"]))) is not None
        ]
    known: list[tuple[Node, Award]] = reading.memo["granted"]
    return known


def _may_not(
    reading: Reading, context: Context, pointer: Pointer, award: Award
) -> dict[str, Any] | None:
    """Return what to say when the authority that a paper names cannot grant an award."""
    node, lists = reading.by_pointer.get(pointer), context.codelists.authorities
    if node is None or not isinstance(node.value, str) or node.value in award.granted_by:
        return None
    return {
        "award": award.name(reading.day),
        "authority": lists[node.value].name() if node.value in lists else node.value,
        "granted_by": [lists[key].name() for key in award.granted_by],
    }


@document_check("AWD101")
def authority_cannot_grant(reading: Reading, context: Context) -> Iterator[Finding]:
    """An award is granted by whom the law says."""
    for node, award in _granted(reading, context):
        params = _may_not(reading, context, ROOT / "authority", award)
        if params is not None:
            yield Finding(node.pointer / "award", params)


@document_check("AWD109")
def authority_cannot_withdraw(reading: Reading, context: Context) -> Iterator[Finding]:
    """An award is withdrawn by whoever may grant it."""
    for node, award in _granted(reading, context):
        pointer = node.pointer / "withdrawn" / "authority"
        params = _may_not(reading, context, pointer, award)
        if params is not None:
            yield Finding(pointer, params)


@document_check("AWD102")
def recipient_not_allowed(reading: Reading, context: Context) -> Iterator[Finding]:
    """Some awards are for collectives only, some for individuals only: also when proposed."""
    for node, award in _granted(reading, context):
        recipient = node.value.get("recipient")
        kind = recipient.get("kind") if isinstance(recipient, dict) else None
        known = isinstance(kind, str) and kind in {"collective", "individual"}
        if known and kind not in award.recipients:
            params = {"award": award.name(reading.day), "kind": kind, "allowed": award.recipients}
            yield Finding(node.pointer / "recipient" / "kind", params)


@document_check("AWD104")
def no_such_rank(reading: Reading, context: Context) -> Iterator[Finding]:
    """A rank is one of the award's ranks, a prize one of its prizes, written as in the list."""
    for node, award in _granted(reading, context):
        for field, known in (("rank", award.ranks), ("prize", award.prizes)):
            value = node.value.get(field)
            if not isinstance(value, str) or value in known:
                continue
            if field == "prize" and not known:
                continue  # prizes of a contest of one's own
            suggestion = nearest(value, {each: each for each in known})
            params = {
                "reason": "unknown" if known else "none",
                "value": value,
                "award": award.name(reading.day),
                "allowed": list(known),
                "suggestion": suggestion,
            }
            yield Finding(node.pointer / field, params)


@document_check("AWD105")
def rank_missing(reading: Reading, context: Context) -> Iterator[Finding]:
    """An award that has ranks is granted in one of them."""
    for node, award in _granted(reading, context):
        if award.ranks and "rank" not in node.value and node.shape.child("rank") is not None:
            params = {"award": award.name(reading.day), "allowed": list(award.ranks)}
            yield Finding(node.pointer / "award", params)


def _recipients(reading: Reading) -> Iterator[Node]:
    """Yield the recipients that are named: not those whose names a withdrawal hides."""
    for node in reading.defined("recipient"):
        above = reading.by_pointer.get(Pointer(node.pointer[:-1]))
        withdrawn = above.value.get("withdrawn") if above else None
        if not (isinstance(withdrawn, dict) and withdrawn.get("hide_name") is True):
            yield node


@document_check("AWD106")
def collective_of_no_level(reading: Reading, _: Context) -> Iterator[Finding]:
    """A collective with a name of its own says what it is; a part of a unit has a name."""
    for node in _recipients(reading):
        if node.value.get("kind") != "collective":
            continue
        named, level = "name" in node.value, node.value.get("level", "unit")
        if named != (level != "unit"):
            reason = ("unit" if "level" in node.value else "level") if named else "name"
            pointer = node.pointer / ("name" if named else "level")
            yield Finding(pointer, {"reason": reason, "name": node.value.get("name")})


@document_check("AWD110")
def person_without_post(reading: Reading, _: Context) -> Iterator[Finding]:
    """A person is named with the post held at the time."""
    for node in _recipients(reading):
        name = node.value.get("name")
        individual = node.value.get("kind") == "individual"
        if individual and "post" not in node.value and isinstance(name, str):
            yield Finding(node.pointer / "name", {"name": name})


@document_check("AWD112")
def awarded_before_achieved(reading: Reading, _: Context) -> Iterator[Finding]:
    """The last month of an achievement (the year, where no month is named) has begun by then."""
    for node in reading.nodes:
        if node.shape.definition != "achievement":
            continue
        last = achieved(str(node.value).rpartition("/")[2])
        if last is not None and reading.day is not None and last[0] > reading.day:
            yield Finding(node.pointer, {"last": shown(last[0]), "day": shown(reading.day)})


def _for_a_life(group: Any) -> bool:
    devoted = isinstance(group, dict) and group.get("manner", "devotion") == "devotion"
    return devoted and group.get("kind") == "individual"


@document_check("AWD108")
def invited_by_the_wrong_side(reading: Reading, context: Context) -> Iterator[Finding]:
    """Persons who receive an award of the President for their life's work: the centre invites them.

    Everybody else who is honoured at a conference is invited by the head of the cluster.
    """
    authorities = context.codelists.authorities
    for node, award in _granted(reading, context):
        if node.pointer[:1] != ("hand_over",) or node.value.get("invited_by") == "centre":
            continue
        by_centre = [
            key in authorities and authorities[key].invited_by == "centre"
            for key in award.granted_by
        ]
        if all(by_centre) and any(map(_for_a_life, node.value.get("recipients") or ())):
            params = {
                "award": award.name(reading.day),
                "authority": [authorities[key].name() for key in award.granted_by],
            }
            yield Finding(node.pointer / "award", params)


CHECKS = (
    authority_cannot_grant,
    recipient_not_allowed,
    no_such_rank,
    rank_missing,
    collective_of_no_level,
    invited_by_the_wrong_side,
    authority_cannot_withdraw,
    person_without_post,
    awarded_before_achieved,
)
