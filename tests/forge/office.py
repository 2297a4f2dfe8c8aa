"""The whole office for a test: papers, bare repository, server, and people who send and review."""

import json
import shutil
from pathlib import Path
from typing import Any, Self

from tests.changes.pulls import Pulls, git
from tests.conftest import ROOT
from tests.forge.runner import MAKEFILE, Ran, Runner
from tests.forge.standin import Forge, need_forge
from tests.site.conftest import whole_repository
from thidua.examples import write_base
from thidua.forge.event import Environment

REPOSITORY = "co-quan/thi-dua"
BOT = "github-actions[bot]"


class Office:
    """A repository as it stands on a server, with its workflows."""

    def __init__(self, folder: Path, root: Path) -> None:
        shutil.copytree(ROOT / ".github" / "workflows", root / ".github" / "workflows")
        (root / "Makefile").write_text(MAKEFILE, "utf-8")
        (root / ".gitignore").write_text("/.venv\n/.cache\n/site\n", "utf-8")
        self.pulls = Pulls(root)
        self.bare = folder / "kho.git"
        git(folder, "clone", "--quiet", "--bare", str(root), str(self.bare))
        git(self.bare, "config", "uploadpack.allowAnySHA1InWant", "true")
        self.forge = Forge(self.bare, REPOSITORY)
        self.forge.tokens = {"gate-token": BOT}
        self.runner = Runner(folder / "act", self.bare, self.forge)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.forge.__exit__(None, None, None)

    @classmethod
    def at(cls, folder: Path) -> Self:
        """Open an office with the papers of the examples."""
        need_forge()
        root = folder / "kho"
        write_base(root)
        for path in (ROOT / "schemas").rglob("*.schema.json"):
            if "bundled" not in path.parts:
                target = root / path.relative_to(ROOT)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
        return cls(folder, root)

    @classmethod
    def whole(cls, folder: Path) -> Self:
        """Open an office that can also build its site."""
        need_forge()
        root = folder / "kho"
        whole_repository(root)
        return cls(folder, root)

    @property
    def main(self) -> str:
        """The commit that main stands at."""
        return git(self.bare, "rev-parse", "main")

    def bring(self, head: str) -> None:
        """Bring the objects of a head to the server, as a push to a fork does."""
        git(self.pulls.folder, "push", "--quiet", str(self.bare), f"{head}:refs/heads/tam")
        git(self.bare, "update-ref", "-d", "refs/heads/tam")

    def send(self, account: str, lines: str, **more: Any) -> int:
        """Open a pull request that makes some changes (see ``tests/changes/pulls.py``)."""
        head = self.pulls.head(lines)
        return self.open(account, head, **more)

    def open(self, account: str, head: str, **more: Any) -> int:
        """Open a pull request with a head."""
        self.bring(head)
        branch = more.pop("branch", f"gui-{len(self.forge.pulls()) + 1}")
        return self.forge.open_pull(account, head, title="Gửi", branch=branch, **more)

    def push(self, number: int, lines: str, **more: Any) -> str:
        """Put other changes in the place of a pull request's."""
        head = self.pulls.head(lines)
        self.bring(head)
        self.forge.push(number, head, **more)
        return head

    def pull(self, number: int) -> Any:
        """Return a pull request as the server has it."""
        return next(each for each in self.forge.pulls() if each["number"] == number)

    def gate(self, number: int, action: str = "opened", **more: str) -> Ran:
        """Run the gate for an event about a pull request."""
        payload = {"action": action, "number": number, "pull_request": self.pull(number)}
        return self.runner.run("gate.yml", "pull_request_target", payload, sha=self.main, more=more)

    def accept(self, lines: str) -> str:
        """Bring changes to main without a pull request, as before there were any."""
        head = self.pulls.head(lines)
        self.pulls.base = self._onto_main(head, "Trước đây")
        return self.pulls.base

    def merge(self, number: int) -> str:
        """Merge a pull request as the server does."""
        head = self.pull(number)["head"]["sha"]
        self.pulls.base = self._onto_main(head, f"Merge pull request #{number}")
        self.forge.close(number, merged=True, merge_sha=self.pulls.base)
        return self.pulls.base

    def _onto_main(self, head: str, text: str) -> str:
        folder, day = self.pulls.folder, self.forge.now.isoformat()
        git(folder, "checkout", "--quiet", "--force", "main")
        git(folder, "merge", "--quiet", "--no-ff", "--message", text, head, day=day)
        git(folder, "push", "--quiet", str(self.bare), "main:main")
        return git(folder, "rev-parse", "main")

    def merged(self, number: int) -> str:
        """Return the merge commit that the server makes to try a pull request."""
        head, folder = self.pull(number)["head"]["sha"], self.pulls.folder
        git(folder, "checkout", "--quiet", "--force", "--detach", self.pulls.base)
        git(folder, "merge", "--quiet", "--no-ff", "--message", "Thử", head)
        found = git(folder, "rev-parse", "HEAD")
        git(folder, "checkout", "--quiet", "--force", "main")
        self.bring(found)
        return found

    def check(self, number: int) -> Ran:
        """Run the quick advice on a pull request, with its own files."""
        payload = {"action": "opened", "number": number, "pull_request": self.pull(number)}
        sha = self.merged(number)
        return self.runner.run("check.yml", "pull_request", payload, sha=sha)

    def scheduled(self, workflow: str) -> Ran:
        """Run a workflow by hand, as its schedule does."""
        return self.runner.run(workflow, "workflow_dispatch", {}, sha=self.main)

    def receipts(self) -> Ran:
        """Run the job that keeps receipts."""
        return self.scheduled("receipts.yml")

    def environment(
        self, number: int, action: str = "opened", raw: Any = None, **more: str
    ) -> Environment:
        """Return what a job about a pull request is given, to run it in this process."""
        payload = {"action": action, "number": number, "pull_request": raw or self.pull(number)}
        head = payload["pull_request"].get("head", {}).get("sha", "")
        event = self.runner.folder / f"event-{number}-{head[:8]}-{action}.json"
        event.write_text(json.dumps(payload), "utf-8")
        values = {
            "GITHUB_API_URL": self.forge.url,
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_TOKEN": "gate-token",
            "THIDUA_SITE": "https://thidua.example.vn",
            "THIDUA_WAIT": "0",
        }
        return Environment({**values, **more})

    def checkout(self) -> Path:
        """Return a checkout of main with its history."""
        folder = self.runner.folder / f"checkout-{len(list(self.runner.folder.iterdir()))}"
        git(self.bare, "clone", "--quiet", str(self.bare), str(folder))
        return folder

    def states(self, number: int) -> list[str]:
        """Return the states of our status on the head of a pull request, the first one first."""
        return [each["state"] for each in self.forge.statuses(self.pull(number)["head"]["sha"])]

    def lines(self, number: int) -> str:
        """Return what the branch of receipts holds of a pull request."""
        return git(self.bare, "show", f"receipts:pulls/{number}.jsonl")
