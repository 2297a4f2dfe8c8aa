"""The built site in a real browser."""

import re
import shutil
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.site.browsing import serve
from tests.site.conftest import build
from thidua.policy import guarded
from thidua.project import Project


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    """The address of the site."""
    with serve(built) as address:
        yield address


def test_samples_say_so(browser: Browser, address: str) -> None:
    page = browser.new_page()
    for path in ("", "don-vi/bhxh-hung-yen/", "cum/cum-01/", "lich-hoi-nghi/", "khen-thuong/"):
        page.goto(address + path)
        note = page.get_by_text("Số liệu minh họa", exact=False).first
        assert note.is_visible(), path
    page.close()


def test_a_reader_finds_who_is_missing(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.get_by_role("link", name="Tình trạng từng đơn vị").click()
    row = page.get_by_role("row").filter(has_text="Phú Thọ")
    assert "chưa gửi" in row.inner_text()
    row.get_by_role("link").first.click()
    assert "Phú Thọ" in page.locator("h1").inner_text()
    page.close()


def test_an_award_can_be_cited_for_ever(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "khen-thuong/theo-cum/")
    page.get_by_role("link", name=re.compile("Quyết định số .* mục e1")).first.click()
    page.wait_for_url("**/#e1")
    assert page.locator("#e1").count() == 1
    page.close()


HOSTILE = [
    "<script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    '"><svg onload=window.hit=1>',
    "[x](javascript:window.hit=1)",
    "{{ 7*7 }}{% raw %}",
    "</div></body><script>window.hit=1</script>",
    "*x*{: onmouseover=window.hit=1 }",  # pictures are refused before they get here (PRV105)
    '[x](http://a.example){: onclick="window.hit=1" }',
    '--8<-- "mkdocs.yml"',
    "<!-- --><details open ontoggle=window.hit=1>",
]


def test_hostile_text_runs_nothing(repository: Project, browser: Browser) -> None:
    file = repository.root / "submissions/2013-h1/bhxh-hung-yen/report.yml"
    text = file.read_text("utf-8")
    block = "\n".join(f"    {line}\n" for line in HOSTILE)
    text = text.replace("    Ngay từ đầu năm", f"{block}\n    Ngay từ đầu năm", 1)
    quoted = " ".join(HOSTILE).replace('"', '\\"')
    for good in ("Phòng Tiếp nhận và Quản lý hồ sơ", "Trần Thị B", "Hộ gia đình", "Quý III"):
        text = text.replace(f": {good}\n", f': "{quoted[:450]}"\n', 1)
    file.write_text(text, "utf-8")
    with serve(build(repository.root)) as address:
        _nothing_runs(browser, address)


def _nothing_runs(browser: Browser, base: str) -> None:
    page = browser.new_page()
    faults: list[str] = []
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    for path in (
        "dot/2013-h1/bao-cao/bhxh-hung-yen/",
        "dot/2013-h1/dien-hinh/",
        "don-vi/bhxh-hung-yen/",
        "dot/2013-h1/tong-hop/",
        "",
    ):
        page.goto(base + path, wait_until="networkidle")
        assert page.evaluate("window.hit") is None, path
    page.goto(base + "dot/2013-h1/bao-cao/bhxh-hung-yen/")
    shown = page.locator("article").inner_text()
    assert "<script>window.hit=1</script>" in shown
    assert "{{ 7*7 }}" in shown
    assert "site_name" not in shown
    assert faults == []
    page.close()


def test_what_is_smuggled_into_a_page_does_not_run(
    built: Path, browser: Browser, tmp_path: Path
) -> None:
    """A second lock behind the first: no text becomes a script, and if it did, it would not run."""
    site = tmp_path / "site"
    shutil.copytree(built, site)
    file = site / "index.html"
    evil = "<script>window.hit=1</script><img src=x onerror=window.hit=1>"
    text = file.read_text("utf-8")
    assert "</article>" in text
    file.write_text(text.replace("</article>", f"{evil}</article>"), "utf-8")
    with serve(site) as address:
        page = browser.new_page()
        refused: list[str] = []
        page.on("console", lambda said: refused.append(said.text))
        page.goto(address, wait_until="networkidle")
        assert page.evaluate("window.hit") is None
        assert sum("Content Security Policy" in each for each in refused) == 2
        page.close()


def test_only_scripts_of_the_frame_are_let_in() -> None:
    content = "<script>bad()</script>"
    policy = guarded(f"<head></head><script>good()</script><body>{content}</body>", content)
    policy = policy.partition(">")[2].partition(">")[0]  # the first tag of the head
    digest = "'sha256-{}'".format
    known = {
        name: digest(b64encode(sha256(name.encode()).digest()).decode())
        for name in ("good()", "bad()")
    }
    assert known["good()"] in policy
    assert known["bad()"] not in policy
