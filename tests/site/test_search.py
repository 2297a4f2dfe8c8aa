"""The search of the built site, as people type: with and without diacritics, in any spelling."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.site.browsing import serve
from tests.site.conftest import build, whole_repository

DAK_LAK = """
  - id: bhxh-dak-lak
    names:
      - name: Bảo hiểm xã hội tỉnh Đắk Lắk
        short: BHXH tỉnh Đắk Lắk
    kind: provincial
    province: Đắk Lắk
    codes:
      - code: "66"
  - id: bhxh-hoa-binh
    names:
      - name: Bảo hiểm xã hội tỉnh Hoà Bình
        short: BHXH tỉnh Hoà Bình
    kind: provincial
    province: Hoà Bình
    codes:
      - code: "17"
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Page]:
    """A page whose search is ready."""
    root = tmp_path_factory.mktemp("tim") / "kho"
    units = whole_repository(root).codelists / "units.yml"
    units.write_text(units.read_text("utf-8").rstrip("\n") + DAK_LAK, "utf-8")
    with serve(build(root)) as address:
        page = browser.new_page()
        faults: list[str] = []
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(address, wait_until="networkidle")
        yield page
        assert faults == []
        page.close()


def ask(page: Page, text: str) -> None:
    """Type a query in the place of the one before."""
    field = page.locator("input[name=query]")
    field.click()
    field.fill("")
    field.press("End")
    expect(page.locator(".md-search-result__meta")).to_have_text("Gõ để tìm")
    field.press_sequentially(text)
    field.press("End")  # letters that no key has come without one; the theme waits for a key


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ha noi", "Hà Nội"),
        ("Hà Nội", "Hà Nội"),
        ("HÀ NỘI", "Hà Nội"),
        ("ha no", "Hà Nội"),
        ("dak lak", "Đắk Lắk"),
        ("khen thuong", "Khen thưởng"),  # not a code, nor a report that has these words
        ("bang khen", "Bằng khen của Tổng Giám đốc"),
        ("hoi nghi", "Lịch hội nghị sơ kết"),
        ("cum 1", "Cụm thi đua số 1"),
        ("Đắk Lắk", "Đắk Lắk"),
        ("hoa binh", "Hoà Bình"),
        ("hoà bình", "Hoà Bình"),
        ("hòa bình", "Hoà Bình"),
        ("khen thưởng", "khen thưởng"),
        ("0001/QĐ-BHXH", "0001/QĐ-BHXH"),
        ("0001/qd-bhxh", "0001/QĐ-BHXH"),
    ],
)
def test_the_first_answer(page: Page, typed: str, first: str) -> None:
    ask(page, typed)
    title = page.locator(".md-search-result__article h1").first
    expect(title).to_have_text(re.compile(re.escape(first), re.IGNORECASE))


@pytest.mark.parametrize("typed", ["chien si", "chien sy", "chiến sỹ", "chiến sĩ"])
def test_both_ways_to_write_a_soldier(page: Page, typed: str) -> None:
    ask(page, typed)
    title = page.locator(".md-search-result__article h1").first
    expect(title).to_have_text(re.compile(r"^Chiến s[ĩỹ] thi đua Ngành|danh hiệu thi đua"))


def test_all_words_must_be_there_unless_no_page_has_them(page: Page) -> None:
    ask(page, "dak lak")
    meta = page.locator(".md-search-result__meta")
    expect(meta).to_have_text(re.compile(r"^[1-9] trang$"))  # not all that have only one
    ask(page, "dak lak khongcotunay")
    expect(meta).to_have_text(re.compile(r"^[1-9][0-9]* trang$"))
    ask(page, "khongcotunay")
    expect(meta).to_have_text("Không tìm thấy")


def test_what_was_found_is_marked_once_and_whole(page: Page) -> None:
    ask(page, "hòa bình")
    title = page.locator(".md-search-result__article h1").first
    expect(title.locator("mark")).to_have_text(["Hoà", "Bình"])
    expect(title).to_have_text("BHXH tỉnh Hoà Bình")


def test_a_browser_that_knows_no_workers_name_is_told(page: Page, tmp_path: Path) -> None:
    """The wrapper imports nothing but the theme's own worker."""
    del tmp_path
    said = page.evaluate(
        """() => new Promise(done => {
          const config = JSON.parse(document.getElementById("__config").textContent);
          const [wrapper] = new URL(config.search, location).href.split("?");
          const worker = new Worker(wrapper + "?../../../evil.js");
          worker.onerror = event => { event.preventDefault(); done(event.message); };
        })"""
    )
    assert "no search worker" in said


def test_a_search_that_could_not_load_is_tried_again(browser: Browser, built: Path) -> None:
    with serve(built) as address:
        page = browser.new_page()
        asked: list[str] = []

        def fail_first(route: Route) -> None:
            asked.append(route.request.url)
            route.abort() if len(asked) <= 2 else route.continue_()

        page.context.route("**/thidua_index.json", fail_first)
        page.goto(address, wait_until="networkidle")
        assert asked == []  # who does not search does not load it
        ask(page, "ha noi")  # once the page asks for it, once the worker; then the worker again
        expect(page.locator(".md-search-result__item").first).to_contain_text("Hà Nội")
        assert len(asked) == 3
        page.close()


def test_a_query_in_the_address_is_answered(browser: Browser, built: Path) -> None:
    with serve(built) as address:
        page = browser.new_page()
        page.goto(f"{address}?q=ha+noi")
        expect(page.locator(".md-search-result__item").first).to_contain_text("Hà Nội")
        page.close()


def test_an_index_that_comes_whole_is_searched_too(
    browser: Browser, built: Path, tmp_path: Path
) -> None:
    """As from a cache of an earlier version of the site."""
    site = tmp_path / "site"
    shutil.copytree(built, site)
    index = site / "search" / "search_index.json"
    whole = json.loads(index.read_bytes())
    whole["docs"] = json.loads((site / "search" / "thidua_index.json").read_bytes())
    index.write_text(json.dumps(whole), "utf-8")
    with serve(site) as address:
        page = browser.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(address, wait_until="networkidle")
        ask(page, "ha noi")
        expect(page.locator(".md-search-result__item").first).to_contain_text("Hà Nội")
        assert faults == []
        page.close()
