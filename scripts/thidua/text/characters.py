"""Characters that no paper may contain."""

import re
import unicodedata

# Control characters, invisible and direction-changing ones, separators that break lines in some
# programs only, private use and non-characters: none of them is Vietnamese text, all of them can
# hide something from the reader.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)


def describe(text: str) -> dict[str, object]:
    """Return code point and name of the first forbidden character, and how many there are."""
    found = FORBIDDEN.findall(text)
    return {
        "character": f"U+{ord(found[0]):04X}",
        "name": unicodedata.name(found[0], "-"),
        "count": len(found),
    }
