"""``thidua new``: what it writes, where, and what it refuses in which words."""

import shutil
from pathlib import Path

import pytest

from tests.scaffold.papers import with_campaign, write
from thidua import cli
from thidua.project import Project

TODAY = ["--today", "2014-07-01"]
REPORT = "submissions/2014-h1/bhxh-phu-tho/report.md"


@pytest.fixture(autouse=True)
def inside(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    with_campaign(project)
    monkeypatch.chdir(project.root)


def new(*words: str) -> int:
    return cli.main(["new", *TODAY, *words])


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("report --unit bhxh-phu-tho", "2014-h1/bhxh-phu-tho/report.md"),
        ("report --unit BHXH-hung-yên", "2014-h1/bhxh-hung-yen/report.md"),
        ("report --unit bhxh-phu-tho --to yml", "2014-h1/bhxh-phu-tho/report.yml"),
        ("report --unit bhxh-phu-tho --campaign 2013-h1", "2013-h1/bhxh-phu-tho/report.md"),
        ("registration --unit bhxh-phu-tho", "2014-h1/bhxh-phu-tho/registration.md"),
        ("conference --unit cum-01", "2014-h1/cum-01/conference.md"),
        ("cluster-report --unit cum-02", "2014-h1/cum-02/cluster-report.md"),
        ("intake", "2014-h1/bhxh-viet-nam/intake.yml"),
        ("leader-calendar --to md", "2014-h1/bhxh-viet-nam/leader-calendar.md"),
        ("intake --unit bhxh-viet-nam", "2014-h1/bhxh-viet-nam/intake.yml"),
        ("award-decision --slug qd-1", "2014-h1/bhxh-viet-nam/award-decision/qd-1.yml"),
        ("campaign --campaign 2015-h1", "2015-h1/bhxh-viet-nam/campaign.yml"),
    ],
)
def test_where_it_writes(project: Project, words: str, path: str) -> None:
    assert new(*words.split()) == cli.CLEAN
    written = [
        file.relative_to(project.submissions).as_posix()
        for file in project.submissions.rglob("*")
        if file.is_file() and "…" in file.read_text("utf-8")
    ]
    assert written == [path]


@pytest.mark.parametrize("kind", ["Báo cáo sơ kết", "báo cáo SƠ KẾT", "report"])
@pytest.mark.parametrize(
    "unit", ["BHXH tỉnh Hưng Yên", "bảo hiểm xã hội tỉnh HƯNG YÊN", "BHXH Hưng Yên"]
)
def test_names_do_as_well_as_ids(project: Project, kind: str, unit: str) -> None:
    assert new(kind, "--unit", unit) == cli.CLEAN
    assert (project.submissions / "2014-h1/bhxh-hung-yen/report.md").is_file()


@pytest.mark.parametrize(
    ("language", "said"), [("vi", "Việc tiếp theo:"), ("en", "What to do next:")]
)
def test_what_to_do_next(capsys: pytest.CaptureFixture[str], language: str, said: str) -> None:
    assert new("report", "--unit", "bhxh-phu-tho", "--lang", language) == cli.CLEAN
    out = capsys.readouterr().out
    assert said in out
    assert f"thidua check {REPORT}" in out


def test_the_path_is_right_from_where_one_stands(
    project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.submissions)
    assert new("report", "--unit", "bhxh-phu-tho") == cli.CLEAN
    path = capsys.readouterr().out.split("thidua check ")[1].strip()
    assert path == "2014-h1/bhxh-phu-tho/report.md"
    assert cli.main(["check", *TODAY, path]) == cli.ERRORS
    assert "SCH114" in capsys.readouterr().out


def test_to_the_screen(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("report", "--unit", "bhxh-hung-yen", "--campaign", "2013-h1")
    assert new(*words, "--output", "-") == cli.CLEAN
    shown = capsys.readouterr().out
    assert shown.startswith("---\nĐợt: 2013-h1\n")
    assert not (project.submissions / "2013-h1/bhxh-hung-yen/report.md").exists()


def test_to_another_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("report", "--unit", "bhxh-phu-tho", "--output", str(tmp_path / "khac"))
    assert new(*words) == cli.CLEAN
    assert (tmp_path / "khac" / REPORT).is_file()
    assert "thidua check" not in capsys.readouterr().out
    assert new(*words) == cli.USAGE


@pytest.mark.parametrize(
    ("words", "vietnamese", "english"),
    [
        (["repot"], "Ý bạn là «report»?", "Did you mean «report»?"),
        (["giấy mời"], "Không có loại văn bản «giấy mời».", "There is no kind of paper"),
        (["report"], "do đơn vị trực thuộc, BHXH tỉnh, thành phố gửi", "central units"),
        (
            ["report", "--unit", "BHXH tỉnh Phúc Thọ"],
            "hay cụm nào tên «BHXH tỉnh Phúc Thọ». Ý bạn là «BHXH tỉnh Phú Thọ»?",
            "called «BHXH tỉnh Phúc Thọ». Did you mean «BHXH tỉnh Phú Thọ»?",
        ),
        (["report", "--unit", "xyz"], "nào tên «xyz».", "called «xyz»."),
        (["report", "--unit", "cum-01"], "không gửi loại report (báo cáo sơ kết)", "files no"),
        (["intake", "--unit", "bhxh-phu-tho"], "BHXH tỉnh Phú Thọ không gửi loại", "files no"),
        (
            ["report", "--unit", "bhxh-ha-tay"],
            "không còn, hoặc chưa có, vào ngày 16/6/2014",
            "does not exist any more",
        ),
        (
            ["report", "--unit", "bhxh-phu-tho", "--campaign", "2014-h2"],
            "Chưa có đợt nào mang mã «2014-h2». Ý bạn là «2014-h1»?",
            "No campaign «2014-h2» has been opened.",
        ),
        (["award-decision"], "thidua new award-decision --slug", "--slug <name>"),
        (["award-decision", "--slug", "QĐ 1"], "Tên riêng «QĐ 1» chưa dùng được", "«QĐ 1»"),
        (["intake", "--slug", "x"], "không cần --slug", "--slug is not needed"),
        (["campaign"], "thidua new campaign --campaign 2014-h1", "--campaign 2014-h1"),
        (["campaign", "--campaign", "Đợt 1"], "Hãy đặt mã cho đợt mới", "Give the new campaign"),
        (
            ["campaign", "--campaign", "2013-h1"],
            "Đã có submissions/2013-h1/bhxh-viet-nam/campaign.yml.",
            "campaign.yml is there already",
        ),
        (
            ["report", "--unit", "bhxh-hai-duong", "--campaign", "2013-h1", "--to", "yml"],
            "Đã có submissions/2013-h1/bhxh-hai-duong/report.md.",
            "report.md is there already",
        ),
    ],
)
def test_what_it_refuses(
    project: Project,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    vietnamese: str,
    english: str,
) -> None:
    before = sorted(project.files())
    for language, said in (("vi", vietnamese), ("en", english)):
        assert new(*words, "--lang", language) == cli.USAGE
        shown = capsys.readouterr()
        assert said in shown.err
        assert shown.out == ""
    assert sorted(project.files()) == before


def test_a_paper_under_repair_is_there_as_well(project: Project) -> None:
    write(project, "submissions/2014-h1/bhxh-phu-tho/report.yml", "x: [")
    assert new("report", "--unit", "bhxh-phu-tho") == cli.USAGE


def test_a_repository_without_a_campaign(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(project.submissions)
    assert new("report", "--unit", "bhxh-phu-tho") == cli.USAGE
    assert "Chưa có đợt nào được mở" in capsys.readouterr().err
    assert new("campaign", "--campaign", "2014-h1") == cli.CLEAN
    text = (project.submissions / "2014-h1/bhxh-viet-nam/campaign.yml").read_text("utf-8")
    assert "Đợt trước" not in text
