"""Receipts to keep: what came in when, its fingerprint, and how anybody can verify it."""

from collections.abc import Iterator
from dataclasses import dataclass

from thidua.history import Accepted
from thidua.model import CampaignPapers
from thidua.pages import paths
from thidua.pages.page import Page
from thidua.pages.site import Site
from thidua.project import PaperPath
from thidua.receipts import Receipt
from thidua.status import extension_of, timeliness_of


@dataclass(frozen=True, slots=True)
class Sent:
    """One content of a paper as it came in."""

    receipt: Receipt
    #: Against the deadline; None where there is none.
    timeliness: str | None
    #: The commit that took this content in, if one has.
    accepted: Accepted | None


def pages(site: Site) -> Iterator[Page]:
    """Yield the receipt of every paper that the server saw come in."""
    for papers in site.campaigns:
        for name, found in papers.receipts.items():
            place = PaperPath.parse(found[0].path)
            kinds = site.outcome.schemas
            if place and place.kind in kinds.kinds and site.codelists.submitter(place.submitter):
                yield _page(site, papers, place, name, found)


def _takes(version: Accepted, receipt: Receipt) -> bool:
    """Tell whether a version is what came in: the same content may have stood there before."""
    return version.blob == receipt.blob and version.when >= receipt.received


def _page(
    site: Site, papers: CampaignPapers, place: PaperPath, name: str, found: tuple[Receipt, ...]
) -> Page:
    versions = (site.history or {}).get((papers.id, name), ())
    expected = papers.expected(place.submitter, place.kind)
    last_day = expected.last_day if expected else None
    extension = extension_of(papers, place.submitter, place.kind)
    filed = papers.filed.get(name)
    title = expected.title if expected else site.outcome.schemas[place.kind].shape.title
    sender = site.name(place.submitter, papers.day)
    # The same content can come in with several heads: it was new only once.
    first = {each.sha256: each for each in reversed(found)}
    sent = [
        Sent(
            each,
            timeliness_of(each.moment, last_day, extension),
            next((one for one in versions if _takes(one, each)), None),
        )
        for each in sorted(first.values(), key=lambda each: (each.received, each.pull))
    ]
    return site.page(
        paths.receipt(papers.id, name),
        f"Biên nhận: {sender}, {title[:1].lower()}{title[1:]}",
        "receipt.html",
        values={
            "papers": papers,
            "place": place,
            "title": title,
            "sent": sent,
            "first": sent[0],
            "last_day": max(last_day, extension.until) if last_day and extension else last_day,
            "dated": site.history is not None,
            "under_review": name not in papers.filed and name not in papers.broken,
            "sample": bool(filed and filed.paper.sample),
        },
        parent=paths.UNITS,
        description=f"Văn bản đã nhận của {sender}: thời điểm, mã kiểm tra, cách kiểm chứng.",
        search=False,
    )
