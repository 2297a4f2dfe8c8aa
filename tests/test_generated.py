"""Family GEN: generated files that are not what would be generated now."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import TODAY
from thidua import cli
from thidua.editors import write
from thidua.engine import run
from thidua.project import Project
from thidua.schema import Schemas


@pytest.fixture
def bundled(project: Project) -> Project:
    """The examples' repository with its schemas for editors."""
    write(Schemas.of(project), project.bundled)
    return project


def edited(name: str, old: str, new: str) -> Callable[[Path], object]:
    def act(root: Path) -> object:
        file = root / name
        text = file.read_text("utf-8")
        assert old in text
        return file.write_text(text.replace(old, new, 1), "utf-8")

    return act


REPORT = "schemas/bundled/report.schema.json"


@pytest.mark.parametrize(
    ("act", "reason", "line", "column"),
    [
        (edited(REPORT, '  "title": "Báo cáo', '  "title": "Bao cao'), "stale", 4, 3),
        (edited(REPORT, "{\n", "{"), "stale", 1, 1),
        (lambda root: (root / REPORT).write_bytes(b""), "stale", 1, 1),
        (lambda root: (root / REPORT).write_bytes(b"\xff"), "stale", 1, 1),
        (
            lambda root: (root / REPORT).write_bytes((root / REPORT).read_bytes()[:-1]),
            "stale",
            0,
            1,
        ),
        (lambda root: (root / REPORT).unlink(), "missing", 1, 1),
    ],
)
def test_one_file(
    bundled: Project, act: Callable[[Path], object], reason: str, line: int, column: int
) -> None:
    act(bundled.root)
    (found,) = run(bundled, TODAY).diagnostics
    assert (found.code, found.path, found.params["reason"]) == ("GEN102", REPORT, reason)
    last = len((bundled.root / REPORT).read_text("utf-8", "replace").split("\n")) if not line else 0
    assert (found.mark.line, found.mark.column) == (line or last, column)
    assert found.mark.end > found.mark.column


def test_a_file_of_no_kind(bundled: Project) -> None:
    (bundled.bundled / "bao-cao.schema.json").write_text("{}", "utf-8")
    (found,) = run(bundled, TODAY).diagnostics
    assert found.path == "schemas/bundled/bao-cao.schema.json"
    assert found.params == {"reason": "left-over", "kind": "bao-cao"}


def test_a_changed_code_list_is_noticed_wherever_it_is_used(bundled: Project) -> None:
    act = edited("schemas/codelists/indicators.yml", "name: Thu BHYT", "name: Thu bảo hiểm y tế")
    act(bundled.root)
    found = run(bundled, TODAY).diagnostics
    assert {each.code for each in found} == {"GEN102"}
    assert {each.params["kind"] for each in found} == {"cluster-report", "registration", "report"}


def test_a_repository_may_do_without(project: Project) -> None:
    assert run(project, TODAY).diagnostics == ()


def test_papers_are_not_at_fault(bundled: Project) -> None:
    (bundled.root / REPORT).unlink()
    outcome = run(bundled, TODAY)
    assert set(outcome.corpus.campaigns["2013-h1"].reports) == {"bhxh-hung-yen", "bhxh-hai-duong"}


@pytest.mark.parametrize(
    ("chosen", "status"),
    [([], cli.HOUSE), (["."], cli.HOUSE), (["submissions"], cli.CLEAN)],
)
def test_who_checks_everything_is_told_who_checks_papers_is_not(
    bundled: Project, chosen: list[str], status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    (bundled.root / REPORT).unlink()
    monkeypatch.chdir(bundled.root)
    assert cli.main(["check", "--today", TODAY.isoformat(), *chosen]) == status


def test_the_command_mends_it(
    bundled: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (bundled.root / REPORT).unlink()
    monkeypatch.chdir(bundled.root)
    assert cli.main(["schemas"]) == cli.CLEAN
    assert (
        capsys.readouterr().out
        == "Số tệp thay đổi trong schemas/bundled và .github/CODEOWNERS: 1.\n"
    )
    assert run(bundled, TODAY).diagnostics == ()
