"""Long lists in a real browser: narrowed by words and choices, as a person would."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.browsing import serve

LOOKUP = "khen-thuong/tra-cuu/"
MATRIX = "dot/2013-h1/tinh-trang/"


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    with serve(built) as address:
        yield address


@pytest.fixture(params=[1280, 390], ids=["desktop", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": request.param, "height": 800})
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    assert faults == []
    page.close()


def shown(page: Page) -> list[str]:
    return page.locator("#ket-qua-tra-cuu th").all_inner_texts()


@pytest.mark.parametrize("typed", ["do van e", "Đỗ Văn E", "DO VAN E", "giam doc do van"])
def test_a_person_is_found_by_folded_text(page: Page, address: str, typed: str) -> None:
    page.goto(address + LOOKUP)
    page.get_by_label("Từ cần tìm").fill(typed)
    expect(page.locator("#ket-qua-tra-cuu tr")).to_have_count(1)
    expect(page.locator("output")).to_have_text("1/5 mục")
    expect(page.locator("#ket-qua-tra-cuu th")).to_contain_text("Đỗ Văn E, Giám đốc, BHXH")
    expect(page.locator("#ket-qua-tra-cuu td").last).to_contain_text("ngày 15/3/2013")
    page.locator("#ket-qua-tra-cuu").get_by_role("link").click()
    page.wait_for_url(re.compile(r"/khen-thuong/quyet-dinh/2013-h1/qd-0001-qd-bhxh/#e3$"))
    expect(page.locator("#e3")).to_contain_text("Đỗ Văn E")


def test_choices_narrow_and_stay_in_the_address(page: Page, address: str) -> None:
    page.goto(address + LOOKUP)
    page.get_by_label("Danh hiệu, hình thức").select_option("Huân chương Lao động")
    expect(page.locator("output")).to_have_text("1/5 mục")
    assert f"award={quote('Huân')}" in page.url
    again = page.url
    page.goto(address)
    page.goto(again)
    expect(page.locator("output")).to_have_text("1/5 mục")
    expect(page.get_by_label("Danh hiệu, hình thức")).to_have_value("Huân chương Lao động")
    page.get_by_role("button", name="Bỏ lọc").click()
    expect(page.locator("output")).to_have_text("5/5 mục")


def test_people_stand_by_their_given_names(page: Page, address: str) -> None:
    page.goto(address + LOOKUP)
    expect(page.locator("output")).to_have_text("5/5 mục")  # the list is there, and its form
    if not page.get_by_label("Đối tượng").is_visible():  # folded on a phone
        page.get_by_text("Lọc thêm").click()
    page.get_by_label("Đối tượng").select_option("cá nhân")
    page.get_by_label("Xếp theo").select_option("tên")
    expect(page.locator("#ket-qua-tra-cuu tr")).to_have_count(2)
    assert [each.split(",")[0] for each in shown(page)] == ["Phạm Thị D", "Đỗ Văn E"]


def test_words_are_looked_for_from_their_beginning(page: Page, address: str) -> None:
    """What is still being typed finds what it may become; parts of words find nothing."""
    page.goto(address + MATRIX)
    rows = page.locator("table.td-matrix tbody tr:visible")
    for typed, least in (("ha n", 1), ("hung y", 1), ("phu th", 1)):
        page.get_by_label("Nơi gửi").fill(typed)
        assert rows.count() >= least, typed
        for name in page.locator("table.td-matrix tbody tr:visible th").all_inner_texts():
            words = name.casefold().split()
            assert len(words) > 1
    page.get_by_label("Nơi gửi").fill("dung han")  # a status, no name
    expect(rows).to_have_count(0)
    page.get_by_label("Nơi gửi").fill("ung")  # the end of «Hưng»
    expect(rows).to_have_count(0)


def test_the_address_keeps_what_is_not_ours(page: Page, address: str) -> None:
    page.goto(address + MATRIX + "?h=Phú&length=1")
    page.get_by_label("Nơi gửi").fill("phu tho")
    expect(page.locator("table.td-matrix tbody tr:visible")).to_have_count(1)
    assert "length=1" in page.url
    assert "tim=phu+tho" in page.url


def test_on_a_phone_rows_are_entries_that_name_their_values(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(address + LOOKUP)
    cell = page.locator("#ket-qua-tra-cuu td").first
    expect(cell).to_have_attribute("data-name", "Danh hiệu, hình thức")
    box = page.locator("#ket-qua-tra-cuu").bounding_box()
    assert box is not None
    assert box["width"] <= 390
    expect(page.get_by_role("rowheader").first).to_be_visible()
    page.get_by_label("Từ cần tìm").fill("khongcoaitenthe")
    expect(page.get_by_role("button", name="Hiện thêm")).to_be_hidden()
    page.close()


def test_a_list_that_cannot_be_loaded_leaves_the_way_to_the_others(
    browser: Browser, address: str
) -> None:
    page = browser.new_page()
    page.route("**/tra-cuu-khen-thuong.json", lambda route: route.fulfill(status=503))
    page.goto(address + LOOKUP)
    expect(page.locator("form.td-filter")).to_be_hidden()
    expect(page.get_by_role("link", name="Excel")).to_be_visible()
    page.close()


def test_the_matrix_is_narrowed_by_status_and_name(page: Page, address: str) -> None:
    page.goto(address + MATRIX)
    rows = page.locator("table.td-matrix tbody tr:visible")
    every = rows.count()
    page.locator("select[name=status]").select_option("missing")
    expect(page.locator("output")).not_to_have_text(f"{every}/{every} dòng")
    assert 0 < rows.count() < every
    for text in rows.all_inner_texts():
        assert "chưa gửi, quá hạn" in text
    page.get_by_role("button", name="Bỏ lọc").click()
    page.get_by_label("Nơi gửi").fill("phu tho")
    expect(rows).to_have_count(1)
    expect(page.locator("h2:visible")).to_have_count(1)


def test_without_scripts_tables_are_whole_and_forms_away(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + MATRIX)
    assert page.locator("table.td-matrix tbody tr:visible").count() > 5
    expect(page.locator("form.td-filter")).to_be_hidden()
    page.goto(address + LOOKUP)
    expect(page.get_by_role("link", name="từng cụm")).to_be_visible()
    context.close()
