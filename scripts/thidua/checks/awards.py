"""AWD and DUP: who may grant what to whom, and nothing twice."""

from collections.abc import Iterator

from thidua.checks.registry import (
    Context,
    Finding,
    PlacedFinding,
    Reading,
    corpus_check,
    document_check,
    related,
)
from thidua.diagnostics import ROOT
from thidua.model import AwardDecision, AwardEntry, CampaignPapers, Corpus
from thidua.model.papers import HandOverRecipients
from thidua.text.folding import fold, nfc

_ENTRIES = ROOT / "entries"


@document_check("AWD101")
def authority_cannot_grant(reading: Reading, context: Context) -> Iterator[Finding]:
    """An award is granted by whom the law says."""
    authority = reading.document.data.get("authority")
    if not isinstance(authority, str) or ROOT / "authority" in reading.touched:
        return
    for node in reading.nodes:
        award = context.codelists.awards.get(str(node.value))
        if node.pointer[-1:] != ("award",) or award is None or authority in award.granted_by:
            continue
        lists = context.codelists.authorities
        params = {
            "award": award.name(reading.day),
            "authority": lists[authority].name() if authority in lists else authority,
            "granted_by": [lists[key].name() for key in award.granted_by],
        }
        yield Finding(node.pointer, params)


@document_check("AWD102")
def recipient_not_allowed(reading: Reading, context: Context) -> Iterator[Finding]:
    """Some awards are for collectives only, some for individuals only."""
    for node in reading.defined("award-entry"):
        award = context.codelists.awards.get(str(node.value.get("award")))
        recipient = node.value.get("recipient")
        kind = recipient.get("kind") if isinstance(recipient, dict) else None
        known = isinstance(kind, str) and kind in {"collective", "individual"}
        if award is not None and known and kind not in award.recipients:
            params = {"award": award.name(reading.day), "kind": kind, "allowed": award.recipients}
            yield Finding(node.pointer / "recipient" / "kind", params)


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
        achieved, name = decision.achievement_of(entry), nfc(recipient.name or "").casefold()
        unnamed = not name and (recipient.kind == "individual" or recipient.level != "unit")
        if entry.withdrawn is not None or achieved is None or unnamed:
            continue  # cancelled, or nothing says that the two are the same
        who = (recipient.kind, recipient.unit, recipient.level, name, fold(recipient.post or ""))
        key = (entry.award, entry.rank, who, achieved, decision.manner_of(entry))
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


@corpus_check("AWD103")
def not_for_a_conference(papers: CampaignPapers, corpus: Corpus) -> Iterator[PlacedFinding]:
    """At conferences only those awards are handed over, and to those, that the campaign names."""
    if papers.campaign is None or not papers.campaign.hand_over:
        return
    rules = {rule.award: rule for rule in papers.campaign.hand_over}
    for filed in papers.decisions:
        for index, entry in enumerate(filed.paper.entries):
            if entry.withdrawn is not None or not filed.paper.at_conference(entry):
                continue
            rule = rules.get(entry.award)
            groups = rule.recipients if rule else ()
            manner = filed.paper.manner_of(entry)
            if any(_fits(entry, manner, group) for group in groups):
                continue
            params = {
                "award": corpus.codelists.awards[entry.award].name(filed.paper.date),
                "reason": "recipient" if groups else "award",
                "allowed": [group.text for group in groups],
            }
            yield PlacedFinding(filed.document, _ENTRIES / index / "recipient", params, at_key=True)


def _fits(entry: AwardEntry, manner: str | None, group: HandOverRecipients) -> bool:
    """Tell whether a recipient belongs to a group that the campaign names."""
    recipient = entry.recipient
    if recipient.kind != group.kind or (group.manner and manner != group.manner):
        return False
    if recipient.kind == "collective":
        return recipient.level == (group.level or recipient.level)
    post = fold(recipient.post or "")
    return not group.posts or any(_is_post(post, fold(allowed)) for allowed in group.posts)


def _is_post(post: str, allowed: str) -> bool:
    return post == allowed or post.startswith(f"{allowed} ")


DOCUMENT_CHECKS = (authority_cannot_grant, recipient_not_allowed, entry_id_twice)
CHECKS = (award_twice, not_for_a_conference)
