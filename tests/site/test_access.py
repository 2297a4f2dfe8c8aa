"""One page of every kind in a real browser: for everybody, light and dark, on a phone too."""

import gzip
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.conftest import ROOT, need
from tests.site.browsing import serve

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
VNU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
JAVA = shutil.which("java")
#: Bytes, compressed, that a first visit may take, the fonts apart.
FIRST_LOAD = 300_000
#: One page of every kind.
KINDS = [
    "",
    "dot/",
    "dot/2013-h1/",
    "dot/2013-h1/tinh-trang/",
    "dot/2013-h1/tong-hop/",
    "dot/2013-h1/chi-tieu/ty-le-no/",
    "dot/2013-h1/dien-hinh/",
    "dot/2013-h1/kien-nghi/",
    "dot/2013-h1/bao-cao/bhxh-hung-yen/",
    "dot/2013-h1/bao-cao-cum/cum-01/",
    "don-vi/",
    "don-vi/bhxh-phu-tho/",
    "cum/",
    "cum/cum-01/",
    "lich-hoi-nghi/",
    "khen-thuong/",
    "khen-thuong/tra-cuu/",
    "khen-thuong/theo-cum/",
    "khen-thuong/bang-khen-tong-giam-doc/",
    "khen-thuong/quyet-dinh/2013-h1/qd-0001-qd-bhxh/",
    "huong-dan/",
    "huong-dan/cach-gui/",
    "huong-dan/in-english/",
    "huong-dan/loi/",
    "huong-dan/loi/tot201/",
    "tra-cuu/",
    "tra-cuu/truong/report/",
    "tra-cuu/danh-muc/units/",
    "du-lieu/",
    "van-hanh/",
    "kien-truc/",
]
VIETNAMESE = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")
#: Of the theme's own page frame, not of ours; each was looked at.
OF_THE_THEME = [
    "Attribute “autocomplete” is only allowed when the input type is",  # its hidden checkboxes
    "The value of the “for” attribute of the “label” element must be",  # contents without headings
    "Bad value “” for attribute “tabindex” on element “label”",  # sections of the navigation
]


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    with serve(built) as address:
        yield address


@pytest.mark.parametrize("path", KINDS)
def test_a_page_for_everybody(browser: Browser, address: str, path: str) -> None:
    """No fault, nothing from elsewhere, no sideways scrolling, nothing for axe to say."""
    need("axe-core", AXE.is_file(), how="make test, with a network")
    # The policy of the pages keeps axe out as it keeps out everything; others test with it.
    page = browser.new_page(
        viewport={"width": 1280, "height": 800}, color_scheme="light", bypass_csp=True
    )
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: faults.append(request.url))
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith((address, "data:")) else faults.append(request.url)
        ),
    )
    loaded: list[Response] = []
    # Playwright asks a handler for attributes that methods of lists do not have.
    page.on("response", lambda response: loaded.append(response))  # noqa: PLW0108
    answer = page.goto(address + path, wait_until="networkidle")
    bodies = {each.url: gzip.compress(each.body()) for each in loaded if ".woff2" not in each.url}
    assert sum(map(len, bodies.values())) < FIRST_LOAD
    assert not any("thidua_index" in url for url in bodies)  # who does not search need not have it
    assert answer is not None
    assert answer.status == 200
    assert page.locator("h1").count() == 1
    if path != "kien-truc/":  # decisions are for developers, in English
        assert VIETNAMESE.search(page.locator("h1").inner_text().casefold())
        assert VIETNAMESE.search(page.title().casefold())
    assert page.evaluate("document.documentElement.lang") == "vi"
    page.add_script_tag(path=str(AXE))
    said = list(_axe(page))
    page.add_style_tag(content="* { transition: none !important }")  # colours change at once
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    said += _axe(page)
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert (faults, said) == ([], [])
    page.close()


def _axe(page: Page) -> Iterator[str]:
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    for each in found:
        for node in each["nodes"][:3]:
            yield f"{each['id']}: {node['target'][0]}: {node.get('failureSummary', '')}"


def test_the_nu_checker_finds_nothing_of_ours(built: Path) -> None:
    need("java", JAVA)
    need("vnu-jar", VNU.is_file(), how="make test, with a network")
    files = [str(built / path / "index.html") for path in KINDS]
    command = [str(JAVA), "-jar", str(VNU), "--format", "json", "--errors-only", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    said = sorted(
        {
            re.sub(r"[0-9]+", "N", f"{each['message']} | {each.get('extract', '')[:90]!r}")
            for each in json.loads(done.stderr)["messages"]
            if each["type"] == "error"
        }
    )
    assert [each for each in said if not any(own in each for own in OF_THE_THEME)] == []
