"""What a text of paragraphs may do where it stands: freely, behind a name, or only in a fence."""

import re
from functools import lru_cache

from thidua.markdown.blocks import VERBATIM, has_heading, parse
from thidua.markdown.forms import named
from thidua.schema.shape import Shape

# The same short texts are asked about again and again, the blanks of scaffolds above all.
_REMEMBERED = 512


def fence(value: str) -> str:
    """Return a text in a fence that keeps it exactly as it is."""
    longest = max((len(run) for run in re.findall("`+", value)), default=0)
    ticks = "`" * max(3, longest + 1)
    return f"{ticks}{VERBATIM}\n{value}\n{ticks}"


@lru_cache(_REMEMBERED)
def stands_alone(value: str) -> bool:
    """Tell whether a text as it stands ends where it should and has no headings."""
    blocks = parse(f"{value}\n\n# x")
    if not blocks or blocks[-1].type != "heading" or has_heading(blocks[:-1]):
        return False
    return not (blocks[0].type == "fence" and blocks[0].info.strip() == VERBATIM)


@lru_cache(_REMEMBERED)
def is_simple(value: str) -> bool:
    """Tell whether a text can begin behind a name on the line of a list item."""
    blocks = parse(value)
    return bool(blocks) and blocks[0].type == "paragraph" and "\t" not in value


@lru_cache(_REMEMBERED)
def is_paragraphs(value: str) -> bool:
    """Tell whether a text is paragraphs only."""
    return {each.type for each in parse(value)} == {"paragraph"}


def names_nothing(text: str, shape: Shape) -> bool:
    """Tell whether nobody can take the beginning of a text for the name of a field."""
    return ":" not in text or all(
        named(shape, text[:place].strip("* ")) is None
        for place, letter in enumerate(text)
        if letter == ":"
    )
