"""The branch ``receipts``: read and written through the API, one commit for each file."""

import base64
from pathlib import Path
from typing import Any, Final

from thidua.forge.api import Api, ForgeFault, quoted
from thidua.forge.fetching import fetch, local
from thidua.receipts import FOLDER
from thidua.repository import GitFault, Repository

BRANCH: Final = "receipts"
_ABOUT: Final = """# Biên nhận

Nhánh này do máy ghi: mỗi đề nghị gộp một tệp, mỗi dòng một việc đã xảy ra, giờ do máy chủ ghi.
Không sửa tay. (Written by the job `receipts`; see `scripts/thidua/receipts.py` on the main branch.)
"""
_REF: Final = f"refs/heads/{BRANCH}"
_CONFLICT: Final = frozenset({409, 422})
_NO_PARENT: Final[list[str]] = []


class Branch:
    """The files of the branch, as they stood when it was last fetched."""

    def __init__(self, api: Api, repository: Repository) -> None:
        self._api = api
        self._repository = repository
        self._files: dict[str, str] | None = None

    def refresh(self, folder: Path, token: str, server: str) -> None:
        """Fetch the branch: reading it then costs no call of the API."""
        self._files = _listed(self._repository) if _fetched(folder, token, server) else None

    def read(self, name: str) -> tuple[bytes, str | None]:
        """Return a file and the name of its content; nothing if it is not there yet."""
        sha = (self._files or {}).get(name)
        return (dict(self._repository.contents([sha]))[sha], sha) if sha else (b"", None)

    def write(self, name: str, text: bytes, before: str | None, message: str) -> None:
        """Write a file whose content was ``before`` when it was read.

        Raises :class:`ForgeFault` if somebody else has written it meanwhile: nothing is lost, as
        the next run reads what is there.
        """
        if self._files is None:
            self._make()
            self._files = {}
        body: dict[str, Any] = {
            "message": message,
            "content": base64.b64encode(text).decode("ascii"),
            "branch": BRANCH,
        }
        if before is not None:
            body["sha"] = before
        try:
            self._api.set("PUT", f"contents/{name}", body)
        except ForgeFault as fault:
            # An answer may have been lost, and the second try met what the first one wrote.
            if fault.status not in _CONFLICT or self._there(name) != text:
                raise

    def _there(self, name: str) -> bytes:
        found = self._api.get(f"contents/{name}", ref=BRANCH)
        return base64.b64decode(found["content"])

    def _make(self) -> None:
        """Make the branch; it shares nothing with the papers."""
        entry = {"path": "README.md", "mode": "100644", "type": "blob", "content": _ABOUT}
        tree = self._api.set("POST", "git/trees", {"tree": [entry]})
        commit = {"message": "Receipts", "tree": tree["sha"], "parents": _NO_PARENT}
        made = self._api.set("POST", "git/commits", commit)
        ref = {"ref": _REF, "sha": made["sha"]}
        try:
            self._api.make("git/refs", ref)
        except ForgeFault:  # another run may have made it, or the answer was lost
            self._api.get(f"git/ref/heads/{quoted(BRANCH)}")


def copy(folder: Path, target: Path, token: str, server: str) -> int:
    """Write the files of the branch into a folder and return how many; none if it has no branch.

    ``folder`` is a checkout of the repository. Raises :class:`GitFault`.
    """
    (target / FOLDER).mkdir(parents=True, exist_ok=True)
    repository = Repository(folder, trusted=True)
    files = _listed(repository) if _fetched(folder, token, server) else {}
    contents = dict(repository.contents(files.values()))
    for name, sha in files.items():
        (target / FOLDER / name.rpartition("/")[2]).write_bytes(contents[sha])
    return len(files)


def _fetched(folder: Path, token: str, server: str) -> bool:
    """Fetch the branch; tell whether there is one."""
    try:
        fetch(folder, _REF, token=token, server=server)
    except GitFault as fault:
        if "couldn't find remote ref" in str(fault):
            return False
        raise
    return True


def _listed(repository: Repository) -> dict[str, str]:
    """Return the files of the branch with the names of their contents."""
    files = repository.files(local(_REF), FOLDER)
    return {each.path: each.sha for each in files if each.path.endswith(".jsonl")}
