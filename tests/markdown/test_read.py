"""What stands in a Markdown paper, and where: data, findings, places."""

from typing import Any

import pytest

from tests.conftest import ROOT
from thidua.codelists import CodeLists
from thidua.diagnostics import Diagnostic, Pointer
from thidua.document import Document
from thidua.markdown import read
from thidua.project import PaperPath
from thidua.schema import Schemas

SCHEMAS = Schemas(ROOT / "schemas", CodeLists(ROOT / "schemas" / "codelists"))
HEAD = "---\nĐợt: 2013-h1\nĐơn vị gửi: BHXH tỉnh Hưng Yên\nNgày: 10/7/2013\n---\n"


def reading(text: str, kind: str = "report") -> tuple[Document | None, list[Diagnostic]]:
    place = PaperPath("x.md", "2013-h1", "bhxh-hung-yen", kind, None)
    return read(place, text, SCHEMAS[kind].shape, SCHEMAS.codelists)


def body(text: str) -> dict[str, Any]:
    """Return what a body says, without the header; it must be without findings."""
    document, found = reading(HEAD + text)
    assert found == []
    assert document is not None
    data = dict(document.data)
    assert [data.pop(key) for key in ("campaign", "submitter", "date")] == [
        "2013-h1",
        "bhxh-hung-yen",
        "2013-07-10",
    ]
    return data


TABLE = (
    "## Kết quả phong trào thi đua\n### Chỉ tiêu\n| Chỉ tiêu | Thực hiện | Kế hoạch | So với |\n"
)
TABLE += "|---|---|---|---|\n"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("| Thu BHYT | 12 | | |", [{"indicator": "thu-bhyt", "actual": 12}]),
        ("| thu bhyt | 1.234 | | |", [{"indicator": "thu-bhyt", "actual": "1.234"}]),
        ("thu-bhyt | trên 860", [{"indicator": "thu-bhyt", "actual": "trên 860"}]),
        (
            "| Thu BHYT | | 5 | cùng kỳ |\n| | | 6 | |",
            [
                {
                    "indicator": "thu-bhyt",
                    "targets": [{"value": 5}, {"value": 6}],
                    "compared": [{"base": "same-period"}],
                }
            ],
        ),
        (
            "| Thu BHYT | | | |\n| - Hộ \\| nhà | 3 | 4 | |\n| | | 5 | |",
            [
                {
                    "indicator": "thu-bhyt",
                    "parts": [
                        {"name": "Hộ | nhà", "actual": 3, "targets": [{"value": 4}, {"value": 5}]}
                    ],
                }
            ],
        ),
    ],
)
def test_rows(rows: str, expected: list[Any]) -> None:
    assert body(TABLE + rows)["results"]["indicators"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "## I. KẾT QUẢ PHONG TRÀO THI ĐUA\nMột.\n\n- hai",
            {"results": {"summary": "Một.\n\n- hai"}},
        ),
        ("# results\n", {"results": {}}),
        ("## Kiến nghị, đề xuất\n", {"recommendations": []}),
        (
            "## Kiến nghị, đề xuất\n- BHXH Việt Nam: Sớm\n  trả lời.\n",
            {"recommendations": [{"to": "bhxh-viet-nam", "text": "Sớm\ntrả lời."}]},
        ),
        (
            "## Học tập tư tưởng Hồ Chí Minh về thi đua yêu nước\nX",
            {"themes": {"tu-tuong-ho-chi-minh-ve-thi-dua": "X"}},
        ),
        ("## Chủ đề của đợt\n### chu-de\nX", {"themes": {"chu-de": "X"}}),
        (
            "## Kế hoạch 6 tháng cuối năm\n### Quý III\n- A\n- Mục tiêu: 95 %",
            {"second_half_plan": [{"stage": "Quý III", "tasks": ["A"], "target": "95 %"}]},
        ),
    ],
)
def test_sections(text: str, expected: dict[str, Any]) -> None:
    assert body(text) == expected


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("", "MDN101", 1, 1),
        ("---\nĐợt: 2013-h1\n", "MDN101", 1, 1),
        (HEAD + "## Kết qảu phong trao thi đua", "MDN102", 6, 4),
        (HEAD + "## Lời cảm ơn", "MDN102", 6, 4),
        (HEAD + "## Kiến nghị, đề xuất\n## kiến nghị, đề xuất", "MDN103", 7, 4),
        (HEAD + TABLE.replace("So với", "thực hiện"), "MDN103", 8, 37),
        (HEAD + TABLE + "| Thu BHYT | 1 | | |\n| | 2 | | |", "MDN103", 11, 5),
        (HEAD + "## Kết quả phong trào thi đua\n- # a", "MDN104", 7, 1),
        (HEAD + "Kính gửi", "MDN105", 6, 1),
        (HEAD + "## Kiến nghị, đề xuất\nMột câu.", "MDN105", 7, 1),
        (HEAD + TABLE.replace("Thực hiện", "Kết quả"), "MDN106", 8, 14),
        (HEAD + TABLE + "| Thu BHYT | 1 | | | 5 |", "MDN107", 10, 22),
        (HEAD.replace("10/7", "31/6"), "MDN108", 4, 7),
        (HEAD + TABLE + "| | | 5 | |", "MDN109", 10, 1),
        (HEAD + "## Gương điển hình tiên tiến\n### A\n- Thành tích: b\n- Lý do: c", "MDN110", 9, 3),
    ],
)
def test_faults(text: str, code: str, line: int, column: int) -> None:
    _, found = reading(text)
    assert [(each.code, each.mark.line, each.mark.column) for each in found] == [
        (code, line, column)
    ]


def test_places_down_to_the_cell() -> None:
    document, _ = reading(HEAD + TABLE + "| Thu BHYT | 1 | 25 | |")
    assert document is not None
    at = Pointer(("results", "indicators", 0))
    places = {
        Pointer(("submitter",)): (3, 13),
        at: (10, 3),
        at / "actual": (10, 14),
        at / "targets" / 0 / "value": (10, 18),
    }
    for pointer, place in places.items():
        mark = document.mark(pointer)
        assert (mark.line, mark.column) == place


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("10/7/2013", "2013-07-10"),
        ("ngày 10 tháng 7 năm 2013", "2013-07-10"),
        ("03.07.2013", "2013-07-03"),
        ("2013-07-03", "2013-07-03"),
        ("08:00 ngày 03/7/2013", "2013-07-03T08:00"),
        ("8 giờ 30 phút, ngày 3 tháng 7 năm 2013", "2013-07-03T08:30"),
    ],
)
def test_moments(typed: str, iso: str) -> None:
    document, found = reading(f"---\nBắt đầu: {typed!r}\n---\n", "conference")
    assert found == []
    assert document is not None
    assert document.data["start"] == iso


TEXT = "## Kết quả phong trào thi đua\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TEXT + "<!-- Ghi ở đây. -->\nĐã phát động.\n", "Đã phát động."),
        (TEXT + "<!-- Ghi\nở đây. -->\n\nĐã phát động.\n<!-- x -->\n", "Đã phát động."),
        (TEXT + "```\n<!-- x -->\n```\n", "```\n<!-- x -->\n```"),
        (TEXT + "Đã <!-- x --> phát động.\n", "Đã <!-- x --> phát động."),
        (TEXT + "<!-- x --> Đã phát động.\n", "<!-- x --> Đã phát động."),
        (TEXT + "<!-- Đã phát động.\n", "<!-- Đã phát động."),
    ],
)
def test_hints_are_not_read(text: str, expected: str) -> None:
    assert body(text) == {"results": {"summary": expected}}


def test_a_hint_hides_no_place() -> None:
    _, found = reading(HEAD + "<!-- a\nb -->\n## Kết qủa phong trào thi đua\n## Lạ lùng quá đi\n")
    assert [(each.code, each.mark.line, each.mark.column) for each in found] == [("MDN102", 9, 4)]


def test_many_hints_cost_no_more_than_their_lines() -> None:
    text = "<!--\n" * 50_000
    assert body(TEXT + text + "x\n")["results"]["summary"].endswith("x")


def test_a_table_in_a_text_stays_text() -> None:
    table = "| Tháng | Việc |\n|---|---|\n| 1 | Ký giao ước |"
    assert body(f"{TEXT}Đã làm:\n\n{table}\n") == {"results": {"summary": f"Đã làm:\n\n{table}"}}


def test_a_paper_full_of_faults_gets_no_more_suggestions() -> None:
    _, found = reading(HEAD + "".join(f"## Kiến nghị, đề xuấtt {n}\n" for n in range(3000)))
    assert len(found) == 3000
    assert [each.params["suggestion"] is None for each in found] == [n >= 200 for n in range(3000)]


@pytest.mark.parametrize("text", ["Ngày: …", "Số liệu đến ngày: …", "Bản thứ: …", "Số: …/BC-BHXH"])
def test_a_blank_is_no_unreadable_value(text: str) -> None:
    head = "---\nĐợt: 2013-h1\nĐơn vị gửi: BHXH tỉnh Hưng Yên\n"
    head += "" if text.startswith("Ngày") else "Ngày: 10/7/2013\n"
    document, found = reading(f"{head}{text}\n---\n{TEXT}a\n")
    assert found == []
    assert document is not None
    explained, _ = SCHEMAS["report"].explain(document)
    blank = [each.code for each in explained if each.mark.line == head.count("\n") + 1]
    assert blank == ([] if "/" in text else ["SCH114"])  # the number is for a check to speak of
