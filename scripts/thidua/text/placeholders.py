"""What a scaffold leaves for people to fill in."""

import re
from typing import Final

from thidua.text.folding import fold

#: Stands in scaffolds where somebody has to write.
BLANK: Final = "…"

# «…», «....», «____», also in brackets; and «…/BC-BHXH», the number that is given at signing. One
# pattern with both parts would try every place of the dots in a long row of them.
_ONLY_DOTS = re.compile(r"[\s.,;…_()<>\[\]-]*")
_DOTS = re.compile(r"…|\.{3}|_{3}")
_OPEN_NUMBER = re.compile(r"([\s.…_]*)/\S+")
_OPEN_DOTS = re.compile(r"…|\.{2}|_{2}")


def is_blank(text: str) -> bool:
    """Tell whether a text is a place that nobody has filled in.

    >>> is_blank("…"), is_blank("......./BC-BHXH"), is_blank("Ngay từ đầu năm …")
    (True, True, False)
    """
    if not _OPEN_DOTS.search(text):
        return False
    if _ONLY_DOTS.fullmatch(text):
        return bool(_DOTS.search(text))
    number = _OPEN_NUMBER.fullmatch(text)
    return number is not None and bool(_OPEN_DOTS.search(number[1]))


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
