"""What a scaffold leaves for people to fill in."""

import re
from typing import Final

#: Stands in scaffolds where somebody has to write.
BLANK: Final = "…"

# «…», «....», «____», also in brackets; and «…/BC-BHXH», the number that is given at signing.
_ONLY_DOTS = re.compile(r"[\s.,;…_()<>\[\]-]*(?:…|\.{3}|_{3})[\s.,;…_()<>\[\]-]*")
_OPEN_NUMBER = re.compile(r"[\s.…_]*(?:…|\.{2}|_{2})[\s.…_]*/\S+")


def is_blank(text: str) -> bool:
    """Tell whether a text is a place that nobody has filled in.

    >>> is_blank("…"), is_blank("......./BC-BHXH"), is_blank("Ngay từ đầu năm …")
    (True, True, False)
    """
    return bool(_ONLY_DOTS.fullmatch(text) or _OPEN_NUMBER.fullmatch(text))
