"""The site's own fonts, where npm has brought them; without them readers see their own."""

import re
from collections.abc import Iterator
from pathlib import Path

#: A serif for headings and a sans for the rest; both draw every Vietnamese letter.
_FACES = ("source-serif-4/wght", "source-sans-3/wght", "source-sans-3/wght-italic")
_PACKAGES = Path("node_modules", "@fontsource-variable")
_STYLES = "assets/stylesheets/fonts.css"
_RULE = re.compile(r"@font-face \{[^}]*\}")
_SOURCE = re.compile(r"url\(\./files/([a-z0-9-]+\.woff2)\)")
_SUBSETS = ("latin-wght", "latin-ext-wght", "vietnamese-wght")


def fonts(root: Path) -> dict[str, bytes]:
    """Return the files of the fonts and the style sheet that names them, by path in the site.

    The style sheet is there even without fonts: every page asks for it.
    """
    found: dict[str, bytes] = {}
    rules = [rule for face in _FACES for rule in _rules(root / _PACKAGES, face, found)]
    found[_STYLES] = "\n".join(rules).encode()
    return found


def _rules(packages: Path, face: str, found: dict[str, bytes]) -> Iterator[str]:
    """Yield the rules of the subsets that Vietnamese needs, and note their files."""
    package, _, style = face.partition("/")
    sheet = packages / package / f"{style}.css"
    if not sheet.is_file():
        return
    for rule in _RULE.findall(sheet.read_text("utf-8")):
        source = _SOURCE.search(rule)
        if source and any(f"-{subset}-" in source[1] for subset in _SUBSETS):
            found[f"assets/fonts/{source[1]}"] = (
                packages / package / "files" / source[1]
            ).read_bytes()
            yield _SOURCE.sub(r"url(../fonts/\1)", rule)
