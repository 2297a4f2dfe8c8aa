"""The pages of the site, one family a module."""

from collections.abc import Callable, Iterator

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
    for view in _VIEWS:
        for page in view(site):
            if page.path in pages:
                message = f"two pages at {page.path}"
                raise ValueError(message)
            pages[page.path] = page
    return dict(sorted(pages.items()))
