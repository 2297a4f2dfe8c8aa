"""Charts: nothing missing is drawn as zero, colours are the theme's, the same every time."""

import re
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import TODAY
from thidua.consolidate import Consolidated, consolidated
from thidua.engine import run
from thidua.pages import Settings, Site, build
from thidua.pages.charts import Bar, bars, spread
from thidua.pages.views.results import ends
from thidua.project import Project

TWO = [Bar("Hưng Yên", 512.5, 1000), Bar("Hải Dương", 300, None)]


def drawn(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own


def words(svg: str) -> list[str]:
    return [each.text or "" for each in drawn(svg).iter("text")]


def test_a_bar_for_each_and_a_mark_only_where_a_plan_is_known() -> None:
    svg = bars(TWO, "triệu đồng", "Thu & nợ").svg()
    root = drawn(svg)
    assert root.get("role") == "img"
    assert [each.text for each in root.iter("title")] == ["Thu & nợ"]
    assert svg.count('fill="var(--td-bar)"') == 2
    assert svg.count('fill="var(--md-accent-fg-color)"') == 1
    assert {"Hưng Yên", "Hải Dương", "triệu đồng"} <= set(words(svg))
    assert "aria-label" not in svg


def test_no_colour_but_the_themes() -> None:
    for chart in (bars(TWO, "%", "x", line=100), spread([1, 2, 3, 4, 9], "%", "x")):
        svg = chart.svg()
        colours = set(re.findall(r'(?:fill|stroke)="([^"]*)"', svg))
        assert all(
            each in {"none", "transparent", "currentColor"} or "var(" in each for each in colours
        ), colours


def test_figures_are_vietnamese() -> None:
    assert "1.000.000" in words(bars([Bar("a", 2_000_000), Bar("b", 1)], "đồng", "x").svg())
    assert "0,4" in words(spread([0.1, 0.5, 0.9, 0.3, 0.7], "%", "x").svg())


def test_long_and_hostile_names_stay_text() -> None:
    name = 'Tổng thu BHXH, BHYT, BHTN <script>alert(1)</script> "của" mọi đơn vị'
    svg = bars([Bar(name, 1), Bar("b", 2)], "%", name).svg()
    assert "<script" not in svg
    said = " ".join(each.text or "" for each in drawn(svg).iter())
    for word in name.split():
        assert word in said


def test_the_same_data_give_the_same_bytes() -> None:
    assert bars(TWO, "%", "x").svg() == bars(TWO, "%", "x").svg()


def results(project: Project) -> dict[str, Consolidated]:
    outcome = run(project, TODAY)
    papers = outcome.corpus.campaigns["2013-h1"]
    return {each.indicator.id: each for each in consolidated(papers, outcome.corpus.codelists)}


def test_two_units_are_drawn_and_a_lonely_one_is_not(project: Project) -> None:
    pages = build(Site(run(project, TODAY), TODAY, Settings()))
    found = results(project)
    for key, result in found.items():
        body = pages[f"dot/2013-h1/chi-tieu/{key}.md"].body
        counted = len(result.counted)
        assert ("td-chart" in body) == (counted >= 2), key
        assert f"<strong>{counted}/" in body
        assert body.count('fill="var(--td-bar)"') in {0, counted}


@pytest.mark.parametrize(("count", "expected"), [(4, None), (5, 2), (6, 3), (30, 3)])
def test_both_ends_never_overlap(project: Project, count: int, expected: int | None) -> None:
    result = results(project)["ty-le-no"]
    (line, *_) = result.counted
    lines = tuple(
        type(line)(f"u{number}", line.row, None, Decimal(number), None) for number in range(count)
    )
    found = ends(Consolidated(result.indicator, lines))
    if expected is None:
        assert found is None
        return
    assert found is not None
    assert (len(found.highest), len(found.lowest), found.of_plan) == (expected, expected, False)
    assert found.highest[0][1] == count - 1
    assert found.lowest[-1][1] == 0
    assert not {unit for unit, _ in found.highest} & {unit for unit, _ in found.lowest}
