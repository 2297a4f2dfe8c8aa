"""What the repository gives to editors, and how the tests come by their server."""

import json
import re
from fnmatch import fnmatchcase
from typing import Any

import pytest

from tests.conftest import ROOT
from thidua.project import Project
from thidua.schema import Schemas

SCHEMAS = Schemas.of(Project.at(ROOT))
PAPERS = [path for path in Project.at(ROOT).files() if path.endswith(".yml")]


def read(name: str) -> Any:
    return json.loads((ROOT / name).read_text("utf-8"))


def test_every_kind_is_mapped_to_its_schema_and_nothing_else(settings: dict[str, Any]) -> None:
    assert settings["yaml.schemas"] == {
        f"./schemas/bundled/{kind}.schema.json": (
            f"submissions/*/*/{kind}/*.yml" if SCHEMAS[kind].many else f"submissions/*/*/{kind}.yml"
        )
        for kind in SCHEMAS.kinds
    }
    for name in settings["yaml.schemas"]:
        assert (ROOT / name).is_file()


@pytest.mark.parametrize("path", PAPERS)
def test_every_paper_has_one_schema(settings: dict[str, Any], path: str) -> None:
    found = [name for name, form in settings["yaml.schemas"].items() if fnmatchcase(path, form)]
    assert len(found) == 1
    named = re.match(r"# yaml-language-server: \$schema=(.*)\n", (ROOT / path).read_text("utf-8"))
    if named:  # its own word would win over the settings
        assert (ROOT / path).parent.joinpath(named[1]).resolve() == (ROOT / found[0]).resolve()


def test_saving_changes_nothing_that_a_paper_says(settings: dict[str, Any]) -> None:
    assert settings["files.encoding"] == "utf8"
    assert settings["files.eol"] == "\n"
    assert settings["yaml.format.enable"] is False
    # Two spaces at the end of a line are a line break, in Markdown and in the texts of YAML papers.
    assert settings["files.trimTrailingWhitespace"] is False


def test_nothing_is_asked_of_the_network(settings: dict[str, Any]) -> None:
    assert settings["yaml.schemaStore.enable"] is False
    assert settings["redhat.telemetry.enabled"] is False


def test_one_extension_is_recommended() -> None:
    assert read(".vscode/extensions.json") == {"recommendations": ["redhat.vscode-yaml"]}


def test_the_lock_of_npm_names_versions_and_digests_and_no_address() -> None:
    packages = read("package-lock.json")["packages"]
    assert packages.pop("")["devDependencies"] == read("package.json")["devDependencies"]
    assert all(re.fullmatch("sha512-.+", each["integrity"]) for each in packages.values())
    assert not any("resolved" in each for each in packages.values())
    assert "//" not in re.sub(
        r'"sha512-[^"]+"', "", (ROOT / "package-lock.json").read_text("utf-8")
    )


def test_every_version_is_pinned() -> None:
    for version in read("package.json")["devDependencies"].values():
        assert re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", version)
