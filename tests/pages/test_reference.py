import html
import re
import shutil
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT, TODAY
from thidua.codes import EXAMPLED, HOUSE_CODE, SEVERITIES
from thidua.engine import run
from thidua.examples import example
from thidua.exports import exports
from thidua.loader import load
from thidua.messages import catalogue
from thidua.pages import Page, Settings, Site, paths
from thidua.pages.page import address
from thidua.pages.views import build, reference
from thidua.pages.views.fields import sections
from thidua.project import PaperPath, Project
from thidua.schema import Shape
from thidua.site import published_path

PLACE = PaperPath("submissions/2013-h1/x/report.yml", "2013-h1", "x", "report", None)


@pytest.fixture
def site(project: Project) -> Site:
    return Site(run(project, TODAY), TODAY, Settings())


@pytest.fixture
def pages(site: Site) -> dict[str, Page]:
    return {page.path: page for page in reference.pages(site)}


def groups_in(shape: Shape, place: str = "") -> Iterator[tuple[str, Shape]]:
    """Yield every group of fields with its place."""
    while not shape.properties:
        inner = shape.items or shape.values
        if inner is None:
            return
        shape = inner
    yield place, shape
    for name, child in shape.properties.items():
        yield from groups_in(child, f"{place}.{name}".removeprefix("."))


def text_of(markup: str) -> str:
    return html.unescape(re.sub("<[^>]*>", "", markup))


def test_every_property_of_every_schema_is_on_its_page(site: Site, pages: dict[str, Page]) -> None:
    for kind in site.outcome.schemas.kinds:
        body = pages[paths.fields(kind)].body
        shape = site.outcome.schemas[kind].shape
        found = sections(shape)
        for place, group in groups_in(shape):
            section = next(s for s in found if (place in s.places if place else not s.places))
            assert [field.name for field in section.fields] == list(group.properties)
            for field in section.fields:
                row = f"<code>{field.name}</code><br>{field.shape.title}"
                assert row in body, f"{kind}: {place}.{field.name}"
                assert field.shape.keywords["description"] in text_of(body)
        assert body.count('<tr><th scope="row">') == sum(len(section.fields) for section in found)


def test_all_values_of_closed_lists_are_explained(site: Site, pages: dict[str, Page]) -> None:
    seen = 0
    for kind in site.outcome.schemas.kinds:
        body = pages[paths.fields(kind)].body
        for _, group in groups_in(site.outcome.schemas[kind].shape):
            for shape in group.properties.values():
                for value, word in shape.keywords.get("x-enum-titles", {}).items():
                    assert f"<code>{value}</code>: {word}" in body
                    seen += 1
    assert seen > 20


@pytest.mark.parametrize(
    ("kind", "fragments"),
    [
        (
            "report",
            [
                "submissions/mã-đợt/mã-nơi-gửi/report.yml",
                "BHXH tỉnh, thành phố",
                'percent: "51,85"',
            ],
        ),
        (
            "award-decision",
            ["award-decision/tên-tự-đặt.yml", "cơ quan chủ trì", "number: 0001/QĐ-BHXH"],
        ),
        ("conference", ["cụm thi đua", "không đăng lên trang", "khi tình trạng là «đã chốt»"]),
    ],
)
def test_what_a_page_of_fields_says(
    pages: dict[str, Page], kind: str, fragments: list[str]
) -> None:
    text = text_of(pages[paths.fields(kind)].body)
    for fragment in fragments:
        assert fragment in text


def test_only_internal_fields_are_called_so(pages: dict[str, Page]) -> None:
    marked = {path for path, page in pages.items() if "td-internal" in page.body}
    assert marked == {paths.fields("conference")}
    row = re.search(
        r"<tr>(?:(?!<tr>).)*td-internal", pages[paths.fields("conference")].body, re.DOTALL
    )
    assert row
    assert "<code>contact</code>" in row[0]


def test_examples_are_read_as_they_are_meant(site: Site) -> None:
    count = 0
    for kind in site.outcome.schemas.kinds:
        for section in sections(site.outcome.schemas[kind].shape):
            for field in section.fields:
                values = field.shape.keywords.get("examples", []) if field.examples else []
                for shown, value in zip(field.examples, values, strict=True):
                    document, found = load(PLACE, shown + "\n")
                    assert not found, shown
                    assert document
                    assert document.data == {field.name: value}
                    count += 1
            if section.example:
                assert load(PLACE, section.example + "\n")[1] == [], section.example
    assert count > 100


@pytest.mark.parametrize(
    ("name", "fragments"),
    [
        ("units", ["BHXH tỉnh, thành phố"]),
        ("clusters", ["thành viên", "cụm trưởng"]),
        ("award-titles", ["tập thể", "Thủ tướng Chính phủ", "Chiến sỹ thi đua Ngành (đến hết"]),
        ("commendation-forms", ["hạng Nhất, hạng Nhì, hạng Ba", "Chủ tịch nước"]),
        ("indicators", ["triệu đồng", "cao hơn là tốt", "tỷ lệ phần trăm"]),
        ("documents", ["2175/BHXH-TĐKT", "17/6/2013"]),
        ("authorities", ["Chủ tịch nước"]),
        ("movements", ["Tư tưởng Hồ Chí Minh"]),
    ],
)
def test_code_lists(site: Site, pages: dict[str, Page], name: str, fragments: list[str]) -> None:
    body = pages[paths.codelist(name)].body
    for entry in site.codelists[name]:
        assert f"<code>{entry.id}</code>" in body
        for each in entry.names:
            assert each.name in text_of(body)
    for fragment in fragments:
        assert fragment in text_of(body)


def test_dates_of_a_unit_that_ended(site: Site, pages: dict[str, Page]) -> None:
    unit = site.codelists.units["bhxh-yen-bai"]
    assert unit.to
    body = pages[paths.codelist("units")].body
    row = body[body.index('<tr id="bhxh-yen-bai">') :].split("</tr>", 1)[0]
    assert "đến hết 30/6/2025" in row
    assert f'href="../../../don-vi/{unit.successors[0].unit}/"' in row


def test_every_code_has_a_page_and_is_listed(pages: dict[str, Page]) -> None:
    index = pages[paths.CODES].body
    for code in SEVERITIES:
        page = pages[paths.code(code)]
        assert page.title == f"{code}: {catalogue('vi').entry(code)['title']}"
        assert page.parent == paths.CODES
        assert f'href="{code.lower()}/">{code}</a>' in index
        for cause in catalogue("vi").entry(code)["causes"]:
            assert cause in text_of(page.body)
    assert index.count('<tr><th scope="row">') == len(SEVERITIES)


def shown_characters(text: str) -> str:
    """What a snippet looks like where invisible characters are shown by their numbers."""
    return "".join(
        f"[U+{ord(c):04X}]" if c in "\u00ad\u0300\u0302\u0323\t" else c for c in text.rstrip("\n")
    )


def test_the_page_of_a_code_without_example(pages: dict[str, Page]) -> None:
    page = pages[paths.code(HOUSE_CODE)]
    assert "lỗi của hệ thống, không cần làm gì" in text_of(page.body)
    assert "Bạn không cần làm gì." in text_of(page.body)
    assert "Ví dụ" not in page.body


def test_snippets_are_shown_as_they_are_written(pages: dict[str, Page]) -> None:
    for code in EXAMPLED:
        shown = re.findall(
            r"<pre><code>(.*?)</code></pre>", pages[paths.code(code)].body, re.DOTALL
        )
        assert [text_of(snippet) for snippet in shown] == [
            shown_characters(example(code).bad),
            shown_characters(example(code).good),
        ], code


def test_the_place_of_the_fault_is_marked(pages: dict[str, Page]) -> None:
    assert "<mark>BHXH</mark> tỉnh Hưng Yên" in pages[paths.code("REF101")].body
    assert "[U+00AD]" in pages[paths.code("ENC102")].body


def test_no_placeholder_of_a_sentence_is_left(pages: dict[str, Page]) -> None:
    for code in SEVERITIES:
        repair = pages[paths.code(code)].body.split("cach-sua", 1)[1]
        assert not re.search(r"\{[a-z_]+\}", repair), code


def links_of(page: Page) -> Iterator[str]:
    """Yield every link of a page as an address from the root of the site."""
    here = f"http://site/{address(page.path)}"
    for link in re.findall(r'href="([^"#]+)', page.body):
        yield resolved(here, html.unescape(link))


def resolved(here: str, link: str) -> str:
    parts = here.removeprefix("http://site/").split("/")[:-1]
    for step in link.split("/"):
        if step == "..":
            parts.pop()
        elif step != ".":
            parts.append(step)
    return "/".join(parts)


def test_every_link_leads_somewhere(site: Site, pages: dict[str, Page]) -> None:
    written = {
        published_path(file.relative_to(ROOT / "docs").as_posix())
        for file in (ROOT / "docs").rglob("*.md")
    }
    there = {address(path) for path in (*build(site), *written)} | {*exports(site)}
    for page in pages.values():
        assert [link for link in links_of(page) if link not in there] == [], page.path


def test_every_download_is_offered(site: Site) -> None:
    """On the page of downloads, or where the list itself is shown."""
    offered = {
        link
        for page in build(site).values()
        for link in links_of(page)
        if link.startswith("du-lieu/") and link != "du-lieu/"
    }
    assert offered == {*exports(site)} - {"du-lieu/tra-cuu-khen-thuong.json"}


def test_samples_are_called_samples(pages: dict[str, Page]) -> None:
    assert "td-note--sample" in pages[paths.DOWNLOADS].body


def test_an_empty_repository_has_its_reference(project: Project) -> None:
    shutil.rmtree(project.submissions)
    site = Site(run(project, TODAY), TODAY, Settings())
    pages = {page.path: page for page in reference.pages(site)}
    assert "Chưa có đợt nào được công bố" in pages[paths.DOWNLOADS].body
    assert "td-note--sample" not in pages[paths.DOWNLOADS].body
    assert paths.fields("report") in pages


def test_the_same_pages_twice(project: Project) -> None:
    first, second = (
        [page.markdown() for page in reference.pages(Site(run(project, TODAY), TODAY, Settings()))]
        for _ in range(2)
    )
    assert first == second
