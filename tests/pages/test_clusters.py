import re
import shutil
from dataclasses import replace
from datetime import date

import pytest
from markupsafe import escape

from tests.conftest import TODAY
from thidua.engine import run
from thidua.pages import Page, Settings, Site, meetings, paths
from thidua.pages.awarded import rows
from thidua.pages.page import Heading
from thidua.pages.views import clusters, schedule
from thidua.project import Project

HOME = "submissions/2013-h1"
CONFERENCE = f"{HOME}/cum-01/conference.yml"
OTHER = f"{HOME}/cum-02/conference.yml"
CALENDAR = f"{HOME}/bhxh-viet-nam/leader-calendar.yml"
INTAKE = f"{HOME}/bhxh-viet-nam/intake.yml"
CAMPAIGN = f"{HOME}/bhxh-viet-nam/campaign.yml"
DECISION = f"{HOME}/bhxh-viet-nam/award-decision/qd-0001-qd-bhxh.yml"
MEDAL = f"{HOME}/bhxh-viet-nam/award-decision/qd-0655-qd-ctn.yml"
FIRST, SECOND = paths.cluster("cum-01"), paths.cluster("cum-02")
HOSTILE = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 191 }} {% raw %}"]
WITHDRAWN = """  - id: e1
    withdrawn:
      number: 0009/QĐ-BHXH
      date: 2013-07-08
      authority: tong-giam-doc-bhxh-viet-nam
"""
Edit = tuple[str, str, str]


def site_of(project: Project, today: date = TODAY) -> Site:
    return Site(run(project, today), today, Settings())


def pages_of(project: Project, today: date = TODAY) -> dict[str, Page]:
    site = site_of(project, today)
    return {page.path: page for view in (clusters, schedule) for page in view.pages(site)}


def edit(project: Project, path: str, old: str, new: str) -> None:
    file = project.root / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def sections(page: Page) -> dict[str, str]:
    """Return the text below each heading, by its anchor."""
    found: dict[str, str] = {}
    anchor = ""
    for part in page.parts():
        if isinstance(part, Heading):
            anchor = part.anchor
        else:
            found[anchor] = text_of(part)
    return found


def test_members_head_and_source(project: Project) -> None:
    found = pages_of(project)
    members = sections(found[FIRST])["thanh-vien-2013-h1"]
    order = ["Hải Dương Thành viên", "Hưng Yên Cụm trưởng", "Phú Thọ Thành viên"]
    assert [members.index(each) for each in order] == sorted(members.index(each) for each in order)
    assert "2/3 đơn vị đã gửi báo cáo" in members
    reason = "Thành phần cụm trong ví dụ này: số liệu minh họa."
    lists = [paths.CLUSTERS, paths.campaign_clusters("2013-h1")]
    assert [path for path in (*lists, FIRST, SECOND) if reason in found[path].body] == [
        *lists,
        SECOND,
    ]
    assert "Cụm trưởng chưa có nguồn" in found[FIRST].body


def test_the_contact_is_never_shown(project: Project) -> None:
    found = pages_of(project)
    assert "Hội trường BHXH tỉnh Hưng Yên" in found[FIRST].body
    for page in found.values():
        assert "tdkt@hungyen.example" not in page.body + page.description
        assert "Phòng Tổ chức cán bộ" not in page.body


@pytest.mark.parametrize(
    ("edits", "head", "centre"),
    [
        ([], ["e1", "e2", "e3"], ["medal"]),
        ([(MEDAL, "bhxh-phu-tho", "bhxh-yen-bai")], ["e1", "e2", "e3"], []),
        (
            [(CAMPAIGN, "award: bang-khen-tong-giam-doc", "award: co-thi-dua-bhxh-viet-nam")],
            [],
            ["medal"],
        ),
        (
            [(CAMPAIGN, "invited_by: centre", "invited_by: cluster-head")],
            ["medal", "e1", "e2", "e3"],
            [],
        ),
        ([(DECISION, "unit: bhxh-phu-tho", "unit: bhxh-yen-bai")], ["e1", "e3"], ["medal"]),
        (
            [(DECISION, "  - id: e2\n", "  - id: e2\n    hand_over: centre\n")],
            ["e1", "e3"],
            ["medal"],
        ),
        ([(DECISION, "  - id: e1\n", WITHDRAWN)], ["e2", "e3"], ["medal"]),
    ],
)
def test_who_invites_whom(
    project: Project, edits: list[Edit], head: list[str], centre: list[str]
) -> None:
    edit(project, MEDAL, "id: e1", "id: medal")
    for path, old, new in edits:
        edit(project, path, old, new)
    site = site_of(project)
    invited = meetings.invitations(site.campaigns[0], site.codelists.clusters["cum-01"], rows(site))
    ids = {inviter: sorted(row.entry.id for row in own) for inviter, own in invited.items()}
    assert ids == {"cluster-head": sorted(head), "centre": sorted(centre)}
    shown = sections(pages_of(project)[FIRST])
    for anchor, expected in (
        ("cum-truong-moi-2013-h1", head),
        ("co-quan-chu-tri-moi-2013-h1", centre),
    ):
        text = shown.get(anchor, "")
        assert sorted(re.findall(r"mục (e[0-9]|medal)", text)) == sorted(expected)


def test_an_award_links_to_its_entry(project: Project) -> None:
    link = 'href="../../khen-thuong/quyet-dinh/2013-h1/qd-0001-qd-bhxh/#e3"'
    assert link in pages_of(project)[FIRST].body


@pytest.mark.parametrize(
    ("edits", "shown"),
    [
        ([], "đã nhận, đúng hạn nhận 15:40 ngày 20/6/2013"),
        ([(INTAKE, "2013-06-20T15:40", "2013-06-25T08:00")], "muộn nhận 08:00 ngày 25/6/2013"),
        ([(INTAKE, "cum-01/conference", "cum-02/conference")], "đã nhận, chưa xác nhận giờ nhận"),
    ],
)
def test_when_time_and_place_were_reported(project: Project, edits: list[Edit], shown: str) -> None:
    for path, old, new in edits:
        edit(project, path, old, new)
    text = sections(pages_of(project)[FIRST])["hoi-nghi-2013-h1"]
    assert "hết ngày 24/6/2013" in text
    assert shown in text.replace("▲ ", "")


def test_a_moved_conference_says_where_it_should_have_been(project: Project) -> None:
    moved = "status: moved\nmoved_from:\n  start: 2013-06-28T08:00\n  place: Nhà văn hóa"
    edit(project, OTHER, "status: confirmed", moved)
    page = pages_of(project)[paths.cluster("cum-02")].body
    assert "Lịch cũ: 08:00 ngày 28/6/2013, Nhà văn hóa" in page


@pytest.mark.parametrize(
    ("edits", "order", "cell"),
    [
        ([], ["Cụm 2", "Cụm 1"], "Thứ Tư, 03/7/2013 buổi sáng"),
        ([(OTHER, "morning", "afternoon")], ["Cụm 1", "Cụm 2"], "Thứ Tư, 03/7/2013 08:00–11:30"),
        (
            [(OTHER, "status: confirmed\nstart: 2013-07-03\n", "status: proposed\n")],
            ["Cụm 1", "Cụm 2"],
            "chưa định ngày Cụm 2",
        ),
        ([(OTHER, "2013-07-03", "2013-07-02T14:30")], ["Cụm 2", "Cụm 1"], "từ 14:30 đã qua Cụm 2"),
        (
            [(OTHER, "status: confirmed", "status: cancelled\nreason: Bão số 2.")],
            ["Cụm 2", "Cụm 1"],
            "đã hủy Bão số 2.",
        ),
        (
            [
                (
                    OTHER,
                    "status: confirmed",
                    "status: moved\nreason: Bão.\nmoved_from:\n  start: 2013-07-01",
                )
            ],
            ["Cụm 2"],
            "đã dời lịch cũ ngày 01/7/2013 Bão.",
        ),
    ],
)
def test_the_schedule_is_in_time_order(
    project: Project, edits: list[Edit], order: list[str], cell: str
) -> None:
    for path, old, new in edits:
        edit(project, path, old, new)
    text = sections(pages_of(project)[paths.SCHEDULE])["theo-thoi-gian"]
    assert [text.index(each) for each in order] == sorted(text.index(each) for each in order)
    assert cell in text


def test_the_leaders_view_knows_one_person_under_two_spellings(project: Project) -> None:
    edit(project, CALENDAR, "Phó Tổng Giám đốc Hoàng Thị H", "Phó  tổng giám đốc Lê Văn G")
    edit(project, OTHER, "2013-07-03", "2013-07-02")
    (leader,) = meetings.by_leader(
        site_of(project).campaigns[0],
        meetings.in_time_order(
            each.meeting
            for each in meetings.overviews(site_of(project), site_of(project).campaigns[0])
            if each.meeting
        ),
    )
    assert leader.name == "Phó Tổng Giám đốc Lê Văn G"
    assert [meeting.cluster.id for _, meeting in leader.visits] == ["cum-02", "cum-01"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    ("path", "old", "field"),
    [
        (CONFERENCE, "place: Hội trường BHXH tỉnh Hưng Yên", "place"),
        (CONFERENCE, "regular_participants: 3 người mỗi đơn vị", "regular_participants"),
        (CONFERENCE, "  - Nhiệm vụ trọng tâm 6 tháng cuối năm", "  - "),
        (CONFERENCE, "contact: Phòng Tổ chức cán bộ, tdkt@hungyen.example", "reason"),
        (CALENDAR, "leader: Phó Tổng Giám đốc Lê Văn G", "leader"),
        (DECISION, "name: Đỗ Văn E", "name"),
    ],
)
def test_submitted_text_is_only_text(
    project: Project, path: str, old: str, field: str, text: str
) -> None:
    key = field if field.endswith("- ") else f"{field}: "
    edit(project, path, old, f"{key}'{text}'")
    found = pages_of(project)
    assert str(escape(text)) in found[FIRST].body
    for page in found.values():
        assert not re.search("<script|<img|1337", page.body)


def test_a_conference_under_repair(project: Project) -> None:
    before = pages_of(project)
    edit(project, CONFERENCE, "host: bhxh-hung-yen", "host: khong-co")
    after = pages_of(project)
    assert "đang chỉnh sửa" in sections(after[FIRST])["hoi-nghi-2013-h1"]
    assert after[FIRST].source == CONFERENCE
    for page in after.values():
        assert "Hội trường BHXH tỉnh Hưng Yên" not in page.body
    assert after[SECOND] == before[SECOND]
    assert "đang chỉnh sửa" in after[paths.SCHEDULE].body


def test_a_cluster_that_has_sent_nothing(project: Project) -> None:
    (project.root / OTHER).unlink()
    found = pages_of(project)
    assert "chưa báo, quá hạn" in sections(found[SECOND])["hoi-nghi-2013-h1"]
    assert found[SECOND].source is None
    assert "chưa báo, quá hạn" in found[paths.SCHEDULE].body


@pytest.mark.parametrize(
    ("today", "shown"),
    [
        (TODAY, "Các cụm thi đua vào ngày 20/7/2013"),
        (date(2026, 1, 5), "Chưa công bố thành phần cụm thi đua nào cho ngày 05/01/2026"),
    ],
)
def test_an_empty_repository(project: Project, today: date, shown: str) -> None:
    shutil.rmtree(project.submissions)
    found = pages_of(project, today)
    assert set(found) == {paths.CLUSTERS, paths.SCHEDULE, FIRST, SECOND, paths.cluster("cum-03")}
    assert shown in text_of(found[paths.CLUSTERS].body)
    assert "Chưa có lịch hội nghị" in found[paths.SCHEDULE].body


def test_a_leader_awaited_at_two_conferences_at_once_is_marked_at_both(project: Project) -> None:
    found = meetings.overviews(site_of(project), site_of(project).current)
    known = [each.meeting for each in found if each.meeting and each.meeting.paper]
    one = next(each for each in known if each.leaders)
    assert meetings.clashes(known) == {}
    other = replace(one, cluster=next(each.cluster for each in known if each is not one))
    assert meetings.clashes([one, other]) == {
        one.cluster.id: [(each.leader, other) for each in one.leaders],
        other.cluster.id: [(each.leader, one) for each in one.leaders],
    }


@pytest.mark.parametrize(
    ("today", "mark"), [(date(2013, 7, 1), "buổi sáng kế tiếp Cụm 2"), (TODAY, "đã qua Cụm 2")]
)
def test_the_schedule_says_which_conference_comes_next(
    project: Project, today: date, mark: str
) -> None:
    page = pages_of(project, today)[paths.SCHEDULE]
    assert mark in sections(page)["theo-thoi-gian"]
