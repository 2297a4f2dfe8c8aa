"""The bare repository behind the stand-in, by Git's plumbing."""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

SHA: Final = re.compile(r"[0-9a-f]{40}")
NOBODY: Final = "0" * 40
_HUNK: Final = re.compile(rb"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


class PlumbingError(Exception):
    """Git refuses."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands at a path of a tree."""

    path: str
    mode: str
    kind: str
    sha: str
    size: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who makes a commit, and when."""

    name: str
    email: str
    at: datetime

    @property
    def date(self) -> str:
        return f"{self.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


class Plumbing:
    """Reads and writes objects and references; nothing of the machine's settings takes part."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        assert self._run("rev-parse", "--git-dir"), f"{folder} is no repository"

    def kind(self, sha: str) -> str | None:
        """Return what an object is; None if there is none of that name."""
        if not SHA.fullmatch(sha):
            return None
        answer = self._run("cat-file", "--batch-check", given=f"{sha}\n".encode()).split()
        return answer[1].decode() if len(answer) == 3 else None

    def commit_of(self, name: str) -> str | None:
        """Return the commit that a branch, a tag or a full name stands for."""
        options = ("--verify", "--quiet", "--end-of-options")
        try:
            found = self._run("rev-parse", *options, f"{name}^{{commit}}")
        except PlumbingError:
            return None
        return found.decode().strip()

    def reference(self, name: str) -> str | None:
        """Return the object of a full reference such as ``refs/heads/main``."""
        listed = self._run("for-each-ref", "--format=%(refname) %(objectname)", name).decode()
        return dict(line.split(" ") for line in listed.splitlines()).get(name)

    def point(self, name: str, sha: str) -> None:
        """Let a reference stand for an object."""
        self._run("update-ref", "--end-of-options", name, sha)

    def is_well_formed(self, name: str) -> bool:
        """Tell whether a reference may be called so."""
        try:
            self._run("check-ref-format", name)
        except PlumbingError:
            return False
        return True

    def is_ancestor(self, old: str, new: str) -> bool:
        """Tell whether a commit stands in the history of another one."""
        try:
            self._run("merge-base", "--is-ancestor", old, new)
        except PlumbingError:
            return False
        return True

    def blob(self, raw: bytes) -> str:
        """Keep a content."""
        return self._run("hash-object", "-w", "--stdin", given=raw).decode().strip()

    def read(self, sha: str) -> bytes:
        """Return a content."""
        return self._run("cat-file", "blob", sha)

    def tree(self, base: str | None, entries: Iterable[tuple[str, str | None, str]]) -> str:
        """Return a tree like another one with (mode, object, path) laid over it; None deletes."""
        lines = [f"{mode if sha else '0'} {sha or NOBODY}\t{path}\0" for mode, sha, path in entries]
        with tempfile.TemporaryDirectory() as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder, "index"))}
            self._run("read-tree", base or "--empty", more=index)
            self._run(
                "update-index", "-z", "--index-info", given="".join(lines).encode(), more=index
            )
            return self._run("write-tree", more=index).decode().strip()

    def commit(
        self, tree: str, parents: Iterable[str], message: str, author: Person, committer: Person
    ) -> str:
        """Make a commit."""
        roles = {"AUTHOR": author, "COMMITTER": committer}
        names = {
            f"GIT_{role}_{key}": value
            for role, who in roles.items()
            for key, value in (("NAME", who.name), ("EMAIL", who.email), ("DATE", who.date))
        }
        words = [word for parent in parents for word in ("-p", parent)]
        made = self._run("commit-tree", *words, tree, given=message.encode(), more=names)
        return made.decode().strip()

    def entries(self, tree: str, path: str = "") -> list[Entry]:
        """Return what stands directly in a tree, or what stands at one path of it."""
        where = ("--", path) if path else ()
        listed = self._run("ls-tree", "-z", "-l", "--full-tree", tree, *where)
        found = []
        for line in listed.decode("utf-8", "replace").split("\0"):
            if line:
                about, _, name = line.partition("\t")
                mode, kind, sha, size = about.split()
                found.append(Entry(name, mode, kind, sha, 0 if size == "-" else int(size)))
        return found

    def hunks(self, base: str, head: str, path: str) -> list[dict[str, range]]:
        """Return the lines of a path that a pull request shows, by side, with three around."""
        fork = self._run("merge-base", base, head).decode().split("\n")[0]
        shown = self._run("diff", "--no-color", "--no-renames", "-U3", fork, head, "--", path)
        found = []
        for match in _HUNK.finditer(shown):
            old, olds, new, news = (1 if each is None else int(each) for each in match.groups())
            found.append({"LEFT": range(old, old + olds), "RIGHT": range(new, new + news)})
        return found

    def _run(self, *words: str, given: bytes = b"", more: dict[str, str] | None = None) -> bytes:
        settings = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "LC_ALL": "C"}
        known = {"PATH": os.environ["PATH"], "HOME": str(self.folder), **settings, **(more or {})}
        done = subprocess.run(
            ["git", "--literal-pathspecs", *words],
            cwd=self.folder,
            env=known,
            input=given,
            capture_output=True,
            check=False,
        )
        if done.returncode != 0:
            raise PlumbingError(done.stderr.decode("utf-8", "replace").strip() or words[0])
        return done.stdout
