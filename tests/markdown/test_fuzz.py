"""Whatever somebody types, only findings come out."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from thidua.codelists import CodeLists
from thidua.codes import SEVERITIES
from thidua.markdown import read
from thidua.project import PaperPath
from thidua.schema import Schemas

SCHEMAS = Schemas(ROOT / "schemas", CodeLists(ROOT / "schemas" / "codelists"))
HEAD = "---\nĐợt: 2013-h1\nĐơn vị gửi: BHXH tỉnh Hưng Yên\nNgày: 10/7/2013\n---\n"
PIECES = [
    *("## Kết quả phong trào thi đua", "### Chỉ tiêu", "### Tồn tại, hạn chế", "# Báo cáo", "####"),
    *(
        "## Gương điển hình tiên tiến",
        "### A (tập thể)",
        "## Kiến nghị, đề xuất",
        "## Chủ đề của đợt",
    ),
    *("## Kế hoạch 6 tháng cuối năm", "### Quý III", "## Học tập tư tưởng Hồ Chí Minh về thi đua"),
    *("| Chỉ tiêu | Thực hiện | Kế hoạch |\n|---|---|---|", "| Thu BHYT | 1 | 2 |", "| | | 3 |"),
    *(
        "| - A | | |",
        "|",
        "||||||",
        "\\|",
        "- ",
        "-",
        "- - - x",
        "1. a",
        "    - Nguyên nhân: b",
        "\t- c",
    ),
    *(
        "- Thành tích: d",
        "- **BHXH Việt Nam**: e",
        "- **",
        "****: f",
        "```nguyên văn",
        "```",
        "~~~",
        "> g",
    ),
    *(
        "  - Việc:",
        "      - h",
        "- Mục tiêu: 95 %",
        "===",
        "---",
        "[a]: b",
        "<b>",
        "a ## Chỉ tiêu ### b ## c",
        "**Kiến nghị, đề xuất**",
        "V. TỒN TẠI, HẠN CHẾ:",
        "##Chỉ tiêu",
        "# Kết quả phong trào thi đua Tốt. ## Chỉ tiêu",
        "•\ta",
        "  – Nguyên nhân: b",
        "Giải pháp: c",
        "| STT | | Chỉ tiêu |\n|-|-|-|\n| 1 | 2 | Thu BHYT | 4 |",
        "Không có.",
        "\\",
        "{#x}",
        ":",
        "- :",
    ),
]
LINES = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=25)


def check(kind: str, text: str) -> None:
    place = PaperPath("x.md", "2013-h1", "x", kind, None)
    document, found = read(place, text, SCHEMAS[kind].shape, SCHEMAS.codelists)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for each in found:
        assert each.code in SEVERITIES
        assert 1 <= each.mark.line <= len(lines)
        assert 1 <= each.mark.column <= len(lines[each.mark.line - 1]) + 1
    if document is not None:
        SCHEMAS[kind].explain(document)
        for span in document.spans.values():
            assert 1 <= span.value.line <= len(lines)


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    check("report", text)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SCHEMAS.kinds), LINES, st.sampled_from(["\n", "\n\n"]))
def test_any_lines_below_a_head(kind: str, lines: list[str], join: str) -> None:
    check(kind, HEAD + join.join(lines))


@given(st.text(max_size=80))
def test_any_head(text: str) -> None:
    check("report", f"---\n{text}\n---\n## Kiến nghị, đề xuất\n")
