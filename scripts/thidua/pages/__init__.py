"""Pages are values before they are files: from what a run found to ``{path: page}``."""

from thidua.pages.page import Page
from thidua.pages.site import Settings, Site
from thidua.pages.views import build

__all__ = ["Page", "Settings", "Site", "build"]
