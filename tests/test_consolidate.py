"""Totals over reports: what they add, what they leave out, and how many units they cover."""

from decimal import Decimal

import pytest

from tests.conftest import TODAY
from thidua.consolidate import Consolidated, consolidated
from thidua.engine import run
from thidua.project import Project

HEAD = "campaign: 2013-h1\nsubmitter: {unit}\nsample: true\ndate: 2013-07-10\n"
ROW = "results:\n  indicators:\n    - indicator: thu-bhyt\n"


def result(project: Project, rows: list[str]) -> Consolidated:
    units = ["bhxh-hung-yen", "bhxh-phu-tho", "bhxh-yen-bai"]
    for folder in (project.submissions / "2013-h1").glob("bhxh-*"):
        for file in folder.glob("report.*"):
            file.unlink()
    for unit, row in zip(units, rows, strict=False):
        file = project.submissions / f"2013-h1/{unit}/report.yml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(HEAD.format(unit=unit) + ROW + row, "utf-8")
    papers = run(project, TODAY).corpus.campaigns["2013-h1"]
    (found,) = consolidated(papers, papers.codelists)
    return found


@pytest.mark.parametrize(
    ("actuals", "total", "counted"),
    [
        (['"1.000"', "500"], "1500", 2),  # triệu đồng, the indicator's own measure
        (["2 tỷ đồng", "500"], "2500", 2),
        (["1 nghìn tỷ đồng", "500 tỷ đồng"], "1500000", 2),
        (["2 Tỷ Đồng", "5"], "2005", 2),
        (["3.000.000 đồng", "5"], "8", 2),
        (["trên 860", "500"], "500", 1),  # a bound is no number to add
        (["ước 860", "khoảng 5"], None, 0),
        (["500 người", '"1.000"'], "1000", 1),  # people are not added to money
        (["51,85%", '"1.000"'], "1000", 1),
    ],
)
def test_totals(project: Project, actuals: list[str], total: str | None, counted: int) -> None:
    found = result(project, [f"      actual: {actual}\n" for actual in actuals])
    assert found.total == (None if total is None else Decimal(total))
    assert len(found.counted) == counted
    assert len(found.lines) == len(actuals)


def test_percent_covers_those_with_both_figures(project: Project) -> None:
    found = result(
        project,
        [
            "      actual: 100\n      targets:\n        - value: 200\n",
            "      actual: 100\n      targets:\n        - value: 600\n",
            "      actual: 900\n",
        ],
    )
    assert (found.percent, len(found.compared), found.total) == (Decimal(25), 2, Decimal(1100))


def test_a_unit_without_a_figure_is_no_zero(project: Project) -> None:
    found = result(project, ["      actual: 100\n", "      note: Chưa có số liệu.\n"])
    assert (found.total, len(found.counted), [line.actual for line in found.extremes]) == (
        Decimal(100),
        1,
        [Decimal(100)],
    )


def test_plans_of_a_year_and_of_half_a_year_are_not_compared(project: Project) -> None:
    year = "      actual: 100\n      targets:\n        - value: 200\n          span: year\n"
    half = "      actual: 100\n      targets:\n        - value: 100\n          span: half-year\n"
    found = result(project, [half, year, half])
    assert found.plan_span == "half-year"
    assert (found.percent, len(found.compared), found.plan) == (Decimal(100), 2, Decimal(200))
    assert found.total == Decimal(300)
