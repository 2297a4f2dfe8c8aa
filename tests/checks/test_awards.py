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


@pytest.mark.parametrize(
    ("authority", "date", "found"),
    [
        ("tong-giam-doc-bhxh-viet-nam", "2013-07-01", []),
        ("chu-tich-nuoc", "2013-07-01", ["AWD109"]),
        ("tong-giam-doc-bhxh-viet-nam", "2013-03-14", ["DUE106"]),
        ("tong-giam-doc-bhxh-viet-nam", "2013-07-21", ["DUE103"]),
    ],
)
def test_withdrawals(codes: Codes, authority: str, date: str, found: list[str]) -> None:
    gone = f"    withdrawn:\n      number: 0002/QĐ-BHXH\n      date: {date}\n"
    gone += f"      authority: {authority}\n"
    assert codes(DECISION, ("  - id: e1\n", f"  - id: e1\n{gone}")) == found
