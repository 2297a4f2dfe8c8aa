"""The executed examples: for every code a file that has the fault, and the same file right.

They live in ``checks/examples``: one whole tiny repository (``base``) without a single finding,
and a file for each code that says what to change in it and where the finding then stands. The
pages of the codes show the snippets, the tests run them.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

from thidua.diagnostics import HouseFault
from thidua.project import Project

#: The campaign of the base repository.
CAMPAIGN = "2013-h1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """How one finding comes about: ``bad`` put in the place of ``good`` in a file of the base."""

    code: str
    #: The paper by its name in the campaign: ``bhxh-hung-yen/report``.
    paper: str = ""
    #: An account: the snippets then are what its pull request changes, as Git shows it.
    account: str = ""
    #: Any other file, by its path: ``schemas/codelists/clusters.yml``.
    file: str = ""
    #: Whether the files that «make schemas» makes are made first; the base has none.
    bundled: bool = False
    #: The ending of the paper: ``yml``, or ``md`` for the Markdown notation.
    ending: str = "yml"
    #: Whole lines that stand once in the file, written without their common indentation.
    good: str
    #: What stands in their place, at the same indentation.
    bad: str
    #: The text in ``bad`` at whose beginning the finding stands.
    at: str
    #: Which occurrence of ``at`` is meant, from 1; None where there is only one.
    occurrence: int | None = None
    #: Where the bad paper stands, when its path is the fault.
    moved_to: str | None = None
    #: Whether the good paper stays where it is, beside the bad one.
    beside: bool = False
    #: Whether ``bad`` is the whole paper, not a part of it.
    whole: bool = False
    #: How the bad paper is written to bytes.
    encoding: str = "utf-8"
    #: What the bad paper is a symbolic link to, when that is the fault.
    link: str | None = None
    #: How many bytes of comment are added, when size is the fault.
    padding: int = 0
    #: The values of its finding that its sentences name; a test holds them against a real run.
    finding: Mapping[str, Any] = field(default_factory=dict)

    @property
    def good_path(self) -> str:
        """The path of the good file."""
        if self.account:
            return "đề nghị gộp"
        return self.file or f"submissions/{CAMPAIGN}/{self.paper}.{self.ending}"

    @property
    def path(self) -> str:
        """The path of the bad file."""
        return self.moved_to or self.good_path


@cache
def example(code: str) -> Example:
    """Return the example of a code; raises :class:`HouseFault` if it has none."""
    file = _folder() / f"{code}.yml"
    if not file.is_file():
        raise HouseFault(f"checks/examples/{code}.yml is missing")
    raw = yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return Example(code=code, **raw)


def write_base(target: Path) -> None:
    """Write the base repository, which has no finding, into a folder."""
    _copy(_folder() / "base", target)


def write_bad(shown: Example, target: Path, schemas: Path) -> tuple[int, int]:
    """Write the base repository with the fault into a folder; its schemas stand elsewhere.

    Returns line and column, from 1, of the place where its only finding stands.
    """
    write_base(target)
    if shown.bundled:
        _bundle(Project.at(target, schemas=schemas))
    good = target / shown.good_path
    text, first, shift = _replaced(good.read_text("utf-8"), shown)
    if not shown.beside:
        good.unlink()
    bad = target / shown.path
    bad.parent.mkdir(parents=True, exist_ok=True)
    if shown.link is not None:
        bad.symlink_to(shown.link)
    else:
        padding = f"# {'x' * shown.padding}\n" if shown.padding else ""
        bad.write_bytes((text + padding).encode(shown.encoding))
    row, column = _place(shown)
    return first + row + 1, shift + column + 1


def _bundle(project: Project) -> None:
    """Write the files that are made from others, as they are right."""
    from thidua import editors, owners  # noqa: PLC0415 - who reads an example needs no schema
    from thidua.schema import Schemas  # noqa: PLC0415 - as above

    schemas = Schemas.of(project)
    editors.write(schemas, project.bundled)
    (project.root / owners.FILE).parent.mkdir()
    owners.write(project, schemas.codelists)


def _folder() -> Traversable:
    return resources.files("thidua") / "checks" / "examples"


def _copy(source: Traversable, target: Path) -> None:
    if source.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        for child in source.iterdir():
            _copy(child, target / child.name)
    else:
        target.write_bytes(source.read_bytes())


def _replaced(text: str, shown: Example) -> tuple[str, int, int]:
    """Return the bad text, and the line (from 0) and indentation at which the snippet stands."""
    lines, wanted = text.split("\n"), shown.good.rstrip("\n").split("\n")
    found = [
        (row, shift)
        for row, line in enumerate(lines)
        for shift in [len(line) - len(line.lstrip(" "))]
        if _shifted(wanted, shift) == lines[row : row + len(wanted)]
    ]
    if len(found) != 1:
        raise HouseFault(f"checks/examples/{shown.code}.yml: good stands {len(found)} times")
    if shown.whole:
        return shown.bad, 0, 0
    row, shift = found[0]
    lines[row : row + len(wanted)] = _shifted(shown.bad.rstrip("\n").split("\n"), shift)
    return "\n".join(lines), row, shift


def _shifted(lines: list[str], shift: int) -> list[str]:
    return [f"{' ' * shift}{line}" if line else line for line in lines]


def _place(shown: Example) -> tuple[int, int]:
    """Return row and column, from 0, of ``at`` in the text as it is read: in NFC."""
    text = unicodedata.normalize("NFC", shown.bad)
    places = [match.start() for match in re.finditer(re.escape(shown.at), text)]
    if (shown.occurrence is None) != (len(places) == 1):
        raise HouseFault(f"checks/examples/{shown.code}.yml: at stands {len(places)} times")
    before = text[: places[(shown.occurrence or 1) - 1]]
    return before.count("\n"), len(before) - (before.rfind("\n") + 1)
