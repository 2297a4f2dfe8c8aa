"""One page as a value: headings that the site engine may index, and finished HTML between them."""

import html
import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

# The templates mark headings with a control character, which no submitted text can contain
# (source.py refuses it). So nothing that somebody writes can pose as a heading of the page.
_MARK = "\x1e"
_HEADING = re.compile(f"{_MARK}([2-4]){_MARK}([a-z0-9-]+){_MARK}([^{_MARK}\n]+){_MARK}")
_SPECIAL = re.compile(r"[\\`*_{}\[\]()#!|~^$&<>]")
_BLANK_LINES = re.compile(r"\n\s*\n+")


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

    def markdown(self, place: "list[str] | None" = None) -> str:
        """Return the page as a Markdown file.

        With ``place`` every run of HTML is appended to that list, and the text holds
        :func:`placeholder` instead: the engine need not parse what is finished.
        """
        blocks = [self._front_matter(), f"# {escape_markdown(self.title)}"]
        for part in self.parts():
            if isinstance(part, Heading):
                blocks.append(part.markdown)
            elif place is None:
                blocks.append(f'<div class="td">\n{part}\n</div>')
            else:
                blocks.append(placeholder(len(place)))
                place.append(f'<div class="td">\n{part}\n</div>')
        return "\n\n".join(blocks) + "\n"

    def _front_matter(self) -> str:
        # Material prints titles and descriptions unescaped.
        head = {"title": html.escape(self.title), "description": html.escape(self.description)}
        lines = [f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in head.items()]
        hidden = {"navigation": self.sidebar, "toc": self.contents}
        if not all(hidden.values()):
            lines += ["hide:", *(f"  - {part}" for part, there in hidden.items() if not there)]
        if not self.search:
            lines += ["search:", "  exclude: true"]
        return "\n".join(["---", *lines, "---"])


def placeholder(number: int) -> str:
    """Return what stands for the n-th run of finished HTML while the engine works."""
    return f'<div data-thidua="{number}"></div>'


def heading(level: int, text: str, anchor: str) -> str:
    """Return the mark of a heading for a template; the text is escaped where it is written."""
    return f"{_MARK}{level}{_MARK}{anchor}{_MARK}{html.escape(text)}{_MARK}"


def escape_markdown(text: str) -> str:
    """Return Markdown that shows a text as it is."""
    # Entities, because every engine and extension reads them, and each escapes other letters.
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text)


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
    to = address(target)
    origin = address(start) if start.endswith(".md") else posixpath.dirname(start)
    link = posixpath.relpath(to or ".", origin or ".")
    return f"{link}/" if target.endswith(".md") else link
