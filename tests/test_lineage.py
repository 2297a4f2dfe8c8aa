"""What became of a unit, and who made up a cluster, through time."""

from datetime import date

import pytest

from tests.conftest import ROOT
from thidua.codelists import CodeLists, compositions, forebears, heirs
from thidua.project import Project

CONTRACT = ROOT / "schemas" / "codelists" / "codelist.schema.json"
UNITS, CLUSTERS = "schemas/codelists/units.yml", "schemas/codelists/clusters.yml"
#: In the examples Hà Tây went to Hà Nội in 2008; here Hà Nội goes on to Lào Cai.
CITY = '    province: Hà Nội\n    codes:\n      - code: "01"\n'
MOVED = "    successors:\n      - unit: bhxh-lao-cai\n        from: 2020-01-01\n"
NAMES = "        short: BHXH thành phố Hà Nội\n"


def lists_of(project: Project, *edits: tuple[str, str, str]) -> CodeLists:
    for path, old, new in edits:
        file = project.root / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")
    return CodeLists(project.root / "schemas" / "codelists", CONTRACT)


CHAIN = [(UNITS, CITY, CITY + MOVED), (UNITS, NAMES, NAMES + "    to: 2019-12-31\n")]


@pytest.mark.parametrize(
    ("unit", "day", "expected"),
    [
        ("bhxh-yen-bai", date(2025, 6, 30), []),
        ("bhxh-yen-bai", date(2025, 7, 1), ["bhxh-lao-cai"]),
        ("bhxh-lao-cai", date(2025, 7, 1), []),
        ("bhxh-ha-tay", date(2008, 7, 31), []),
        ("bhxh-ha-tay", date(2008, 8, 1), ["bhxh-ha-noi"]),
        ("bhxh-ha-tay", date(2020, 1, 1), ["bhxh-lao-cai"]),
        ("bhxh-ha-noi", date(2020, 1, 1), ["bhxh-lao-cai"]),
    ],
)
def test_heirs(project: Project, unit: str, day: date, expected: list[str]) -> None:
    lists = lists_of(project, *CHAIN)
    assert [heir.id for heir in heirs(lists, lists.units[unit], day)] == expected


def test_a_ring_of_successors_ends(project: Project) -> None:
    ring = (UNITS, "      - unit: bhxh-ha-noi\n", "      - unit: bhxh-ha-tay\n")
    lists = lists_of(project, ring)
    assert heirs(lists, lists.units["bhxh-ha-tay"], date(2013, 7, 1)) == []


def test_forebears(project: Project) -> None:
    found = forebears(lists_of(project, *CHAIN))
    assert {key: sorted(unit.id for unit, _ in each) for key, each in found.items()} == {
        "bhxh-ha-noi": ["bhxh-ha-tay"],
        "bhxh-lao-cai": ["bhxh-ha-noi", "bhxh-yen-bai"],
    }


Span = tuple[str, str | None, int, str | None]


def spans(lists: CodeLists, cluster: str) -> list[Span]:
    return [
        (
            each.from_.isoformat(),
            each.to.isoformat() if each.to else None,
            len(each.members),
            each.head.unit if each.head else None,
        )
        for each in compositions(lists.clusters[cluster])
    ]


UNKNOWN: Span = ("2014-01-01", None, 0, None)
HEADED: Span = ("2013-01-01", "2013-12-31", 3, "bhxh-hung-yen")
BEFORE: Span = ("2012-01-01", "2012-12-31", 3, None)
HEAD = "    heads:\n      - unit: bhxh-hung-yen\n        from: 2013-01-01\n        to: 2013-12-31\n"
MEMBER = "      - unit: bhxh-hung-yen\n        from: 2012-01-01\n        to: 2013-12-31\n"

AGAIN = MEMBER.replace("2012-01-01", "2012-07-01")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (HEAD, HEAD, [UNKNOWN, HEADED, BEFORE]),
        (HEAD, HEAD.replace("2013-01-01", "2012-01-01"), [UNKNOWN, ("2012-01-01", *HEADED[1:])]),
        (MEMBER, MEMBER.replace("2013-12-31", "2012-06-30") + AGAIN, [UNKNOWN, HEADED, BEFORE]),
        (
            MEMBER,
            MEMBER.replace("2013-12-31", "2014-06-30"),
            [("2014-07-01", None, 0, None), ("2014-01-01", "2014-06-30", 1, None), HEADED, BEFORE],
        ),
    ],
)
def test_compositions(project: Project, old: str, new: str, expected: list[Span]) -> None:
    assert spans(lists_of(project, (CLUSTERS, old, new)), "cum-01") == expected


def test_compositions_of_a_cluster_that_comes_back(two_campaigns: Project) -> None:
    assert spans(lists_of(two_campaigns), "cum-01") == [
        ("2026-01-01", None, 3, "bhxh-lao-cai"),
        ("2014-01-01", "2025-12-31", 0, None),
        HEADED,
        BEFORE,
    ]
