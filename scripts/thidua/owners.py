"""CODEOWNERS: who is asked for a review, made from the roster and the clusters.

It gives nobody a right: owners need write access to the repository, which units do not have. Who
may send what is judged by the roster itself.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from thidua.codelists import Cluster, CodeLists
from thidua.codelists.roster import Roster
from thidua.project import Project

FILE: Final = ".github/CODEOWNERS"
_NOTE: Final = """\
# Made by «make schemas» from schemas/codelists/roster.yml and clusters.yml; not edited by hand.
# It names reviewers and gives nobody a right: the last line that fits a path counts.
"""


def wanted(project: Project, codelists: CodeLists) -> bytes | None:
    """Return what the file should hold; None for a repository that is on no forge.

    Raises :class:`thidua.diagnostics.HouseFault` if the roster is broken.
    """
    if not (project.root / FILE).parent.is_dir():
        return None
    roster = Roster.read(project.codelists, codelists, project.contract)
    return (_NOTE + "".join(f"{line}\n" for line in _lines(roster, codelists))).encode()


def write(project: Project, codelists: CodeLists) -> list[str]:
    """Bring the file up to date; return its path if it was written."""
    file, content = project.root / FILE, wanted(project, codelists)
    if content is None or (file.is_file() and file.read_bytes() == content):
        return []
    file.write_bytes(content)
    return [FILE]


def _lines(roster: Roster, codelists: CodeLists) -> Iterator[str]:
    centre = codelists.centre.id if codelists.centre else None
    house = [each.account for each in roster if each.house]
    office = [each.account for each in roster if centre in each.folders]
    for path, accounts in (("*", house), ("/submissions/", office)):
        if accounts:
            yield _line(path, accounts)
    asked: dict[str, list[str]] = {}
    for each in roster:
        for key in sorted(each.reviews):
            cluster = codelists.clusters.get(key)
            for submitter in (key, *(_newest(cluster) if cluster else ())):
                asked.setdefault(submitter, []).append(each.account)
    for submitter, accounts in sorted(asked.items()):
        yield _line(f"/submissions/*/{submitter}/", accounts)


def _newest(cluster: Cluster) -> list[str]:
    """Return the members of the newest composition; who has left is reviewed where it went."""
    last = max((each.to or date.max for each in cluster.members), default=date.max)
    return [each.unit for each in cluster.members if (each.to or date.max) == last]


def _line(path: str, accounts: list[str]) -> str:
    return " ".join([path, *(f"@{account}" for account in dict.fromkeys(accounts))])
