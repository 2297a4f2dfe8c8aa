"""Data as YAML: blanks as their values will be written, notes as comments that are no data."""

import pytest

from tests.conftest import ROOT
from thidua.codelists import CodeLists
from thidua.diagnostics import Pointer
from thidua.loader import load
from thidua.project import PaperPath
from thidua.schema import Schemas
from thidua.text.placeholders import BLANK
from thidua.yaml_writer import Note, block

SCHEMAS = Schemas(ROOT / "schemas", CodeLists(ROOT / "schemas" / "codelists"))
PLACE = PaperPath("x", "2013-h1", "x", "report", None)


@pytest.mark.parametrize(
    ("kind", "data", "text"),
    [
        ("report", {"date": BLANK}, "date: …\n"),
        ("report", {"cutoff": "2013-06-30"}, "cutoff: 2013-06-30\n"),
        ("report", {"results": {"summary": BLANK}}, "results:\n  summary: |\n    …\n"),
        ("registration", {"year": BLANK}, 'year: "…"\n'),
        ("registration", {"compact": BLANK}, "compact: |\n  …\n"),
        ("conference", {"start": BLANK}, "start: …\n"),
        ("conference", {"agenda": [BLANK]}, "agenda:\n  - …\n"),
        ("award-decision", {"entries": [{"reward": BLANK}]}, 'entries:\n  - reward: "…"\n'),
        ("campaign", {"duties": [{"point": BLANK}]}, 'duties:\n  - point: "…"\n'),
    ],
)
def test_a_blank_is_written_as_its_value_will_be(
    kind: str, data: dict[str, object], text: str
) -> None:
    assert block(data, SCHEMAS[kind].shape) == text


def test_notes_stand_where_they_belong() -> None:
    data = {
        "date": BLANK,
        "results": {"indicators": [{"indicator": "a", "actual": 1}, {"indicator": "b"}]},
        "recommendations": [{"to": "x", "text": "một\n\nhai"}],
    }
    rows = ("results", "indicators")
    notes = {
        Pointer(("date",)): Note(beside="Ngày ký", below=("signer: …",)),
        Pointer(("results",)): Note(above=("Kết quả", "- một")),
        Pointer(rows): Note(beside="mỗi chỉ tiêu một mục"),
        Pointer((*rows, 0)): Note(above=("dòng đầu",)),
        Pointer((*rows, 0, "indicator")): Note(above=("mã",), below=("direction: …",)),
        Pointer((*rows, 1)): Note(above=("dòng hai",)),
        Pointer(("recommendations", 0, "text")): Note(beside="nội dung", below=("", "by: …")),
    }
    shape = SCHEMAS["report"].shape
    text = block(data, shape, notes)
    assert text == (
        "date: …  # Ngày ký\n"
        "# signer: …\n"
        "\n"
        "# Kết quả\n"
        "# - một\n"
        "results:\n"
        "  indicators:  # mỗi chỉ tiêu một mục\n"
        "    # dòng đầu\n"
        "    # mã\n"
        "    - indicator: a\n"
        "      # direction: …\n"
        "      actual: 1\n"
        "    # dòng hai\n"
        "    - indicator: b\n"
        "\n"
        "recommendations:\n"
        "  - to: x\n"
        "    text: |  # nội dung\n"
        "      một\n"
        "\n"
        "      hai\n"
        "\n"
        "    # by: …\n"
    )
    document, found = load(PLACE, text)
    assert document is not None
    assert found == []
    without, _ = load(PLACE, block(data, shape))
    assert without is not None
    assert document.data["date"] == BLANK
    assert document.data["results"] == without.data["results"]
