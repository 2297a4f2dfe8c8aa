"""Where things are: the folders of a repository, and what a paper's path says."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

#: Every step becomes a folder or a file of the site, whose names computers bound.
_SLUG = r"(?=[a-z0-9-]{1,100}[/.])[a-z0-9]+(?:-[a-z0-9]+)*"
_PAPER = re.compile(
    rf"submissions/(?P<campaign>{_SLUG})/(?P<submitter>{_SLUG})"
    rf"/(?P<kind>(?=[a-z-]{{1,100}}[/.])[a-z]+(?:-[a-z]+)*)(?:/(?P<slug>{_SLUG}))?\.(?P<ending>yml|md)"
)


@dataclass(frozen=True, slots=True)
class PaperPath:
    """What the path of a paper says: whose it is, of which campaign and kind."""

    path: str
    campaign: str
    submitter: str
    kind: str
    slug: str | None

    @classmethod
    def parse(cls, path: str) -> "PaperPath | None":
        """Read ``submissions/<campaign>/<submitter>/<kind>[/<slug>].yml`` or ``.md``."""
        match = _PAPER.fullmatch(path)
        if match is None:
            return None
        return cls(path, match["campaign"], match["submitter"], match["kind"], match["slug"])

    @property
    def is_markdown(self) -> bool:
        """Whether the paper is written in the Markdown notation, not in YAML."""
        return self.path.endswith(".md")

    @property
    def twin(self) -> str:
        """The path of the same paper in the other notation."""
        return self.path[:-3] + ".yml" if self.is_markdown else self.path[:-4] + ".md"

    @property
    def name(self) -> str:
        """The paper within its campaign, as the intake register names it."""
        return "/".join(filter(None, (self.submitter, self.kind, self.slug)))


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of one repository."""

    root: Path
    schemas: Path
    codelists: Path
    #: What the branch of receipts holds; None where nobody has brought it along.
    receipts: Path | None = None

    @classmethod
    def at(
        cls, root: Path, *, schemas: Path | None = None, receipts: Path | None = None
    ) -> "Project":
        """Return the project at a folder; ``schemas`` where the kinds' schemas stand elsewhere."""
        own = root / "schemas"
        return cls(root, schemas or own, own / "codelists", receipts)

    @classmethod
    def find(cls, start: Path) -> "Project | None":
        """Return the project that a folder belongs to, looking upwards; None outside of one."""
        for folder in (start, *start.parents):
            if (folder / "schemas" / "codelists").is_dir():
                return cls.at(folder)
        return None

    @property
    def contract(self) -> Path:
        """The schema of the code lists; it stands with the other schemas."""
        return self.schemas / "codelists" / "codelist.schema.json"

    @property
    def bundled(self) -> Path:
        """The schemas in the form for editors; a repository may do without the folder."""
        return self.root / "schemas" / "bundled"

    @property
    def submissions(self) -> Path:
        """The folder of all papers; it may be missing in a new repository."""
        return self.root / "submissions"

    def files(self) -> Iterator[str]:
        """Yield the path of every file under ``submissions/``, sorted, relative to the root.

        Folders and files whose names begin with a dot are not papers and are left out;
        links are not followed.
        """
        found: list[str] = []
        for folder, folders, names in os.walk(self.submissions):
            folders[:] = [name for name in folders if not name.startswith(".")]
            relative = Path(folder).relative_to(self.root).as_posix()
            links = [name for name in folders if (Path(folder) / name).is_symlink()]
            found += [f"{relative}/{name}" for name in (*names, *links) if not name.startswith(".")]
        yield from sorted(found)
