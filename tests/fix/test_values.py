"""Figures and dates: what is written anew, and every near miss that is not touched."""

import pytest

from tests.conftest import ROOT, TODAY
from thidua.codelists import CodeLists
from thidua.diagnostics import Diagnostic
from thidua.document import Document
from thidua.engine import load_paper
from thidua.fix.findings import repairable, typed
from thidua.fix.papers import Fixer
from thidua.fix.suggestions import suggestions
from thidua.project import PaperPath, Project
from thidua.schema import Schemas

FIXER = Fixer(Project.at(ROOT), TODAY)
SCHEMAS = Schemas(ROOT / "schemas", CodeLists(ROOT / "schemas" / "codelists"))

HEAD = "campaign: 2013-h1\nsubmitter: bhxh-hung-yen\ndate: 2013-07-10\n"
ROW = HEAD + "results:\n  indicators:\n    - indicator: thu-bhyt\n      actual: "
FRONT = "---\nĐợt: 2013-h1\nĐơn vị gửi: BHXH tỉnh Hưng Yên\nNgày: 10/7/2013\n---\n\n"
TABLE = (
    FRONT + "## Kết quả phong trào thi đua\n\n### Chỉ tiêu\n\n| Chỉ tiêu | Thực hiện |\n|---|---|\n"
)


def place(kind: str = "report", ending: str = "yml") -> PaperPath:
    path = f"submissions/2013-h1/bhxh-hung-yen/{kind}.{ending}"
    return PaperPath(path, "2013-h1", "bhxh-hung-yen", kind, None)


def fixed(text: str, kind: str = "report", ending: str = "yml") -> str:
    return FIXER.paper(place(kind, ending), text.encode()).after


def read(text: str, ending: str = "yml") -> tuple[Document, list[Diagnostic]]:
    """Return a report and everything that is found before the checks."""
    document, found = load_paper(place("report", ending), text, SCHEMAS, TODAY)
    assert document is not None
    return document, [*found, *SCHEMAS["report"].explain(document)[0]]


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("51.85", '"51,85"'),
        ("3.1", '"3,1"'),
        ("-0.4", '"-0,4"'),
        ("+12.3", '"+12,3"'),
        ("0.123", '"0,123"'),
        ("+140", '"+140"'),
        ("51.85  # tự tính", '"51,85"  # tự tính'),
        ("“51,85”", '"51,85"'),
        ("“2.380” # ngoặc của Word", '"2.380" # ngoặc của Word'),
        ("«trên 860»", '"trên 860"'),
        ('"“51,85”"', '"51,85"'),
        ('"1,234.5"', '"1.234,5"'),
        ("'1,234,567'", '"1.234.567"'),
        ("1,234,567", '"1.234.567"'),
        ('"51.85"', '"51,85"'),
        ('"51,85 "', '"51,85"'),
    ],
)
def test_yaml_figures(typed: str, figure: str) -> None:
    assert fixed(f"{ROW}{typed}\n") == f"{ROW}{figure}\n"


@pytest.mark.parametrize(
    "typed",
    [
        *("640123", '"51,85"', "51,85", '"1.234.567"', "trên 860", '"+140"', "-5"),
        # Two readings: nobody guesses.
        *("1.234", "+140.644", "1234.567", "1,234", '"1,234"', '"12,500"', "14,551 triệu người"),
        # None, or one that we do not know for sure.
        *("1e5", "3.", ".5", "01.5", "3/7", "860+", "1,23,456", "“nhiều”", "“51,85", "không có"),
        *("1,234.5 người", "trên 51.85", '"51\\u002e85"', "&a 51.85", "!x 51.85"),
        "51.85\n        9",
        # Repeated: nobody knows which is right.
        "1\n      actual: 51.85",
    ],
)
def test_yaml_figures_that_stay(typed: str) -> None:
    assert fixed(f"{ROW}{typed}\n") == f"{ROW}{typed}\n"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("25/7/2013", "2013-07-25"),
        ("25.7.2013", "2013-07-25"),
        ("25-07-2013", "2013-07-25"),
        ("7/7/2013", "2013-07-07"),
        ("2013-7-5", "2013-07-05"),
        ("2013-07-5", "2013-07-05"),
        ('"25/7/2013"', '"2013-07-25"'),
        ("'2013-7-5'", "'2013-07-05'"),
        ("25/7/2013 # hạn", "2013-07-25 # hạn"),
    ],
)
def test_yaml_dates(typed: str, day: str) -> None:
    assert (
        fixed(f"{HEAD}cutoff: {typed}\nresults: {{}}\n") == f"{HEAD}cutoff: {day}\nresults: {{}}\n"
    )


@pytest.mark.parametrize(
    "typed",
    [
        *("2013-07-05", "10/7/2013", "7/10/2013", "31/6/2013", "29/2/2013", "7/25/2013"),
        *("25/7/13", "25/7", "7/2013", "2013-13-1", "2013-06-31", "2013/7/5", "“25/7/2013”"),
        *("25/7/1850", "ngày 25/7/2013", "8h00 25/7/2013", "2013-7-5T8:00"),
    ],
)
def test_yaml_dates_that_stay(typed: str) -> None:
    text = f"{HEAD}cutoff: {typed}\nresults: {{}}\n"
    assert fixed(text) == text


def test_a_moment_is_a_date_too() -> None:
    head = "campaign: 2013-h1\nsubmitter: cum-01\nstatus: proposed\n"
    assert fixed(f"{head}start: 25/7/2013\n", "conference") == f"{head}start: 2013-07-25\n"


@pytest.mark.parametrize(
    "text",
    [
        "number: 3.1\nresults: {}\n",
        "results: {summary: 51.85}\n",
        "results: {summary: 25/7/2013}\n",
        "results:\n  summary: |\n    51.85 và 25/7/2013, “2.380”\n",
        "results: {}\nactul: 51.85\n",
        "results: {}\n25/7/2013: 51.85\n",
        "version: 2.5\nresults: {}\n",
        "# 25/7/2013: 51.85\nresults: {}\n",
        "signer: {name: Ðỗ Hoà, post: +5}\nresults: {}\n",
        "exemplars:\n  - {kind: individual, name: a, achievement: 1,234.5}\nresults: {}\n",
    ],
)
def test_words_names_and_comments_stay(text: str) -> None:
    assert fixed(HEAD + text) == HEAD + text


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("1,234.5", "1.234,5"),
        ("2,310,000", "2.310.000"),
        ("51.85", "51,85"),
        ("48.22%", "48,22%"),
        ("“742.350”", "742.350"),
    ],
)
def test_markdown_cells(typed: str, figure: str) -> None:
    row = "| Thu BHYT |  {} |\n"
    assert fixed(TABLE + row.format(typed), ending="md") == TABLE + row.format(figure)


@pytest.mark.parametrize(
    "typed",
    ["1,234", "742.350", "+140", "640123", "3/7", '"742.350"', "1,234\\.5", "1.234 | 5.1", "2.380"],
)
def test_markdown_cells_that_stay(typed: str) -> None:
    text = f"{TABLE}| Thu BHYT | {typed} |\n"
    assert fixed(text, ending="md") == text


@pytest.mark.parametrize("day", ["25/7/2013", "7/7/2013", "ngày 25 tháng 7 năm 2013", "2013-7-5"])
def test_markdown_dates_stay_as_people_write_them(day: str) -> None:
    text = f"{FRONT.replace('10/7/2013', day)}## Kết quả phong trào thi đua\n\nMột đoạn.\n"
    assert fixed(text, ending="md") == text


def test_many_on_one_line() -> None:
    row = "results: {indicators: [{indicator: thu-bhyt, actual: %s, targets: [{value: %s}]}]}\n"
    assert fixed(HEAD + row % ("51.85", "+3")) == HEAD + row % ('"51,85"', '"+3"')


def test_a_paper_that_cannot_be_read_keeps_its_values() -> None:
    text = f"{ROW}51.85\ncutoff: 25/7/2013 \na: b: c\n\n\n"
    assert fixed(text) == text


SLIPS = [
    f"{ROW}{figure}\n"
    for figure in (
        *("51.85", "1.234", "+140", "+140.644", "1e5", "01.5", "“2.380”", '"1,234.5"', '"1,234"'),
        *("860+", "3/7", "nhiều", '"51,85 "', "640123"),
    )
] + [
    f"{HEAD}cutoff: {day}\nresults: {{}}\n"
    for day in ("25/7/2013", "10/7/2013", "2013-7-5", "31/6/2013", "2013-07-05")
]


@pytest.mark.parametrize("text", SLIPS)
def test_each_finding_says_what_is_written(text: str) -> None:
    """What a message promises is done, with the value that it names, and nothing besides."""
    document, found = read(text)
    edits = suggestions(document, found, SCHEMAS["report"].shape)
    promised = [(each.mark, typed(each)) for each in found if repairable(each)]
    assert [(edit.mark, edit.value) for edit in edits] == promised
    for finding in found:
        value = typed(finding)
        named = [finding.params.get(key) for key in ("typed", "decimal", "text")]
        assert value is None or value in named


def test_suggestions_are_places_in_the_text() -> None:
    document, found = read(f"{ROW}51.85\n      targets: [{{value: 1234, percent: 7.5}}]\n")
    edits = suggestions(document, found, SCHEMAS["report"].shape)
    shown = [(edit.mark.line, edit.mark.column, edit.mark.end, edit.text) for edit in edits]
    assert shown == [(7, 15, 20, '"51,85"'), (8, 40, 43, '"7,5"')]


@pytest.mark.parametrize(
    ("text", "reason", "form"),
    [
        ("results: {summary: 3.1}\n", "text", None),
        ("results: {summary: 1.234}\n", "text", None),
        ("version: 2.5\nresults: {}\n", "decimal", None),
        ("results: {}\nactul: 51.85\n", "decimal", None),
        ("results: {indicators: [{indicator: thu-bhyt, actual: 3.1}]}\n", "decimal", "figure"),
        ("results: {indicators: [{indicator: thu-bhyt, actual: 1.234}]}\n", "thousands", "figure"),
    ],
)
def test_a_number_where_words_stand_lacks_only_quotes(
    text: str, reason: str, form: str | None
) -> None:
    _, found = read(HEAD + text)
    (params,) = (each.params for each in found if each.code == "YML121")
    assert (params["reason"], params.get("format")) == (reason, form)
