"""The forge's editor, opened with a scaffold in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

from thidua.model import CampaignPapers
from thidua.pages.site import Site
from thidua.prefill import Source
from thidua.project import PaperPath
from thidua.scaffold import Detail, Scaffold

#: Longer addresses are refused by servers and proxies on the way.
LIMIT = 8000
#: Letters that a query holds as they are (RFC 3986, section 3.4); the others take three bytes each.
_PLAIN = "/:,;()!*"


@dataclass(frozen=True, slots=True)
class Editor:
    """Addresses of the editor for a new paper; empty where there is no repository."""

    markdown: str
    yaml: str


def editor(site: Site, papers: CampaignPapers, submitter: str, kind: str) -> Editor:
    """Return the addresses of the editor for a new paper in both notations."""
    path = f"submissions/{papers.id}/{submitter}/{kind}"
    return Editor(_address(site, f"{path}.md"), _address(site, f"{path}.yml"))


def _address(site: Site, path: str) -> str:
    """Return an address with folder, file name and as much of a scaffold as there is room for.

    Parameters ``filename`` and ``value`` are those of GitHub's page «Create new file».
    """
    settings, place = site.settings, PaperPath.parse(path)
    if not settings.repository or place is None:
        return ""
    folder, _, name = path.rpartition("/")
    bare = f"{settings.repository}/new/{quote(settings.branch)}/{quote(folder)}?filename={name}"
    source = Source(place, site.outcome.corpus, site.outcome.schemas)
    for text in _texts(Scaffold(source, site.words)):
        address = f"{bare}&value={quote_plus(text, safe=_PLAIN)}"
        if len(address.encode()) < LIMIT:
            return address
    return bare


def _texts(scaffold: Scaffold) -> Iterator[str]:
    """Yield the text of a scaffold, then shorter ones: first fewer hints, then fewer rows."""
    for detail in Detail:
        yield scaffold.text(detail)
    rows = scaffold.rows
    while rows > 0:
        rows -= max(1, rows // 8)
        yield scaffold.text(Detail.NONE, rows)
