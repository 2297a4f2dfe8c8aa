"""Charts of earlier builds: used again as they are, and never in the way."""

import json
from pathlib import Path

import pytest

from tests.conftest import TODAY
from thidua.drawings import recall, remember
from thidua.pages import Settings
from thidua.pages.charts import Bar, Chart, bars
from thidua.pages.views import results
from thidua.project import Project
from thidua.site import built

INDICATOR = "dot/2013-h1/chi-tieu/thu-bhxh-bat-buoc.md"

DRAWN = '<svg role="img" class="td-chart" viewBox="0 0 1 1"><title>x</title></svg>'
FOREIGN = json.dumps({"a": "<script>alert(1)</script>"})
ACTIVE = json.dumps({"a": DRAWN.replace("</title>", "</title><g onload=alert(1)>")})


def test_what_was_drawn_is_not_drawn_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "_FEWEST_BARS", 1)  # the examples hold no two exact figures
    first = built(project, TODAY, Settings())
    assert "<svg" in first.pages[INDICATOR].body
    monkeypatch.setattr(Chart, "svg", lambda _: pytest.fail("drawn again"))
    assert built(project, TODAY, Settings()).pages == first.pages


@pytest.mark.parametrize("content", ["", "{", "[1]", '{"a": 1}', FOREIGN, ACTIVE])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, content: str) -> None:
    file = tmp_path / "charts.json"
    file.write_text(content, "utf-8")
    assert recall(file) == {}


def test_where_nothing_can_be_written_charts_are_lost(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")
    remember(tmp_path / "x" / "charts.json", {"a": DRAWN})
    assert recall(tmp_path / "x" / "charts.json") == {}


def test_only_the_charts_of_the_build_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "new" / "charts.json"
    remember(file, {"a": DRAWN, "c": DRAWN})
    remember(file, {"c": DRAWN})
    assert recall(file) == {"c": DRAWN}
    assert [each.name for each in file.parent.iterdir()] == ["charts.json"]


def test_other_figures_and_other_titles_are_other_charts() -> None:
    found = [
        bars([Bar("a", 1), Bar("b", 2)], "%", "x"),
        bars([Bar("a", 1), Bar("b", 3)], "%", "x"),
        bars([Bar("a", 1), Bar("b", 2)], "%", "y"),
    ]
    assert len({chart.key for chart in found}) == len(found)
