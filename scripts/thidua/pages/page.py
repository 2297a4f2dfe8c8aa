"""One page as a value: headings that the site engine may index, and finished HTML between them."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from thidua.text.folding import slug

# The templates mark headings with a control character, which no submitted text can contain
# (source.py refuses it). So nothing that somebody writes can pose as a heading of the page.
_MARK = "\x1e"
_HEADING = re.compile(f"{_MARK}([2-4]){_MARK}([a-z0-9-]+){_MARK}([^{_MARK}\n]+){_MARK}")
_SPECIAL = re.compile(r"[\\`*_{}\[\]()#!|~^$&<>]")
_BLANK_LINES = re.compile(r"\n\s*\n+")
# What the search does not read: pictures, lists of names, what every sample says, and tags.
_UNREAD = re.compile(
    r"<svg.*?</svg>|<section data-search-exclude>.*?</section>"
    r'|<p class="td-note td-note--sample">.*?</p>|<[^>]*>',
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level, its permanent anchor, its text."""

    level: int
    anchor: str
    text: str

    @property
    def markdown(self) -> str:
        """The heading in Markdown; no character of it means anything but itself."""
        return f"{'#' * self.level} {escape_markdown(self.text)} {{ #{self.anchor} }}"

    def html(self, permalink: str) -> str:
        """Return the heading as the site engine writes those of hand-written pages."""
        text, title = html.escape(self.text, quote=False), html.escape(permalink)
        link = f'<a class="headerlink" href="#{self.anchor}" title="{title}">&para;</a>'
        return f'<h{self.level} id="{self.anchor}">{text}{link}</h{self.level}>'


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site."""

    #: Where its file would stand: ``don-vi/bhxh-hung-yen.md``.
    path: str
    title: str
    #: Finished HTML with marked headings; see :func:`heading`.
    body: str
    description: str = ""
    #: The file in the repository that it is made from, for the edit link.
    source: str | None = None
    #: The page of the navigation that it belongs under, ``dot/index.md``; None if it is one.
    parent: str | None = None
    #: Whether the site's search reads it; long lists of names are not for full-text search.
    search: bool = True
    #: Whether the search reads only its headings: of campaigns of long ago there are many pages.
    brief: bool = False
    #: Whether its section has other pages worth listing beside it.
    sidebar: bool = True
    #: Whether its headings are worth listing beside it; without them it has the whole width.
    contents: bool = True

    def parts(self) -> Iterator[Heading | str]:
        """Yield headings, and runs of finished HTML without blank lines."""
        end = 0
        for match in _HEADING.finditer(self.body):
            yield from _run(self.body[end : match.start()])
            yield Heading(int(match[1]), match[2], html.unescape(match[3]).strip())
            end = match.end()
        yield from _run(self.body[end:])

    def markdown(self) -> str:
        """Return the page as a Markdown file, for engines that take nothing else."""
        blocks = [self.front_matter().rstrip(), f"# {escape_markdown(self.title)}"]
        for part in self.parts():
            if isinstance(part, Heading):
                blocks.append(part.markdown)
            else:
                blocks.append(f'<div class="td">\n{part}\n</div>')
        return "\n\n".join(blocks) + "\n"

    def html(self, permalink: str) -> str:
        """Return the finished page; ``permalink`` is the title of the link beside each heading."""
        blocks = [Heading(1, slug(self.title), self.title).html(permalink)]
        for part in self.parts():
            if isinstance(part, Heading):
                blocks.append(part.html(permalink))
            else:
                blocks.append(f'<div class="td">\n{part}\n</div>')
        return "\n".join(blocks)

    def outline(self, depth: int) -> list[dict[str, Any]]:
        """Return the headings down to a level as a tree: level, id, name (HTML), children."""
        tree: list[dict[str, Any]] = []
        above: list[dict[str, Any]] = []
        headings = [part for part in self.parts() if isinstance(part, Heading)]
        for each in (Heading(1, slug(self.title), self.title), *headings):
            if each.level > depth:
                continue
            name = html.escape(each.text, quote=False)
            item = {"level": each.level, "id": each.anchor, "name": name, "children": []}
            while above and above[-1]["level"] >= each.level:
                above.pop()
            (above[-1]["children"] if above else tree).append(item)
            above.append(item)
        return tree

    def entries(self) -> Iterator[tuple[str, str, str]]:
        """Yield what the search finds: anchor, title and text (HTML) of each part of the page."""
        if not self.search:
            return
        anchor, title, texts = "", self.title, [""]
        for part in self.parts():
            if isinstance(part, Heading):
                yield anchor, html.escape(title, quote=False), " ".join(texts).strip()
                anchor, title, texts = part.anchor, part.text, []
            elif not self.brief:
                texts.append(_words(part))
        yield anchor, html.escape(title, quote=False), " ".join(texts).strip()

    def front_matter(self) -> str:
        """Return title and description, and what is not shown beside the page."""
        # Material prints titles and descriptions unescaped.
        head = {"title": html.escape(self.title), "description": html.escape(self.description)}
        lines = [f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in head.items()]
        hidden = {"navigation": self.sidebar, "toc": self.contents}
        if not all(hidden.values()):
            lines += ["hide:", *(f"  - {part}" for part, there in hidden.items() if not there)]
        if not self.search:
            lines += ["search:", "  exclude: true"]
        return "\n".join(["---", *lines, "---", ""])


def heading(level: int, text: str, anchor: str) -> str:
    """Return the mark of a heading for a template; the text is escaped where it is written."""
    return f"{_MARK}{level}{_MARK}{anchor}{_MARK}{html.escape(text)}{_MARK}"


def escape_markdown(text: str) -> str:
    """Return Markdown that shows a text as it is."""
    # Entities, because every engine and extension reads them, and each escapes other letters.
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text)


def _words(part: str) -> str:
    return " ".join(_UNREAD.sub(" ", part).split())


def _run(text: str) -> Iterator[str]:
    stripped = _BLANK_LINES.sub("\n", text).strip()
    if stripped:
        yield stripped


def address(path: str) -> str:
    """Return the address of a page from the root of the site; other files keep their name."""
    if not path.endswith(".md"):
        return path
    return path.removesuffix("index.md") if path.endswith("index.md") else f"{path[:-3]}/"


def relative(target: str, start: str) -> str:
    """Return the link from one page to another (or to a file), working below any sub-path."""
    here = (address(start) if start.endswith(".md") else start).split("/")[:-1]
    *folders, name = address(target).split("/")
    common = 0  # by hand: posixpath.relpath asks for the working directory, thousands of times
    while common < min(len(here), len(folders)) and here[common] == folders[common]:
        common += 1
    link = "/".join([*[".."] * (len(here) - common), *folders[common:], name])
    return link or "./"
