"""The other workflows, run for real: advice and preview, receipts, site, reminder."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.changes.pulls import git
from tests.forge.office import Office

ME, OTHER = "bhxh-hung-yen-demo", "bhxh-hai-duong-demo"
HERE = "submissions/2013-h1/bhxh-hung-yen"
THERE = "submissions/2013-h1/bhxh-hai-duong"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office that waits for the report of one unit."""
    with Office.whole(tmp_path_factory.mktemp("ban")) as office:
        office.forge.now = datetime(2013, 7, 10, 2, tzinfo=UTC)
        office.accept(f"D {THERE}/report.md")
        yield office
        assert not office.forge.violations


def report_of(office: Office) -> str:
    """Return the line that sends the report back that was taken out."""
    text = git(office.bare, "show", f"{office.main}~1:{THERE}/report.md")
    return f"A {THERE}/report.md  " + (text + "\n").replace("\n", "⏎")


def test_from_a_push_to_the_site(office: Office) -> None:
    """A timely unit never appears as missing because a reviewer is slow."""
    office.forge.now = datetime(2013, 7, 14, 16, 30, tzinfo=UTC)
    number = office.send(OTHER, report_of(office))
    assert office.gate(number).ok
    assert office.states(number) == ["pending", "success"]
    office.forge.now = datetime(2013, 7, 19, 2, tzinfo=UTC)
    assert office.receipts().ok
    assert [each["workflow"] for each in office.forge.dispatches] == ["site.yml"]
    assert office.scheduled("site.yml").ok
    site = office.runner.kept / "site"
    matrix = (site / "dot/2013-h1/tinh-trang/index.html").read_text("utf-8")
    row = matrix.split("Hải Dương")[1].split("</tr>")[0]
    assert "đã nhận, đang xét" in row
    assert "23:30 ngày 14/7/2013" in row
    receipt = (site / "bien-nhan/2013-h1/bhxh-hai-duong/report/index.html").read_text("utf-8")
    assert "23:30:00 ngày 14/7/2013" in receipt
    assert "đúng hạn" in receipt
    assert "không có chỗ phải sửa" in receipt
    assert (
        "https://thidua.example.vn/bien-nhan/2013-h1/bhxh-hai-duong/report/"
        in (office.forge.comments(number)[0]["body"])
    )


def test_advice_with_annotations_and_a_preview_of_what_changes(office: Office) -> None:
    lines = f"M {HERE}/report.yml  post: Trưởng phòng Thu → post: Phó Trưởng phòng Thu\n"
    lines += f"M {HERE}/report.yml  sample: true → sample: true⏎version: 2⏎revision: {{reason: x}}"
    ran = office.check(office.send(ME, lines))
    assert ran.ok, ran.said
    preview = office.runner.kept / "xem-truoc"
    page = preview / "dot/2013-h1/bao-cao/bhxh-hung-yen/index.html"
    assert "Phó Trưởng phòng Thu" in page.read_text("utf-8")
    assert not (preview / "don-vi/bhxh-phu-tho").exists()
    assert (preview / "assets").is_dir()
    index = (preview / "xem-truoc.html").read_text("utf-8")
    assert 'href="dot/2013-h1/bao-cao/bhxh-hung-yen/index.html"' in index


def test_advice_on_a_faulty_paper_names_the_line(office: Office) -> None:
    lines = f"M {HERE}/report.yml  cutoff: 2013-06-30 → cutoff: 2013-06-31"
    ran = office.check(office.send(ME, lines))
    assert not ran.ok
    assert f"::error file={HERE}/report.yml,line=7,col=" in ran.said
    assert "SCH112" in ran.said
    assert "REF109" not in ran.said  # what was there before is not of this pull request
    assert not ran.failed("linters and tests")


def test_the_reminder(office: Office) -> None:
    for _ in range(2):
        assert office.scheduled("remind.yml").ok
    issues = [each for each in office.forge.issues() if "pull_request" not in each]
    (issue,) = issues
    assert issue["title"] == "Nhắc hạn: 6 tháng đầu năm 2013"
    assert "https://thidua.example.vn/dot/2013-h1/tinh-trang/" in issue["body"]


def test_the_site_without_a_branch_of_receipts(tmp_path: Path) -> None:
    with Office.whole(tmp_path) as office:
        assert office.scheduled("site.yml").ok
        assert (office.runner.kept / "site/index.html").is_file()
