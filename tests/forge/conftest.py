"""A bare repository with a stand-in of GitHub before it, and a client that speaks to it."""

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.forge.plumbing import Person, Plumbing
from tests.forge.standin import Forge, need_forge

REPOSITORY = "trung-tam/kho"
SOMEBODY = Person("Nguyễn Văn A", "a@example.invalid", datetime(2013, 7, 1, tzinfo=UTC))


class Client:
    """Asks as an account does."""

    def __init__(self, forge: Forge, token: str) -> None:
        self._forge = forge
        self._session = requests.Session()
        self._session.headers["Authorization"] = f"Bearer {token}"

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        accept: str = "application/vnd.github+json",
        **query: Any,
    ) -> requests.Response:
        """Ask below the repository, or at an address."""
        url = path if "://" in path else f"{self._forge.url}/repos/{REPOSITORY}/{path}"
        headers = {"Accept": accept}
        return self._session.request(
            method, url, json=body, params=query, headers=headers, timeout=10
        )

    def get(self, path: str, **query: Any) -> Any:
        """Return what is at a path."""
        return self.well(200, "GET", path, **query)

    def well(self, status: int, method: str, path: str, body: Any = None, **query: Any) -> Any:
        """Return the body of an answer of a status."""
        answer = self.ask(method, path, body, **query)
        assert answer.status_code == status, answer.text
        return answer.json() if answer.content else None

    def close(self) -> None:
        """Hang up."""
        self._session.close()


@pytest.fixture
def git(tmp_path: Path) -> Plumbing:
    """A bare repository whose branch ``main`` has one file of 30 lines."""
    folder = tmp_path / "kho.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(folder)], check=True)
    git = Plumbing(folder)
    git.point("refs/heads/main", commit(git, {"thu-muc/a.txt": numbered(30)}))
    return git


@pytest.fixture
def forge(git: Plumbing) -> Iterator[Forge]:
    """The stand-in; whoever makes it write down a violation takes that away again."""
    need_forge()
    with Forge(git.folder, REPOSITORY) as forge:
        forge.tokens = {"gate-token": "github-actions[bot]", "an-token": "an"}
        yield forge
    assert not forge.violations


@pytest.fixture
def client(forge: Forge) -> Iterator[Client]:
    """A client with the token of the gate."""
    client = Client(forge, "gate-token")
    yield client
    client.close()


@pytest.fixture
def number(forge: Forge, git: Plumbing) -> int:
    """A pull request of the account ``an`` that changes line 20."""
    text = numbered(30).replace("20\n", "hai mươi\n")
    head = commit(git, {"thu-muc/a.txt": text}, git.reference("refs/heads/main"))
    return forge.open_pull("an", head, title="Nộp bài", branch="nop")


def numbered(lines: int) -> str:
    """Return lines that say which they are."""
    return "".join(f"{each}\n" for each in range(1, lines + 1))


def commit(git: Plumbing, files: dict[str, str], parent: str | None = None) -> str:
    """Make a commit with some files over those of its parent."""
    lines = [("100644", git.blob(text.encode()), path) for path, text in files.items()]
    tree = git.tree(parent, lines)
    return git.commit(tree, [parent] if parent else [], "Bài", SOMEBODY, SOMEBODY)
