"""The pages of the site, one family a module."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from thidua.pages.page import Page
from thidua.pages.site import Site
from thidua.pages.views import (
    awards,
    campaigns,
    cluster_reports,
    clusters,
    home,
    receipts,
    reference,
    reports,
    results,
    schedule,
    units,
)

#: So many campaigns are searched word by word, the latest ones; of others the headings.
_SEARCHED = 2
_VIEWS: tuple[Callable[[Site], Iterator[Page]], ...] = (
    home.pages,
    campaigns.pages,
    results.pages,
    reports.pages,
    units.pages,
    receipts.pages,
    clusters.pages,
    schedule.pages,
    cluster_reports.pages,
    awards.pages,
    reference.pages,
)


def build(site: Site) -> dict[str, Page]:
    """Return every generated page by its path, in a stable order."""
    pages: dict[str, Page] = {}
    old = tuple(f"dot/{papers.id}/" for papers in site.campaigns[_SEARCHED:])
    for view in _VIEWS:
        for page in view(site):
            if page.path in pages:
                message = f"two pages at {page.path}"
                raise ValueError(message)
            pages[page.path] = replace(page, brief=True) if page.path.startswith(old) else page
    return dict(sorted(pages.items()))
