"""The roster: read strictly, found in any case."""

from pathlib import Path

import pytest

from tests.conftest import ROOT
from thidua.codelists import CodeLists
from thidua.codelists.roster import Roster
from thidua.diagnostics import HouseFault
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


@pytest.mark.parametrize(
    "text",
    [
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
