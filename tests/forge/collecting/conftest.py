"""An office without a register of papers received, so that receipts decide."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.changes.pulls import git
from tests.forge.collecting.job import Job
from tests.forge.office import Office


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with Office.at(tmp_path_factory.mktemp("ban")) as office:
        office.pulls.base = _without_register(office)
        office.forge.now = datetime(2013, 7, 10, 2, tzinfo=UTC)
        yield office
        assert not office.forge.violations


@pytest.fixture
def job(office: Office) -> Job:
    return Job(office)


def _without_register(office: Office) -> str:
    (office.pulls.folder / "submissions/2013-h1/bhxh-viet-nam/intake.yml").unlink()
    base = office.pulls.save("Bỏ sổ", "2013-06-18T08:00:00Z")
    git(office.pulls.folder, "push", "--quiet", str(office.bare), "main:main")
    return base
