"""Places generated pages in MkDocs. No logic here: pages come finished from ``thidua.site``."""

import os
import re
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage

    from thidua.pages import Page

_PLACE = re.compile(r'<div data-thidua="([0-9]+)"></div>')


class _State:
    """What one build hands from event to event."""

    pages: "dict[str, Page]"
    html: dict[str, list[str]]


_state = _State()


def on_config(config: "MkDocsConfig") -> "MkDocsConfig":
    """Forget our modules, so that ``mkdocs serve`` runs edited code."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "thidua"]:
        if name not in {__name__, "thidua.slugs"}:
            del sys.modules[name]
    return config


def on_files(files: Files, config: "MkDocsConfig") -> Files:
    """Publish hand-written pages under Vietnamese addresses, and add what the data give."""
    from thidua.diagnostics import HouseFault  # noqa: PLC0415 - read anew at every build
    from thidua.fonts import fonts  # noqa: PLC0415 - as above
    from thidua.project import Project  # noqa: PLC0415 - as above
    from thidua.site import built, published_path, settings_from  # noqa: PLC0415 - as above
    from thidua.text import dates  # noqa: PLC0415 - as above

    for file in list(files):
        target = published_path(file.src_uri)
        if target != file.src_uri and file.abs_src_path is not None:
            files.remove(file)
            moved = File.generated(config, target, abs_src_path=file.abs_src_path)
            moved.edit_uri = f"docs/{file.src_uri}"
            files.append(moved)
    root = Path(config.config_file_path).parent
    receipts = os.environ.get("THIDUA_RECEIPTS")
    project = Project.at(root, receipts=Path(receipts) if receipts else None)
    try:
        site = built(project, day := _today(), settings_from(config))
    except HouseFault as fault:  # a sentence for whoever keeps the repository, no traceback
        raise PluginError(str(fault)) from fault
    config.extra.setdefault("thidua", {})["day"] = dates.day(day)  # at the end of every page
    _state.pages, _state.html = dict(site.pages), {}
    for path, page in site.pages.items():
        html = _state.html.setdefault(path, [])
        file = File.generated(config, path, content=page.markdown(html))
        file.edit_uri = page.source
        files.append(file)
    for path, content in (site.files | fonts(root)).items():
        files.append(File.generated(config, path, content=content))
    return files


def on_nav(nav: "Navigation", config: "MkDocsConfig", files: Files) -> "Navigation":
    """Give pages off the navigation their section back: breadcrumbs, tab, open section."""
    del config
    for path, page in _state.pages.items():
        file = files.get_file_from_path(path)
        parent = files.get_file_from_path(page.parent) if page.parent else None
        if file and file.page and parent and parent.page:
            file.page.parent = parent.page.parent
    return nav


def on_page_content(html: str, page: "MkDocsPage", **_: Any) -> str:
    """Put finished HTML where its placeholder stands."""
    runs = _state.html.get(page.file.src_uri)
    return _PLACE.sub(lambda match: runs[int(match[1])], html) if runs else html


def on_serve(server: "LiveReloadServer", config: "MkDocsConfig", **_: Any) -> "LiveReloadServer":
    """Watch the papers; mkdocs.yml cannot, because a new repository has no such folder yet."""
    papers = Path(config.config_file_path).parent / "submissions"
    if papers.is_dir():
        server.watch(str(papers))
    return server


def _today() -> date:
    from thidua.text.dates import today_in_vietnam  # noqa: PLC0415 - read anew at every build

    chosen = os.environ.get("THIDUA_TODAY")
    return date.fromisoformat(chosen) if chosen else today_in_vietnam(datetime.now(UTC))
