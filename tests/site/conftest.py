"""A whole repository with the examples' papers, and its site, built once for all tests here."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.conftest import BASE, ROOT, SECOND_CAMPAIGN, need
from tests.site.browsing import CHROMIUM, FLAGS
from thidua.editors import write
from thidua.project import Project
from thidua.schema import Schemas

TODAY = "2013-07-20"


def whole_repository(root: Path) -> Project:
    """Lay out a repository as people clone it: papers and lists of the examples, the rest ours."""
    shutil.copytree(BASE, root)
    shutil.copytree(ROOT / "docs", root / "docs")
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    for name in ("scripts", "node_modules"):
        (root / name).symlink_to(ROOT / name)
    schemas = ROOT / "schemas"
    for file in (*schemas.glob("*.schema.json"), *schemas.glob("codelists/*.schema.json")):
        shutil.copyfile(file, root / "schemas" / file.relative_to(schemas))
    project = Project.at(root)
    write(Schemas.of(project), project.bundled)
    return project


def environment(**more: str) -> dict[str, str]:
    """Return a plain environment: nothing of the machine's settings changes what is built."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    fixed = {"THIDUA_TODAY": TODAY, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
    return {**kept, **fixed, **more}


def mkdocs(root: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run MkDocs as the command line does."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *words],
        cwd=root,
        env=environment(**more),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; a busy machine is given its time."""
    expect.set_options(timeout=20_000)
    need("chromium", CHROMIUM)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def repository(tmp_path: Path) -> Project:
    """A repository that a test may change."""
    return whole_repository(tmp_path / "kho")


# Once for each process of the tests: nobody writes into it.
@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the examples' repository; read only."""
    root = tmp_path_factory.mktemp("built") / "kho"
    whole_repository(root)
    return build(root)


@pytest.fixture(scope="session")
def built_with_two_campaigns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the same repository with a second campaign; read only."""
    root = tmp_path_factory.mktemp("two") / "kho"
    whole_repository(root)
    shutil.copytree(SECOND_CAMPAIGN, root, dirs_exist_ok=True)
    return build(root, THIDUA_TODAY="2026-07-20")


def build(root: Path, **more: str) -> Path:
    """Build the site of a repository as the command line does; return its folder."""
    done = mkdocs(root, "build", "--strict", **more)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return root / "site"
