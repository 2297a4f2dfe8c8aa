"""The links that open the forge's editor with a scaffold in it."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.scaffold.papers import TODAY, outcome_of, place_of, scaffold, with_campaign, write
from thidua.engine import Outcome, run
from thidua.model import CampaignPapers
from thidua.pages import Settings, Site, build
from thidua.pages.editor import LIMIT, Editor, Editors
from thidua.project import Project
from thidua.scaffold import Detail

FORGE = Settings(repository="https://github.com/co-quan/thi-dua", branch="chính")
UNITS = ["bhxh-phu-tho", "bhxh-hung-yen", "bhxh-lao-cai", "bhxh-hai-duong", "bhxh-yen-bai"]


@pytest.fixture
def outcome(project: Project) -> Outcome:
    return outcome_of(with_campaign(project))


def papers_of(outcome: Outcome) -> CampaignPapers:
    return outcome.corpus.campaigns["2014-h1"]


def opened(outcome: Outcome, unit: str, kind: str = "report") -> Editor:
    made = Editors(Site(outcome, TODAY, FORGE)).new(papers_of(outcome), unit, kind)
    assert made is not None
    return made


def value(address: str) -> str:
    """Return the text that the forge reads from an address."""
    return parse_qs(urlsplit(address).query, strict_parsing=True).get("value", [""])[0]


def test_folder_name_and_text(outcome: Outcome) -> None:
    editor = opened(outcome, "bhxh-phu-tho")
    parts = urlsplit(editor.markdown)
    place = "/submissions/2014-h1/bhxh-phu-tho"
    assert parts.path == f"/co-quan/thi-dua/new/ch%C3%ADnh{place}"
    assert parse_qs(parts.query)["filename"] == ["report.md"]
    assert parse_qs(urlsplit(editor.yaml).query)["filename"] == ["report.yml"]
    made = scaffold(outcome, place_of("2014-h1/bhxh-phu-tho/report", "md"))
    assert value(editor.markdown) == made.text()


def test_every_unit_gets_its_own_text(outcome: Outcome) -> None:
    """Texts that are used again for another unit are what that unit would get by itself."""
    editors = Editors(Site(outcome, TODAY, FORGE))
    for unit in UNITS:
        editor = editors.new(papers_of(outcome), unit, "report")
        assert editor is not None
        for notation, address in (("md", editor.markdown), ("yml", editor.yaml)):
            made = scaffold(outcome, place_of(f"2014-h1/{unit}/report", notation))
            assert value(address) in {made.text(detail) for detail in Detail}


def registered(project: Project, count: int) -> Outcome:
    head = "campaign: 2013-h1\nsubmitter: bhxh-phu-tho\ndate: 2013-02-01\nyear: '2013'\ntargets:\n"
    rows = [f"  - indicator: Việc đã đăng ký thứ {row}\n    value: {row}\n" for row in range(count)]
    path = "submissions/2013-h1/bhxh-phu-tho/registration.yml"
    write(project, path, head + "".join(rows))
    return outcome_of(with_campaign(project))


@pytest.mark.parametrize(
    ("count", "hints", "least"),
    [(2, "all", 2), (25, "none", 25), (60, "none", 25), (250, "none", 25)],
)
def test_first_hints_go_then_rows(project: Project, count: int, hints: str, least: int) -> None:
    editor = opened(registered(project, count), "bhxh-phu-tho")
    for address in (editor.markdown, editor.yaml):
        assert len(address.encode()) < LIMIT
    text = value(editor.markdown)
    assert ("<!--" in text) == (hints == "all")
    found = re.findall(r"Việc đã đăng ký thứ ([0-9]+) ", text)
    assert found == [str(number) for number in range(len(found))]
    assert least <= len(found) <= min(count, 40)
    assert "## Kế hoạch 6 tháng cuối năm" in text  # what follows the table is there


def test_a_text_that_never_fits_is_left_out(project: Project) -> None:
    with_campaign(project)
    campaign = "submissions/2014-h1/bhxh-viet-nam/campaign.yml"
    text = (project.root / campaign).read_text("utf-8")
    long = f"conference:\n  - title: {'ấ' * 400}\n  - title: {'ờ' * 500}\n"
    write(project, campaign, text.replace("conference:\n", long, 1))
    editor = opened(outcome_of(project), "cum-01", "conference")
    assert editor.markdown.endswith("?filename=conference.md")
    assert editor.yaml.endswith("?filename=conference.yml")


def test_without_a_repository_there_is_no_link(outcome: Outcome) -> None:
    editors = Editors(Site(outcome, TODAY, Settings()))
    assert editors.new(papers_of(outcome), "bhxh-phu-tho", "report") is None
    pages = build(Site(outcome, TODAY, Settings()))
    assert not [path for path, page in pages.items() if "Nộp báo cáo</a>" in page.body]


def test_who_has_a_button(outcome: Outcome) -> None:
    pages = build(Site(outcome, TODAY, FORGE))
    links = r'href="https://github\.com/co-quan/thi-dua/new/[^"]*filename=(\w+\.\w+)[^"]*"'
    phu_tho = re.findall(links, pages["don-vi/bhxh-phu-tho.md"].body)
    assert phu_tho == ["report.md", "report.yml"]  # for the campaign that no other has followed
    hung_yen = re.findall(links, pages["don-vi/bhxh-hung-yen.md"].body)
    assert hung_yen == ["report.md", "report.yml"]  # in the first one it has reported


def test_a_cluster_that_has_not_reported_its_conference(project: Project) -> None:
    (project.submissions / "2013-h1/cum-02/conference.yml").unlink()
    outcome = run(project, TODAY)
    pages = build(Site(outcome, TODAY, FORGE))
    first, second = (pages[f"cum/cum-0{number}.md"].body for number in (1, 2))
    assert "Báo thời gian, địa điểm</a>" not in first
    button = re.search(r'href="([^"]+)">Báo thời gian, địa điểm</a>', second)
    assert button is not None
    assert value(button[1].replace("&amp;", "&")).startswith("---\nĐợt: 2013-h1\nCụm gửi: ")
