"""The Vietnamese order of names: Ă after A, Đ after D; tones decide only between equals."""

import unicodedata
from functools import cache

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_LETTERS, start=100)}
# ngang, huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


@cache  # the same few names, over and over
def sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Return the key by which names sort as in a Vietnamese dictionary.

    Letters first, then tones, then the text itself, so that the order is total.
    """
    letters: list[int] = []
    tones: list[int] = []
    for character in unicodedata.normalize("NFC", text.casefold()):
        base, tone = _split(character)
        letters.append(_RANK.get(base, min(ord(base), 99)))
        tones.append(tone)
    return tuple(letters), tuple(tones), text


def _split(character: str) -> tuple[str, int]:
    """Return the letter without its tone, and the tone's rank."""
    marks = unicodedata.normalize("NFD", character)
    tone = next((_TONES[mark] for mark in marks if mark in _TONES), 0)
    kept = "".join(mark for mark in marks if mark not in _TONES)
    return unicodedata.normalize("NFC", kept)[0], tone
