"""To be written."""

from collections.abc import Iterator

from thidua.pages.page import Page
from thidua.pages.site import Site


def pages(site: Site) -> Iterator[Page]:
    """Yield the pages."""
    yield from ()
