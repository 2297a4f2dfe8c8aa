"""The wording: complete, alike in both languages, and whole sentences for every finding."""

import re
import string
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.conftest import ROOT, TODAY
from tests.example_runs import findings
from thidua.codes import OF_PAPERS, SEVERITIES, Severity
from thidua.diagnostics import Diagnostic, Mark
from thidua.engine import run
from thidua.messages import Catalogue, catalogue, chosen
from thidua.project import Project

VI, EN = catalogue("vi"), catalogue("en")
SCHEMAS = ROOT / "schemas"
LANGUAGES = pytest.mark.parametrize("words", [VI, EN], ids=["vi", "en"])
FIELDS = {"title", "message", "repair", "meaning", "causes"}
#: Placeholders that may stay empty: there is not always something near enough to suggest.
OPTIONAL = {"suggestion"}
#: What a finding carries when its reason is another than in the example of its code.
OTHER_REASONS: list[tuple[str, dict[str, Any]]] = [
    ("GEN101", {"reason": "paper", "check": "TOT201", "error": "KeyError: 'x'"}),
    ("GEN101", {"reason": "campaign", "check": "TOT201", "error": "KeyError: 'x'"}),
    ("GEN102", {"reason": "missing", "kind": "report"}),
    ("GEN102", {"reason": "left-over", "kind": "bao-cao"}),
    ("FIL101", {"reason": "ending", "path": "a.yaml", "kinds": ["report"]}),
    ("FIL101", {"reason": "path", "path": "a/b.yml", "kinds": ["report"]}),
    ("FIL101", {"reason": "many", "kind": "award-decision", "kinds": ["award-decision"]}),
    ("FIL101", {"reason": "one", "kind": "report", "kinds": ["report"]}),
    ("FIL106", {"reason": "unknown", "submitter": "bhxh-abc"}),
    ("YML121", {"reason": "decimal", "text": "51.85", "decimal": "51,85"}),
    ("YML121", {"reason": "text", "text": "1e5"}),
    ("MDN101", {"reason": "open"}),
    ("MDN103", {"reason": "section", "value": "Chỉ tiêu"}),
    ("MDN103", {"reason": "column", "value": "Thực hiện"}),
    ("MDN103", {"reason": "cell", "value": "Thực hiện"}),
    ("MDN102", {"value": "Phụ lục", "fields": ["«Chỉ tiêu»"]}),
    (
        "MDN105",
        {"reason": "list", "title": "Chỉ tiêu", "title_en": "Indicators", "typed": "- …"},
    ),
    ("MDN105", {"reason": "after"}),
    ("MDN105", {"reason": "table", "typed": "|---|---|"}),
    ("MDN105", {"reason": "tabs", "typed": "| a | b |"}),
    ("MDN105", {"reason": "dash", "typed": "- Nguyên nhân: x"}),
    ("MDN106", {"reason": "empty"}),
    ("MDN106", {"reason": "name", "value": "Chỉ tiêu", "title": "Chỉ tiêu", "title_en": "Row"}),
    ("MDN110", {"reason": "item", "value": "Tổ 1", "typed": "### Tổ 1 (tập thể)"}),
    ("MDN112", {"reason": "inside", "value": "Quý IV", "marks": "###"}),
    ("MDN112", {"reason": "text", "value": "Kiến nghị, đề xuất", "marks": "##"}),
    ("MDN112", {"reason": "space", "value": "Kiến nghị, đề xuất", "marks": "##"}),
    ("TOT104", {"reason": "gap", "typed": "640.123"}),
    ("TOT104", {"reason": "groups"}),
    (
        "CON201",
        {
            "reason": "part",
            "point": "1.1",
            "field": "limitations",
            "heading": "limitations",
            "empty": "limitations: []",
        },
    ),
    ("CON201", {"reason": "results", "point": "1.1", "title": "Kết quả", "heading": "results"}),
    ("MDN105", {"reason": "inside", "title": "Giai đoạn", "title_en": "Stage"}),
    ("SCH103", {"reason": "empty", "value": "", "title": "Tên", "title_en": "Name"}),
    ("SCH103", {"reason": "quote", "value": "2012", "title": "Năm", "title_en": "Year"}),
    ("SCH103", {"reason": "object", "value": "", "title": "Kỳ", "title_en": "Period"}),
    ("SCH103", {"reason": "string", "value": "", "title": "Tên", "title_en": "Name"}),
    ("SCH103", {"reason": "integer", "value": "x", "title": "Bản thứ", "title_en": "Version"}),
    ("SCH103", {"reason": "boolean", "value": "có", "title": "Minh họa", "title_en": "Sample"}),
    (
        "SCH110",
        {"reason": "maximum", "value": "1000", "limit": 999, "title": "Bản", "title_en": "Version"},
    ),
    (
        "REF103",
        {"reason": "not-yet", "name": "BHXH", "day": "01/7/2013", "limit": "01/01/2025"},
    ),
    ("REF105", {"reason": "none", "value": "chu-de", "allowed": [], "titles": []}),
    *(
        (
            "SCH101",
            {
                "reason": reason,
                "field": "date",
                "title": "Ngày",
                "title_en": "Date",
                "of_title": "Báo cáo",
                "of_title_en": "Report",
                "choices": ["tập thể", "cá nhân"],
            },
        )
        for reason in ("header", "section", "item", "heading", "cell")
    ),
    ("SCH102", {"reason": "misplaced", "field": "a", "home": "Kết quả", "home_en": "Results"}),
    ("SCH102", {"reason": "top", "field": "a"}),
    ("SCH103", {"reason": "colon", "value": "Nguyên nhân", "typed": "Nguyên nhân: khó khăn"}),
    (
        "SCH113",
        {"reason": "day-first", "typed": "2013-07-12", "title": "Ngày", "title_en": "Date"},
    ),
    (
        "SCH113",
        {"reason": "digits", "typed": "2013-07-05", "title": "Ngày", "title_en": "Date"},
    ),
    ("SCH113", {"reason": "other", "title": "Ngày", "title_en": "Date"}),
    ("TOT104", {"reason": "blank", "typed": "51,85"}),
    ("TOT104", {"reason": "curly", "typed": "2.380"}),
    ("TOT104", {"reason": "english", "typed": "51,87"}),
    ("TOT104", {"reason": "other"}),
    ("REF107", {"reason": "kind", "value": "repot", "kinds": ["report", "intake"]}),
    ("REF109", {"reason": "path", "file": "bhxh-ha-noi", "unit": "bhxh-ha-nam"}),
    ("TOT303", {"reason": "reviews", "stated": 9, "count": 10}),
    ("SCH103", {"reason": "dash", "typed": "«- a»"}),
    ("TOT105", {"reason": "point", "value": "14.551 triệu người", "decimal": "14,551 triệu người"}),
    ("TOT105", {"reason": "large", "value": "200 triệu người", "decimal": ""}),
    ("GEN105", {"reason": "day", "value": "15", "other": "bhxh-lao-cai", "day": "01/7/2025"}),
    ("GEN107", {"reason": "day", "value": "bhxh-lao-cai", "day": "01/7/2025"}),
    ("GEN108", {"reason": "missing"}),
    ("GEN106", {"reason": "end", "value": "bhxh-yen-bai", "day": ""}),
    ("OWN101", {"account": "an"}),
    ("OWN102", {"account": "an", "submitter": "bhxh-ha-noi", "allowed": ["bhxh-hung-yen"]}),
    ("OWN103", {"first": "bhxh-hung-yen", "submitter": "cum-01"}),
    *(
        ("OWN104", {"reason": reason, "path": "mkdocs.yml"})
        for reason in ("workflow", "schema", "script", "site", "owners", "attributes", "other")
    ),
    *(("OWN105", {"reason": reason}) for reason in ("link", "submodule", "executable")),
    ("OWN106", {"path": "submissions/x.yml"}),
    ("OWN107", {"version": 1, "wanted": 2}),
    *(
        ("OWN108", {"reason": reason, "commit": "0123abc", "day": "20/7/2031"})
        for reason in ("future", "past")
    ),
    ("OWN109", {"reason": "counted", "count": 5001, "most": 5000}),
    ("OWN109", {"reason": "uncounted", "most": 5000}),
    *(
        ("OWN110", {"reason": reason, "other": "submissions/x.yml"})
        for reason in ("bytes", "characters", "composed", "case")
    ),
    *(("OWN111", {"reason": reason}) for reason in ("empty", "unrelated", "tangled", "stale")),
    ("OWN111", {"reason": "foreign", "path": "submissions/x.yml"}),
    ("WAI103", {"reason": "path", "value": "submissions/x"}),
    ("WAI103", {"reason": "text", "value": "PRV102"}),
    ("WAI103", {"reason": "twice", "value": "TOT201"}),
    ("REF112", {"reason": "from", "value": "report", "submitters": ["central"]}),
    ("DUP106", {"reason": "compared"}),
    ("DUE106", {"reason": "revision", "changed": "14/3/2013", "day": "15/3/2013"}),
    ("DUE105", {"reason": "date", "last_day": "14/7/2013", "day": "17/7/2013"}),
    ("DUE110", {"reason": "campaign", "received": "ngày 01/6/2013", "day": "17/6/2013"}),
    ("AWD104", {"reason": "none", "value": "hạng Nhất", "award": "Bằng khen"}),
    ("AWD106", {"reason": "name"}),
    ("AWD106", {"reason": "unit", "name": "Phòng Thu"}),
    ("CON102", {"reason": "cancelled", "cluster": "Cụm 1"}),
    ("CON202", {"reason": "causes"}),
    ("CON202", {"reason": "both"}),
    ("AWD103", {"reason": "award", "award": "Cờ thi đua", "allowed": []}),
]


def texts(entry: object) -> Iterator[str]:
    """Yield every sentence of a part of a catalogue."""
    if isinstance(entry, dict):
        for value in entry.values():
            yield from texts(value)
    elif isinstance(entry, list):
        for value in entry:
            yield from texts(value)
    else:
        yield str(entry)


def shape(entry: object) -> object:
    """Return what both languages must have in common: keys, and placeholders without language."""
    if isinstance(entry, dict):
        return {key: shape(value) for key, value in entry.items()}
    if isinstance(entry, list):
        return "list"
    return {name.removesuffix("_en") for name in placeholders(str(entry))}


def placeholders(text: str) -> set[str]:
    """Return the names of the values that a sentence takes."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def judge(words: Catalogue, diagnostic: Diagnostic) -> None:
    """Fail unless both sentences of a finding are whole."""
    entry = words.entry(diagnostic.code)
    notation = diagnostic.path.rpartition(".")[2]
    for part in ("message", "repair"):
        template = chosen(entry[part], diagnostic.params, notation)
        for name in placeholders(template) - OPTIONAL:
            value = diagnostic.params.get(name)
            assert value == 0 or value, f"{name} is empty"
    sentence = words.sentence(diagnostic)
    for text in (sentence.what, sentence.repair):
        assert text == text.strip()
        assert not re.search(r"[{}\n]|  |«»|\(\)|\bNone\b", text), text
    assert not sentence.what.endswith(".")
    assert sentence.repair.endswith((".", '."')), sentence.repair


def test_both_languages_have_the_same_keys_and_placeholders() -> None:
    for section in ("ui", "words", "codes"):
        assert shape(VI.raw[section]) == shape(EN.raw[section])


@LANGUAGES
def test_every_code_is_complete_and_none_is_left_over(words: Catalogue) -> None:
    codes = words.raw["codes"]
    assert set(codes) == set(SEVERITIES)
    for code, entry in codes.items():
        assert set(entry) == FIELDS, code
        assert 1 <= len(entry["causes"]) <= 4, code
        assert all(text.strip() for text in texts(entry)), code
        assert placeholders(entry["title"] + entry["meaning"]) == set(), code
        for text in (entry["meaning"], *entry["causes"]):  # « #» would cut one off
            assert text.strip().endswith("."), (code, text)


@LANGUAGES
def test_every_severity_has_its_word(words: Catalogue) -> None:
    assert all(words.ui(severity) for severity in Severity)


@LANGUAGES
def test_texts_are_tidy(words: Catalogue) -> None:
    for text in texts(words.raw):
        assert unicodedata.is_normalized("NFC", text)
        assert "  " not in text.replace(": »", ":»")
        assert "“" not in text


def test_vietnamese_sentences_are_vietnamese() -> None:
    for code, entry in VI.raw["codes"].items():
        for text in texts(entry):
            bare = re.sub(r"\{[^}]*\}", "", text)
            folded = unicodedata.normalize("NFD", bare.replace("đ", "d\u0301"))
            words = re.sub(r"[^\w ]", "", bare).split()
            assert len(words) < 2 or re.search("[\u0300-\u036f]", folded), f"{code}: {text}"


def test_no_word_of_the_parser_or_of_programmers_reaches_a_clerk() -> None:
    jargon = re.compile(
        r"\b(?:parser?|scalar|mapping|schema|token|anchor|alias|string)\b", re.IGNORECASE
    )
    for text in texts(VI.raw["codes"]):
        assert not jargon.search(text), text


@LANGUAGES
@pytest.mark.parametrize("code", OF_PAPERS)
def test_the_finding_of_the_example_reads_well(code: str, words: Catalogue) -> None:
    (diagnostic,) = findings(code)
    judge(words, diagnostic)


@LANGUAGES
@pytest.mark.parametrize("path", ["a.yml", "a.md"])
@pytest.mark.parametrize(("code", "params"), OTHER_REASONS)
def test_findings_for_other_reasons_read_well(
    code: str, params: dict[str, Any], path: str, words: Catalogue
) -> None:
    judge(words, Diagnostic(path, Mark(1, 1, 2), code, params))


@LANGUAGES
@pytest.mark.parametrize("code", OF_PAPERS)
def test_the_finding_reads_well_in_the_other_notation(code: str, words: Catalogue) -> None:
    """Where the sentences differ, the values of the example serve both."""
    (found,) = findings(code)
    if "md" in str(words.entry(code)) and found.params.get("reason") != "key":
        other = "a.md" if found.path.endswith(".yml") else "a.yml"
        judge(words, replace(found, path=other))


def test_every_reason_of_the_catalogue_is_read_by_a_test() -> None:
    known = {(code, params.get("reason")) for code, params in OTHER_REASONS}
    known |= {(code, findings(code)[0].params.get("reason")) for code in OF_PAPERS}
    for code, entry in VI.raw["codes"].items():
        for part in ("message", "repair"):
            reasons = set(entry[part]) - {"yml", "md"} if isinstance(entry[part], dict) else set()
            assert {(code, reason) for reason in reasons} <= known


def test_the_words_for_kinds_are_the_titles_of_their_schemas() -> None:
    outcome_schemas = run(Project.at(ROOT), TODAY).schemas
    assert VI.raw["words"]["kinds"] == {
        kind: f"{kind} ({title[0].lower()}{title[1:]})"
        for kind in outcome_schemas.kinds
        for title in [outcome_schemas[kind].shape.title]
    }
