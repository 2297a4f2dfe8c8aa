"""The folder that an editor opens: the schemas of the examples, the settings of the repository."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, need
from tests.editors.editor import PROGRAM, Editor, editor, node
from tests.editors.papers import schemas_of_the_base
from thidua.editors import write


@pytest.fixture(scope="session")
def settings() -> dict[str, Any]:
    """The settings that the repository gives to editors."""
    return json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))  # type: ignore[no-any-return]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the bundled schemas and nothing else: no network, no build."""
    folder = tmp_path_factory.mktemp("kho")
    write(schemas_of_the_base(), folder / "schemas" / "bundled")
    return folder


@pytest.fixture(scope="module")
def opened(folder: Path, settings: dict[str, Any]) -> Iterator[Editor]:
    """An editor that has opened the folder."""
    need("yaml-language-server", PROGRAM.is_file() and node(), how="make test, with a network")
    with editor(folder, settings) as started:
        yield started
