"""The forge's editor, opened with a scaffold in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

from thidua.diagnostics import HouseFault
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
    """Addresses of the editor for a new paper in both notations."""

    markdown: str
    yaml: str


class Editors:
    """The editors of one site. Submitters of whom nothing is known share one text."""

    def __init__(self, site: Site) -> None:
        """Take the site that the links are for."""
        self._site = site
        self._known: dict[object, tuple[Scaffold, str]] = {}

    def new(self, papers: CampaignPapers, submitter: str, kind: str) -> Editor | None:
        """Return the editor for a new paper; None where there is no repository."""
        if not self._site.settings.repository:
            return None
        path = f"submissions/{papers.id}/{submitter}/{kind}"
        return Editor(self._address(f"{path}.md"), self._address(f"{path}.yml"))

    def _address(self, path: str) -> str:
        """Return an address with folder, file name and as much of a scaffold as fits.

        Parameters ``filename`` and ``value`` are those of GitHub's page «Create new file».
        """
        settings, place = self._site.settings, PaperPath.parse(path)
        folder, _, name = path.rpartition("/")
        bare = f"{settings.repository}/new/{quote(settings.branch)}/{quote(folder)}?filename={name}"
        if place is None:
            return bare
        outcome = self._site.outcome
        scaffold = Scaffold(Source(place, outcome.corpus, outcome.schemas), self._site.words)
        for text in self._texts(scaffold):
            address = f"{bare}&value={quote_plus(text, safe=_PLAIN)}"
            if len(address.encode()) < LIMIT:
                self._known[scaffold.kin] = scaffold, text
                return address
        return bare

    def _texts(self, scaffold: Scaffold) -> Iterator[str]:
        """Yield the text of a scaffold, then shorter ones: first fewer hints, then fewer rows."""
        if scaffold.kin in self._known:
            yield scaffold.adopted(*self._known[scaffold.kin])
        try:
            for detail in Detail:
                yield scaffold.text(detail)
            rows = scaffold.rows
            while rows > 0:
                rows -= max(1, rows // 8)
                yield scaffold.text(Detail.NONE, rows)
        except HouseFault:  # a link without a text is better than no site
            return
