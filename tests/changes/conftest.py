"""A repository with the examples' papers as the base of pull requests."""

import pytest

from tests.changes.pulls import Pulls
from thidua.project import Project


@pytest.fixture
def pulls(project: Project) -> Pulls:
    """Return the repository; its folder is that of the project."""
    return Pulls(project.root)
