"""Which papers a call means: paths as somebody types them, as the project names them."""

import os
from collections.abc import Sequence
from pathlib import Path

from thidua.messages import Catalogue, shown
from thidua.project import Project


class UsageError(Exception):
    """The person at the keyboard must change the call; the message says how."""


def chosen(
    project: Project, paths: Sequence[str], words: Catalogue, folder: Path
) -> list[str] | None:
    """Return the wanted paths as the project names them; None stands for all.

    ``folder`` is where the call was made. Raises :class:`UsageError` for a path that is not there.
    """
    if not paths:
        return None
    wanted = []
    for path in paths:
        full = Path(os.path.normpath(folder / path))
        full = full.parent.resolve() / full.name  # the checkout itself may stand behind a link
        root = project.root.resolve()
        known = os.path.lexists(full) or full == root / project.submissions.name
        if not known or not full.is_relative_to(root):
            raise UsageError(words.ui("no_path").format(path=shown(path)))
        wanted.append(full.relative_to(root).as_posix())
    return wanted


def within(path: str, wanted: Sequence[str] | None) -> bool:
    """Tell whether a path is wanted, itself or with its folder."""
    if wanted is None:
        return True
    return any(path == each or path.startswith(f"{each}/") or each == "." for each in wanted)


def papers(project: Project, paths: Sequence[str], words: Catalogue, folder: Path) -> list[str]:
    """Return the papers that are named, or that stand in the folders that are named."""
    wanted = chosen(project, paths, words, folder) or []
    found = [path for path in project.files() if within(path, wanted)]
    if not found:
        raise UsageError(words.ui("no_paper").format(path=shown(paths[0])))
    return found
