"""A preview: the finished pages that a pull request changes, out of the whole site."""

import shutil
from collections.abc import Mapping
from datetime import date
from html import escape
from pathlib import Path

from thidua.messages import catalogue
from thidua.pages import Page, Settings
from thidua.pages.page import address
from thidua.project import Project
from thidua.site import built

#: What every page needs to look as it will.
_SHARED = ("assets", "404.html")


def preview(base: Path, head: Path, site: Path, target: Path, today: date) -> list[str]:
    """Copy the changed pages of a built site, with a list of them in front; return their addresses.

    ``base`` and ``head`` are checkouts, ``site`` is what was built from ``head``.
    """
    before, after = (built(Project.at(each), today, Settings()).pages for each in (base, head))
    changed = [
        address(path) for path, page in after.items() if _text(before, path) != page.markdown()
    ]
    target.mkdir(parents=True)
    for name in _SHARED:
        source = site / name
        if source.is_dir():
            shutil.copytree(source, target / name)
        elif source.is_file():
            shutil.copyfile(source, target / name)
    for each in changed:
        file = target / each / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(site / each / "index.html", file)
    (target / "xem-truoc.html").write_text(_index(changed), "utf-8")
    return changed


def _text(pages: Mapping[str, Page], path: str) -> str | None:
    page = pages.get(path)
    return page.markdown() if page else None


def _index(changed: list[str]) -> str:
    title = escape(catalogue("vi").ui("preview_title"))
    items = "".join(
        f'<li><a href="{escape(each or ".")}index.html">{escape("/" + each)}</a></li>'
        for each in changed
    )
    head = f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>{title}</title>'
    return f"{head}<h1>{title}</h1><ul>{items}</ul></html>\n"
