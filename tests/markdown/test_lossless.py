"""Both notations hold the same: whatever is written in one reads back, and is written the same."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.markdown.papers import papers
from thidua.codelists import CodeLists
from thidua.loader import load
from thidua.markdown import normalised, read, write
from thidua.project import PaperPath, Project
from thidua.schema import Schemas
from thidua.yaml_writer import block

LISTS = CodeLists(ROOT / "schemas" / "codelists")
SCHEMAS = Schemas(ROOT / "schemas", LISTS)
SAMPLES = [
    place for path in Project.at(ROOT).files() if (place := PaperPath.parse(path)) is not None
]


def through(kind: str, data: dict[str, Any]) -> str:
    """Hold a paper against both notations and return its Markdown."""
    shape = SCHEMAS[kind].shape
    place = PaperPath("x", "2013-h1", "x", kind, None)
    text = write(place, data, shape, LISTS)
    document, found = read(place, text, shape, LISTS)
    assert document is not None
    assert (found, normalised(document.data, shape)) == ([], data)
    assert write(place, document.data, shape, LISTS) == text
    written = block(data, shape)
    loaded, found = load(place, written)
    assert loaded is not None
    assert (found, normalised(loaded.data, shape)) == ([], data), written
    assert block(normalised(loaded.data, shape), shape) == written
    return text


@settings(
    max_examples=120,  # 9 kinds: over a thousand papers a run
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@pytest.mark.parametrize("kind", SCHEMAS.kinds)
@given(data=st.data())
def test_generated_papers(kind: str, data: st.DataObject) -> None:
    through(kind, data.draw(papers(SCHEMAS[kind].shape, LISTS)))


@pytest.mark.parametrize("place", SAMPLES, ids=lambda place: str(place.name))
def test_the_samples(place: PaperPath) -> None:
    text = (ROOT / place.path).read_text("utf-8")
    shape = SCHEMAS[place.kind].shape
    document, _ = read(place, text, shape, LISTS) if place.is_markdown else load(place, text)
    assert document is not None
    through(place.kind, normalised(document.data, shape))
