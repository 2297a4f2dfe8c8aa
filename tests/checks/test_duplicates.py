"""Twice the same, and who is to blame for it."""

import pytest

from tests.checks.conftest import Codes
from tests.conftest import TODAY
from thidua.engine import run
from thidua.project import Project
from thidua.status import Timeliness, statuses

DECISIONS = "submissions/2013-h1/bhxh-viet-nam/award-decision"
FIRST = f"{DECISIONS}/qd-0001-qd-bhxh.yml"
CAMPAIGN = "bhxh-viet-nam/campaign"
BOTH = """    from:
      - central
      - provincial
    before: 2013-07-15
"""


def twins(project: Project, name: str, number: str, date: str = "2013-03-15") -> list[str]:
    """Return where the same number is found twice when a second decision has it."""
    text = (project.root / FIRST).read_text("utf-8")
    text = text.replace("number: 0001", f"number: {number}").replace("2013-03-15", date)
    text = text.replace('achievement: "2012"', 'achievement: "2011"')
    (project.root / DECISIONS / f"{name}.yml").write_text(text, "utf-8")
    found = [each for each in run(project, TODAY).diagnostics if each.code == "DUP104"]
    assert all(place.path != each.path for each in found for place in each.related)
    return [each.path for each in found]


@pytest.mark.parametrize(
    ("name", "number", "date", "blamed"),
    [
        ("qd-0002-qd-bhxh", "0002", "2013-03-15", None),
        ("qd-0002-qd-bhxh", "0001", "2013-03-14", "qd-0002-qd-bhxh"),  # its name says 2
        ("an-0001-qd-bhxh", "0001", "2013-03-16", "an-0001-qd-bhxh"),  # it came later
        ("zz-0001-qd-bhxh", "0001", "2013-03-14", "qd-0001-qd-bhxh"),
        ("zz-0001-qd-bhxh", "0001", "2013-03-15", "zz-0001-qd-bhxh"),
        ("zz-01-qd-bhxh", "01", "2013-03-16", "zz-01-qd-bhxh"),  # zeros in front say nothing
    ],
)
def test_who_took_the_number_of_another(
    project: Project, name: str, number: str, date: str, blamed: str | None
) -> None:
    assert twins(project, name, number, date) == ([f"{DECISIONS}/{blamed}.yml"] if blamed else [])


TWO_DEADLINES = """    from:
      - central
    before: 2013-07-01
  - paper: report
    title: Báo cáo sơ kết của tỉnh
    from:
      - provincial
    before: 2013-07-15
"""


def test_groups_may_have_deadlines_of_their_own(project: Project, codes: Codes) -> None:
    assert codes(CAMPAIGN, (BOTH, TWO_DEADLINES)) == []
    papers = run(project, TODAY).corpus.campaigns["2013-h1"]
    found = {
        (who, str(paper.before)): status.timeliness
        for who, paper, status in statuses(papers, TODAY)
        if who == "bhxh-hung-yen"
    }
    assert found == {("bhxh-hung-yen", "2013-07-15"): Timeliness.ON_TIME}


def test_a_group_has_one_deadline(codes: Codes) -> None:
    overlapping = TWO_DEADLINES.replace("- central", "- central\n      - provincial")
    overlapping = overlapping.replace("2013-07-01", "2013-07-12")
    assert codes(CAMPAIGN, (BOTH, overlapping)) == ["DUP105"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Trần Thị B", ["DUP105"]),
        ("TRẦN  THỊ  B", ["DUP105"]),
        ("Trần Thi B", []),  # another letter, another person
    ],
)
def test_persons_are_told_apart_by_letters(codes: Codes, name: str, found: list[str]) -> None:
    twin = f"  - kind: individual\n    name: {name}\n    post: Trưởng phòng Thu\n"
    twin += "    achievement: Có sáng kiến.\n"
    assert codes("bhxh-hung-yen/report", ("exemplars:\n", f"exemplars:\n{twin}")) == found


@pytest.mark.parametrize(
    ("name", "found"),
    [("Đỗ Văn Hoà", ["DUP101"]), ("Đỗ Văn Hòa", ["DUP101"]), ("Đỗ Văn Hoa", [])],
)
def test_tones_stand_where_people_put_them(codes: Codes, name: str, found: list[str]) -> None:
    twin = "      name: Đỗ Văn Hòa\n      post: Giám đốc\n  - id: e5\n"
    twin += "    award: bang-khen-tong-giam-doc\n    recipient:\n      kind: individual\n"
    twin += f"      unit: bhxh-hai-duong\n      name: {name}\n      post: Giám đốc\n"
    edits = [("      name: Đỗ Văn E\n      post: Giám đốc\n", twin)]
    edits.append(("  individuals: 1", "  individuals: 2"))
    assert codes("bhxh-viet-nam/award-decision/qd-0001-qd-bhxh", *edits) == found


AGAIN = """  - id: e5
    award: bang-khen-tong-giam-doc
    hand_over: centre
    recipient:
      kind: collective
      unit: {unit}
"""


@pytest.mark.parametrize(
    ("more", "edit", "found"),
    [
        ("", None, ["DUP101"]),
        ("      level: department\n      name: Phòng Thu\n", None, []),
        ("      level: district\n      name: BHXH huyện Phù Cừ\n", None, []),
        # Without a year nothing says that the two are for the same.
        ("", ('achievement: "2012"\n', ""), []),
    ],
)
def test_the_same_award_again(
    codes: Codes, more: str, edit: tuple[str, str] | None, found: list[str]
) -> None:
    last = "      level: department\n      name: Phòng Thu\n"
    twin = AGAIN.format(unit="bhxh-hung-yen") + more
    edits = [(last, last + twin), ("  collectives: 3\n", "  collectives: 4\n")]
    edits += [edit] if edit else []
    assert codes("bhxh-viet-nam/award-decision/qd-0001-qd-bhxh", *edits) == found


@pytest.mark.parametrize(
    ("level", "found"), [("department", ["DUP101"]), ("team", []), ("district", [])]
)
def test_a_part_of_a_unit_is_one_of_its_level(codes: Codes, level: str, found: list[str]) -> None:
    last = "      level: department\n      name: Phòng Thu\n"
    twin = f"{AGAIN.format(unit='bhxh-yen-bai')}      level: {level}\n      name: PHÒNG THU\n"
    edits = [(last, last + twin), ("  collectives: 3\n", "  collectives: 4\n")]
    assert codes("bhxh-viet-nam/award-decision/qd-0001-qd-bhxh", *edits) == found


ASKED = """- **BHXH Việt Nam**: Đề nghị hướng dẫn cách bình xét tập thể được hợp nhất giữa năm.
- **Cụm thi đua số 1**: Mỗi hội nghị cụm dành một giờ cho một chuyên đề.
"""


@pytest.mark.parametrize(
    ("paper", "good", "bad", "code"),
    [
        (f"{CAMPAIGN}.yml", "theme: tu-tuong-ho", "theme: hoc-tap-ho", "REF105"),
        ("bhxh-hai-duong/report.md", ASKED, "Không có.\n", "REF108"),
    ],
)
def test_nobody_takes_down_the_paper_of_another(
    project: Project, paper: str, good: str, bad: str, code: str
) -> None:
    """A dispatch that names another theme, a report with fewer recommendations: a warning."""
    file = project.submissions / "2013-h1" / paper
    text = file.read_text("utf-8")
    assert text.count(good) == 1
    file.write_text(text.replace(good, bad), "utf-8")
    outcome = run(project, TODAY)
    assert code in {each.code for each in outcome.diagnostics}
    assert outcome.corpus.campaigns["2013-h1"].broken == {}
