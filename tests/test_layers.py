"""Imports point down: the layers of the house, lowest first."""

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "scripts" / "thidua"
LAYERS = [
    ["text", "codes"],
    ["project", "diagnostics", "repository"],
    ["source", "places", "yaml_faults", "contract", "receipts"],
    ["document", "history"],
    ["loader"],
    ["codelists", "waivers"],
    ["schema"],
    ["yaml_writer"],
    ["markdown"],
    ["model"],
    ["status", "consolidate", "attainment", "messages", "prefill"],
    ["editors", "owners"],
    ["checks"],
    ["engine"],
    ["examples", "convert", "fix"],
    ["changes"],
    ["scaffold"],
    ["formatters", "pages", "drafts", "arguments", "selection"],
    ["exports", "fonts", "drawings", "policy"],
    ["site", "pull_check"],
    ["forge"],
    ["cli", "mkdocs_hook", "slugs", "__init__"],
    ["__main__"],
]
RANK = {room: rank for rank, rooms in enumerate(LAYERS) for room in rooms}


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else "__init__"


def imports(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("thidua"):
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {node.module} if node.module != "thidua" else names
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.startswith("thidua")}
    return found


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda file: str(file.name))
def test_imports_point_down(file: Path) -> None:
    own = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for module in imports(file):
        other = room(module)
        if module != "thidua.__version__":
            assert other == own or RANK[other] < RANK[own], f"{own} imports {module}"


def test_every_room_has_a_layer() -> None:
    rooms = {
        path.name.removesuffix(".py")
        for path in PACKAGE.iterdir()
        if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    assert rooms == set(RANK)


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda file: str(file.name))
def test_no_module_grows_too_long(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= 300
