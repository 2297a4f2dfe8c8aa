"""What people come for, answered by clicking as they would: desk and phone, light and dark."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.browsing import serve

DESK, PHONE = 1280, 390


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    with serve(built) as address:
        yield address


@pytest.fixture(
    params=[(DESK, "light"), (DESK, "dark"), (PHONE, "light"), (PHONE, "dark")],
    ids=["desk-light", "desk-dark", "phone-light", "phone-dark"],
)
def home(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """The first page; at the end nothing went wrong, and nothing came from elsewhere."""
    width, scheme = request.param
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("response", lambda got: faults.append(got.url) if got.status >= 400 else None)
    page.on(
        "request",
        lambda asked: faults.append(asked.url) if not asked.url.startswith(address) else None,
    )
    page.set_default_timeout(10_000)
    page.goto(address)
    yield page
    assert faults == []
    page.close()


def go(page: Page, *steps: str) -> None:
    """Go to a section, then to a page of it: by the tabs and the list, or by a phone's drawer."""
    on_a_desk = page.viewport_size == {"width": DESK, "height": 800}
    for number, step in enumerate(steps):
        if not on_a_desk:
            page.locator("label.md-header__button[for=__drawer]").click()
        place = ".md-tabs" if on_a_desk and number == 0 else ".md-sidebar--primary"
        page.locator(place).get_by_role("link", name=step, exact=True).click()
        page.wait_for_load_state()


def test_which_campaign_what_is_due_who_is_missing(home: Page) -> None:
    expect(home.locator("h1")).to_contain_text("6 tháng đầu năm 2013")
    expect(home.locator(".td-front__due")).to_contain_text("hết ngày 14/7/2013")
    tile = home.locator(".td-map a").filter(has_text="Phú Thọ").first
    tile.click()
    expect(home.locator("h1")).to_contain_text("Phú Thọ")
    expect(home.locator(".td-facts")).to_contain_text("chưa gửi")


def test_how_far_is_my_cluster(home: Page) -> None:
    go(home, "Cụm thi đua")
    home.locator("article").get_by_role("link", name=re.compile("^Cụm .*1$")).first.click()
    members = home.get_by_role("table", name=re.compile("Đơn vị thành viên"))
    expect(members).to_contain_text("Cụm trưởng")
    figures = home.get_by_role("table", name=re.compile("Kết quả của các thành viên"))
    expect(figures).to_contain_text("640.123")


def test_when_and_where_is_the_conference_and_who_comes(home: Page) -> None:
    go(home, "Cụm thi đua", "Lịch hội nghị")
    row = home.get_by_role("row").filter(has_text="Hội trường BHXH tỉnh Hưng Yên")
    expect(row).to_contain_text("03/7/2013")
    expect(row).to_contain_text("08:00–11:30")
    expect(row).to_contain_text("Lê Văn G")
    with home.expect_download() as got:
        home.get_by_role("link", name=re.compile("Tải tệp lịch")).first.click()
    assert "BEGIN:VEVENT" in Path(got.value.path()).read_text("utf-8")


def test_was_this_person_awarded_and_how_is_it_cited(home: Page) -> None:
    go(home, "Khen thưởng")
    home.locator("article").get_by_role("link", name="Tìm khen thưởng").click()
    home.get_by_label("Từ cần tìm").fill("do van e")
    home.locator("#ket-qua-tra-cuu").get_by_role("link").click()
    home.wait_for_url("**/#e3")
    row = home.locator("#e3")
    row.locator("summary").click()
    expect(row).to_contain_text("Quyết định số 0001/QĐ-BHXH ngày 15/3/2013")
    expect(row.get_by_role("link", name="Báo sai sót")).to_be_visible()


def test_what_did_a_unit_report(home: Page) -> None:
    if home.viewport_size == {"width": PHONE, "height": 800}:
        home.locator("label.md-header__button[for=__search]").click()
    field = home.locator("input[name=query]")
    field.click()
    field.press_sequentially("hung yen", delay=20)
    found = home.locator("a.md-search-result__link")
    found.filter(has=home.locator("h1", has_text="BHXH tỉnh Hưng Yên")).first.click()
    expect(home.locator("h1")).to_contain_text("Hưng Yên")
    home.locator("article").get_by_role("link", name="Xem báo cáo").first.click()
    expect(home.locator("h1")).to_contain_text("báo cáo sơ kết")
    expect(home.locator("article")).to_contain_text("640.123")


def test_how_does_the_branch_stand_on_an_indicator(home: Page) -> None:
    go(home, "Đợt sơ kết")
    home.locator("article").get_by_role(
        "link", name=re.compile("6 tháng đầu năm 2013")
    ).first.click()
    home.locator("article").get_by_role(
        "link", name=re.compile("[Kk]ết quả tổng hợp")
    ).first.click()
    home.get_by_role("link", name="Thu BHXH bắt buộc").first.click()
    expect(home.locator("h1")).to_contain_text("Thu BHXH bắt buộc")
    expect(home.locator("article")).to_contain_text("không coi là bằng 0")
    expect(home.get_by_role("row").filter(has_text="Hưng Yên")).to_contain_text("640.123")


def test_who_has_not_sent_yet(home: Page) -> None:
    home.get_by_role("link", name="Tình trạng từng đơn vị").click()
    home.locator("select[name=status]").select_option(label="✕ chưa gửi, quá hạn")
    rows = home.locator("table.td-matrix tbody tr:visible")
    expect(rows.filter(has_text="Lào Cai")).to_have_count(1)
    expect(rows.filter(has_text="Hưng Yên")).to_have_count(0)


def test_what_was_asked_and_what_was_answered(home: Page) -> None:
    go(home, "Đợt sơ kết")
    home.locator("article").get_by_role(
        "link", name=re.compile("6 tháng đầu năm 2013")
    ).first.click()
    home.locator("article").get_by_role("link", name=re.compile("[Kk]iến nghị")).first.click()
    home.locator("select[name=state]").select_option(label="đã trả lời")
    rows = home.locator("table.td-asked tbody tr:visible")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("tháng 9/2013")
    home.get_by_label("Từ cần tìm").fill("cham diem")  # what is asked is searched too
    expect(rows).to_have_count(0)


def test_the_data_can_be_taken_away(home: Page) -> None:
    go(home, "Tra cứu", "Tải dữ liệu")
    for kind, begins in (("Excel", b"PK"), ("CSV", b"\xef\xbb\xbf"), ("JSON", b"{")):
        with home.expect_download() as got:
            link = home.get_by_role("link", name=f"{kind} Khen thưởng, mọi đợt", exact=True)
            link.evaluate("each => each.setAttribute('download', '')")  # JSON opens in the browser
            link.click()
        assert Path(got.value.path()).read_bytes().startswith(begins), kind


def test_the_keyboard_leads_past_the_head_into_the_page(home: Page) -> None:
    home.keyboard.press("Tab")
    skip = home.locator("a.md-skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_visible()
    home.keyboard.press("Enter")
    home.keyboard.press("Tab")
    inside = home.evaluate("document.activeElement.closest('article') !== null")
    assert inside
    outline = home.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


@pytest.mark.parametrize("path", ["", "dot/2013-h1/tinh-trang/", "cum/cum-01/", "lich-hoi-nghi/"])
def test_at_twice_the_size_nothing_is_lost(browser: Browser, address: str, path: str) -> None:
    """Twice the size on a desk is half the room."""
    page = browser.new_page(viewport={"width": DESK // 2, "height": 400}, device_scale_factor=2)
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= DESK // 2
    hidden = page.evaluate(
        "[...document.querySelectorAll('article :is(p, li, th, td, h1, h2, h3)')]"
        ".filter(each => getComputedStyle(each).overflow === 'hidden' && each.scrollWidth >"
        " each.clientWidth + 1 && !each.closest('.td-hidden')).length"
    )
    assert hidden == 0
    page.close()
