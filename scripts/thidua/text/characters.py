"""Characters that no paper may contain, and how text of old encodings looks."""

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


# What two old Vietnamese encodings look like when their bytes are taken for Latin-1:
# «B¶o hiÓm x· héi» (TCVN3), «Baûo hieåm xaõ hoäi» (VNI). Signs that stand in no Vietnamese word.
_SIGN = re.compile("[¶¸·¹µ¨®©ª¾¼½ÆûåäëöüïñæÛÅÄËÖÜÏÑ]")
_TCVN3 = re.compile("[A-Za-z][¶¸·¹µ¨®©ª¾¼½Æ]|[¶¸µ¹¨®©ª¾¼½Æ][A-Za-z]")
_VNI = re.compile("[AEIOUYaeiouy][ûåäëöüïñæÛÅÄËÖÜÏÑÆ]")
_ENOUGH = 3


def legacy_encoding(text: str) -> tuple[str, int] | None:
    """Return the name of the old encoding of a text, and where it first shows."""
    if not _SIGN.search(text):  # the patterns that follow are slow, and few texts need them
        return None
    for name, pattern in (("TCVN3", _TCVN3), ("VNI", _VNI)):
        first = pattern.search(text)
        if first is not None and len(pattern.findall(text)) >= _ENOUGH:
            return name, first.start()
    return None
