"""Papers as they come out of Word: what is read without a word, and what is told line by line."""

from typing import Any

import pytest

from tests.conftest import ROOT
from thidua.codelists import CodeLists
from thidua.markdown import normalised, read, write
from thidua.project import PaperPath
from thidua.schema import Schemas

SCHEMAS = Schemas(ROOT / "schemas", CodeLists(ROOT / "schemas" / "codelists"))
SHAPE = SCHEMAS["report"].shape
PLACE = PaperPath("x.md", "2026-h1", "bhxh-dak-lak", "report", None)
HEAD = "---\nĐợt: 2026-h1\nĐơn vị gửi: BHXH tỉnh Đắk Lắk\nNgày: 10/7/2026\n---\n"
RESULTS = "## Kết quả phong trào thi đua\n"
TABLE = RESULTS + "### Chỉ tiêu\n"
ASKED = "- BHXH Việt Nam: Sớm hướng dẫn."
LIMITS = RESULTS + "### Tồn tại, hạn chế\n"


def told(text: str) -> list[tuple[str, str | None, int, int]]:
    """Return code, reason, line (of the text behind the header) and column of what is said."""
    _, found = read(PLACE, HEAD + text, SHAPE, SCHEMAS.codelists)
    head = HEAD.count("\n")
    return [(f.code, f.params.get("reason"), f.mark.line - head, f.mark.column) for f in found]


def body(text: str) -> dict[str, Any]:
    """Return what a body says; there must be no finding."""
    document, found = read(PLACE, HEAD + text, SHAPE, SCHEMAS.codelists)
    assert document is not None
    assert found == []
    return {k: v for k, v in document.data.items() if k not in {"campaign", "submitter", "date"}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## A ## Kiến nghị, đề xuất", ("MDN112", "inside", 1, 6)),
        (RESULTS + "Đã làm tốt. ## Gương điển hình tiên tiến", ("MDN112", "inside", 2, 13)),
        (RESULTS + "Đã làm.\n\n**Kiến nghị, đề xuất**", ("MDN112", "bare", 4, 1)),
        (RESULTS + "Đã làm.\nV. KIẾN NGHỊ, ĐỀ XUẤT", ("MDN112", "bare", 3, 1)),
        (RESULTS + "**3. Tồn tại, hạn chế:**", ("MDN112", "bare", 2, 1)),
        (RESULTS + "2. Chỉ tiêu", ("MDN112", "bare", 2, 1)),
        ("##Kiến nghị, đề xuất", ("MDN112", "space", 1, 1)),
        (RESULTS + "###Điều khác", ("MDN112", "space", 2, 1)),
        ("## Kết quả phong trào thi đua Toàn cơ quan hăng hái.", ("MDN112", "text", 1, 4)),
        ("## Mỗi người một việc số Cơ quan có 186 người đăng ký.", ("MDN112", "text", 1, 4)),
    ],
)
def test_headings_without_a_line_of_their_own(
    text: str, expected: tuple[str, str, int, int]
) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        RESULTS + "Tốt.\n\n### Kiến nghị, đề xuất\n\n- **BHXH Việt Nam**: Sớm hướng dẫn.",
        "# Báo cáo\n\n"
        + RESULTS
        + "Tốt.\n\n# Kiến nghị, đề xuất\n\n- BHXH Việt Nam: Sớm hướng dẫn.",
        f"# Kết quả phong trào thi đua\nTốt.\n# II. Kiến nghị, đề xuất:\n•{ASKED[1:]}",
        f"## **Kết quả phong trào thi đua** \nTốt.\n##### Kiến nghị, đề xuất\n–\t{ASKED[2:]}",
        f"{RESULTS.rstrip()} 6 tháng đầu năm\nTốt.\n\n## Kiến nghị, đề xuất năm 2026\n\n{ASKED}",
    ],
)
def test_sections_at_any_level(text: str) -> None:
    assert body(text) == {
        "results": {"summary": "Tốt."},
        "recommendations": [{"to": "bhxh-viet-nam", "text": "Sớm hướng dẫn."}],
    }


def test_a_part_of_a_section_at_its_level() -> None:
    text = RESULTS + "Tốt.\n## Tồn tại, hạn chế\n- Nợ cao.\n"
    assert body(text) == {"results": {"summary": "Tốt.", "limitations": [{"text": "Nợ cao."}]}}


@pytest.mark.parametrize(
    "heading",
    [
        "Mỗi người một việc số",
        "II. MỖI NGƯỜI MỘT VIỆC SỐ",
        "Kết quả phong trào «Mỗi người một việc số»",
        "Phong trào Mỗi người một việc số năm 2026",
    ],
)
def test_a_theme_with_more_words(heading: str) -> None:
    assert body(f"## {heading}\nTốt.\n") == {"themes": {"moi-nguoi-mot-viec-so": "Tốt."}}


def test_two_themes_in_one_heading_are_both_there() -> None:
    text = RESULTS + "Tốt.\n## Mỗi người một việc số ## Sát cơ sở, gần dân\nĐã làm.\n"
    document, found = read(PLACE, HEAD + text, SHAPE, SCHEMAS.codelists)
    assert document is not None
    assert [(each.code, each.params["reason"]) for each in found] == [("MDN112", "inside")]
    assert document.data["themes"] == {"moi-nguoi-mot-viec-so": "", "sat-co-so-gan-dan": "Đã làm."}
    assert SCHEMAS["report"].explain(document)[0] == []  # the first has no text for that reason


@pytest.mark.parametrize(
    "text",
    [
        "1. Nợ cao.\n  - Nguyên nhân: Khó khăn.\n  - Giải pháp: Đối chiếu.\n2. Chậm.\n",
        "- Nợ cao.\n- Nguyên nhân: Khó khăn.\n- Giải pháp: Đối chiếu.\n- Chậm.\n",
        "•\tNợ cao.\n  •\tNguyên nhân: Khó khăn.\n  •\tGiải pháp: Đối chiếu.\n•\tChậm.\n",
        "– Nợ cao.\n  + Nguyên nhân: Khó khăn.\n  + Giải pháp: Đối chiếu.\n– Chậm.\n",
    ],
)
def test_fields_beside_their_item_belong_to_it(text: str) -> None:
    assert body(LIMITS + text)["results"]["limitations"] == [
        {"text": "Nợ cao.", "causes": ["Khó khăn."], "solutions": ["Đối chiếu."]},
        {"text": "Chậm."},
    ]


def test_a_second_name_begins_a_second_item() -> None:
    text = LIMITS + "- Nội dung: A\n- Nguyên nhân: B\n- Nội dung: C\n"
    expected = [{"text": "A", "causes": ["B"]}, {"text": "C"}]
    assert body(text)["results"]["limitations"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LIMITS + "Nợ còn cao.\n", ("MDN105", "list", 3, 1)),
        (LIMITS + "- Nợ cao.\n  Nguyên nhân: Khó khăn.\n", ("MDN105", "dash", 4, 3)),
        (LIMITS + "- Nợ cao.\nGiải pháp: Đối chiếu.\n", ("MDN105", "dash", 4, 1)),
        (TABLE + "| Chỉ tiêu | Thực hiện |\n|---|\n| Thu BHYT | 5 |\n", ("MDN105", "table", 3, 1)),
        (TABLE + "| Chỉ tiêu | Thực hiện |\n| Thu BHYT | 5 |\n", ("MDN105", "table", 3, 1)),
        (TABLE + "Chỉ tiêu\tThực hiện\nThu BHYT\t5\n", ("MDN105", "tabs", 3, 1)),
        (
            "## Gương điển hình tiên tiến\n### A (tập thể)\n- Thành tích: B\n\nCâu này lạc.\n",
            ("MDN105", "after", 5, 1),
        ),
        (
            "## Gương điển hình tiên tiến\n- Phòng Chế độ: giải quyết nhanh\n",
            ("MDN110", "item", 2, 3),
        ),
        ("## Kiến nghị, đề xuất\n- Đề nghị sớm hướng dẫn.\n", ("MDN110", "item", 2, 3)),
        ("Kính gửi: BHXH Việt Nam\n" + RESULTS + "Tốt.\n", ("MDN105", "outside", 1, 1)),
        (
            RESULTS + "Tốt.\n\n| Chỉ tiêu | Thực hiện |\n|---|---|\n| Thu BHYT | 5 |\n",
            ("MDN113", None, 4, 1),
        ),
    ],
)
def test_what_cannot_be_read_where_it_stands(
    text: str, expected: tuple[str, str | None, int, int]
) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        (LIMITS + "Nợ còn cao.\n", "- Nợ đọng ở khối doanh nghiệp ngoài quốc doanh còn cao."),
        ("## Kiến nghị, đề xuất\n- Sớm hướng dẫn.\n", "- **BHXH Việt Nam**: …"),
        (
            "## Gương điển hình tiên tiến\n- Tổ 1\n",
            "### Phòng Tiếp nhận và Quản lý hồ sơ (tập thể)",
        ),
        (TABLE + "| Chỉ tiêu | Thực hiện |\n| Thu BHYT | 5 |\n", "|---|---|"),
        (TABLE + "Chỉ tiêu\tThực hiện\n", "| Chỉ tiêu | Thực hiện |"),
        (
            RESULTS + "Tốt.\n\n| Chỉ tiêu | Thực hiện |\n|---|---|\n| Thu BHYT | 5 |\n",
            "### Chỉ tiêu",
        ),
    ],
)
def test_the_line_to_type_is_named(text: str, typed: str) -> None:
    _, found = read(PLACE, HEAD + text, SHAPE, SCHEMAS.codelists)
    assert [each.params["typed"] for each in found] == [typed]


def test_a_table_of_anything_else_may_stand_in_a_text() -> None:
    table = "| Chỉ tiêu | Huyện A | Huyện B |\n|---|---|---|\n| Nợ | 1 | 2 |"
    assert body(f"{RESULTS}Tốt.\n\n{table}\n") == {"results": {"summary": f"Tốt.\n\n{table}"}}


@pytest.mark.parametrize(
    "rows",
    [
        "| STT | Chỉ tiêu | Thực hiện |\n|-|-|-|\n| 1 | Thu BHYT | 5 |\n| 2 | Tỷ lệ nợ | 3 |\n",
        "| Thực hiện | TT | Chỉ tiêu |\n|-|-|-|\n| 5 | 1 | Thu BHYT |\n| 3 | 2 | Tỷ lệ nợ |\n",
        "| Chỉ tiêu | Thực hiện | | |\n|-|-|-|-|\n| Thu BHYT | 5 | | |\n| Tỷ lệ nợ | 3 |\n",
        '| **Chỉ tiêu** | **Thực hiện** |\n|-|-|\n| **Thu BHYT** | "5" |\n| Tỷ lệ nợ | **3** |\n',
        "| Chỉ tiêu | Thực hiện |\n|-|-|\n| Thu BHYT (triệu đồng) | 5 |\n| Tỷ lệ nợ (%) | 3 |\n",
    ],
)
def test_tables_of_word(rows: str) -> None:
    assert body(TABLE + rows)["results"]["indicators"] == [
        {"indicator": "thu-bhyt", "actual": 5},
        {"indicator": "ty-le-no", "actual": 3},
    ]


def test_merged_heads_are_one_slip() -> None:
    text = TABLE + (
        "| Chỉ tiêu | Kế hoạch | | Thực hiện |\n|---|---|---|---|\n"
        "| | BHXH VN giao | Đăng ký | |\n| Thu BHYT | 5 | 6 | 7 |\n"
    )
    assert told(text) == [("MDN106", "empty", 3, 23)]


def test_a_table_without_names_is_one_slip() -> None:
    text = TABLE + "| Thực hiện | Kế hoạch |\n|---|---|\n| 5 | 7 |\n| 6 | 8 |\n"
    assert told(text) == [("MDN106", "name", 3, 3)]
    document, _ = read(PLACE, HEAD + text, SHAPE, SCHEMAS.codelists)
    assert document is not None
    assert SCHEMAS["report"].explain(document)[0] == []


def test_a_second_table_says_more_of_the_same_indicators() -> None:
    text = TABLE + (
        "| Chỉ tiêu | Thực hiện |\n|---|---|\n| Thu BHYT | 5 |\n| - Hộ gia đình | 2 |\n\n"
        "| Chỉ tiêu | Kế hoạch | Ghi chú |\n|---|---|---|\n| Thu BHYT | 7 | Tốt |\n| | 8 | |\n"
        "| Tỷ lệ nợ | 3 | |\n"
    )
    assert body(text)["results"]["indicators"] == [
        {
            "indicator": "thu-bhyt",
            "actual": 5,
            "parts": [{"name": "Hộ gia đình", "actual": 2}],
            "targets": [{"value": 7}, {"value": 8}],
            "note": "Tốt",
        },
        {"indicator": "ty-le-no", "targets": [{"value": 3}]},
    ]


def test_a_second_table_with_the_same_column_is_a_second_entry() -> None:
    table = "| Chỉ tiêu | Thực hiện |\n|---|---|\n| Thu BHYT | 5 |\n"
    found = body(f"{TABLE}{table}\n{table}")["results"]["indicators"]
    assert found == [{"indicator": "thu-bhyt", "actual": 5}] * 2


def test_a_choice_may_stand_in_the_heading() -> None:
    text = "## Gương điển hình tiên tiến\n### **Đặng Thị Hòa**\n- Thành tích: Giỏi.\n"
    document, found = read(PLACE, HEAD + text, SHAPE, SCHEMAS.codelists)
    assert document is not None
    assert found == []
    said = SCHEMAS["report"].explain(document)[0]
    missing = [each for each in said if each.params.get("field") == "kind"]
    assert [(each.code, each.params["reason"], each.params["choices"]) for each in missing] == [
        ("SCH101", "heading", ["tập thể", "cá nhân"])
    ]
    assert document.data["exemplars"][0]["name"] == "Đặng Thị Hòa"


@pytest.mark.parametrize(
    "text",
    [
        "Một đoạn.\nKiến nghị, đề xuất\nMột đoạn nữa.",
        "Một đoạn ## Chỉ tiêu",
        "**Tồn tại, hạn chế**",
        "• Một ý\n• Hai ý",
        "– Một ý",
        "##Không cách",
        "Đoạn.\n\n| Chỉ tiêu | Thực hiện |\n|---|---|\n| Thu BHYT | 5 |",
        "Nợ cao.\nNguyên nhân: không rõ.",
    ],
)
def test_texts_that_look_like_such_lines_are_kept(text: str) -> None:
    data = {
        "campaign": "2026-h1",
        "submitter": "bhxh-dak-lak",
        "date": "2026-07-10",
        "results": {"summary": text, "limitations": [{"text": text, "causes": [text]}]},
        "themes": {"sat-co-so-gan-dan": text},
        "recommendations": [{"to": "bhxh-viet-nam", "text": text}],
    }
    written = write(PLACE, data, SHAPE, SCHEMAS.codelists)
    document, found = read(PLACE, written, SHAPE, SCHEMAS.codelists)
    assert document is not None
    assert (found, normalised(document.data, SHAPE)) == ([], data)


def test_a_row_with_too_many_cells_is_one_slip() -> None:
    text = TABLE + (
        "| Chỉ tiêu | Thực hiện | Người giao | Ghi chú |\n|---|---|---|---|\n"
        "| Thu BHYT | 5 | 6 | BHXH Việt Nam | Tốt |\n"
    )
    assert told(text) == [("MDN107", None, 5, 38)]
    document, _ = read(PLACE, HEAD + text, SHAPE, SCHEMAS.codelists)
    assert document is not None
    assert SCHEMAS["report"].explain(document)[0] == []


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        (HEAD.replace("Ngày:", "Ngàyy:"), "Ngày"),
        (HEAD + TABLE + "| Chỉ tiêu | Kỳ kế hoạch |\n|-|-|\n| Thu BHYT | nămm |\n", "năm"),
    ],
)
def test_suggestions_are_words_that_are_typed(text: str, suggestion: str) -> None:
    document, _ = read(PLACE, text, SHAPE, SCHEMAS.codelists)
    assert document is not None
    found = [each.params.get("suggestion") for each in SCHEMAS["report"].explain(document)[0]]
    assert suggestion in found


@pytest.mark.parametrize(
    ("first", "found"),
    [
        ("**BÁO CÁO SƠ KẾT 6 THÁNG ĐẦU NĂM 2026**", []),
        ("Báo cáo sơ kết thi đua", []),
        ("Kính gửi: BHXH Việt Nam", [("MDN105", "outside", 1, 1)]),
        ("**BÁO CÁO SƠ KẾT**\n\nKính gửi: BHXH Việt Nam", [("MDN105", "outside", 3, 1)]),
    ],
)
def test_the_title_may_lack_its_mark(first: str, found: list[tuple[str, str, int, int]]) -> None:
    assert told(f"{first}\n\n{RESULTS}Tốt.") == found


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("II. Gương điển hình", "Gương điển hình tiên tiến"),
        ("Kiến nghị", "Kiến nghị, đề xuất"),
        ("Những việc khác", None),
    ],
)
def test_a_heading_cut_short_is_completed(heading: str, meant: str | None) -> None:
    _, found = read(PLACE, f"{HEAD}## {heading}\n- BHXH Việt Nam: a.\n", SHAPE, SCHEMAS.codelists)
    shown = [each.params["suggestion"] for each in found if each.code == "MDN102"]
    assert shown == [meant]
