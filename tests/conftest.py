"""What all tests share: the tiny repository of the examples, golden files, the day."""

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from thidua.project import Project

ROOT = Path(__file__).resolve().parent.parent
BASE = ROOT / "scripts" / "thidua" / "checks" / "examples" / "base"
#: Laid over the examples' repository: another campaign, years later.
SECOND_CAMPAIGN = ROOT / "tests" / "projects" / "second-campaign"
#: The day on which every test takes place, unless it needs the second campaign.
TODAY = date(2013, 7, 20)
#: A day after the deadlines of the second campaign.
LATER = date(2026, 7, 20)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that writes golden files anew; their difference is then reviewed in Git."""
    parser.addoption("--refresh-golden", action="store_true", help="write golden files anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the golden file of a name."""

    def compare(name: str, text: str) -> None:
        file = ROOT / "tests" / "golden" / name
        if request.config.getoption("--refresh-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        assert text == file.read_bytes().decode(), f"differs from tests/golden/{name}"

    return compare


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A copy of the examples' repository that a test may change, with the real schemas."""
    root = tmp_path / "kho"
    shutil.copytree(BASE, root)
    schemas = root / "schemas"
    for file in (ROOT / "schemas").glob("*.schema.json"):
        shutil.copyfile(file, schemas / file.name)
    contract = "codelist.schema.json"
    shutil.copyfile(ROOT / "schemas" / "codelists" / contract, schemas / "codelists" / contract)
    return Project.at(root)


@pytest.fixture
def two_campaigns(project: Project) -> Project:
    """The same repository with a second campaign, before which units and clusters changed."""
    shutil.copytree(SECOND_CAMPAIGN, project.root, dirs_exist_ok=True)
    return project


def need(tool: str, found: object, *, how: str = "make test-tools") -> None:
    """Skip a test that lacks its tool on a person's machine; in CI that is a failure."""
    if not found:
        message = f"{tool} is not installed ({how})"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
