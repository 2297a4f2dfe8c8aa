import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from thidua import loader
from thidua.diagnostics import HouseFault, Pointer
from thidua.loader import load
from thidua.places import spans
from thidua.project import PaperPath

PLACE = PaperPath("submissions/2013-h1/bhxh-hung-yen/report.yml", "2013-h1", "x", "report", None)


def faults(text: str) -> list[tuple[str, int, int]]:
    _, found = load(PLACE, text)
    return [(each.code, each.mark.line, each.mark.column) for each in found]


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("1", 1),
        ("-5", -5),
        ("0", 0),
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("01", "01"),
        ("012", "012"),
        ("0x1F", "0x1F"),
        ("11:30", "11:30"),
        ("1:30:00", "1:30:00"),
        ("no", "no"),
        ("YES", "YES"),
        ("True", "True"),
        ("~", "~"),
        ("2013-07-10", "2013-07-10"),
        ("2013-07-10T08:00:00Z", "2013-07-10T08:00:00Z"),
        ("51,85", "51,85"),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ('"1"', "1"),
        ("'no'", "no"),
        ("1234567890123456", "1234567890123456"),
    ],
)
def test_only_json_scalars(scalar: str, value: object) -> None:
    document, found = load(PLACE, f"a: {scalar}\n")
    assert found == []
    assert document is not None
    assert document.data == {"a": value}
    assert type(document.data["a"]) is type(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\n b: 2\n", [("YML101", 2, 2)]),
        ("a:\n  b: 2\n c: 3\n", [("YML101", 3, 2)]),
        ("- a\nb: 1\n", [("YML101", 2, 1)]),
        ("a:\n\tb: 2\n", [("YML102", 2, 1)]),
        ('a: "abc\nb: 2\n', [("YML103", 1, 4)]),
        ("a: 'it's'\n", [("YML103", 1, 4)]),
        ("a: x: y\n", [("YML104", 1, 5)]),
        ("a: «x: y»\n", [("YML104", 1, 6)]),
        ("a:1\nb: 2\n", [("YML105", 1, 1)]),
        ("a: 1\nb\nc: 1\n", [("YML105", 2, 1)]),
        ("a: 1\nb: 2\na: 3\n", [("YML106", 3, 1)]),
        ("a: &x 1\n", [("YML107", 1, 4)]),
        ("a: *x\n", [("YML107", 1, 4)]),
        ("a: !!python/object:os.system x\n", [("YML108", 1, 4)]),
        ("a: !!int 3\n", [("YML108", 1, 4)]),
        ("a: {b: 1}\n<<: {c: 2}\n", [("YML109", 2, 1)]),
        ("%YAML 1.1\n---\na: 1\n", [("YML110", 1, 1)]),
        ("a: 1\n---\nb: 2\n", [("YML110", 2, 1)]),
        ("a: " + "[" * 11, [("YML111", 1, 14)]),
        ("", [("YML112", 1, 1)]),
        ("# only a comment\n", [("YML112", 1, 1)]),
        ("- a\n", [("YML112", 1, 1)]),
        ("just words\n", [("YML112", 1, 1)]),
        ("? [a]\n: b\n", [("YML113", 1, 3)]),
        ("{a: b}: c\n", [("YML113", 1, 1)]),
        ("a: @x\n", [("YML114", 1, 4)]),
        ("a: %x\n", [("YML114", 1, 4)]),
        ("a: >860\n", [("YML114", 1, 4)]),
        ("a: |x\n", [("YML114", 1, 4)]),
        ("a: 1.234\n", [("YML121", 1, 4)]),
        ("a: +140.644\n", [("YML121", 1, 4)]),
        ("a: -0.5\n", [("YML121", 1, 4)]),
        ("a: 1e5\n", [("YML121", 1, 4)]),
        ("a: [x, 1.5]\n", [("YML121", 1, 8)]),
        ("a: +5\n", [("YML122", 1, 4)]),
        ("a: {value: 51,85}\n", [("YML123", 1, 15)]),
        ("a: {value: 51,85, b: 1}\n", [("YML123", 1, 15)]),
        ("a: {value: 14,551 triệu người}\n", [("YML123", 1, 15)]),
        ("a: {percent: 51,85 %, b: 1}\n", [("YML123", 1, 17)]),
        ("a: {value: 1.234,5}\n", [("YML123", 1, 18)]),
        ("a: {\n  value: 51,85\n}\n", [("YML123", 2, 13)]),
        ('a: "x\\x1ey"\n', [("ENC102", 1, 4)]),
        ('a: "\\u202e"\n', [("ENC102", 1, 4)]),
        ('"a\\0": 1\n', [("ENC102", 1, 1)]),
        ('a: "\\U000e0041\\u200b"\n', [("ENC102", 1, 4)]),
        ("a: 1.5\nb: 1.5\nb: 2\n", [("YML121", 1, 4), ("YML121", 2, 4), ("YML106", 3, 1)]),
    ],
)
def test_faults_and_their_places(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert faults(text) == expected


def test_a_fault_touches_its_node_only() -> None:
    document, _ = load(PLACE, "a:\n  - b: 1.5\n    c: [1, {d: 2.5}]\ne: 1\n")
    assert document is not None
    assert document.faults == {Pointer(("a", 0, "b")), Pointer(("a", 0, "c", 1, "d"))}
    assert document.data["e"] == 1


def test_escapes_are_composed() -> None:
    document, found = load(PLACE, 'a: "ho\\u0323c\\tx\\n"\n')
    assert found == []
    assert document is not None
    assert document.data == {"a": "học\tx\n"}


def test_first_of_a_repeated_key_stays() -> None:
    document, _ = load(PLACE, "a: 1\na: 2\n")
    assert document is not None
    assert document.data == {"a": 1}


def test_every_key_and_value_has_a_place() -> None:
    text = "a:\n  - b: đ\n    'c d': 2\n  - \n    e: |\n      x\nf: {g: [1]}\n"
    found = {
        pointer.dotted: (
            span.key and (span.key.line, span.key.column),
            span.value.line,
            span.value.column,
        )
        for pointer, span in spans(text).items()
    }
    assert found == {
        "": (None, 1, 1),
        "a": ((1, 1), 2, 3),
        "a[0]": (None, 2, 5),
        "a[0].b": ((2, 5), 2, 8),
        "a[0].c d": ((3, 5), 3, 12),
        "a[1]": (None, 5, 5),
        "a[1].e": ((5, 5), 5, 8),
        "f": ((7, 1), 7, 4),
        "f.g": ((7, 5), 7, 8),
        "f.g[0]": (None, 7, 9),
    }


@pytest.mark.parametrize("unit", ["[", "{", "- ", "? ", "a: [", '"', "'", "&a ", "|\n ", "!"])
def test_hostile_repetition_ends_soon(unit: str) -> None:
    begin = time.process_time()
    load(PLACE, unit * 100_000)
    # No speed is promised here; without limits some of these never end or kill the process.
    assert time.process_time() - begin < 60


def test_too_many_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "MAX_NODES", 10)
    assert faults("a: [1, 2, 3, 4, 5, 6, 7, 8]\n") == [("YML111", 1, 26)]


def test_without_libyaml_the_installation_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    with pytest.raises(HouseFault, match="libyaml"):
        load(PLACE, "a: 1\n")


@given(st.text(max_size=200))
def test_any_text_gives_a_document_or_findings(text: str) -> None:
    document, found = load(PLACE, text)
    assert document is not None or found
    for each in found:
        assert each.mark.line >= 1
        assert each.mark.column >= 1


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(10**14), 10**14)
        | st.text("abđ: #-\n\"'", max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.text("abđ", min_size=1), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_what_yaml_writes_is_read_back(value: object) -> None:
    text = yaml.safe_dump({"a": value}, allow_unicode=True)
    if "&id" in text or "*id" in text:
        return
    document, found = load(PLACE, text)
    assert found == []
    assert document is not None
    assert document.data == {"a": value}
