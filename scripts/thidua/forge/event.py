"""What the server tells a job: its environment, and the event that started it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from thidua.forge.api import Api, ForgeFault

_SHA = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_LOGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,98}(?:\[bot\])?")


@dataclass(frozen=True, slots=True)
class PullEvent:
    """A pull request as the server's event has it."""

    number: int
    account: str
    head: str
    base: str
    #: Repository and branch that it comes from; empty when the fork is gone.
    source: str
    branch: str
    #: How the head came in, ``opened`` or ``pushed``, and when, as the server's event says.
    evidence: str = "pushed"
    at: str = ""


@dataclass(frozen=True)
class Environment:
    """The variables of a job."""

    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        found = self.values.get(name, "")
        if not found:
            raise ForgeFault(f"the variable {name} is not set")
        return found

    def get(self, name: str) -> str:
        """Return a variable that may be missing."""
        return self.values.get(name, "")

    @property
    def bot(self) -> str:
        """The account whose comments, labels and statuses are ours."""
        return self.get("THIDUA_BOT") or "github-actions[bot]"

    def api(self) -> Api:
        """Return the server's API for the repository of the job."""
        wait = float(self.get("THIDUA_WAIT") or 1)
        return Api(
            self["GITHUB_API_URL"], self["GITHUB_REPOSITORY"], self["GITHUB_TOKEN"], wait=wait
        )

    def pull(self) -> PullEvent:
        """Return the pull request of the event; what is not what it must be is a fault."""
        raw = json.loads(Path(self["GITHUB_EVENT_PATH"]).read_text("utf-8"))
        pull = raw.get("pull_request") or {}
        opened = raw.get("action") == "opened"
        at = str(pull.get("created_at" if opened else "updated_at", ""))
        return replace(pull_of(pull), evidence="opened" if opened else "pushed", at=at)


def pull_of(raw: Mapping[str, Any]) -> PullEvent:
    """Read a pull request as events and the API have it."""
    try:
        head, base = raw["head"], raw["base"]
        found = PullEvent(
            int(raw["number"]),
            str(raw["user"]["login"]),
            str(head["sha"]),
            str(base["sha"]),
            str((head.get("repo") or {}).get("full_name", "")),
            str(head.get("ref", "")),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ForgeFault(f"no pull request in what the server says: {error!r}") from error
    names = _SHA.fullmatch(found.head) and _SHA.fullmatch(found.base)
    if not names or not _LOGIN.fullmatch(found.account):
        raise ForgeFault("the server names a pull request in a way that nobody knows")
    return found
