"""Places generated pages in MkDocs. No logic here: pages come finished from ``thidua.site``."""

import json
import os
import re
import sys
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PrefixLoader
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.toc import get_toc

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage

    from thidua.pages import Page


_ID = re.compile(r' id="([^"]+)"')


class _State:
    """What one build hands from event to event."""

    #: The server that rebuilds as one types puts a script of its own into pages.
    serving: bool = False

    pages: "dict[str, Page]"
    current: str | None


_state = _State()


def on_startup(command: str, **_: Any) -> None:
    """Remember whether the site is built, or served while somebody writes."""
    _state.serving = command == "serve"


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
    _state.pages, _state.current = dict(site.pages), site.current
    for path, page in site.pages.items():
        file = File.generated(config, path, content=page.front_matter())
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


def on_env(env: Environment, config: "MkDocsConfig", files: Files) -> Environment:
    """Lay what only MkDocs can do over the theme, which it includes as ``theme/…``."""
    del files
    theme = FileSystemLoader(config.theme.dirs[1:])
    own = FileSystemLoader(Path(__file__).with_name("theme-mkdocs"))
    usual = cast("BaseLoader", env.loader)
    env.loader = ChoiceLoader([own, usual, PrefixLoader({"theme": theme})])
    env.globals["navigations"] = {}
    return env


def on_pre_page(page: "MkDocsPage", config: "MkDocsConfig", files: Files) -> "MkDocsPage":
    """Let pages that are finished go past Markdown, and past the search plugin's own parser."""
    del files
    if own := _state.pages.get(page.file.src_uri):
        page.render = partial(_render, page, own, config)  # type: ignore[method-assign]
    return page


def on_page_markdown(
    markdown: str, page: "MkDocsPage", config: "MkDocsConfig", files: Files
) -> str:
    """Weigh hand-written pages for the search too."""
    del config, files
    if page.file.src_uri not in _state.pages:
        from thidua.pages.weights import weight  # noqa: PLC0415 - read anew at every build

        page.meta.setdefault("search", {"boost": weight(page.file.src_uri, None)})
    return markdown


def _render(page: "MkDocsPage", own: "Page", config: "MkDocsConfig", *_: Any) -> None:
    from thidua.pages.weights import weight  # noqa: PLC0415 - read anew at every build

    contents = config.mdx_configs["toc"]
    page.content = own.html(contents["permalink_title"])
    page.present_anchor_ids = set(_ID.findall(page.content))  # for links of hand-written pages
    page.toc = get_toc(own.outline(contents["toc_depth"]))  # type: ignore[arg-type]
    index = config.plugins["material/search"].search_index  # type: ignore[attr-defined]
    boost = weight(page.file.src_uri, _state.current)
    for anchor, title, text in own.entries():
        address = f"{page.url}#{anchor}" if anchor else page.url
        entry = {"location": address, "title": title, "text": text, "boost": boost}
        index.entries.append(entry)
    page.meta["search"] = {"exclude": True}


def on_post_page(output: str, page: "MkDocsPage", **_: Any) -> str:
    """Let a page run what its frame brings along, and nothing else."""
    from thidua.policy import guarded  # noqa: PLC0415 - read anew at every build

    return output if _state.serving else guarded(output, page.content or "")


def on_post_template(output_content: str, template_name: str, **_: Any) -> str:
    """Guard pages of the theme too, as that for wrong addresses."""
    from thidua.policy import guarded  # noqa: PLC0415 - as above

    guard = template_name.endswith(".html") and not _state.serving
    return guarded(output_content) if guard else output_content


def on_post_build(config: "MkDocsConfig") -> None:
    """Set the index of the search aside: our worker fetches it when somebody searches."""
    folder = Path(config.site_dir, "search")
    whole = folder / "search_index.json"
    index = json.loads(whole.read_bytes())
    for name, content in (
        ("thidua_index", index.pop("docs")),
        ("search_index", index | {"docs": []}),
    ):
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        (folder / f"{name}.json").write_text(text, "utf-8")


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
