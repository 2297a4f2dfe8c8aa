"""``thidua check --base``: a pull request judged from Git's objects, on any computer.

The files on the disk take no part, only commits: what the server will judge is what is judged here.
"""

import argparse
import tempfile
from datetime import date
from pathlib import Path

from thidua.changes import Pull, judge
from thidua.formatters import FORMATTERS, pull
from thidua.messages import Catalogue, shown
from thidua.project import Project
from thidua.repository import GitFault, Repository
from thidua.selection import UsageError


def checked(
    arguments: argparse.Namespace, project: Project, words: Catalogue, today: date, *, colour: bool
) -> tuple[str, bool]:
    """Return what is said of a pull request, and whether it is blocked.

    Raises :class:`UsageError` when the call makes no sense or Git cannot answer it.
    """
    if not arguments.base or arguments.paths:
        raise UsageError(words.ui("pull_alone"))
    head = arguments.head or "HEAD"
    asked = Pull(Repository(project.root), arguments.base, head, arguments.account)
    with tempfile.TemporaryDirectory(prefix="thidua-") as name:
        folder = Path(name)
        try:
            verdict = judge(asked, folder, today)
        except GitFault as error:
            raise UsageError(words.ui("pull_git").format(text=shown(str(error)))) from error
        if arguments.format == "human":
            text = pull.render(verdict, words, folder, colour=colour)
        elif arguments.format == "json":
            text = pull.as_json(verdict, words, folder)
        else:
            text = FORMATTERS[arguments.format]((*verdict.own, *verdict.caused), words, folder)
    return text, bool(verdict.blocking)
