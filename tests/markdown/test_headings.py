"""Items below headings: what is long or holds a table, and the blanks of scaffolds."""

from typing import Any

import pytest

from tests.conftest import ROOT
from thidua.codelists import CodeLists
from thidua.markdown import normalised, read, write
from thidua.project import PaperPath
from thidua.schema import Schemas

LISTS = CodeLists(ROOT / "schemas" / "codelists")
SCHEMAS = Schemas(ROOT / "schemas", LISTS)
HEAD = "---\nĐợt: 2013-h1\n---\n\n# Văn bản\n\n"


def written(kind: str, data: dict[str, Any]) -> str:
    """Return the body of a paper in Markdown; the writer reads it back itself."""
    place = PaperPath("x.md", "2013-h1", "x", kind, None)
    text = write(place, {"campaign": "2013-h1", **data}, SCHEMAS[kind].shape, LISTS)
    return text.partition("\n## ")[2]


def read_back(kind: str, body: str) -> dict[str, Any]:
    place = PaperPath("x.md", "2013-h1", "x", kind, None)
    document, found = read(place, HEAD + body, SCHEMAS[kind].shape, LISTS)
    assert document is not None
    assert found == []
    data: dict[str, Any] = normalised(document.data, SCHEMAS[kind].shape)
    return data


def test_the_rows_of_an_indicator_are_a_table() -> None:
    rows = [
        {"unit": "bhxh-hung-yen", "actual": "3,4", "targets": [{"value": 3}, {"value": 4}]},
        {"unit": "bhxh-phu-tho", "actual": "3,8"},
    ]
    aggregate = {"method": "sum", "actual": "7,2"}
    data = {"by_indicator": [{"indicator": "ty-le-no", "rows": rows, "aggregate": aggregate}]}
    assert written("cluster-report", data) == (
        "Kết quả theo chỉ tiêu\n\n"
        "### Tỷ lệ nợ\n\n"
        "- Tổng hợp của cụm:\n"
        "  - Cách tính: cộng các đơn vị\n"
        "  - Thực hiện: 7,2\n\n"
        "#### Các đơn vị\n\n"
        "| Đơn vị | Thực hiện | Kế hoạch |\n"
        "| --- | --- | --- |\n"
        "| BHXH tỉnh Hưng Yên | 3,4 | 3 |\n"
        "| | | 4 |\n"
        "| BHXH tỉnh Phú Thọ | 3,8 | |\n"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Một đoạn.", "- **BHXH tỉnh Hưng Yên**: Một đoạn.\n- **BHXH tỉnh Phú Thọ**: Tốt.\n"),
        (
            "Hạn chế:\n\n- Nợ đọng.",
            "### BHXH tỉnh Hưng Yên\n\nHạn chế:\n\n- Nợ đọng.\n\n### BHXH tỉnh Phú Thọ\n\nTốt.\n",
        ),
        (
            "- Nhận xét: x",
            (
                "### BHXH tỉnh Hưng Yên\n\n```nguyên văn\n- Nhận xét: x\n```\n\n"
                "### BHXH tỉnh Phú Thọ\n\n```nguyên văn\nTốt.\n```\n"
            ),
        ),
    ],
)
def test_a_long_text_stands_below_the_name(text: str, shown: str) -> None:
    reviews = [{"unit": "bhxh-hung-yen", "text": text}, {"unit": "bhxh-phu-tho", "text": "Tốt."}]
    assert written("cluster-report", {"reviews": reviews}) == f"Sơ kết từng đơn vị\n\n{shown}"


@pytest.mark.parametrize(
    ("heading", "name", "kind"),
    [
        ("… (…)", "…", "…"),
        ("Phòng Thu (…)", "Phòng Thu", "…"),
        ("Phòng Thu (...)", "Phòng Thu", "..."),
        ("… (tập thể)", "…", "collective"),
        (r"Phòng Thu (…\)", "Phòng Thu (…)", None),
        ("Phòng Thu (cũ)", "Phòng Thu (cũ)", None),
    ],
)
def test_a_choice_in_brackets_may_be_open(heading: str, name: str, kind: str | None) -> None:
    body = f"## Gương điển hình tiên tiến\n\n### {heading}\n\n- Thành tích: …\n"
    item = {"name": name, "achievement": "…", **({"kind": kind} if kind else {})}
    assert read_back("report", body)["exemplars"] == [item]
