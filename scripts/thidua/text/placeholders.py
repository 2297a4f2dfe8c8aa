"""What a scaffold leaves for people to fill in."""

import re
from typing import Final

from thidua.text.folding import fold

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


def says_nothing(text: str, title: str) -> bool:
    """Tell whether a text says of a section that there is nothing to report.

    >>> says_nothing("Không có.", ""), says_nothing("Không có hạn chế", "Tồn tại, hạn chế")
    (True, True)
    >>> says_nothing("Không có đủ nhân lực.", "Tồn tại, hạn chế")
    False
    """
    rest = fold(text.strip().rstrip(".;"))
    if rest == "khong":
        return True
    for begin in ("khong co", "chua co"):
        if rest == begin or rest.startswith(f"{begin} "):
            what = rest.removeprefix(begin).strip()
            return what in {
                "",
                "gi",
                fold(title),
                *(part.strip() for part in fold(title).split(",")),
            }
    return False
