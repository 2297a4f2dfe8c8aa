import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.extensions.toc import TocExtension

from tests.conftest import LATER
from thidua.engine import run
from thidua.pages import Settings, Site, build
from thidua.pages.page import Heading, Page, address, escape_markdown, heading, relative
from thidua.pages.rich import rich
from thidua.project import Project
from thidua.slugs import slugify


def test_headings_and_html_take_turns() -> None:
    body = f"<p>a</p>\n\n\n<p>b</p>{heading(2, 'Đợt & kỳ', 'dot')}<p>c</p>"
    page = Page("x.md", "T", body)
    assert list(page.parts()) == ["<p>a</p>\n<p>b</p>", Heading(2, "dot", "Đợt & kỳ"), "<p>c</p>"]


def test_a_finished_page_has_headings_as_the_engine_writes_them() -> None:
    page = Page("x.md", "Đợt <1>", "<p>a</p>" + heading(2, "H & <i>", "h") + "<p>b</p>")
    source = "# Đợt &lt;1&gt;\n\nx\n\n## H &amp; &lt;i&gt; {#h}\n"
    toc = TocExtension(permalink=True, permalink_title="Tới đây", slugify=slugify, toc_depth=3)
    engine = markdown.Markdown(extensions=["attr_list", toc])
    written = engine.convert(source)
    html = page.html("Tới đây")
    assert re.findall("<h[1-6].*", html) == re.findall("<h[1-6].*", written)
    assert html.count('<div class="td">') == 2
    keys = ("level", "id", "name", "children")
    expected = [
        {key: each[key] for key in keys}
        for each in _flat(engine.toc_tokens)  # type: ignore[attr-defined]
    ]
    assert _flat(page.outline(3)) == expected


def _flat(tokens: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each | {"children": len(each["children"])} for token in tokens for each in _all(token)]


def _all(token: dict[str, Any]) -> list[dict[str, Any]]:
    return [token, *(each for child in token["children"] for each in _all(child))]


def test_the_outline_is_a_tree_down_to_a_level() -> None:
    body = "".join(heading(int(level), level, f"m-{n}") for n, level in enumerate("2343342"))
    (whole,) = Page("x.md", "T", body).outline(3)
    assert [each["id"] for each in _all(whole)] == ["t", "m-0", "m-1", "m-3", "m-4", "m-6"]
    assert [each["id"] for each in whole["children"]] == ["m-0", "m-6"]


def test_the_search_reads_words_by_heading_but_no_pictures_nor_lists_of_names() -> None:
    body = (
        "<p>một&amp;<b>hai</b></p><svg><title>hình</title></svg>"
        + heading(2, "Ba & bốn", "ba")
        + "<p>năm</p><section data-search-exclude><p>Tên Người</p></section>"
    )
    page = Page("x.md", "T", body)
    assert list(page.entries()) == [("", "T", "một&amp; hai"), ("ba", "Ba &amp; bốn", "năm")]
    assert list(replace(page, search=False).entries()) == []
    assert list(replace(page, brief=True).entries()) == [("", "T", ""), ("ba", "Ba &amp; bốn", "")]


def test_of_campaigns_of_long_ago_only_headings_are_searched(two_campaigns: Project) -> None:
    third = two_campaigns.submissions / "2012-h1" / "bhxh-viet-nam" / "campaign.yml"
    third.parent.mkdir(parents=True)
    first = two_campaigns.submissions / "2013-h1" / "bhxh-viet-nam" / "campaign.yml"
    text = re.sub("201[23]", lambda year: str(int(year[0]) - 1), first.read_text("utf-8"))
    third.write_text(text, "utf-8")
    pages = build(Site(run(two_campaigns, LATER), LATER, Settings()))
    old = [path for path in pages if path.startswith("dot/")]
    brief = {path.split("/")[1] for path in old if pages[path].brief}
    assert brief == {"2012-h1"}
    assert not pages["don-vi/bhxh-hung-yen.md"].brief


@pytest.mark.parametrize(
    "title", ['"><script>alert(1)</script>', "a: b\n---\nhide: x", "*đậm* [x](y) {: #z }", "# x"]
)
def test_a_title_is_only_text(title: str) -> None:
    text = Page("x.md", title.replace("\n", " "), "").markdown()
    assert "<script" not in text
    head, _, rest = text.removeprefix("---\n").partition("\n---\n")
    assert head.count("\n") == 1
    html = markdown.markdown(rest, extensions=["attr_list", "tables"])
    assert html.count("<") == 2  # <h1> and its end


@given(st.text(st.characters(blacklist_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1))
def test_escaped_markdown_shows_the_text(text: str) -> None:
    shown = markdown.markdown("# x" + escape_markdown(text), extensions=["attr_list", "tables"])
    assert shown.startswith("<h1>x")
    assert shown.count("<") == 2


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.md", ""),
        ("dot/index.md", "dot/"),
        ("don-vi/bhxh-ha-noi.md", "don-vi/bhxh-ha-noi/"),
        ("du-lieu/dataset.json", "du-lieu/dataset.json"),
    ],
)
def test_address(path: str, expected: str) -> None:
    assert address(path) == expected


@pytest.mark.parametrize(
    ("target", "start", "expected"),
    [
        ("dot/index.md", "index.md", "dot/"),
        ("index.md", "dot/index.md", "../"),
        ("index.md", "index.md", "./"),
        ("cum/cum-01.md", "don-vi/bhxh-ha-noi.md", "../../cum/cum-01/"),
        ("du-lieu/a.csv", "dot/2013-h1/tong-hop.md", "../../../du-lieu/a.csv"),
        ("don-vi/x.md", "don-vi/x.md", "./"),
    ],
)
def test_relative(target: str, start: str, expected: str) -> None:
    assert relative(target, start) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**a** *b*", "<p><strong>a</strong> <em>b</em></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("# a", "<p># a</p>"),
        ("<b>a</b>", "<p>&lt;b&gt;a&lt;/b&gt;</p>"),
        ("![x](http://x.example/a.png)", None),
        ("[a](javascript:alert(1))", None),
        ("<script>alert(1)</script>", None),
        ("<img src=x onerror=alert(1)>", None),
        ("[a](https://a.example 'x\"onmouseover=\"alert(1)')", None),
        ("a\n\n<details open ontoggle=alert(1)>", None),
        ("{: onclick=alert(1) }", "<p>{: onclick=alert(1) }</p>"),
        ("[" * 20_000, None),
    ],
)
def test_submitted_text_is_harmless(text: str, expected: str | None) -> None:
    html = str(rich(text)).strip()
    if expected is not None:
        assert html == expected
    tags = _Tags()
    tags.feed(html)
    assert tags.names <= {"p", "br", "strong", "em", "ul", "ol", "li", "a", "code", "pre"}
    assert tags.attributes <= {"href", "rel"}
    assert all(link.startswith(("https:", "http:", "mailto:")) for link in tags.links)


class _Tags(HTMLParser):
    """What a browser would make of a text."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]
