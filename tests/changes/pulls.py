"""Real repositories with pull requests: a base, and heads made of lines as Git shows changes.

``A path`` adds a file, ``M path`` changes its layout only, ``M path  old → new`` its text (``⏎`` is
a line feed), ``D path`` deletes, ``L path`` makes a link, ``X path`` a program, ``S path`` another
repository. ``{1..9}`` in a path stands for that many files, ``commit DAY`` dates the commit, a line
in brackets says something to people.
"""

import os
import re
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

from tests.conftest import TODAY
from thidua.changes import Pull, Verdict, judge
from thidua.repository import Repository

NOW = datetime(2013, 7, 20, 9, tzinfo=UTC)
_MANY = re.compile(r"(.*)\{([0-9]+)\.\.([0-9]+)\}(.*)")
_SOME_COMMIT = "1" * 40


def git(
    folder: Path,
    *words: str,
    day: str = "2013-07-15T08:00:00Z",
    given: str = "",
    raw: bytes = b"",
) -> str:
    """Run Git as a sender would, on a machine without settings."""
    names = {"NAME": "Nguyễn Văn A", "EMAIL": "a@example.invalid", "DATE": day}
    roles = {
        f"GIT_{role}_{key}": value
        for role in ("AUTHOR", "COMMITTER")
        for key, value in names.items()
    }
    known = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", **roles}
    done = subprocess.run(
        ["git", "-c", "init.defaultBranch=main", "-c", "core.autocrlf=false", *words],
        cwd=folder,
        env=known,
        input=raw or given.encode(),
        capture_output=True,
        check=True,
    )
    return done.stdout.decode("utf-8", "replace").strip()


class Pulls:
    """A repository whose ``main`` is the base of pull requests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        git(folder, "init", "--quiet")
        self.base = self.save("Kho ban đầu", "2013-06-17T08:00:00Z")

    def save(self, text: str, day: str = "2013-07-15T08:00:00Z") -> str:
        """Commit everything as it stands."""
        git(self.folder, "add", "--all")
        git(self.folder, "commit", "--quiet", "--allow-empty", "--message", text, day=day)
        return git(self.folder, "rev-parse", "HEAD")

    def head(self, lines: str) -> str:
        """Return the commit of a pull request that makes some changes; ``main`` stays."""
        git(self.folder, "checkout", "--quiet", "--force", "--detach", self.base)
        day, links = "2013-07-15T08:00:00Z", list[str]()
        for line in lines.strip().split("\n"):
            what, _, rest = line.partition(" ")
            if what == "commit":
                day = f"{rest}T08:00:00Z"
            elif what == "S":
                links.append(rest)
            elif not line.startswith("("):
                self._apply(what, *rest.partition("  ")[::2])
        git(self.folder, "add", "--all")
        for path in links:
            git(
                self.folder, "update-index", "--add", "--cacheinfo", f"160000,{_SOME_COMMIT},{path}"
            )
        git(self.folder, "commit", "--quiet", "--allow-empty", "--message", "Gửi", day=day)
        found = git(self.folder, "rev-parse", "HEAD")
        git(self.folder, "checkout", "--quiet", "--force", "main")
        git(self.folder, "clean", "-ffdxq")
        return found

    def _apply(self, what: str, path: str, edit: str) -> None:
        many = _MANY.fullmatch(path)
        if many:
            for number in range(int(many[2]), int(many[3]) + 1):
                self._apply(what, f"{many[1]}{number}{many[4]}", edit)
            return
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if what == "D":
            file.unlink()
        elif what == "L":
            file.unlink(missing_ok=True)
            file.symlink_to("/etc/passwd")
        elif what == "X":
            file.chmod(0o755)
        elif what == "A":
            file.write_text(edit.replace("⏎", "\n") or "x\n", "utf-8")
        else:
            text = file.read_text("utf-8")
            old, _, new = edit.partition(" → ")
            assert not edit or text.count(old) == 1, edit
            note = "\n<!-- -->\n" if path.endswith(".md") else "\n# …\n"
            text = text.replace(old, new.replace("⏎", "\n")) if edit else text + note
            file.write_text(text, "utf-8")

    def verdict(self, head: str, account: str | None, into: Path, today: date = TODAY) -> Verdict:
        """Judge a head against the base."""
        into.mkdir(parents=True)
        pull = Pull(Repository(self.folder), self.base, head, account)
        return judge(pull, into, today, NOW)
