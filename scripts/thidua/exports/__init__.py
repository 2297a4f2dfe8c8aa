"""Files to download, all from one parsed model."""

from collections.abc import Mapping

from thidua.pages import Site


def exports(site: Site) -> Mapping[str, bytes]:
    """Return every file to download by its path below the root of the site."""
    return {}
