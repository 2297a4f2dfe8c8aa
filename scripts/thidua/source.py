"""From bytes to text: the first gate, before any parser sees what somebody sent."""

import re
import unicodedata
from pathlib import Path

from thidua.diagnostics import Diagnostic, Mark
from thidua.text.characters import FORBIDDEN, describe, legacy_encoding

#: A paper of 5-8 KB is usual, a decision with 5,000 entries stays below this.
MAX_BYTES = 2 * 1024 * 1024

#: Spaces at which no line breaks: Word puts them into figures and before punctuation, where nobody
#: sees them; as indentation they would mean nothing to YAML.
NO_BREAK = "\xa0\u2007\u202f"


def read(root: Path, path: str) -> tuple[str | None, list[Diagnostic]]:
    """Return the text of a paper and what is wrong with its bytes.

    The text is in NFC, with line feeds and plain spaces only; it is None when the file cannot be
    read further. Positions in all later findings are those of the returned text.
    """
    raw, found = read_bytes(root, path)
    return (None, found) if raw is None else decode(path, raw)


def read_bytes(root: Path, path: str) -> tuple[bytes | None, list[Diagnostic]]:
    """Return the bytes of a file, or why it is not read: no ordinary file, or too large."""
    file = root / path
    if file.is_symlink() or not file.is_file():
        return None, [_at_top(path, "FIL105")]
    size = file.stat().st_size
    if size > MAX_BYTES:
        return None, [_at_top(path, "FIL103", kilobytes=size // 1024, limit=MAX_BYTES // 1024)]
    return file.read_bytes(), []


def decode(path: str, raw: bytes) -> tuple[str | None, list[Diagnostic]]:
    """Return the text of the bytes and the findings about them; see :func:`read`."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        return None, [Diagnostic(path, _mark_after(before), "ENC101", {"byte": raw[error.start]})]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for space in NO_BREAK:  # few texts have them, and translate() is slow for all
        text = text.replace(space, " ")
    bad = FORBIDDEN.search(text)
    if bad is not None:
        params = describe(text)
        return None, [Diagnostic(path, _mark_after(text[: bad.start()]), "ENC102", params)]
    composed = unicodedata.normalize("NFC", text)
    old = legacy_encoding(composed)
    if old is not None:
        encoding, place = old
        return None, [
            Diagnostic(path, _mark_after(composed[:place]), "ENC104", {"encoding": encoding})
        ]
    found = []
    if composed != text:
        first = next(i for i, (a, b) in enumerate(zip(text, composed, strict=False)) if a != b)
        found.append(Diagnostic(path, _mark_after(composed[:first]), "ENC103"))
    found += [
        Diagnostic(path, _mark_after(composed[: eth.start()]), "ENC105", {"word": eth[0]})
        for eth in re.finditer("[Ðð]\\w*", composed)
    ]
    return composed, found


def _mark_after(before: str) -> Mark:
    """Return the place of the character that follows a text."""
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    return Mark(line, column, column + 1)


def _at_top(path: str, code: str, **params: int) -> Diagnostic:
    return Diagnostic(path, Mark(1, 1, 2), code, params)
