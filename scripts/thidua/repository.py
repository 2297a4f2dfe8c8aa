"""Git objects, read by plumbing: no work tree, no hook, no setting of the machine takes part.

What a pull request brings is hostile: nothing of it is checked out, and every name is bytes until
it has been looked at. Any failure of Git is a :class:`GitFault`, never an empty answer.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

#: No setting, no helper and no network of the machine; nobody is asked for anything.
_SETTINGS: Final = ("-c", "core.fsmonitor=false", "-c", "protocol.allow=never")
_RAW: Final = ("-z", "--raw", "--no-renames", "--no-abbrev")
_ENVIRONMENT: Final = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "LC_ALL": "C",
}
_SECONDS = 60
#: What Git may take of the machine: a few kilobytes of trees in trees name millions of files, and
#: reading them must end in a fault before it ends the machine.
_MEMORY: Final = 2 * 1024**3
_MOST_LISTED: Final = 16 * 1024**2
#: Modes of Git: a plain file, a file that can be run, a link, another repository.
PLAIN, EXECUTABLE, LINK, SUBMODULE = "100644", "100755", "120000", "160000"


class GitFault(Exception):  # noqa: N818 - the word of the house for what is not the paper's fault
    """Git could not answer: no such commit, a damaged repository, no Git at all."""


class NoCommonHistoryError(GitFault):
    """Two commits have no ancestor in common, so nothing can be said of what changed."""


class TooMuchError(GitFault):
    """A head names more files than anybody sends."""


@dataclass(frozen=True, slots=True)
class Change:
    """One path that differs between two commits; renames are a deletion and an addition."""

    #: ``A`` added, ``D`` deleted, ``M`` modified, ``T`` of another type.
    status: str
    raw_path: bytes
    old_mode: str
    new_mode: str
    #: The blobs; None where there is none.
    old: str | None
    new: str | None

    @property
    def path(self) -> str:
        """The path as text; bytes that are no UTF-8 are kept as lone surrogates."""
        return self.raw_path.decode("utf-8", "surrogateescape")


@dataclass(frozen=True, slots=True)
class Blob:
    """A file of a tree."""

    path: str
    mode: str
    sha: str
    size: int


class Repository:
    """One repository, with or without a work tree."""

    def __init__(self, folder: Path, *, trusted: bool = False) -> None:
        """Take a folder; ``trusted`` where it may belong to another user, as in a container."""
        self._folder = folder
        self._safe = ("-c", f"safe.directory={folder.resolve()}") if trusted else ()

    def commit(self, name: str) -> str:
        """Return the full name of a commit."""
        options = ("--verify", "--quiet", "--end-of-options")
        done = self._run("rev-parse", *options, f"{name}^{{commit}}")
        if done.returncode != 0:
            raise GitFault(f"there is no commit {name}")
        return done.stdout.decode("ascii").strip()

    def fork_points(self, base: str, head: str) -> list[str]:
        """Return the commits at which two histories part; more than one if they were woven.

        Raises :class:`NoCommonHistoryError` if there is none.
        """
        done = self._run("merge-base", "--all", "--end-of-options", base, head)
        if done.returncode == 1 and not done.stdout:
            raise NoCommonHistoryError(f"{base[:12]} and {head[:12]} have no common history")
        return self._checked(done, "merge-base").decode("ascii").split()

    def changes(self, base: str, head: str) -> list[Change]:
        """Return what the head has changed since it parted from the base (Git's three dots).

        It is what a merge would bring only where there is one :meth:`fork_points`.
        """
        fork = self.fork_points(base, head)[0]
        options = ("-r", *_RAW, "--end-of-options")
        fields = iter(self._listed("diff-tree", *options, fork, head).split(b"\0"))
        return [_change(about, next(fields)) for about in fields if about]

    def touched(self, base: str, head: str) -> set[str]:
        """Return the paths that any commit of the head changes, which the base does not have.

        Of a merge only what differs from all its parents: what it has put in itself. A file that
        one commit changes and the next one changes back is among them.
        """
        options = ("--no-show-signature", "-c", *_RAW, "--format=", "--root")
        fields = iter(
            self._listed("log", *options, "--end-of-options", f"{base}..{head}").split(b"\0")
        )
        paths = (next(fields) for about in fields if about.lstrip(b"\n").startswith(b":"))
        return {path.decode("utf-8", "surrogateescape") for path in paths}

    def is_whole(self) -> bool:
        """Tell whether the history is all there: a checkout of one commit has its end cut off."""
        return self._run("rev-parse", "--is-shallow-repository").stdout.strip() == b"false"

    def first_parents(
        self, commit: str, *folders: str
    ) -> Iterator[tuple[str, datetime, list[Change]]]:
        """Yield a branch's own commits, the newest first: name, date, what each changed."""
        options = ("--no-show-signature", "--first-parent", "-m", *_RAW, "--format=%x01%H %ct")
        listed = self._git("log", *options, "--end-of-options", commit, "--", *folders)
        for about in listed.split(b"\1")[1:]:
            head, _, rest = about.partition(b"\0")
            sha, stamp = head.decode("ascii").split()
            fields = iter(rest.strip(b"\n").split(b"\0"))
            changes = [_change(each, next(fields)) for each in fields if each.startswith(b":")]
            yield sha, datetime.fromtimestamp(_second(stamp), UTC), changes

    def files(self, commit: str, *folders: str) -> list[Blob]:
        """Return the files of a commit below some folders."""
        listed = self._git("ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--", *folders)
        found = []
        for line in listed.split(b"\0"):
            if line:
                about, _, path = line.partition(b"\t")
                mode, _, sha, size = about.decode("ascii").split()
                name = path.decode("utf-8", "surrogateescape")
                found.append(Blob(name, mode, sha, 0 if size == "-" else int(size)))
        return found

    def sizes(self, blobs: Iterable[str]) -> dict[str, int]:
        """Return the sizes of some blobs in bytes, before anybody reads them."""
        wanted = list(dict.fromkeys(blobs))
        if not wanted:
            return {}
        answer = self._git("cat-file", "--batch-check", given="\n".join(wanted).encode() + b"\n")
        found = {}
        for line in answer.decode("ascii").splitlines():
            sha, kind, *size = line.split()
            if kind != "blob":
                raise GitFault(f"{sha} is no file but {kind}")
            found[sha] = int(size[0])
        return found

    def contents(self, blobs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield some blobs with their bytes; see to their sizes first."""
        wanted = list(dict.fromkeys(blobs))
        if not wanted:
            return
        answer = self._git("cat-file", "--batch", given="\n".join(wanted).encode() + b"\n")
        at = 0
        for sha in wanted:
            end = answer.index(b"\n", at)
            _, kind, size = answer[at:end].decode("ascii").split()
            if kind != "blob":
                raise GitFault(f"{sha} is no file but {kind}")
            at = end + 1 + int(size)
            yield sha, answer[end + 1 : at]
            at += 1

    def dates(self, base: str, head: str) -> list[tuple[str, datetime]]:
        """Return the commits of the head that the base lacks, with what they call their date.

        It is free text of the author: it is shown, and nothing is decided by it.
        """
        return self._dated("--end-of-options", f"{base}..{head}")

    def date(self, commit: str) -> datetime:
        """Return what a commit calls its date."""
        return self._dated("--no-walk", "--end-of-options", commit)[0][1]

    def _dated(self, *words: str) -> list[tuple[str, datetime]]:
        listed = self._git("log", "--no-show-signature", "-z", "--format=%H %ct", *words)
        pairs = (line.split(" ") for line in listed.decode("ascii").split("\0") if line)
        return [(sha, datetime.fromtimestamp(_second(stamp), UTC)) for sha, stamp in pairs]

    def _listed(self, *words: str) -> bytes:
        """Return a list that a stranger can make long; raises :class:`TooMuchError`."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            done = self._started(words, stdin=subprocess.DEVNULL, stdout=out, stderr=err, **_BOUNDS)
            size = out.tell()
            out.seek(0)
            err.seek(0)
            said = err.read(1000)
            if size >= _MOST_LISTED or done.returncode < 0 or b"out of memory" in said.lower():
                raise TooMuchError(f"git {words[0]}: more than can be looked at")
            done = subprocess.CompletedProcess(done.args, done.returncode, out.read(), said)
            return self._checked(done, words[0])

    def _git(self, *words: str, given: bytes | None = None) -> bytes:
        return self._checked(self._run(*words, given=given), words[0])

    def _run(self, *words: str, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
        return self._started(words, input=given if given is not None else b"", capture_output=True)

    def _started(self, words: Sequence[str], **more: Any) -> subprocess.CompletedProcess[bytes]:
        command = (
            "git",
            *_SETTINGS,
            *self._safe,
            "--no-replace-objects",
            "--literal-pathspecs",
            *words,
        )
        known = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        try:
            return subprocess.run(
                command,
                cwd=self._folder,
                env={**known, **_ENVIRONMENT},
                timeout=_SECONDS,
                check=False,
                **more,
            )
        except subprocess.TimeoutExpired as error:
            raise TooMuchError(f"git {words[0]}: {error}") from error
        except OSError as error:
            raise GitFault(f"git {words[0]}: {error}") from error

    @staticmethod
    def _checked(done: subprocess.CompletedProcess[bytes], what: str) -> bytes:
        if done.returncode != 0:
            said = done.stderr.decode("utf-8", "replace").strip()
            raise GitFault(f"git {what}: {said or f'exit status {done.returncode}'}")
        return done.stdout


def _bounded() -> None:
    """Bound the process that is about to become Git; systems without such bounds do without."""
    try:
        import resource  # noqa: PLC0415 - only Unix has it
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_MOST_LISTED, _MOST_LISTED))


#: Windows knows no such function, nor does it run the jobs on the server.
_BOUNDS: Final[dict[str, Any]] = {"preexec_fn": _bounded} if os.name == "posix" else {}


def _change(about: bytes, path: bytes) -> Change:
    """Read a change as Git's raw format has it."""
    old_mode, new_mode, old, new, status = about.decode("ascii").removeprefix(":").split()
    blobs = (sha if sha.strip("0") else None for sha in (old, new))
    return Change(status[0], path, old_mode, new_mode, *blobs)


def _second(stamp: str) -> int:
    """Return a time of Git within what a calendar can show."""
    return max(0, min(int(stamp), 253_402_300_799))
