"""The first page: what is due next, the map, what comes next."""

import re
from datetime import date

from tests.conftest import TODAY
from thidua.engine import run
from thidua.pages import Settings, Site, build
from thidua.pages.tilemap import tile_map
from thidua.pages.views.home import dues, next_first, report_map, upcoming
from thidua.project import Project


def site(project: Project, today: date = TODAY) -> Site:
    return Site(run(project, today), today, Settings())


def placed(project: Project, unit: str, tile: str) -> None:
    file = project.codelists / "units.yml"
    text = file.read_text("utf-8")
    head, mark, rest = text.partition(f"  - id: {unit}\n")
    file.write_text(head + mark + f"    tile: [{tile}]\n" + rest, "utf-8")


def test_units_stand_where_the_list_places_them(project: Project) -> None:
    placed(project, "bhxh-ha-noi", "4, 3")
    placed(project, "bhxh-phu-tho", "4, 3")  # somebody has mistyped: no tile hides another
    own = site(project)
    assert own.current is not None
    found = report_map(own, own.current)
    assert [(tile.unit.id, tile.column, tile.row) for tile in found.tiles] == [
        ("bhxh-ha-noi", 5, 4)
    ]
    off = {tile.unit.id for tile in found.others}
    assert {"bhxh-phu-tho", "bhxh-hung-yen"} <= off
    assert len(found.all) == len(off) + 1
    body = build(own)["index.md"].body
    assert "grid-column:5;grid-row:4" in body
    assert re.search(r"BHXH thành phố Hà Nội: (đã nhận|chưa gửi|đang)", body)


def test_tiles_follow_each_other_from_north_to_south(project: Project) -> None:
    placed(project, "bhxh-ha-noi", "4, 3")
    placed(project, "bhxh-lao-cai", "2, 1")
    placed(project, "bhxh-hung-yen", "2, 3")
    own = site(project)
    assert own.current is not None
    found = report_map(own, own.current)
    assert [tile.label for tile in found.tiles] == ["Lào Cai", "Hưng Yên", "Hà Nội"]


def test_clusters_have_no_tile(project: Project) -> None:
    own = site(project)
    assert own.current is not None
    found = tile_map(own, [(who, status) for who, _, status in own.statuses(own.current)])
    assert not {tile.unit.id for tile in found.all} & set(own.codelists.clusters.ids)


def test_what_is_due_next_comes_first(project: Project) -> None:
    for today, first in ((date(2013, 6, 20), "conference"), (date(2013, 7, 10), "report")):
        own = site(project, today)
        assert own.current is not None
        found = next_first(dues(own, own.current))
        assert found[0].expected.paper == first
        left = [due.days_left for due in found if due.days_left is not None]
        coming = [days for days in left if days >= 0]
        assert left[: len(coming)] == sorted(coming)


def test_conferences_to_come_or_the_last_ones(project: Project) -> None:
    for today in (date(2013, 6, 18), date(2014, 1, 1)):
        own = site(project, today)
        assert own.current is not None
        found = upcoming(own, own.current)
        assert found
        starts = [each.starts for each in found if each.starts]
        assert len(starts) == len(found)
        assert starts == sorted(starts)
        assert all((start.date() >= today) == (today.year == 2013) for start in starts)
