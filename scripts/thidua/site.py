"""From pages as values to files: the one place that the hook and ``thidua pages`` share."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.utils.yaml import yaml_load

from thidua.drawings import recall, remember
from thidua.engine import Outcome, run
from thidua.exports import exports
from thidua.fonts import fonts
from thidua.history import history
from thidua.pages import Page, Settings, Site, build
from thidua.pages.paths import HAND_WRITTEN
from thidua.project import Project
from thidua.repository import Repository


@dataclass(frozen=True)
class Built:
    """Everything that the data give to the site."""

    outcome: Outcome
    pages: Mapping[str, Page]
    #: Files to download, by path below the root of the site.
    files: dict[str, bytes]
    #: The campaign that searches put first; None while there is none.
    current: str | None


def built(project: Project, today: date, settings: Settings) -> Built:
    """Check the project and return its pages and downloads."""
    outcome = run(project, today)
    # Only receipts ask for the history: a site without them needs no Git.
    taken = history(Repository(project.root), "HEAD") if project.receipts else None
    kept = project.root / ".cache" / "charts.json"
    site = Site(outcome, today, settings, taken, known := recall(kept))
    pages = build(site)
    if site.drawings.keys() != known.keys():
        remember(kept, site.drawings)
    return Built(outcome, pages, dict(exports(site)), site.current.id if site.current else None)


def settings_from(config: Mapping[str, Any]) -> Settings:
    """Read what mkdocs.yml says of the instance (its addresses, and ``extra.thidua``)."""
    own: Mapping[str, str] = (config.get("extra") or {}).get("thidua") or {}
    return Settings(
        repository=(config.get("repo_url") or "").rstrip("/"),
        branch=own.get("branch", "main"),
        mailbox=own.get("mailbox", ""),
        address=(config.get("site_url") or "").rstrip("/"),
        instance=own.get("instance", "thidua"),
    )


def published_path(source: str) -> str:
    """Return where a hand-written file is published: ``guide/x.md`` as ``huong-dan/x.md``."""
    folder, slash, rest = source.partition("/")
    return HAND_WRITTEN.get(folder, folder) + slash + rest if slash else source


def write_tree(project: Project, today: date, folder: Path) -> None:
    """Write every page, generated or written by hand, and every download as real files.

    The folder is emptied first: it must be empty, missing, or one that this function wrote.
    """
    site = built(project, today, _settings(project))
    _make_room(folder)
    docs = project.root / "docs"
    for file in sorted(docs.rglob("*")):
        if file.is_file() and not file.is_symlink():
            target = folder / published_path(file.relative_to(docs).as_posix())
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    for path, page in site.pages.items():
        _write(folder / path, page.markdown().encode())
    for path, content in (site.files | fonts(project.root)).items():
        _write(folder / path, content)


def write_exports(project: Project, today: date, folder: Path) -> None:
    """Write the downloads as real files."""
    for path, content in built(project, today, _settings(project)).files.items():
        _write(folder / path, content)


_MARKER = ".thidua-pages"


def _make_room(folder: Path) -> None:
    if folder.is_dir() and any(folder.iterdir()):
        if not (folder / _MARKER).is_file():
            raise FileExistsError(folder)
        shutil.rmtree(folder)
    _write(folder / _MARKER, b"")


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _settings(project: Project) -> Settings:
    file = project.root / "mkdocs.yml"
    if not file.is_file():
        return Settings()
    with file.open("rb") as stream:
        return settings_from(yaml_load(stream))
