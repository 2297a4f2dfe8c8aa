"""AWD: what is handed over at a cluster's conference, and who invites its recipients."""

import re
from collections.abc import Collection, Iterator

from thidua.checks.registry import PlacedFinding, corpus_check
from thidua.codelists import Unit
from thidua.codelists.lineage import cluster_for
from thidua.diagnostics import ROOT
from thidua.model import AwardDecision, AwardEntry, CampaignPapers, Corpus
from thidua.model.corpus import Filed
from thidua.model.papers import HandOverRecipients
from thidua.text.folding import fold

_ENTRIES = ROOT / "entries"
#: Folded names of offices, and of the office of a province without its name.
_OFFICE = re.compile("bhxh|bao hiem xa hoi")
_WHOLE = re.compile("(?:bhxh|bao hiem xa hoi) (?:(?:cap )?tinh|thanh pho|tp|tinh, thanh pho)")


def _handed_over(
    papers: CampaignPapers,
) -> Iterator[tuple[Filed[AwardDecision], int, AwardEntry]]:
    """Yield the entries that are handed over at the conferences of a campaign."""
    for filed in papers.decisions:
        for index, entry in enumerate(filed.paper.entries):
            if entry.withdrawn is None and filed.paper.at_conference(entry):
                yield filed, index, entry


@corpus_check("AWD103")
def not_for_a_conference(papers: CampaignPapers, corpus: Corpus) -> Iterator[PlacedFinding]:
    """At conferences only those awards are handed over, and to those, that the campaign names."""
    if papers.campaign is None or not papers.campaign.hand_over:
        return
    rules = {rule.award: rule for rule in papers.campaign.hand_over}
    for filed, index, entry in _handed_over(papers):
        rule = rules.get(entry.award)
        groups = rule.recipients if rule else ()
        manner = filed.paper.manner_of(entry)
        unit = corpus.codelists.units[entry.recipient.unit]
        if any(_fits(entry, manner, group, unit) for group in groups):
            continue
        params = {
            "award": corpus.codelists.awards[entry.award].name(filed.paper.date),
            "reason": "recipient" if groups else "award",
            "allowed": [group.text for group in groups],
        }
        yield PlacedFinding(filed.document, _ENTRIES / index / "recipient", params, at_key=True)


def _fits(entry: AwardEntry, manner: str | None, group: HandOverRecipients, unit: Unit) -> bool:
    """Tell whether a recipient belongs to a group that the campaign names."""
    recipient = entry.recipient
    if recipient.kind != group.kind or (group.manner and manner != group.manner):
        return False
    if recipient.kind == "collective":
        return recipient.level == (group.level or recipient.level)
    names = {fold(form) for form in unit.spellings}
    post = fold(recipient.post or "")
    return not group.posts or any(_is_post(post, fold(each), names) for each in group.posts)


def _is_post(post: str, allowed: str, names: Collection[str]) -> bool:
    """Tell whether a post is the one that is allowed, in the unit itself and not in a part of it.

    «Giám đốc, Bí thư Đảng ủy» and «Giám đốc BHXH tỉnh» are, «Giám đốc BHXH huyện Ân Thi» is not.
    """
    if not post.startswith(allowed):
        return False
    rest = post.removeprefix(allowed)
    if not rest[:1].strip(" "):
        place = rest.strip().partition(",")[0]
        return place in names or not _OFFICE.match(place) or _WHOLE.fullmatch(place) is not None
    return rest.startswith(",")


@corpus_check("AWD107")
def on_no_invitation_list(papers: CampaignPapers, corpus: Corpus) -> Iterator[PlacedFinding]:
    """Whoever receives an award at a conference stands in the invitation list of one cluster."""
    for filed, index, entry in _handed_over(papers):
        unit = entry.recipient.unit
        if cluster_for(corpus.codelists, unit, papers.day) is None:
            params = {"name": corpus.codelists.units[unit].name(papers.day, short=True)}
            yield PlacedFinding(filed.document, _ENTRIES / index / "recipient" / "unit", params)


@corpus_check("AWD111")
def of_another_year(papers: CampaignPapers, _: Corpus) -> Iterator[PlacedFinding]:
    """A campaign's conferences hand over the yearly awards of the year that its dispatch names."""
    wanted = papers.campaign.award_year if papers.campaign else None
    told = set()
    for filed, index, entry in _handed_over(papers):
        achieved = filed.paper.achievement_of(entry)
        years = [part[:4] for part in (achieved or "").split("/")]
        if entry.movement or filed.paper.manner_of(entry) not in {None, "regular"}:
            continue  # for a movement, for a deed, for a life's work: whenever it was
        if achieved is None or wanted is None or years[0] <= wanted <= years[-1]:
            continue
        own = _ENTRIES / index / "achievement"
        place = own if entry.achievement else ROOT / "achievement"
        if (filed.place.path, place) not in told:  # a decision may say it once for all its entries
            told.add((filed.place.path, place))
            yield PlacedFinding(filed.document, place, {"achieved": achieved, "year": wanted})


CHECKS = (not_for_a_conference, on_no_invitation_list, of_another_year)
