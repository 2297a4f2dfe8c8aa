"""The committed schemas give every validator the verdict that ours gives."""

import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator

from tests.conftest import ROOT
from tests.editors.papers import Paper, papers_in, papers_of_the_examples, schemas_of_the_base
from thidua.editors import for_editors
from thidua.project import Project
from thidua.schema import Schemas

OURS = Schemas.of(Project.at(ROOT))
BASE = schemas_of_the_base()


@pytest.fixture(scope="module")
def papers() -> list[Paper]:
    """Every paper whose text our loader takes without a word: good ones, and bad ones."""
    return [*papers_of_the_examples(), *papers_in(ROOT)]


@pytest.mark.parametrize("schemas", [OURS, BASE], ids=["ours", "examples"])
@pytest.mark.parametrize("kind", OURS.kinds)
def test_a_schema_for_editors_says_what_the_bundled_one_says(
    kind: str, schemas: Schemas, papers: list[Paper]
) -> None:
    """Both libraries, on both forms."""
    schema = schemas[kind]
    made = for_editors(schema.bundled, schemas.codelists)
    jsonschema_rs.meta.validate(made)
    fast = jsonschema_rs.validator_for(made)
    slow = [Draft202012Validator(schema.bundled), Draft202012Validator(made)]
    for paper in papers:
        if paper.kind == kind:
            data = paper.document.data
            verdicts = {fast.is_valid(data), *(each.is_valid(data) for each in slow)}
            assert verdicts == {schema.accepts(data)}, paper.origin


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory, papers: list[Paper]) -> set[str]:
    """The names of the papers that check-jsonschema refuses, with one call for each kind."""
    folder = tmp_path_factory.mktemp("papers")
    files: dict[str, list[Path]] = defaultdict(list)
    for number, paper in enumerate(papers):
        file = folder / f"{number}.yml"
        file.write_text(paper.text, "utf-8")
        files[paper.kind].append(file)
    calls = [_call(kind, files[kind]) for kind in OURS.kinds]
    return {Path(name).stem for call in calls for name in _answer(call)}


def _call(kind: str, files: list[Path]) -> "subprocess.Popen[str]":
    schema = ROOT / "schemas" / "bundled" / f"{kind}.schema.json"
    command = [sys.executable, "-m", "check_jsonschema", "--output-format", "json"]
    return subprocess.Popen(
        [*command, "--schemafile", schema, *files],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def _answer(call: "subprocess.Popen[str]") -> set[str]:
    out, _ = call.communicate()
    answer: dict[str, Any] = json.loads(out)
    assert answer.get("parse_errors", []) == []
    return {error["filename"] for error in answer["errors"]}


def test_check_jsonschema_gives_our_verdict(papers: list[Paper], refused: set[str]) -> None:
    """The committed files, complete in themselves, with a reader of YAML that is not ours.

    It takes dates for text as we do (its own parser would make dates of them), and reads plain
    YAML 1.2: what the two readers see otherwise (1.234, 012, no) our loader speaks of, and such
    papers are not among these.
    """
    differing = {
        paper.origin
        for number, paper in enumerate(papers)
        if OURS[paper.kind].accepts(paper.document.data) == (str(number) in refused)
    }
    assert differing == set()
    assert len(refused) >= 15
