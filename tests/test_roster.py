"""The roster: read strictly, found in any case."""

from pathlib import Path

import pytest

from tests.conftest import ROOT, TODAY
from thidua.codelists import CodeLists
from thidua.codelists.roster import Roster
from thidua.diagnostics import HouseFault
from thidua.engine import run
from thidua.owners import write
from thidua.project import Project

HEAD = "title: Danh sách phân công\ntitle_en: Roster\nentries:\n"


def read(folder: Path, text: str) -> Roster:
    (folder / "roster.yml").write_text(HEAD + text, "utf-8")
    lists = CodeLists(ROOT / "schemas" / "codelists")
    return Roster.read(folder, lists, ROOT / "schemas" / "codelists" / "codelist.schema.json")


def test_an_account_is_found_in_any_case(tmp_path: Path) -> None:
    roster = read(tmp_path, "  - account: An-Demo\n    folders: [bhxh-hung-yen]\n")
    for name in ("An-Demo", "an-demo", "AN-DEMO"):
        rights = roster.of(name)
        assert rights is not None
        assert (rights.folders, rights.house) == (frozenset({"bhxh-hung-yen"}), False)
    assert roster.of("an") is None


def test_who_only_reviews_may_send_nothing(tmp_path: Path) -> None:
    rights = read(tmp_path, "  - account: an\n    reviews: [cum-01]\n").of("an")
    assert rights is not None
    assert (rights.folders, rights.reviews) == (frozenset(), frozenset({"cum-01"}))


@pytest.mark.parametrize(
    "text",
    [
        "  - account: an\n",
        "  - account: an\n    folders: [bhxh-khong-co]\n",
        "  - account: an\n    folders: []\n",
        "  - account: an b\n    folders: [cum-01]\n",
        "  - account: an\n    folders: [cum-01]\n    admin: true\n",
        "  - account: an\n    folders: [cum-01]\n  - account: AN\n    folders: [cum-02]\n",
    ],
)
def test_a_roster_in_doubt_gives_no_rights(tmp_path: Path, text: str) -> None:
    with pytest.raises(HouseFault, match=r"roster\.yml"):
        read(tmp_path, text)


def test_without_a_file_nobody_has_rights(project: Project) -> None:
    (project.codelists / "roster.yml").unlink()
    lists = CodeLists(project.codelists)
    assert Roster.read(project.codelists, lists).of("bhxh-hung-yen-demo") is None


def test_the_projects_own_roster_can_be_read() -> None:
    folder = ROOT / "schemas" / "codelists"
    assert Roster.read(folder, CodeLists(folder)).of("khong-ai") is None


def owners(project: Project) -> list[str]:
    (project.root / ".github").mkdir(exist_ok=True)
    lists = CodeLists(project.codelists)
    write(project, lists)
    lines = (project.root / ".github/CODEOWNERS").read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def test_reviewers_are_named_by_cluster_and_by_member_of_the_last_composition(
    project: Project,
) -> None:
    assert owners(project) == [
        "* @ban-tdkt-demo",
        "/submissions/ @ban-tdkt-demo",
        "/submissions/*/bhxh-lao-cai/ @ban-tdkt-demo",
        "/submissions/*/bhxh-yen-bai/ @ban-tdkt-demo",
        "/submissions/*/cum-02/ @ban-tdkt-demo",
    ]


def test_a_reviewer_who_is_on_no_list_is_a_fault_of_ours(project: Project) -> None:
    roster = project.codelists / "roster.yml"
    roster.write_text(roster.read_text("utf-8").replace("- cum-02\n    sample", "- x\n    sample"))
    with pytest.raises(HouseFault, match="names x"):
        owners(project)


def test_a_repository_on_no_forge_has_no_reviewers(project: Project) -> None:
    lists = CodeLists(project.codelists)
    assert write(project, lists) == []
    assert run(project, TODAY).diagnostics == ()


def test_a_changed_roster_is_noticed(project: Project) -> None:
    owners(project)
    assert run(project, TODAY).diagnostics == ()
    roster = project.codelists / "roster.yml"
    roster.write_text(roster.read_text("utf-8").replace("ban-tdkt-demo", "ban-khac-demo"))
    (found,) = run(project, TODAY).diagnostics
    assert (found.code, found.mark.line) == ("GEN108", 3)
    (project.root / ".github/CODEOWNERS").unlink()
    (found,) = run(project, TODAY).diagnostics
    assert (found.code, found.params["reason"]) == ("GEN108", "missing")
