"""The site's own fonts: what Vietnamese needs of what npm has brought; nothing without it."""

from pathlib import Path

import pytest

from thidua.fonts import fonts

SHEET = """/* source-sans-3-cyrillic-wght-normal */
@font-face {{
  font-family: 'Source Sans 3 Variable';
  src: url(./files/{name}-cyrillic-wght-normal.woff2) format('woff2-variations');
}}
/* source-sans-3-vietnamese-wght-normal */
@font-face {{
  font-family: 'Source Sans 3 Variable';
  src: url(./files/{name}-vietnamese-wght-normal.woff2) format('woff2-variations');
  unicode-range: U+0102-0103;
}}
"""
STYLES = "assets/stylesheets/fonts.css"


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    folder = tmp_path / "node_modules" / "@fontsource-variable" / "source-sans-3"
    (folder / "files").mkdir(parents=True)
    (folder / "wght.css").write_text(SHEET.format(name="source-sans-3"), "utf-8")
    for subset in ("cyrillic", "vietnamese"):
        (folder / "files" / f"source-sans-3-{subset}-wght-normal.woff2").write_bytes(b"wOF2")
    return tmp_path


def test_only_what_vietnamese_needs(packages: Path) -> None:
    found = fonts(packages)
    name = "source-sans-3-vietnamese-wght-normal.woff2"
    assert set(found) == {STYLES, f"assets/fonts/{name}"}
    styles = found[STYLES].decode()
    assert f"url(../fonts/{name})" in styles
    assert "unicode-range: U+0102-0103;" in styles
    assert "cyrillic" not in styles


def test_without_npm_pages_still_find_their_style_sheet(tmp_path: Path) -> None:
    assert fonts(tmp_path) == {STYLES: b""}
