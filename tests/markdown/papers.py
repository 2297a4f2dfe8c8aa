"""Generated papers of every kind, made from the shape of its schema."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from thidua.codelists import CodeLists
from thidua.markdown import normalised
from thidua.schema import Shape
from thidua.text.characters import FORBIDDEN
from thidua.text.folding import nfc

_LETTERS = "aăâbđêơưưỹếộỷ ABĐ019.,:;-–()/%«»\"'#*_`|<>\\&[]~+=!?@{}$^"
_WORDS = [
    "Nguyên nhân: a",
    "- b",
    "1. c",
    "**BHXH Việt Nam**: d",
    "Mục tiêu: e",
    "(tập thể)",
    "a|b",
]
_BLOCKS = [
    *("Đoạn một.", "- x\n- y", "1. x", "| a | b |\n|---|---|\n| 1 | 2 |", "## Đề mục", "a\n==="),
    *(
        "- Nguyên nhân: x",
        "> trích",
        "```\nx\n```",
        "```",
        "    x",
        "---",
        "[a]: http://b",
        "*x*",
        "x\\",
    ),
    *(
        "```nguyên văn\nx\n```",
        "**BHXH Việt Nam**: x",
        "Giải pháp: y",
        "\tx",
        "a  \nb",
        "-",
        "<b>x</b>",
    ),
]


def _clean(text: str) -> bool:
    return not FORBIDDEN.search(text)


LINE = (
    st.one_of(
        st.text(_LETTERS, min_size=1, max_size=20),
        st.sampled_from(_WORDS),
        st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), min_size=1, max_size=8),
    )
    .map(nfc)
    .filter(lambda text: bool(text.strip()) and _clean(text))
)  # as source.py reads it
TEXT = st.one_of(
    LINE,
    st.lists(st.one_of(st.sampled_from(_BLOCKS), LINE), min_size=1, max_size=4).map("\n\n".join),
    st.lists(st.one_of(st.sampled_from(_BLOCKS), LINE), min_size=1, max_size=3).map("\n".join),
).filter(lambda text: bool(text.strip()))
FIGURE = st.one_of(
    st.integers(-10_000, 10_000_000),
    st.sampled_from(
        ["1.234", "51,85", "trên 860", "+70.000", "-0,4", "14,551 triệu người", "12 %"]
    ),
)
DAY = st.dates(date(2013, 1, 1), date(2013, 12, 31)).map(date.isoformat)
_SAMPLES = {
    "campaign-id": st.just("2013-h1"),
    "slug": st.sampled_from(["e1", "tu-khoa", "x-2"]),
    "document-number": st.sampled_from(["412/BC-BHXH", "1/A", "0001/QĐ-BHXH"]),
    "achievement": st.sampled_from(["2012", "2013-09/2013-12", "2011/2012"]),
    "measure": st.sampled_from(["triệu đồng", "người", "a|b"]),
}


def values(shape: Shape, lists: CodeLists) -> st.SearchStrategy[Any]:
    """Return a strategy for the values that a shape allows."""
    if shape.values is not None:
        keys = st.sampled_from([*lists["movements"].ids, "chu-de-khac", "so-2"])
        return st.dictionaries(keys, values(shape.values, lists), max_size=3)
    if shape.items is not None:
        return st.lists(values(shape.items, lists), max_size=3)
    if shape.properties:
        parts = {key: values(child, lists) for key, child in shape.properties.items()}
        needed = {key: parts.pop(key) for key in shape.required}
        return st.fixed_dictionaries(needed, optional=parts)
    return _leaf(shape, lists)


def _leaf(shape: Shape, lists: CodeLists) -> st.SearchStrategy[Any]:
    kind, keywords = shape.keywords.get("type"), shape.keywords
    if shape.codelists:
        return st.sampled_from([key for name in shape.codelists for key in lists[name].ids])
    if "enum" in keywords:
        return st.sampled_from(keywords["enum"])
    if shape.definition in _SAMPLES:
        return _SAMPLES[shape.definition]
    if kind == "boolean":
        return st.booleans()
    if kind == "integer":
        return st.integers(keywords.get("minimum", 0), keywords.get("maximum", 999))
    return _text(shape)


def _text(shape: Shape) -> st.SearchStrategy[Any]:
    by_format = {
        "figure": FIGURE,
        "date": DAY,
        "moment": st.one_of(DAY, DAY.map(lambda day: f"{day}T08:30")),
        "markdown": TEXT,
    }
    if shape.format in by_format:
        return by_format[shape.format]
    if shape.definition == "line":
        return LINE
    return st.sampled_from([str(each) for each in shape.keywords.get("examples", ["x"])])


def papers(shape: Shape, lists: CodeLists) -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy for whole papers, normalised."""
    return values(shape, lists).map(lambda data: normalised(data, shape))
