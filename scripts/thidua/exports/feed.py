"""The Atom feed: new papers, award decisions, and what was changed, the latest first (RFC 4287)."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from xml.etree import ElementTree as ET

from thidua.model import AwardDecision, CampaignPapers, Conference
from thidua.model.corpus import Filed
from thidua.model.papers import Paper
from thidua.pages import Site, paths
from thidua.pages.awarded import decision_path
from thidua.pages.page import address, relative
from thidua.status import arrival_of
from thidua.text.dates import VIETNAM, Moment

_ATOM: Final = "http://www.w3.org/2005/Atom"
_MOST: Final = 100
#: Registers and the dispatch's own lists are no news.
_QUIET: Final = frozenset({"intake", "leader-calendar"})


@dataclass(frozen=True, slots=True)
class News:
    """One entry of the feed."""

    #: What makes it this entry for ever: the path of the paper and its version.
    key: str
    when: datetime
    title: str
    path: str
    anchor: str
    summary: str


def feed(site: Site, name: str) -> bytes:
    """Return the feed; ``name`` is the file that it becomes, from which links are relative."""
    found = [each for papers in site.campaigns for each in _of_campaign(site, papers)]
    found.sort(key=lambda each: (each.when, each.key), reverse=True)
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed", {"xml:lang": "vi"})
    _text(root, "id", _urn(site, "feed"))
    _text(root, "title", "Thi đua - Khen thưởng: văn bản và quyết định mới")
    newest = found[0].when if found else datetime(2000, 1, 1, tzinfo=VIETNAM)
    _text(root, "updated", newest.isoformat())
    author = ET.SubElement(root, f"{{{_ATOM}}}author")
    centre = site.codelists.centre
    _text(author, "name", centre.name() if centre else "Cơ quan chủ trì")
    _link(root, _address(site, name, name), "self")
    _link(root, _address(site, paths.HOME, name))
    for each in found[:_MOST]:
        entry = ET.SubElement(root, f"{{{_ATOM}}}entry")
        _text(entry, "id", _urn(site, each.key))
        _text(entry, "title", each.title)
        _text(entry, "updated", each.when.isoformat())
        _link(entry, _address(site, each.path, name) + (each.anchor and f"#{each.anchor}"))
        _text(entry, "summary", each.summary)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _of_campaign(site: Site, papers: CampaignPapers) -> Iterator[News]:
    for filed in papers.filed.values():
        if filed.place.kind not in _QUIET:
            yield _news(site, papers, filed)


def _news(site: Site, papers: CampaignPapers, filed: Filed[Paper]) -> News:
    paper, place = filed.paper, filed.place
    arrival = arrival_of(papers, place.name) if paper.version == 1 else None
    signed = _changed(paper) or papers.day or site.today
    moment = arrival.received if arrival else Moment(signed)
    when = datetime.combine(moment.day, moment.clock or time.min, VIETNAM)
    title = site.outcome.schemas[place.kind].shape.title
    name = site.name(place.submitter, papers.day)
    if isinstance(paper, AwardDecision):
        name = f"số {paper.number}"
    elif place.kind == "response":
        name = site.name(place.slug or "", papers.day)
    elif isinstance(paper, Conference):
        name += f", {site.word('status', paper.status)}"
    period = papers.campaign.period.name if papers.campaign else papers.id
    lines = [f"{period[:1].upper()}{period[1:]}."]
    if paper.version > 1 and paper.revision:
        lines.append(f"Bản thứ {paper.version}: {paper.revision.reason}")
    if isinstance(paper, AwardDecision) and _withdrawn(paper):
        lines.append("Có mục đã thu hồi.")
    if paper.sample:
        lines.append("Số liệu minh họa.")
    where, anchor = _where(papers, filed)
    key = f"{place.campaign}/{place.name}#{paper.version}"
    return News(key, when, f"{title}: {name}", where, anchor, " ".join(lines))


def _withdrawn(decision: AwardDecision) -> list[date]:
    return [entry.withdrawn.date for entry in decision.entries if entry.withdrawn]


def _changed(paper: Paper) -> date | None:
    """Return when what a paper says was last decided: withdrawals come after the decision."""
    if isinstance(paper, AwardDecision):
        return max([paper.dated or paper.date, *_withdrawn(paper)])
    return paper.dated


def _where(papers: CampaignPapers, filed: Filed[Paper]) -> tuple[str, str]:
    """Return the page on which a paper is read, and the place on it."""
    place = filed.place
    who, slug = place.submitter, place.slug or ""
    known = {
        "report": (paths.report(papers.id, who), ""),
        "cluster-report": (paths.cluster_report(papers.id, who), ""),
        "conference": (paths.cluster(who), f"hoi-nghi-{papers.id}"),
        "award-decision": (decision_path(place), ""),
        "registration": (paths.unit(who), f"dang-ky-{papers.id}"),
        "response": (paths.report(papers.id, slug), "kien-nghi"),
    }
    return known.get(place.kind, (paths.campaign(papers.id), ""))


def _urn(site: Site, key: str) -> str:
    """Return a name that stays the same wherever the site stands, and is no other agency's."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{site.settings.instance}/{key}").urn


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, f"{{{_ATOM}}}{tag}").text = text


def _address(site: Site, path: str, start: str) -> str:
    """Return the whole address of a page, or the way to it where the site's is unknown."""
    own = site.settings.address
    return f"{own}/{address(path)}" if own else relative(path, start)


def _link(parent: ET.Element, href: str, rel: str = "alternate") -> None:
    ET.SubElement(parent, f"{{{_ATOM}}}link", {"rel": rel, "href": href})
