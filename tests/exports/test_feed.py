"""The feed: valid, stable, and about what changed."""

from typing import Any
from xml.etree import ElementTree as ET

from tests.conftest import TODAY
from thidua.engine import run
from thidua.exports import exports
from thidua.pages import Settings, Site, build
from thidua.pages.page import address
from thidua.project import Project

ATOM = "{http://www.w3.org/2005/Atom}"
REPORT = "submissions/2013-h1/bhxh-hung-yen/report.yml"
HOME = "https://thidua.example.vn"


def feed(project: Project, home: str = HOME) -> tuple[Any, Site]:
    site = Site(run(project, TODAY), TODAY, Settings(address=home))
    return ET.fromstring(exports(site)["du-lieu/tin.atom"]), site  # noqa: S314 - our own


def texts(parent: Any, tag: str) -> list[str]:
    return [each.text for each in parent.iter(ATOM + tag)]


def test_it_has_what_rfc_4287_asks_for(project: Project) -> None:
    root, _ = feed(project)
    assert root.tag == f"{ATOM}feed"
    for parent in (root, *root.iter(f"{ATOM}entry")):
        for tag in ("id", "title", "updated"):
            assert len(parent.findall(ATOM + tag)) == 1
        assert parent.find(f"{ATOM}link[@rel='alternate']") is not None
    ids = texts(root, "id")
    assert len(set(ids)) == len(ids)
    assert all(each.startswith("urn:uuid:") for each in ids)
    assert root.find(f"{ATOM}author/{ATOM}name").text == "Bảo hiểm xã hội Việt Nam"
    own = root.find(f"{ATOM}link[@rel='self']").get("href")
    assert own == f"{HOME}/du-lieu/tin.atom"


def test_every_link_leads_to_a_page(project: Project) -> None:
    root, site = feed(project)
    pages = {f"{HOME}/{address(path)}": page for path, page in build(site).items()}
    for entry in root.iter(f"{ATOM}entry"):
        link, _, anchor = entry.find(f"{ATOM}link").get("href").partition("#")
        assert link in pages
        assert not anchor or anchor in pages[link].body, anchor


def test_the_latest_comes_first_and_everything_is_there(project: Project) -> None:
    root, site = feed(project)
    times = texts(root, "updated")
    assert times[1:] == sorted(times[1:], reverse=True)
    assert times[0] == times[1]
    titles = " ".join(texts(root, "title"))
    for papers in site.campaigns:
        for filed in papers.decisions:
            assert f"số {filed.paper.number}" in titles
        for cluster in papers.conferences:
            assert site.name(cluster, papers.day) in titles


def test_a_new_version_is_a_new_entry_with_its_reason(project: Project) -> None:
    before = set(texts(feed(project)[0], "id"))
    file = project.root / REPORT
    text = file.read_text("utf-8")
    more = "date: 2013-07-18\nversion: 2\nrevision: {reason: Sửa số thu.}"
    file.write_text(text.replace("date: 2013-07-10", more), "utf-8")
    root, _ = feed(project)
    assert len(set(texts(root, "id")) - before) == 1
    assert any("Bản thứ 2: Sửa số thu." in each for each in texts(root, "summary"))


def test_a_decision_changed_later_is_dated_by_its_change(project: Project) -> None:
    folder = project.submissions / "2013-h1" / "bhxh-viet-nam" / "award-decision"
    file = folder / "qd-0001-qd-bhxh.yml"
    more = "version: 2\nrevision: {reason: Sửa chức vụ., date: 2013-07-19}\n"
    text = file.read_text("utf-8") + more
    file.write_text(text, "utf-8")
    assert texts(feed(project)[0], "updated")[0] == "2013-07-19T00:00:00+07:00"
    withdrawn = (
        "  - id: e1\n    withdrawn: {number: 9/QĐ-BHXH, date: 2013-07-20,"
        " authority: tong-giam-doc-bhxh-viet-nam}\n"
    )
    file.write_text(text.replace("  - id: e1\n", withdrawn), "utf-8")
    root, _ = feed(project)
    assert texts(root, "updated")[0] == "2013-07-20T00:00:00+07:00"
    assert "Có mục đã thu hồi." in texts(root, "summary")[0]


def test_without_an_address_links_are_relative(project: Project) -> None:
    root, _ = feed(project, "")
    links = {each.get("href") for each in root.iter(f"{ATOM}link")}
    assert "../" in links
    assert not [link for link in links if link.startswith("http")]


def test_other_agencies_have_other_ids(project: Project) -> None:
    outcome = run(project, TODAY)
    ids = [
        set(texts(ET.fromstring(exports(Site(outcome, TODAY, own))["du-lieu/tin.atom"]), "id"))  # noqa: S314 - our own
        for own in (Settings(instance="a"), Settings(instance="b"))
    ]
    assert ids[0]
    assert not ids[0] & ids[1]
