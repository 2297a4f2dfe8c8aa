"""What counts as personal data in a text, and what does not."""

import pytest

from tests.conftest import TODAY
from thidua.engine import run
from thidua.formatters import human
from thidua.messages import catalogue
from thidua.project import Project

PATH = "submissions/2013-h1/bhxh-hung-yen/report.yml"
GOOD = "Có sáng kiến đối chiếu nợ hằng tuần với từng đơn vị."


def found_in(project: Project, text: str) -> list[str]:
    file = project.root / PATH
    file.write_text(file.read_text("utf-8").replace(GOOD, f'"{text}"'), "utf-8")
    return [each.code for each in run(project, TODAY).diagnostics]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("CMND 012345678", ["PRV101"]),
        ("CCCD số 001 188 012 345 cấp tại Hà Nội", ["PRV101"]),
        ("căn cước 001188012345.", ["PRV101"]),
        ("sổ BHXH 0116012345", ["PRV102"]),
        ("mã số 79 1234 5678 đã chốt", ["PRV102"]),
        ("sinh ngày 12/3/1970", ["PRV103"]),
        ("Sinh năm 1970", ["PRV103"]),
        ("ngày sinh: 12-03-1970", ["PRV103"]),
        ("liên hệ 0912345678", ["PRV104"]),
        ("0912.345.678 hoặc +84 912 345 678", ["PRV104", "PRV104"]),
        ("CMND 012345678, ĐT 0912345678", ["PRV101", "PRV104"]),
        ("", None),
        ("ĐT 01688 123 456", ["PRV104"]),
        ("0123.456.7890", ["PRV104"]),
        ("0912345678 đồng chí Hoa", ["PRV104"]),
        ("0123456789 đồng chí A", ["PRV102"]),
        ("CMND 012.345.678", ["PRV101"]),
        ("(0912) 345 678", ["PRV104"]),
        ("0912/345678", ["PRV104"]),
        ("BHXH-0123456789", ["PRV102"]),
        ("ĐT ０９１２３４５６７８", ["PRV104"]),
        ("sinh ngày mùng 5 tháng 6 năm 1970", ["PRV103"]),
        ("sinh vào năm 1975", ["PRV103"]),
        ("sinh 05/6/1970", ["PRV103"]),
        ("nợ phát sinh năm 2012", []),
        ("chi phí vệ sinh năm 2013", []),
        ("các năm 2011 2012 2013", []),
        ("mức 100-200-300-400", []),
        ("QĐ 123456789/QĐ-BHXH", []),
        ("thu 1.234.567.890 đồng", []),
        ("thu 1234567890 đồng", []),
        ("thu 123456789 triệu đồng", []),
        ("điện thoại cơ quan 02213 862 123", []),
        ("Công văn số 1144/BHXH-TĐKT ngày 28/3/2013", []),
        ("từ ngày 01/01/2013 đến 30/6/2013", []),
        ("giai đoạn 2011-2013, 2013-2015", []),
        ("tăng 1.234,5 tỷ đồng, 56.789 người", []),
        ("học sinh năm học 2013-2014", []),
    ],
)
def test_texts(project: Project, text: str, codes: list[str] | None) -> None:
    assert found_in(project, text or "Bình thường.") == (codes or [])


def test_the_number_is_found_on_its_line_and_not_shown(project: Project) -> None:
    file = project.root / PATH
    block = "|\n      Dòng một.\n      CMND 012345678 của anh A."
    file.write_text(file.read_text("utf-8").replace(GOOD, block), "utf-8")
    found = run(project, TODAY).diagnostics
    assert [(each.code, each.mark.line, each.mark.column) for each in found] == [("PRV101", 65, 12)]
    out = human.render(found, catalogue("vi"), project.root)
    assert "012345678" not in out
    assert "…678" in out


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("# CMND 012345678, ĐT 0912345678", ["PRV101", "PRV104"]),
        ('so_cmnd: "012345678"', ["PRV101", "SCH102"]),
        ("dien_thoai: 0912345678", ["PRV104", "SCH102"]),
    ],
)
def test_comments_and_unknown_items_are_read_too(
    project: Project, line: str, codes: list[str]
) -> None:
    file = project.root / PATH
    file.write_text(file.read_text("utf-8") + line + "\n", "utf-8")
    found = run(project, TODAY).diagnostics
    assert sorted(each.code for each in found) == codes
    out = human.render(found, catalogue("vi"), project.root)
    assert "012345678" not in out
    assert "0912345678" not in out


@pytest.mark.parametrize("figure", ["640123000", '"640123000"', "1234567890"])
def test_figures_are_no_personal_numbers(project: Project, figure: str) -> None:
    file = project.root / PATH
    text = file.read_text("utf-8").replace('actual: "246.310"', f"actual: {figure}")
    file.write_text(text, "utf-8")
    assert run(project, TODAY).diagnostics == ()


def test_a_text_that_is_no_yaml_is_read_too(project: Project) -> None:
    file = project.root / PATH
    text = file.read_text("utf-8").replace('actual: "246.310"', "actual: 912345678")
    file.write_text(text + "x: Liên hệ: 0912345678\n", "utf-8")
    found = run(project, TODAY).diagnostics
    assert [each.code for each in found] == ["YML104", "PRV104"]
    assert "0912345678" not in human.render(found, catalogue("vi"), project.root)
