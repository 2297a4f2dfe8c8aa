"""What the dispatch asks for, and nothing twice."""

import pytest

from tests.checks.conftest import Codes
from tests.conftest import TODAY
from thidua.engine import run
from thidua.project import Project

REPORT = "bhxh-hung-yen/report"
INTAKE = "bhxh-viet-nam/intake"
CAMPAIGN = "bhxh-viet-nam/campaign"
THEME = """themes:
  tu-tuong-ho-chi-minh-ve-thi-dua: |
    Đã tổ chức học tập tại toàn bộ phòng nghiệp vụ và BHXH cấp huyện.
"""
CAUSE = "      causes:\n        - Nhiều doanh nghiệp gặp khó khăn về vốn.\n"
SOLUTION = """      solutions:
        - Phối hợp liên ngành thanh tra các đơn vị nợ trên ba tháng.
"""


@pytest.mark.parametrize(
    ("paper", "good", "bad", "found"),
    [
        (REPORT, THEME, "", ["CON201"]),
        (REPORT, "tu-tuong-ho-chi-minh-ve-thi-dua", "tu-tuong-ve-thi-dua", ["REF105"]),
        (REPORT, CAUSE, "", ["CON202"]),
        (REPORT, SOLUTION, "", ["CON202"]),
        (REPORT, CAUSE, "      causes: []\n", ["CON202"]),
        (REPORT, '      actual: "246.310"\n      measure: triệu đồng\n', "", ["CON204"]),
        (REPORT, '      actual: "246.310"\n', "      note: Chưa có số.\n", []),
        (REPORT, "number: 412/BC-BHXH", "number: 96/ĐK-BHXH", ["DUP104"]),
        (INTAKE, "unit: bhxh-phu-tho", "unit: cum-01", ["REF113"]),
        (INTAKE, "unit: bhxh-phu-tho", "unit: bhxh-ha-tay", ["REF103", "REF113"]),
        (INTAKE, "    paper: report\n", "    paper: registration\n", ["REF113"]),
        (CAMPAIGN, "      - central\n", "      - cluster\n", ["REF112"]),
        (CAMPAIGN, "- paper: conference", "- paper: conferences", ["REF112"]),
    ],
)
def test_contents(codes: Codes, paper: str, good: str, bad: str, found: list[str]) -> None:
    assert codes(paper, (good, bad)) == found


@pytest.mark.parametrize(
    ("returned", "found"),
    [("2013-07-10", ["REF114"]), ("2013-07-11", []), ("2013-07-12T08:00", [])],
)
def test_returns_follow_receipts(codes: Codes, returned: str, found: list[str]) -> None:
    more = "returns:\n  - paper: bhxh-hung-yen/report\n    returned: "
    more += f"{returned}\n    reason: Thiếu số.\nextensions:\n"
    assert codes(INTAKE, ("extensions:\n", more)) == found


def test_a_number_may_come_again_in_another_year(project: Project) -> None:
    other = project.submissions / "2014-h1/bhxh-viet-nam"
    other.mkdir(parents=True)
    text = (project.submissions / f"2013-h1/{CAMPAIGN}.yml").read_text("utf-8")
    text = text.replace("2013", "2014")
    (other / "campaign.yml").write_text(text, "utf-8")
    assert [each.code for each in run(project, TODAY).diagnostics] == ["DUE103"]
    (other / "campaign.yml").write_text(text.replace("date: 2014", "date: 2013"), "utf-8")
    (finding,) = run(project, TODAY).diagnostics
    assert (finding.code, finding.path) == (
        "DUP104",
        "submissions/2014-h1/bhxh-viet-nam/campaign.yml",
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Đã làm:\n\n## Công tác thu\n\nTốt.", (16, 5)),
        ("Công tác thu\n===", (14, 5)),
        ("Một.\n\n---\n\nHai.", None),  # a rule, not a heading
        ("Một câu # không phải đề mục.", None),
        ("- # Trong danh sách", (14, 5)),
    ],
)
def test_headings_in_texts(project: Project, text: str, place: tuple[int, int] | None) -> None:
    file = project.submissions / f"2013-h1/{REPORT}.yml"
    lines = file.read_text("utf-8").split("\n")
    lines[13:15] = [f"    {line}" if line else "" for line in text.split("\n")]
    file.write_text("\n".join(lines), "utf-8")
    found = [
        (each.code, (each.mark.line, each.mark.column)) for each in run(project, TODAY).diagnostics
    ]
    assert found == ([("MDN104", place)] if place else [])


PARTS = "    section: results\n"
LIMITATIONS = """  limitations:
    - text: Nợ đọng ở khối doanh nghiệp ngoài quốc doanh còn cao.
      causes:
        - Nhiều doanh nghiệp gặp khó khăn về vốn.
      solutions:
        - Phối hợp liên ngành thanh tra các đơn vị nợ trên ba tháng.
"""
ASKED = """recommendations:
  - to: bhxh-viet-nam
    text: Đề nghị hướng dẫn thống nhất cách chấm điểm thi đua trong cụm.
"""


@pytest.mark.parametrize(
    ("asked", "edits", "found"),
    [
        ("limitations", [], []),
        ("limitations", [(LIMITATIONS, "")], ["CON201"]),
        ("limitations", [(LIMITATIONS, "  limitations: []\n")], []),  # there are none, it says
        ("indicators", [(LIMITATIONS, "")], []),
        ("indicators", [(ASKED, "")], ["CON201"]),
        ("indicators", [(ASKED, "recommendations: []\n")], []),
    ],
)
def test_parts_that_the_campaign_asks_for(
    project: Project, codes: Codes, asked: str, edits: list[tuple[str, str]], found: list[str]
) -> None:
    campaign = project.submissions / f"2013-h1/{CAMPAIGN}.yml"
    text = campaign.read_text("utf-8")
    campaign.write_text(text.replace(PARTS, f"{PARTS}    parts:\n      - {asked}\n"), "utf-8")
    assert codes(REPORT, *edits) == found


@pytest.mark.parametrize(
    "text", ["Không có.", "Không", "Chưa có gương điển hình tiên tiến", "KHÔNG CÓ;"]
)
def test_a_section_may_say_that_there_is_nothing(codes: Codes, text: str) -> None:
    exemplar = "### Tổ Một cửa (tập thể)\n\n- Thành tích: Không để hồ sơ nào quá hạn.\n"
    assert codes("bhxh-hai-duong/report", (exemplar, f"{text}\n"), ending="md") == []


def test_a_sentence_that_says_something_is_no_list(codes: Codes) -> None:
    good = "- Nợ đọng còn cao.\n    - Nguyên nhân: Doanh nghiệp gặp khó khăn về vốn.\n"
    good += "    - Giải pháp: Đối chiếu công nợ hằng tháng.\n"
    bad = "Không có đủ nhân lực.\n"
    assert codes("bhxh-hai-duong/report", (good, bad), ending="md") == ["MDN105"]


@pytest.mark.parametrize(
    ("good", "bad", "found"),
    [
        ("number: 412/BC-BHXH", "number: “412/BC-BHXH”", ["ENC106"]),
        ("name: Nguyễn Văn A", "name: “Nguyễn Văn A”", ["ENC106"]),
        ("name: Nguyễn Văn A", "name: Nguyễn “Ba” Văn A", []),
        ("name: Hộ gia đình", "name: “Hộ” và “gia đình”", []),
        ("spread: Giới", "spread: “Giới", []),
        ("spread: Giới", "spread: Error! Bookmark not defined. Giới", ["CON205"]),
        ("spread: Giới", "spread: Lỗi! Không tìm thấy nguồn tham chiếu. Giới", ["CON205"]),
        ('note: "Giảm', 'note: "#REF! Giảm', ["CON205"]),
        ('actual: "3,1"', "actual: 101", ["TOT308"]),
        ("- indicator: ty-le-no", "- indicator: CỘNG", ["TOT301", "TOT309"]),
        ('actual: "3,1"', "actual: 100", []),
        ('actual: "3,1"', "actual: 101 người", ["TOT205"]),
    ],
)
def test_what_word_and_hands_leave(codes: Codes, good: str, bad: str, found: list[str]) -> None:
    assert codes(REPORT, (good, bad)) == found
