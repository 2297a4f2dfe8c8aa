"""Text of strangers inside a comment: it shows as it is, and does nothing.

The server reads comments as Markdown and HTML, and then looks in the text for names to notify,
numbers and addresses to link. Entities stop the first; a letter of no width stops the second, as it
works on the text behind the entities.
"""

import re
from typing import Final

_BREAK: Final = "&#8203;"
_SPECIAL = re.compile(r"[\\`*_{}\[\]()#!|~^$&<>@]")
#: What would become a link without being marked as one.
_ADDRESS = re.compile(r"(?i)(://|\bwww\.|\bmailto:|\bGH-(?=[0-9]))")
_LINKING = frozenset("@#")
_RUN = re.compile(r"`+")


def inert(text: str) -> str:
    """Return a text for one line of a comment."""
    line = " ".join(text.split())
    parts = []
    for index, part in enumerate(_ADDRESS.split(line)):
        safe = _SPECIAL.sub(_entity, part)
        parts.append(_broken(part) if index % 2 else safe)
    return "".join(parts)


def code(text: str) -> str:
    """Return a text as a run of code, in which nothing is looked for."""
    line = " ".join(text.split()) or " "
    fence = "`" * (_longest(line) + 1)
    edge = " " if line[0] == "`" or line[-1] == "`" else ""
    return f"{fence}{edge}{line}{edge}{fence}"


def fenced(text: str, language: str) -> str:
    """Return lines as a block of code."""
    fence = "`" * max(3, _longest(text) + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def _entity(match: re.Match[str]) -> str:
    letter = match[0]
    return f"&#{ord(letter)};" + (_BREAK if letter in _LINKING else "")


def _broken(part: str) -> str:
    return f"{part[:-1]}{_BREAK}{part[-1]}"


def _longest(text: str) -> int:
    return max((len(run) for run in _RUN.findall(text)), default=0)
