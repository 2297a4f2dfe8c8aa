"""Folded keys: one key for all ways in which people type the same Vietnamese name."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

#: Nobody means a name by something longer.
_LONGEST_NAME = 200
#: A name of more words has its slips within them, if it has as many as the other.
_FEW_WORDS = 3
#: Words of two letters («nợ», «số») are other words where they differ.
_SHORTEST_WITH_SLIP = 2
_SPACES = re.compile(r"[\s\-–—_]+")
#: Grave, acute, tilde, hook above, dot below.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# «kỷ» and «kỉ», «sỹ» and «sĩ», «quý» and «quí» are the same syllable in two spellings.
_Y_FOR_I = re.compile(r"(?<=[bcdghklmnpqrstvx])y\b|(?<=qu)y\b")


def nfc(text: str) -> str:
    """Return the text in Unicode normal form C, as TCVN 6909:2001 asks for."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return the key under which a name is matched: no case, no diacritics, y and i alike.

    >>> fold("Hoà Bình") == fold("HÒA BÌNH"), fold("Chiến sỹ") == fold("chiến sĩ")
    (True, True)
    """
    return _Y_FOR_I.sub("i", _plain(text))


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    """Return the text without case and diacritics, words parted by one space."""
    letters = "".join(
        letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter)
    )
    letters = letters.replace("đ", "d").replace("Đ", "d").replace("Ð", "d").casefold()
    return _SPACES.sub(" ", letters).strip()


@lru_cache(maxsize=4096)
def spelled(text: str) -> str:
    """Return the key under which two names are one: letters count, how they were typed does not.

    >>> spelled("Nguyễn  Thị Hoà") == spelled("NGUYỄN THỊ HÒA"), spelled("Hoa") == spelled("Hòa")
    (True, False)
    """
    words = unicodedata.normalize("NFD", text.replace("Ð", "Đ").casefold()).split()
    return " ".join("".join(sorted(word, key=_is_tone)) for word in words)


def _is_tone(letter: str) -> bool:
    # Behind all letters of its word: the tone is heard on the syllable, wherever it is written.
    return letter in _TONES


def slug(text: str) -> str:
    """Return the folded text as an ASCII address part: ``Đăng ký`` becomes ``dang-ky``."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "d")).casefold()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"[\u0300-\u036f]", "", plain)).strip("-")


def nearest(word: str, candidates: Mapping[str, str]) -> str | None:
    """Return what the person most likely meant, or None when nothing is near enough."""
    found = near(word, candidates)
    return None if found is None else found[1]


def near(
    word: str, candidates: Mapping[str, str], *, word_by_word: bool = False
) -> tuple[int, str] | None:
    """Return how many slips away the nearest candidate is, and what it stands for.

    ``word_by_word`` lets each word have its own slips only: «Thu BHTN» is no slip for «Thu BHYT».

    ``candidates`` maps a written form (name, alias or id) to what shall be suggested. Both sides
    lose case and diacritics first, else every diacritic would count as a slip. None when nothing
    is near enough: one slip in four letters.
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only papers with faults pay for it

    key = _plain(word) if len(word) <= _LONGEST_NAME else ""
    if not key:
        return None
    limit, words = max(1, len(key) // 4), key.split(" ")
    best: tuple[int, str] | None = None
    for written, meant in candidates.items():
        folded = _plain(written)
        others = folded.split(" ")
        strict = word_by_word or len(words) == len(others) > _FEW_WORDS
        if _another_kind(words, others) or (strict and not _word_by_word(words, others)):
            continue
        distance = OSA.distance(key, folded, score_cutoff=limit)
        if distance <= limit and (best is None or (distance, meant) < best):
            best = (distance, meant)
    return best


def slip_for(name: str, candidates: Mapping[str, str]) -> tuple[int, str] | None:
    """Return which name somebody may have mistyped in a new one, and by how many slips.

    «Thu BHTN» is no slip for «Thu BHYT», «… bắt buộc» none for «… tự nguyện»: a slip stays within
    its word, and two of them, or one in eight letters, are the most.
    """
    found = near(name, candidates, word_by_word=True)
    return None if found is None or found[0] > max(2, len(name) // 8) else found


def _another_kind(words: list[str], others: list[str]) -> bool:
    """Tell whether two names differ in the word that says what they name.

    «UBND tỉnh Đắk Lắk» is nobody's slip for «BHXH tỉnh Đắk Lắk».
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - as in near

    if len(words) != len(others) or words[1:] != others[1:] or len(words) == 1:
        return False
    return OSA.distance(words[0], others[0]) > max(1, len(words[0]) // 2)


def _word_by_word(words: list[str], others: list[str]) -> bool:
    """Tell whether every word of a name may be its counterpart with a slip, or a blank is one.

    A short first word, as in «Số người tham gia …», may be left out.
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - as in near

    if len(words) != len(others):
        longer, shorter = max(words, others, key=len), min(words, others, key=len)
        if longer[1:] == shorter and len(longer[0]) <= _SHORTEST_WITH_SLIP:
            return True
        return OSA.distance("".join(words), "".join(others), score_cutoff=1) <= 1
    pairs = [(one, other) for one, other in zip(words, others, strict=True) if one != other]
    return all(
        len(one) > _SHORTEST_WITH_SLIP and OSA.distance(one, other) <= max(1, len(one) // 4)
        for one, other in pairs
    )
