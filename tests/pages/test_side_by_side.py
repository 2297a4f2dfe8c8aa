"""What stands beside each other: conferences of a month, members of a cluster, campaigns."""

import re

from tests.conftest import LATER
from tests.pages.test_awards import withdraw
from tests.pages.test_clusters import (
    CALENDAR,
    CONFERENCE,
    FIRST,
    edit,
    pages_of,
    sections,
    site_of,
    text_of,
)
from thidua.pages import Page, paths
from thidua.pages.meetings import overviews
from thidua.pages.months import months
from thidua.pages.views import units
from thidua.project import Project


def cells(html: str) -> list[list[str]]:
    rows = re.findall("<tr>(.*?)</tr>", html, re.DOTALL)
    return [[text_of(each) for each in re.findall("<t[hd].*?</t[hd]>", row)] for row in rows]


def units_of(project: Project) -> dict[str, Page]:
    return {page.path: page for page in units.pages(site_of(project))}


def test_a_month_has_whole_weeks_and_every_day_of_a_conference(project: Project) -> None:
    edit(project, CONFERENCE, "start: 2013-07-03T08:00", "start: 2013-06-30T08:00")
    edit(project, CONFERENCE, "end: 2013-07-03T11:30", "end: 2013-07-01T11:30")
    site = site_of(project)
    found = months(each.meeting for each in overviews(site, site.current) if each.meeting)
    assert [(month.first.year, month.first.month) for month in found] == [(2013, 6), (2013, 7)]
    on = {
        cell.day.isoformat(): [meeting.cluster.id for meeting in cell.meetings]
        for month in found
        for week in month.weeks
        for cell in week
        if cell.meetings
    }
    assert on == {"2013-06-30": ["cum-01"], "2013-07-01": ["cum-01"], "2013-07-03": ["cum-02"]}
    for month in found:
        assert {len(week) for week in month.weeks} == {7}
        assert all(week[0].day.weekday() == 0 for week in month.weeks)


def test_the_calendar_marks_who_clashes_and_what_was_called_off(project: Project) -> None:
    edit(project, CALENDAR, "Hoàng Thị H", "Lê Văn G")  # both begin on the same morning
    before = sections(pages_of(project)[paths.SCHEDULE])["theo-thang"]
    assert before.count("có lãnh đạo trùng giờ") == 2
    edit(project, CONFERENCE, "status: confirmed", "status: cancelled\nreason: Bão")
    after = sections(pages_of(project)[paths.SCHEDULE])["theo-thang"]
    assert "Cụm 1 đã hủy" in after
    assert "trùng giờ" not in after


def test_members_stand_side_by_side_and_nothing_missing_is_zero(project: Project) -> None:
    page = pages_of(project)[FIRST]
    table = page.body[page.body.index("td-table--figures") :].partition("</table>")[0]
    head, *rows = cells(table)
    assert head == ["Chỉ tiêu", "Hải Dương", "Hưng Yên"]
    by_name = {row[0]: row[1:] for row in rows}
    assert by_name["Thu BHYT triệu đồng"] == ["–", "246.310"]
    assert by_name["Tỷ lệ nợ %"] == ["–", "3,1 kế hoạch: 3"]
    assert by_name["Thu BHXH bắt buộc triệu đồng"][1] == "640.123 51,85% kế hoạch năm"
    assert all(len(row) == 3 for row in rows)


def test_a_report_under_repair_has_no_column(project: Project) -> None:
    edit(project, "submissions/2013-h1/bhxh-hung-yen/report.yml", "submitter:", "sumbitter:")
    page = pages_of(project)[FIRST]
    assert cells(page.body[page.body.index("td-table--figures") :])[0] == ["Chỉ tiêu", "Hải Dương"]


def test_a_unit_says_first_how_it_stands(project: Project) -> None:
    page = units_of(project)[paths.unit("bhxh-hung-yen")]
    facts = text_of(page.body[page.body.index("<dl") : page.body.index("</dl>")])
    assert "Báo cáo sơ kết của đơn vị ✓ đã nhận, đúng hạn" in facts
    assert "Cụm thi đua Cụm 1 , cụm trưởng" in facts
    assert "Hội nghị của cụm Thứ Tư, 03/7/2013" in facts


def test_a_unit_that_is_no_more_has_no_present(two_campaigns: Project) -> None:
    found = {page.path: page for page in units.pages(site_of(two_campaigns, LATER))}
    gone = found[paths.unit("bhxh-yen-bai")]
    assert "td-facts" not in gone.body
    stays = found[paths.unit("bhxh-hung-yen")]
    assert cells(stays.body[stays.body.index("<table") :])[0][0] == "Chỉ tiêu"


def test_the_plan_is_worked_out_where_the_unit_does_not(project: Project) -> None:
    edit(
        project, "submissions/2013-h1/bhxh-hung-yen/report.yml", '\n          percent: "51,85"', ""
    )
    page = units_of(project)[paths.unit("bhxh-hung-yen")]
    assert "640.123 51,9% kế hoạch năm" in text_of(page.body)


def test_plans_of_other_times_are_told_apart(project: Project) -> None:
    edit(project, "submissions/2013-h1/bhxh-hung-yen/report.yml", "span: year", "span: half-year")
    page = pages_of(project)[FIRST]
    table = page.body[page.body.index("td-table--figures") :].partition("</table>")[0]
    assert "51,85% kế hoạch 6 tháng" in text_of(table)


def test_a_slip_in_the_year_of_an_end_makes_no_calendar_of_decades(project: Project) -> None:
    edit(project, CONFERENCE, "end: 2013-07-03T11:30", "end: 2063-07-03T11:30")
    site = site_of(project)
    found = months(each.meeting for each in overviews(site, site.current) if each.meeting)
    assert len(found) == 1


def test_a_withdrawn_award_is_none_of_a_unit(project: Project) -> None:
    withdraw(project, "e1", hide=False)
    page = units_of(project)[paths.unit("bhxh-hung-yen")]
    facts = page.body[page.body.index("<dl") : page.body.index("</dl>")]
    assert "Khen thưởng" not in facts


def test_who_owes_nothing_has_no_empty_facts(project: Project) -> None:
    assert "td-facts" not in units_of(project)[paths.unit("bhxh-viet-nam")].body


def test_what_is_only_proposed_is_marked(project: Project) -> None:
    edit(project, CONFERENCE, "status: confirmed", "status: proposed")
    calendar = sections(pages_of(project)[paths.SCHEDULE])["theo-thang"]
    assert calendar.count("đề xuất") == 1
