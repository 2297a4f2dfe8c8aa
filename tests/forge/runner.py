"""Runs the real workflows on this machine: act in host mode, stub actions, a bare repository."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import ROOT, need
from tests.forge.standin import Forge

WORKFLOWS = ROOT / ".github" / "workflows"
ACTIONS = Path(__file__).parent / "actions"
ACT = Path(sys.executable).parent / "act"
_USES = re.compile(r"uses: (?P<name>actions/[a-z-]+)@(?P<sha>[0-9a-f]{40})")
#: Stands in for the project's own Makefile in the bases of tests: the environment is there already.
MAKEFILE = """.venv/.installed:
\tln -s "$$THIDUA_ENVIRONMENT" .venv
.PHONY: fonts
fonts:
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """How a workflow went."""

    ok: bool
    said: str

    def failed(self, job: str) -> bool:
        """Tell whether a job failed."""
        return any(job in line and "Job failed" in line for line in self.said.splitlines())


class Runner:
    """Runs workflows of a bare repository, as the server would for an event."""

    def __init__(self, folder: Path, bare: Path, forge: Forge) -> None:
        need("act", ACT.is_file(), how="make test")
        self.folder = folder
        self.kept = folder / "kept"
        self._bare = bare
        self._forge = forge
        for each in ("kept", "home", "cache"):
            (folder / each).mkdir(parents=True)
        uses = {match["name"]: match["sha"] for match in _uses()}
        self._stubs = [
            f"--local-repository={name}@{sha}={ACTIONS / name.partition('/')[2]}"
            for name, sha in uses.items()
        ]

    def run(
        self,
        workflow: str,
        event: str,
        payload: Mapping[str, Any],
        *,
        sha: str,
        more: Mapping[str, str] | None = None,
    ) -> Ran:
        """Run a workflow of the real ones; ``sha`` is the commit that the event is about."""
        arguments = self.command(workflow, event, payload, sha=sha, more=more)
        done = subprocess.run(**arguments, capture_output=True, text=True, check=False)
        return Ran(done.returncode == 0, done.stdout + done.stderr)

    def command(
        self,
        workflow: str,
        event: str,
        payload: Mapping[str, Any],
        *,
        sha: str,
        more: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        """Return what starts such a run: arguments, folder and variables of the process."""
        here = self.folder / "here"
        if not here.is_dir():
            subprocess.run(["git", "clone", "--quiet", str(self._bare), str(here)], check=True)
            url = f"https://github.com/{self._forge.state.repository}.git"
            subprocess.run(["git", "-C", str(here), "remote", "set-url", "origin", url], check=True)
        # What the server would call the commit of the event, act reads off the folder it stands in.
        for words in (("fetch", "--quiet", str(self._bare), sha), ("checkout", "--quiet", sha)):
            subprocess.run(["git", "-C", str(here), *words], check=True)
        (self.folder / "event.json").write_text(json.dumps(payload), "utf-8")
        values = {
            "GITHUB_API_URL": self._forge.url,
            "GITHUB_REPOSITORY": self._forge.state.repository,
            "GITHUB_SHA": sha,
            "THIDUA_BARE": str(self._bare),
            "THIDUA_ENVIRONMENT": sys.prefix,
            "THIDUA_KEPT": str(self.kept),
            "THIDUA_NOW": self._forge.now.isoformat(),
            "THIDUA_TODAY": self._forge.now.date().isoformat(),
            "THIDUA_WAIT": "0",
            "PYTHONDONTWRITEBYTECODE": "1",
            **(more or {}),
        }
        command = [
            str(ACT),
            event,
            f"--workflows={WORKFLOWS / workflow}",
            f"--eventpath={self.folder / 'event.json'}",
            "--platform=ubuntu-24.04=-self-hosted",
            "--no-skip-checkout",
            "--no-cache-server",
            "--var=THIDUA_SITE=https://thidua.example.vn",
            "--secret=GITHUB_TOKEN=gate-token",
            *self._stubs,
            *(f"--env={name}={value}" for name, value in values.items()),
        ]
        known = {"PATH": os.environ["PATH"], "HOME": str(self.folder / "home")}
        known["XDG_CACHE_HOME"] = str(self.folder / "cache")
        return {"args": command, "cwd": here, "env": known}


def _uses() -> list[re.Match[str]]:
    return [match for file in WORKFLOWS.glob("*.yml") for match in _USES.finditer(file.read_text())]


def steps_of(workflow: str) -> list[dict[str, Any]]:
    """Return every step of a workflow."""
    jobs = yaml.safe_load((WORKFLOWS / workflow).read_text("utf-8"))["jobs"]
    return [step for job in jobs.values() for step in job["steps"]]
