"""Code lists that agree with themselves, day by day."""

import pytest

from tests.conftest import TODAY
from thidua.engine import run
from thidua.project import Project

CLUSTERS, UNITS = "clusters", "units"


def codes(project: Project, name: str, *edits: tuple[str, str]) -> list[str]:
    file = project.codelists / f"{name}.yml"
    text = file.read_text("utf-8")
    for good, bad in edits:
        assert text.count(good) == 1, good
        text = text.replace(good, bad)
    file.write_text(text, "utf-8")
    return [each.code for each in run(project, TODAY).diagnostics if each.code.startswith("GEN")]


MEMBER = "      - unit: bhxh-ha-noi\n        from: 2012-01-01\n        to: 2013-12-31\n"


@pytest.mark.parametrize(
    ("name", "good", "bad", "found"),
    [
        # A unit that leaves a cluster belongs to another one from the next day on.
        (CLUSTERS, MEMBER, MEMBER.replace("ha-noi", "phu-tho").replace("2012", "2014"), []),
        (CLUSTERS, MEMBER, MEMBER.replace("ha-noi", "phu-tho"), ["GEN103"]),
        (
            CLUSTERS,
            MEMBER,
            MEMBER.replace("ha-noi", "phu-tho").replace("2012-01-01", "2013-12-31"),
            ["GEN103"],  # one day is enough
        ),
        (
            UNITS,
            '- code: "15"\n        from: 2025-07-01',
            '- code: "15"\n        from: 2025-06-30',
            ["GEN105"],
        ),
        (
            UNITS,
            '- code: "15"\n        from: 2025-07-01',
            '- code: "33"\n        from: 2025-07-01',
            ["GEN105"],
        ),
        (UNITS, "      - BHXH Hưng Yên\n", "      - BHXH Hưng Yên\n      - BHXH  hưng yên\n", []),
        (UNITS, "      - BHXH Hưng Yên\n", "      - bhxh tinh phu tho\n", ["GEN107"]),
        (UNITS, "    to: 2008-07-31\n    kind", "    kind", ["GEN106"]),
    ],
)
def test_lists(project: Project, name: str, good: str, bad: str, found: list[str]) -> None:
    if "2014" in bad:
        bad = bad.replace("to: 2013-12-31", "to: 2015-12-31")
    assert codes(project, name, (good, bad)) == found


def test_a_head_is_a_member_on_the_first_day(project: Project) -> None:
    head = "    heads:\n      - unit: bhxh-yen-bai\n        from: 2013-01-01\n"
    assert codes(project, CLUSTERS, (head, head.replace("2013-01-01", "2011-01-01"))) == ["GEN104"]


def test_a_head_is_a_member_to_the_last_day(project: Project) -> None:
    member = "      - unit: bhxh-yen-bai\n        from: 2012-01-01\n        to: 2013-12-31\n"
    gone = member.replace("2013-12-31", "2013-06-30")
    head = "      - unit: bhxh-yen-bai\n        from: 2013-01-01\n        to: 2013-12-31\n"
    shorter = head.replace("2013-12-31", "2013-06-30")
    assert codes(project, CLUSTERS, (member, gone)) == ["GEN104"]
    days = [each.params["day"] for each in run(project, TODAY).diagnostics if each.code == "GEN104"]
    assert days == ["01/7/2013"]
    assert codes(project, CLUSTERS, (head, shorter)) == []


def test_a_name_may_pass_on_to_another_entry(project: Project) -> None:
    """What has ended keeps its name; somebody else may bear it afterwards."""
    later = "      - name: Bảo hiểm xã hội tỉnh Phú Thọ\n        short: BHXH tỉnh Phú Thọ\n"
    other = later + "      - name: Bảo hiểm xã hội tỉnh Hà Tây\n        from: 2009-01-01\n"
    assert codes(project, UNITS, (later, other)) == []
    file = project.codelists / "units.yml"
    file.write_text(
        file.read_text("utf-8").replace("from: 2009-01-01", "from: 2008-01-01"), "utf-8"
    )
    assert [e.code for e in run(project, TODAY).diagnostics] == ["GEN107"]
