"""Submitted Markdown as safe HTML. What people send is hostile until proved otherwise."""

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

# «js-default» is markdown-it's preset for text from strangers: no raw HTML. Headings belong to
# the paper's own structure, pictures would be requests to another host.
_MARKDOWN = MarkdownIt("js-default").disable(["heading", "lheading", "image", "hr"])
_TAGS = {
    *("p", "br", "strong", "em", "s", "ul", "ol", "li", "blockquote", "code", "pre"),
    *("table", "thead", "tbody", "tr", "th", "td", "a"),
}


def rich(text: str | None) -> Markup:
    """Return a text of a paper as HTML in which only listed tags are left."""
    if not text:
        return Markup()
    clean = nh3.clean(
        _MARKDOWN.render(text),
        tags=_TAGS,
        attributes={"a": {"href"}, "*": set()},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener",
    )
    return Markup(clean)  # noqa: S704 - nh3 has just cleaned it
