"""Ranks, levels, posts and invitation lists."""

import pytest

from tests.checks.conftest import Codes

DECISION = "bhxh-viet-nam/award-decision/qd-0001-qd-bhxh"
MEDAL = "bhxh-viet-nam/award-decision/qd-0655-qd-ctn"
CAMPAIGN = "bhxh-viet-nam/campaign"
NOMINATED = "cum-01/cluster-report"
PART = "      level: department\n      name: Phòng Thu\n"


@pytest.mark.parametrize(
    ("paper", "good", "bad", "found"),
    [
        (MEDAL, "rank: hạng Ba", "rank: hạng Nhất", []),
        (MEDAL, "rank: hạng Ba", "rank: hạng nhất", ["AWD104"]),
        (MEDAL, "rank: hạng Ba", "rank: hạng Tư", ["AWD104"]),
        (MEDAL, "    rank: hạng Ba\n", "", ["AWD105"]),
        (MEDAL, "    rank: hạng Ba\n", "    rank: hạng Ba\n    prize: giải Nhất\n", []),
        (DECISION, "  - id: e2\n", "  - id: e2\n    rank: hạng Nhất\n", ["AWD104"]),
        (MEDAL, "authority: chu-tich-nuoc", "authority: thu-tuong-chinh-phu", ["AWD101"]),
        (DECISION, PART, "      level: team\n      name: Tổ Thu\n", []),
        (DECISION, PART, "      name: Phòng Thu\n", ["AWD106"]),
        (DECISION, PART, "      level: department\n", ["AWD106"]),
        (DECISION, PART, "      level: unit\n", []),
        (DECISION, PART, "      level: unit\n      name: Phòng Thu\n", ["AWD106"]),
        (DECISION, PART, "", []),
        (MEDAL, "      post: Nguyên Giám đốc\n", "", ["AWD110"]),
        (
            DECISION,
            "      unit: bhxh-phu-tho\n",
            "      unit: ban-thi-dua-khen-thuong\n",
            ["AWD107"],
        ),
        (CAMPAIGN, "    invited_by: centre\n", "", ["AWD108"]),
        (CAMPAIGN, "    invited_by: centre\n", "    invited_by: cluster-head\n", ["AWD108"]),
        (CAMPAIGN, 'award_year: "2012"', 'award_year: "2011"', ["AWD111"]),
        (CAMPAIGN, 'award_year: "2012"\n', "", []),
        (MEDAL, "manner: devotion", "manner: regular", ["AWD103"]),  # only for a life's work
        (NOMINATED, "award: co-thi-dua-bhxh-viet-nam", "award: chien-sy-thi-dua-nganh", ["AWD102"]),
    ],
)
def test_entries(codes: Codes, paper: str, good: str, bad: str, found: list[str]) -> None:
    assert codes(paper, (good, bad)) == found


def test_a_hidden_name_needs_neither_name_nor_post(codes: Codes) -> None:
    gone = "    withdrawn:\n      number: 0002/QĐ-CTN\n      date: 2013-07-01\n"
    gone += "      authority: chu-tich-nuoc\n      hide_name: true\n    recipient:\n"
    who = "      name: Phạm Thị D\n      post: Nguyên Giám đốc\n"
    assert codes(MEDAL, ("    recipient:\n", gone), (who, "")) == []


def test_a_hidden_name_of_a_collective(codes: Codes) -> None:
    gone = "    withdrawn:\n      number: 0002/QĐ-BHXH\n      date: 2013-07-01\n"
    gone += "      authority: tong-giam-doc-bhxh-viet-nam\n      hide_name: {}\n    recipient:\n"
    good = f"    recipient:\n      kind: collective\n      unit: bhxh-yen-bai\n{PART}"
    bad = "      kind: collective\n      unit: bhxh-yen-bai\n      level: department\n"
    assert codes(DECISION, (good, gone.format("true") + bad)) == []
    edit = ("      hide_name: true\n", "      hide_name: false\n")
    assert codes(DECISION, edit) == ["AWD106"]


@pytest.mark.parametrize(
    ("authority", "date", "found"),
    [
        ("tong-giam-doc-bhxh-viet-nam", "2013-07-01", []),
        ("chu-tich-nuoc", "2013-07-01", ["AWD109"]),
        ("tong-giam-doc-bhxh-viet-nam", "2013-03-14", ["DUE106"]),
        ("tong-giam-doc-bhxh-viet-nam", "2013-03-15", []),
        ("tong-giam-doc-bhxh-viet-nam", "2013-07-21", ["DUE103"]),
    ],
)
def test_withdrawals(codes: Codes, authority: str, date: str, found: list[str]) -> None:
    gone = f"    withdrawn:\n      number: 0002/QĐ-BHXH\n      date: {date}\n"
    gone += f"      authority: {authority}\n"
    assert codes(DECISION, ("  - id: e1\n", f"  - id: e1\n{gone}")) == found


@pytest.mark.parametrize(
    ("post", "found"),
    [
        ("Giám đốc", []),
        ("Giám đốc, Bí thư Đảng ủy", []),
        ("Giám đốc BHXH tỉnh Hải Dương", []),
        ("Giám đốc BHXH tỉnh", []),
        ("Giám đốc kiêm Trưởng ban", []),
        ("Giám đốc BHXH huyện Ninh Giang", ["AWD103"]),
        ("Giám đốc Bảo hiểm xã hội thành phố Hải Dương", ["AWD103"]),
        ("Giám đốc BHXH tỉnh Hưng Yên", ["AWD103"]),
        ("Giám đốcc", ["AWD103"]),
        ("Phó Giám đốc", ["AWD103"]),
    ],
)
def test_posts_that_a_conference_honours(codes: Codes, post: str, found: list[str]) -> None:
    assert codes(DECISION, ("      post: Giám đốc\n", f"      post: {post}\n")) == found


GROUP = "      - kind: individual\n        manner: devotion\n"


@pytest.mark.parametrize(
    ("group", "found"),
    [
        (GROUP, ["AWD108"]),
        ("      - kind: individual\n", ["AWD108"]),  # that may be for a life's work
        ("      - kind: individual\n        manner: regular\n", []),
        ("      - kind: collective\n        level: unit\n", []),
    ],
)
def test_whom_the_centre_invites_itself(codes: Codes, group: str, found: list[str]) -> None:
    found_then = codes(CAMPAIGN, ("    invited_by: centre\n", ""), (GROUP, group))
    assert [each for each in found_then if each != "AWD103"] == found


SECOND = "    award: bang-khen-tong-giam-doc\n    recipient:\n      kind: collective\n"
SECOND += "      unit: bhxh-phu-tho\n"


@pytest.mark.parametrize(
    ("achievement", "found"),
    [
        ("2007/2012", []),  # Hà Tây was there in 2007; its heir's cluster invites
        ("2012", ["REF103"]),
    ],
)
def test_a_unit_that_has_merged_since(codes: Codes, achievement: str, found: list[str]) -> None:
    new = SECOND.replace("    recipient", f'    achievement: "{achievement}"\n    recipient')
    assert codes(DECISION, (SECOND, new.replace("phu-tho", "ha-tay"))) == found


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("", ["AWD111"]),
        ("    movement: Phong trào thi đua nước rút\n", ["REF110"]),
        ("    manner: devotion\n", []),
    ],
)
def test_what_is_not_of_the_year(codes: Codes, more: str, found: list[str]) -> None:
    new = SECOND.replace("    recipient", f'    achievement: "2011"\n{more}    recipient')
    assert codes(DECISION, (SECOND, new)) == found


@pytest.mark.parametrize(
    ("date", "found"), [("2013-03-14", ["DUE106"]), ("2013-03-15", []), ("2013-07-21", ["DUE103"])]
)
def test_nothing_is_revised_before_its_day(codes: Codes, date: str, found: list[str]) -> None:
    more = f"version: 2\nrevision:\n  reason: Sửa chức vụ.\n  date: {date}\nentries:\n"
    assert codes(DECISION, ("entries:\n", more)) == found
