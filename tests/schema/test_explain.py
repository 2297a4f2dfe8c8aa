from collections.abc import Callable

import pytest
from jsonschema import Draft202012Validator

from tests.conftest import BASE, ROOT
from thidua.codelists import CodeLists
from thidua.loader import load
from thidua.project import PaperPath
from thidua.schema import Schemas

CONTRACT = ROOT / "schemas" / "codelists" / "codelist.schema.json"
SCHEMAS = Schemas(ROOT / "schemas", CodeLists(BASE / "schemas" / "codelists", CONTRACT))
HEAD = "campaign: 2013-h1\nsubmitter: bhxh-hung-yen\ndate: 2013-07-10\n"


def explained(kind: str, text: str) -> list[tuple[str, int, int, object]]:
    place = PaperPath(f"submissions/2013-h1/x/{kind}.yml", "2013-h1", "x", kind, None)
    document, _ = load(place, text)
    assert document is not None
    found, _ = SCHEMAS[kind].explain(document)
    return [
        (each.code, each.mark.line, each.mark.column, each.params.get("suggestion"))
        for each in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + "results: {}\n", []),
        (HEAD, [("SCH101", 1, 1, None)]),
        (HEAD + "results: {}\ncutof: 2013-06-30\n", [("SCH102", 5, 1, "cutoff")]),
        (HEAD + "results: {}\nSố liệu đến ngày: 2013-06-30\n", [("SCH102", 5, 1, "cutoff")]),
        (HEAD + "results: {}\nxyzzy: 1\n", [("SCH102", 5, 1, None)]),
        # A misspelt name is one slip, not an unknown and a missing one.
        (HEAD + "reslts: {}\n", [("SCH102", 4, 1, "results")]),
        (HEAD + "results: []\n", [("SCH103", 4, 10, None)]),
        (HEAD + "results:\n", [("SCH103", 4, 9, None)]),
        (HEAD + "results: {}\nexemplars: x\n", [("SCH103", 5, 12, None)]),
        (HEAD + "results: {}\nnumber: 412\n", [("SCH103", 5, 9, None)]),
        (HEAD + 'results: {}\nnumber: "412"\n', [("SCH105", 5, 9, None)]),
        (HEAD + 'results:\n  summary: ""\n', [("SCH106", 5, 12, None)]),
        (HEAD + 'results:\n  summary: "  "\n', [("SCH105", 5, 12, None)]),
        (HEAD + "results: {}\nversion: 0\n", [("SCH110", 5, 10, None)]),
        (HEAD + "results: {}\nversion: 2\n", [("SCH101", 1, 1, None)]),
        (HEAD + "results: {}\ncutoff: 30/6/2013\n", [("SCH113", 5, 9, None)]),
        (
            HEAD.replace("hung-yen", "hung-yn") + "results: {}\n",
            [("REF101", 2, 12, "bhxh-hung-yen")],
        ),
        # Names that no list has are for a check to speak of.
        (HEAD + "results:\n  indicators:\n    - indicator: Thu BHXH bắt buôc\n", []),
        (HEAD + "results:\n  indicators:\n    - indicator: 12\n", [("SCH103", 6, 18, None)]),
        (HEAD + "results: {}\nnumber: …/BC-BHXH\n", []),
        (HEAD + "results: {}\nnumber: …\n", [("SCH114", 5, 9, None)]),
        (HEAD + "results: {}\ncutoff: …\n", [("SCH114", 5, 9, None)]),
        (
            HEAD + "results:\n  indicators:\n    - indicator: ty-le-no\n      actual: 3/7\n",
            [("TOT103", 7, 15, None)],
        ),
        (
            HEAD + "results:\n  indicators:\n    - indicator: ty-le-no\n      actual: nhiều\n",
            [("TOT104", 7, 15, None)],
        ),
        (
            HEAD
            + "results:\n  indicators:\n    - indicator: ty-le-no\n"
            + "      compared:\n        - base: cung ky\n",
            [("SCH104", 8, 17, "same-period")],
        ),
        (HEAD + "results: {}\nthemes:\n  Chủ đề: x\n", [("SCH105", 6, 3, None)]),
    ],
)
def test_report(text: str, expected: list[tuple[str, int, int, object]]) -> None:
    assert explained("report", text) == expected


def test_the_loaders_word_is_enough() -> None:
    text = HEAD + "results:\n  indicators:\n    - indicator: ty-le-no\n      actual: 1.234\n"
    assert explained("report", text) == []


@pytest.mark.parametrize("kind", SCHEMAS.kinds)
@pytest.mark.parametrize(
    "change",
    [
        lambda data: data,
        lambda data: {**data, "unknown": 1},
        lambda data: {key: value for key, value in data.items() if key != "campaign"},
        lambda data: {**data, "campaign": "2013-h1\n"},
        lambda data: {**data, "date": "2013-07-10\n"},
        lambda data: {**data, "sample": "yes"},
        lambda data: {**data, "version": 2},
        lambda data: {**data, "submitter": "nobody"},
        lambda _: [],
    ],
)
def test_both_validators_agree(kind: str, change: Callable[[object], object]) -> None:
    files = sorted((BASE / "submissions").rglob(f"{kind}.yml")) + sorted(
        (BASE / "submissions").rglob(f"{kind}/*.yml")
    )
    assert files
    for file in files:
        place = PaperPath(file.name, "2013-h1", "x", kind, None)
        document, _ = load(place, file.read_text("utf-8"))
        assert document is not None
        data = change(document.data)
        schema = SCHEMAS[kind]
        assert schema.accepts(data) == Draft202012Validator(schema.bundled).is_valid(data)


@pytest.mark.parametrize(
    ("text", "reason", "typed"),
    [
        (
            "results:\n  indicators:\n    - indicator: ty-le-no\n      actual: “2.380”\n",
            "curly",
            "2.380",
        ),
        (
            'results:\n  indicators:\n    - indicator: ty-le-no\n      actual: "51.87"\n',
            "english",
            "51,87",
        ),
        (
            'results:\n  indicators:\n    - indicator: ty-le-no\n      actual: "1,234,567"\n',
            "english",
            "1.234.567",
        ),
        ("results: {}\ncutoff: 12/7/2013\n", "day-first", "2013-07-12"),
        ("results: {}\ncutoff: 2013-7-5\n", "digits", "2013-07-05"),
        ("results: {}\ncutoff: 31/6/2013\n", "other", None),
        (
            "results:\n  limitations:\n    - text: a\n      causes: [Nguyên nhân: khó khăn]\n",
            "colon",
            "Nguyên nhân: khó khăn",
        ),
        ("results:\n  second_half_plan: []\n", "top", None),
        ("results: {}\nlimitations: []\n", "misplaced", None),
        ("results: {}\nxyzzy: []\n", "unknown", None),
    ],
)
def test_what_somebody_did(text: str, reason: str, typed: str | None) -> None:
    place = PaperPath("x.yml", "2013-h1", "x", "report", None)
    document, _ = load(place, HEAD + text)
    assert document is not None
    (found,) = SCHEMAS["report"].explain(document)[0]
    assert (found.params["reason"], found.params.get("typed")) == (reason, typed)
