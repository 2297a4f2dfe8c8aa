"""What holds for every paper, whatever somebody did to it."""

import random
import re
import unicodedata
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import BASE, ROOT, TODAY
from tests.markdown.papers import papers
from tests.markdown.test_fuzz import HEAD, LINES
from thidua.codelists import CodeLists
from thidua.diagnostics import Diagnostic, Pointer
from thidua.engine import load_paper
from thidua.fix.findings import repairable, typed
from thidua.fix.papers import Fixed, Fixer
from thidua.markdown import normalised, write
from thidua.project import PaperPath, Project
from thidua.schema import Schemas
from thidua.source import decode
from thidua.yaml_writer import block

LISTS = CodeLists(ROOT / "schemas" / "codelists")
SCHEMAS = Schemas(ROOT / "schemas", LISTS)
FIXER = Fixer(Project.at(ROOT), TODAY)
#: What a repair may put right; everything else must be there afterwards as before.
REPAIRED = {"YML121", "YML122", "SCH113", "TOT104"}
SAMPLES = [
    (paper, (root / path).read_text("utf-8"))
    for root in (ROOT, BASE)
    for path in Project.at(root).files()
    if (paper := PaperPath.parse(path)) is not None
]
slow = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def place(kind: str, ending: str = "yml") -> PaperPath:
    return PaperPath(f"submissions/2013-h1/x/{kind}.{ending}", "2013-h1", "x", kind, None)


def meaning(where: PaperPath, text: str) -> tuple[Any, list[Diagnostic]]:
    """Return what a text means, None if it cannot be read, and what is found before the checks."""
    document, found = load_paper(where, text, SCHEMAS, TODAY)
    if document is None:
        return None, found
    schema = SCHEMAS[where.kind]
    return normalised(document.data, schema.shape), [*found, *schema.explain(document)[0]]


def at(value: Any, pointer: Pointer) -> Any:
    for step in pointer:
        value = value[step]
    return value


def put(value: Any, pointer: Pointer, new: Any) -> None:
    at(value, Pointer(pointer[:-1]))[pointer[-1]] = new


def check(where: PaperPath, raw: bytes) -> Fixed:
    """Hold a repair against every law."""
    done = FIXER.paper(where, raw)
    text, _ = decode(where.path, raw)
    assert (done.left is None) == (text is not None)
    if text is None:
        assert not done.changed
        return done
    assert done.before == raw.decode()
    again = FIXER.paper(where, done.after.encode())
    assert (again.after, again.edits, again.kinds) == (done.after, (), ())
    before, found = meaning(where, text)
    after, left = meaning(where, done.after)
    assert (before is None) == (after is None)
    named = {(each.mark, typed(each)) for each in found if repairable(each)}
    for edit in done.edits:
        assert (edit.mark, edit.value) in named
        shape = SCHEMAS[where.kind].shape.at(edit.pointer)
        assert shape is not None
        assert shape.format in {"figure", "date", "moment"}
        put(before, edit.pointer, normalised(edit.value, shape))
    assert before == after
    counts = Counter(each.code for each in found)
    others = Counter(each.code for each in left)
    assert not others - counts
    assert (counts - others).keys() <= REPAIRED
    assert (counts - others).total() == len(done.edits)
    return done


def comments(text: str) -> list[str]:
    return [line.partition("#~")[2].strip() for line in text.split("\n") if "#~" in line]


#: How likely a line is to suffer what: a pattern, and what may stand in its place.
SLIPS: list[tuple[float, str, list[str]]] = [
    (0.5, r"\b([0-9]{4})-0?([0-9]+)-0?([0-9]+)$", [r"\3/\2/\1", r"\1-\2-\3"]),
    (0.5, r'"([+-]?[0-9.]+),([0-9]+)"$', [r"\1.\2", r'"\1.\2"']),
    (0.3, r'"([^"“]+)"$', [r"“\1”", r"\1", r'"“\1”"']),
    (0.2, r"(?<![|])$", ["  ", "\t", "\xa0", " #~ ghi chú", "\n   "]),
    (0.1, " ", ["\u202f"]),
]


def spoiled(text: str, dice: random.Random) -> bytes:
    """Return a text as Word, Notepad, Excel and habit leave it."""
    lines = text.split("\n")
    for chance, pattern, slips in SLIPS:
        lines = [
            re.sub(pattern, dice.choice(slips), line, count=1) if dice.random() < chance else line
            for line in lines
        ]
    lines = [
        unicodedata.normalize("NFD", line) if dice.random() < 1 / 10 else line for line in lines
    ]
    joined = dice.choice(["\n", "\r\n", "\r"]).join(lines) + dice.choice(["", "\n", " \n\n"])
    return (dice.choice(["", "\ufeff"]) + joined).encode()


@pytest.mark.parametrize(("where", "text"), SAMPLES, ids=lambda value: str(value)[:60])
def test_papers_that_need_nothing_stay(where: PaperPath, text: str) -> None:
    done = FIXER.paper(where, text.encode())
    assert not done.changed
    assert done.count == 0


@pytest.mark.parametrize(("where", "text"), SAMPLES, ids=lambda value: str(value)[:60])
@pytest.mark.parametrize("seed", range(3))
def test_the_samples_spoiled(where: PaperPath, text: str, seed: int) -> None:
    raw = spoiled(text, random.Random(f"{seed}{where.path}"))  # noqa: S311 - no secret
    done = check(where, raw)
    read, _ = decode(where.path, raw)
    assert read is not None
    assert comments(done.after) == comments(read)


@slow
@pytest.mark.parametrize("kind", SCHEMAS.kinds)
@given(data=st.data(), dice=st.randoms(use_true_random=False))
def test_generated_papers_spoiled(kind: str, data: st.DataObject, dice: random.Random) -> None:
    paper = data.draw(papers(SCHEMAS[kind].shape, LISTS))
    check(place(kind), spoiled(block(paper, SCHEMAS[kind].shape), dice))


@slow
@pytest.mark.parametrize("kind", SCHEMAS.kinds)
@given(data=st.data())
def test_generated_papers_stay(kind: str, data: st.DataObject) -> None:
    shape = SCHEMAS[kind].shape
    paper = data.draw(papers(shape, LISTS))
    for ending, text in (
        ("yml", block(paper, shape)),
        ("md", write(place(kind, "md"), paper, shape, LISTS)),
    ):
        done = check(place(kind, ending), text.encode())
        assert done.edits == ()
        plain, _ = decode("x", text.encode())
        if plain is None:  # letters that look like an old encoding
            continue
        stripped = [[line.rstrip() for line in each.split("\n")] for each in (done.after, plain)]
        assert stripped[0] == stripped[1]


@slow
@given(
    st.sampled_from(SCHEMAS.kinds),
    st.sampled_from(["yml", "md"]),
    st.binary(max_size=300) | st.text(max_size=300).map(str.encode),
)
def test_any_bytes(kind: str, ending: str, raw: bytes) -> None:
    check(place(kind, ending), raw)


VALUES = st.sampled_from(
    [
        *("51.85", "1.234", "+5", "“51,85”", '"1,234.5"', "25/7/2013", "10/7/2013", "2013-7-5"),
        *("|", "|+", ">-", '"a', "a  ", "- b", "{", "}", "[x, 5.1]", "&a 1.5", "*a", "!x 1.5"),
        *("", " ", "\t", "# c", "a: b", "? a", "...", "---", "%x", '"\\x41\\\n', "'"),
    ]
)
KEYS = st.sampled_from(
    [
        *("date: ", "cutoff: ", "results: ", "  summary: ", "  indicators:", "    ", ""),
        *("    - indicator: thu-bhyt", "      actual: ", "      targets:", "        - value: "),
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(KEYS, VALUES, st.sampled_from(["", " ", "  ", " # c"])), max_size=14),
    st.sampled_from(["\n", "\r\n"]),
)
def test_any_lines_of_yaml(lines: list[tuple[str, str, str]], end: str) -> None:
    text = "campaign: 2013-h1\nsubmitter: bhxh-hung-yen\n"
    check(place("report"), (text + end.join(map("".join, lines))).encode())


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SCHEMAS.kinds), LINES, st.sampled_from(["\n", "  \n", "\n\n", "\n   \n"]))
def test_any_lines_of_markdown(kind: str, lines: list[str], join: str) -> None:
    check(place(kind, "md"), (HEAD + join.join(lines)).encode("utf-8", "replace"))


@pytest.mark.parametrize("step", ["without_blanks", "ended"])
@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("one two", "one  two"),  # says something else
        ("results: {}", "results: {}\nresults: {}"),  # a new finding while it is read
        ("number: 1/A", 'number: "1/A\\n"'),  # means the same, but the schema refuses it
        ("number: 1/A", "number: [1/A"),  # cannot be read any more
    ],
)
def test_a_step_that_would_harm_a_paper_is_left_out(
    step: str, good: str, bad: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        f"thidua.fix.papers.{step}", lambda document: document.text.replace(good, bad)
    )
    text = "campaign: 2013-h1\nsubmitter: bhxh-hung-yen\ndate: 25/7/2013\nnumber: 1/A\n"
    text += "signer: {post: one two}\nresults: {}\n"
    done = FIXER.paper(place("report"), text.encode())
    assert done.after == text.replace("25/7/2013", "2013-07-25")
    assert done.kinds == ()


def test_very_many_slips_are_put_right_at_once() -> None:
    rows = "".join(f"    - indicator: thu-bhyt\n      actual: 51.{n:04}\n" for n in range(3000))
    head = "campaign: 2013-h1\nsubmitter: bhxh-hung-yen\ndate: 25/7/2013\nresults:\n  indicators:\n"
    assert len(FIXER.paper(place("report"), (head + rows).encode()).edits) == 3001


@pytest.mark.parametrize(
    "unit", ["a: 51.85 \n", "\n", " \n", "\r", "| 1,234.5 ", "#  \n", "- [5.1, ", "\u0323", "\xa0"]
)
def test_hostile_repetition_ends(unit: str) -> None:
    for ending in ("yml", "md"):
        FIXER.paper(place("report", ending), (HEAD + unit * 5_000).encode())
