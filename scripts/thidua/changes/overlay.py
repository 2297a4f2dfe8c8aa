"""A base with what a pull request changes laid over it: data only, in a folder of our own.

Nothing of the head is checked out by Git: plain files with clean names and bearable sizes are
written one by one, below ``submissions/`` and, of whoever may change it, ``schemas/``.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final

from thidua.diagnostics import Diagnostic, Mark
from thidua.repository import EXECUTABLE, PLAIN, Blob, Change, Repository
from thidua.source import MAX_BYTES

#: Names that mean the same on every computer, and that lead nowhere else.
_CLEAN = re.compile(r"(?:(?!\.\.?/)[A-Za-z0-9._-]{1,100}/){1,8}(?!\.\.?\Z)[A-Za-z0-9._-]{1,100}")
_FILES: Final = frozenset({PLAIN, EXECUTABLE})
#: Schemas and code lists are larger than papers, but no library either.
_MOST_BASE = 32 * 1024 * 1024


def is_clean(path: str) -> bool:
    """Tell whether a path can be written anywhere, and is not hidden from whoever lists papers."""
    return _CLEAN.fullmatch(path) is not None and not any(
        step.startswith(".") for step in path.split("/")
    )


def write_tree(repository: Repository, blobs: Iterable[Blob], target: Path) -> None:
    """Write files of a commit that is trusted."""
    wanted = [each for each in blobs if each.mode in _FILES and _CLEAN.fullmatch(each.path)]
    wanted = [each for each in wanted if each.size <= _MOST_BASE]
    contents = dict(repository.contents(each.sha for each in wanted))
    for each in wanted:
        _write(target, each.path, contents[each.sha])


def lay_over(
    repository: Repository, changes: Iterable[Change], target: Path, folders: Collection[str]
) -> Iterator[Diagnostic]:
    """Write what the head changes below some folders; yield what is too large to be read."""
    wanted: list[tuple[str, str]] = []
    for change in changes:
        inside = change.path.partition("/")[0] in folders
        if not inside or not _CLEAN.fullmatch(change.path):
            continue
        if change.status == "D":
            (target / change.path).unlink(missing_ok=True)
        elif change.new_mode in _FILES and change.new is not None:
            wanted.append((change.path, change.new))
    sizes = repository.sizes(sha for _, sha in wanted)
    small = [(path, sha) for path, sha in wanted if sizes[sha] <= MAX_BYTES]
    contents = dict(repository.contents(sha for _, sha in small))
    for path, sha in small:
        _write(target, path, contents[sha])
    for path, sha in wanted:
        if sizes[sha] > MAX_BYTES:
            (target / path).unlink(missing_ok=True)
            params = {"kilobytes": sizes[sha] // 1024, "limit": MAX_BYTES // 1024}
            yield Diagnostic(path, Mark(1, 1, 2), "FIL103", params)


def _write(target: Path, path: str, content: bytes) -> None:
    file = target / path
    if any(each.is_file() for each in file.parents if each.is_relative_to(target)):
        return  # a folder of the head where the base has a file: its own finding speaks of it
    if file.is_dir():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
