"""Two campaigns side by side: each with its own pages, names, clusters and statuses."""

import json
import re
import shutil
from datetime import date

import pytest

from tests.conftest import LATER, TODAY
from thidua.engine import run
from thidua.exports import exports
from thidua.pages import Page, Settings, Site, build, paths
from thidua.pages.awarded import rows
from thidua.pages.meetings import overviews
from thidua.pages.page import Heading
from thidua.pages.views import campaigns
from thidua.project import Project

OLD, NEW = "2013-h1", "2026-h1"
FIRST, SECOND = paths.cluster("cum-01"), paths.cluster("cum-02")
GONE, HEIR = paths.unit("bhxh-yen-bai"), paths.unit("bhxh-lao-cai")
OF_A_CAMPAIGN = [
    paths.campaign,
    paths.matrix,
    paths.consolidated,
    paths.schedule,
    paths.campaign_clusters,
    paths.exemplars,
    paths.recommendations,
]


def site_of(project: Project, today: date = LATER) -> Site:
    outcome = run(project, today)
    return Site(outcome, today, Settings(repository="https://forge.example/kho"))


def pages_of(project: Project, today: date = LATER) -> dict[str, Page]:
    return build(site_of(project, today))


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def parts(page: Page) -> dict[str, str]:
    """Return the HTML below each heading of the second level, by its anchor."""
    found: dict[str, str] = {"": ""}
    anchor = ""
    for part in page.parts():
        if isinstance(part, Heading):
            anchor = part.anchor if part.level == 2 else anchor
            found.setdefault(anchor, "")
        else:
            found[anchor] += part
    return found


def section(page: Page, campaign: str) -> str:
    return text_of(parts(page)[f"dot-{campaign}"])


def anchors(page: Page) -> list[str]:
    return [part.anchor for part in page.parts() if isinstance(part, Heading)]


def test_the_second_campaign_has_no_finding(two_campaigns: Project) -> None:
    assert run(two_campaigns, LATER).diagnostics == ()


@pytest.mark.parametrize("campaign", [OLD, NEW])
def test_each_campaign_has_its_pages_and_downloads(two_campaigns: Project, campaign: str) -> None:
    site = site_of(two_campaigns)
    found = build(site)
    assert [at(campaign) for at in OF_A_CAMPAIGN if at(campaign) not in found] == []
    listed = found[paths.CAMPAIGNS].body
    assert f'href="{campaign}/"' in listed
    assert f'href="{campaign}/lich-hoi-nghi/"' in listed
    files = exports(site)
    for name in ("khen-thuong", "tinh-trang"):
        assert f"du-lieu/{campaign}/{name}.csv" in files
    dataset = json.loads(files["du-lieu/dataset.json"])["campaigns"][campaign]
    assert dataset["campaign"]["campaign"] == campaign
    assert "bhxh-lao-cai" in dict.fromkeys(s["submitter"] for s in dataset["statuses"])


def test_the_latest_dispatch_is_the_current_campaign(two_campaigns: Project) -> None:
    site = site_of(two_campaigns)
    assert [papers.id for papers in site.campaigns] == [NEW, OLD]
    home = build(site)[paths.HOME]
    assert home.title.endswith("2026")
    assert 'href="dot/2013-h1/"' in parts(home)["dot-truoc"]
    assert 'href="dot/2026-h1/"' not in parts(home)["dot-truoc"]


def test_a_dispatch_under_repair_is_not_current(two_campaigns: Project) -> None:
    file = two_campaigns.submissions / NEW / "bhxh-viet-nam" / "campaign.yml"
    file.write_text(file.read_text("utf-8") + "xyz: 1\n", "utf-8")
    site = site_of(two_campaigns)
    assert site.current is not None
    assert site.current.id == OLD
    assert "dot-truoc" not in anchors(build(site)[paths.HOME])


def test_statuses_are_apart(two_campaigns: Project) -> None:
    site = site_of(two_campaigns)
    found = {
        (papers.id, who): status.stage
        for papers in site.campaigns
        for who, expected, status in site.statuses(papers)
        if expected.paper == "report"
    }
    assert found[OLD, "bhxh-hung-yen"] == "accepted"
    assert found[NEW, "bhxh-hung-yen"] == "missing"
    assert found[OLD, "bhxh-lao-cai"] == "missing"
    assert found[NEW, "bhxh-lao-cai"] == "accepted"
    assert (NEW, "bhxh-yen-bai") not in found
    page = build(site)[paths.unit("bhxh-hung-yen")]
    assert "chưa gửi, quá hạn" in section(page, NEW)
    assert "Nộp báo cáo" in section(page, NEW)
    assert "Nộp báo cáo" not in build(site)[HEIR].body
    assert "đã nhận, đúng hạn" in section(page, OLD)


def test_clusters_are_those_of_the_day(two_campaigns: Project) -> None:
    site = site_of(two_campaigns)
    found = {
        papers.id: {
            each.cluster.id: [seat.unit.removeprefix("bhxh-") for seat in each.seats]
            for each in overviews(site, papers)
        }
        for papers in site.campaigns
    }
    assert found == {
        NEW: {"cum-01": ["ha-noi", "hung-yen", "lao-cai"], "cum-02": []},
        OLD: {"cum-01": ["hai-duong", "hung-yen", "phu-tho"], "cum-02": ["lao-cai", "yen-bai"]},
    }
    pages = build(site)
    now, then = (text_of(pages[at].body) for at in (paths.CLUSTERS, paths.campaign_clusters(OLD)))
    assert "Cụm 2" not in now
    assert "BHXH tỉnh Yên Bái" not in now
    assert "Cụm 2" in then
    assert "BHXH tỉnh Yên Bái" in then
    assert 'href="../dot/2013-h1/cum/"' in parts(pages[paths.CLUSTERS])["dot-khac"]


def test_a_cluster_shows_each_campaign_the_newest_first(two_campaigns: Project) -> None:
    pages = pages_of(two_campaigns)
    page = pages[FIRST]
    found = [each for each in anchors(page) if each.startswith("dot-")]
    assert found == [f"dot-{NEW}", f"dot-{OLD}"]
    assert {f"{what}-{NEW}" for what in ("thanh-vien", "hoi-nghi", "khen-thuong")} <= set(
        anchors(page)
    )
    assert "Hội trường BHXH tỉnh Lào Cai" in section(page, NEW)
    assert "Lãnh đạo Trần Thị B" in section(page, NEW)
    assert "Lãnh đạo Trần Thị B" not in section(page, OLD)
    assert "Hội trường BHXH tỉnh Hưng Yên" in section(page, OLD)
    through_time = text_of(parts(page)["qua-cac-thoi-ky"])
    assert "từ 01/01/2026 Cụm trưởng: BHXH tỉnh Lào Cai" in through_time
    assert "01/01/2014 – 31/12/2025 Chưa có dữ liệu" in through_time
    assert anchors(pages[SECOND])[0] == f"dot-{OLD}"
    assert f"dot-{NEW}" not in anchors(pages[SECOND])


def test_each_campaign_has_its_schedule(two_campaigns: Project) -> None:
    pages = pages_of(two_campaigns)
    current, new, old = (
        pages[at] for at in (paths.SCHEDULE, paths.schedule(NEW), paths.schedule(OLD))
    )
    for page in (current, new):
        assert "17/7/2026" in page.body
        assert "03/7/2013" not in page.body
    assert "03/7/2013" in old.body
    assert "17/7/2026" not in old.body
    assert 'href="../dot/2013-h1/lich-hoi-nghi/"' in parts(current)["dot-khac"]
    assert 'href="../dot/2026-h1/lich-hoi-nghi/"' in parts(current)[""]
    assert 'href="../../2026-h1/lich-hoi-nghi/"' in parts(old)["dot-khac"]
    assert old.title.endswith("2013")


def test_awards_belong_to_the_cluster_of_their_campaign(two_campaigns: Project) -> None:
    file = two_campaigns.submissions / OLD / "bhxh-viet-nam/award-decision/qd-0001-qd-bhxh.yml"
    file.write_text(file.read_text("utf-8").replace("bhxh-phu-tho", "bhxh-lao-cai"), "utf-8")
    site = site_of(two_campaigns)
    found = {row.place.campaign: row.cluster for row in rows(site) if row.unit == "bhxh-lao-cai"}
    assert found == {OLD: "cum-02", NEW: "cum-01"}
    pages = build(site)
    assert "0101/QĐ-BHXH" in section(pages[FIRST], NEW)
    assert "0101/QĐ-BHXH" not in section(pages[FIRST], OLD)
    by_cluster = parts(pages[paths.AWARDS_BY_CLUSTER])
    assert "0101/QĐ-BHXH" in by_cluster["cum-01"]
    assert "0101/QĐ-BHXH" not in by_cluster["cum-02"]
    assert {f"cum-01-{NEW}", f"cum-01-{OLD}"} <= set(anchors(pages[paths.AWARDS_BY_CLUSTER]))
    for at in (paths.AWARDS, paths.award("bang-khen-tong-giam-doc")):
        numbers = [
            number for number in ("0101/QĐ-BHXH", "0001/QĐ-BHXH") if number in pages[at].body
        ]
        assert sorted(numbers, key=pages[at].body.index) == ["0101/QĐ-BHXH", "0001/QĐ-BHXH"]


def test_what_became_of_a_unit(two_campaigns: Project) -> None:
    page = pages_of(two_campaigns)[GONE]
    lead = parts(page)[""]
    assert 'nhập vào <a href="../bhxh-lao-cai/">BHXH tỉnh Lào Cai</a>' in lead
    assert "Từ ngày 01/7/2025 nhập vào" in text_of(lead)
    assert "đơn vị đã nhập vào BHXH tỉnh Lào Cai" in section(page, NEW)
    new = parts(page)[f"dot-{NEW}"]
    assert 'href="../../dot/2026-h1/bao-cao/bhxh-lao-cai/"' in new
    assert 'href="../bhxh-lao-cai/#dot-2026-h1"' in new
    assert "Cụm thi đua số 2" in section(page, OLD)
    assert "Nộp báo cáo" not in new


@pytest.mark.parametrize("filed", [True, False])
def test_what_a_unit_took_over(two_campaigns: Project, *, filed: bool) -> None:
    if filed:
        folder = two_campaigns.submissions / OLD / "bhxh-yen-bai"
        folder.mkdir()
        (folder / "report.yml").write_text(
            f"campaign: {OLD}\nsubmitter: bhxh-yen-bai\ndate: 2013-07-10\nresults: {{}}\n",
            "utf-8",
        )
    names = parts(pages_of(two_campaigns)[HEIR])["ten-goi"]
    assert "Từ ngày 01/7/2025 tiếp nhận BHXH tỉnh Yên Bái" in text_of(names)
    assert 'href="../bhxh-yen-bai/#dot-2013-h1"' in names
    assert ('href="../../dot/2013-h1/bao-cao/bhxh-yen-bai/"' in names) is filed


def test_a_broken_paper_leaves_the_page_of_the_heir_alone(two_campaigns: Project) -> None:
    folder = two_campaigns.submissions / OLD / "bhxh-yen-bai"
    folder.mkdir()
    good = f"campaign: {OLD}\nsubmitter: bhxh-yen-bai\ndate: 2013-07-10\nresults: {{}}\n"
    (folder / "report.yml").write_text(good, "utf-8")
    before = pages_of(two_campaigns)[HEIR]
    (folder / "report.yml").write_text(good + "xyz: <script>\n", "utf-8")
    assert pages_of(two_campaigns)[HEIR] == before


def test_the_list_of_units_says_where_those_of_old_are(two_campaigns: Project) -> None:
    page = pages_of(two_campaigns)[paths.UNITS]
    assert "BHXH tỉnh Yên Bái : nay thuộc BHXH tỉnh Lào Cai" in text_of(page.body)


def test_names_are_those_of_the_campaign(two_campaigns: Project) -> None:
    file = two_campaigns.root / "schemas/codelists/units.yml"
    old = "      - name: Bảo hiểm xã hội tỉnh Hưng Yên\n        short: BHXH tỉnh Hưng Yên\n"
    new = old.replace("tỉnh", "thành phố") + "        from: 2026-01-01\n"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, old + new), "utf-8")
    pages = pages_of(two_campaigns)
    unit = pages[paths.unit("bhxh-hung-yen")]
    assert unit.title == "BHXH thành phố Hưng Yên"
    assert "Khi đó là Bảo hiểm xã hội tỉnh Hưng Yên" in section(unit, OLD)
    assert "Khi đó là" not in section(unit, NEW)
    assert "BHXH tỉnh Hưng Yên" in section(pages[FIRST], OLD)
    assert "BHXH thành phố Hưng Yên" in section(pages[FIRST], NEW)
    assert pages[paths.report(OLD, "bhxh-hung-yen")].title.startswith("BHXH tỉnh Hưng Yên")


def test_one_campaign_speaks_of_no_other(project: Project) -> None:
    pages = pages_of(project, TODAY)
    for path, page in pages.items():
        assert not {"dot-truoc", "dot-khac"} & set(anchors(page)), path
    assert "lịch của riêng đợt này" in pages[paths.SCHEDULE].body
    assert "lịch của riêng đợt này" not in pages[paths.schedule(OLD)].body
    assert "Đợt hiện nay" not in pages[paths.HOME].body


def test_no_campaign(two_campaigns: Project) -> None:
    shutil.rmtree(two_campaigns.submissions)
    site = site_of(two_campaigns)
    assert site.current is None
    pages = build(site)
    assert "Các cụm thi đua vào ngày 20/7/2026" in text_of(pages[paths.CLUSTERS].body)
    assert "Từ ngày 01/7/2025 nhập vào BHXH tỉnh Lào Cai" in text_of(pages[GONE].body)
    assert "qua-cac-thoi-ky" in anchors(pages[FIRST])


def test_a_group_has_the_columns_that_anybody_in_it_owes(project: Project) -> None:
    site = Site(run(project, TODAY), TODAY, Settings())
    assert site.current is not None
    assert site.current.campaign is not None
    papers = [each.paper for each in site.current.campaign.papers]
    found = {
        group.anchor: [papers[at] for at in group.columns]
        for group in campaigns.matrix(site, site.current)
    }
    assert found.pop("cac-cum") == ["conference"]
    assert found
    assert all(columns == ["report"] for columns in found.values())
