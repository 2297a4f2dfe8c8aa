from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.pages.page import Heading, Page, address, escape_markdown, heading, relative
from thidua.pages.rich import rich


def test_headings_and_html_take_turns() -> None:
    body = f"<p>a</p>\n\n\n<p>b</p>{heading(2, 'Đợt & kỳ', 'dot')}<p>c</p>"
    page = Page("x.md", "T", body)
    assert list(page.parts()) == ["<p>a</p>\n<p>b</p>", Heading(2, "dot", "Đợt & kỳ"), "<p>c</p>"]


def test_finished_html_can_be_set_aside() -> None:
    page = Page("x.md", "T", "<p>a</p>" + heading(2, "H", "h") + "<p>b</p>")
    place: list[str] = []
    text = page.markdown(place)
    assert [run.count("<p>") for run in place] == [1, 1]
    assert "<p>" not in text
    assert 'data-thidua="1"' in text


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
