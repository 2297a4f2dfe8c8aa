"""The schemas in the form for editors."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, TODAY
from thidua import editors
from thidua.engine import run
from thidua.exports import exports
from thidua.pages import Settings, Site
from thidua.project import Project
from thidua.schema import Schemas

SCHEMAS = Schemas.of(Project.at(ROOT))
FILES = editors.files(SCHEMAS)


def made(kind: str) -> dict[str, Any]:
    return json.loads(FILES[f"{kind}.schema.json"])  # type: ignore[no-any-return]


def subschemas(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every mapping of a schema; no property of a paper is called like a keyword."""
    if isinstance(node, dict):
        yield node
        for child in node.values():
            yield from subschemas(child)
    elif isinstance(node, list):
        for child in node:
            yield from subschemas(child)


def test_the_committed_files_are_up_to_date() -> None:
    folder = ROOT / "schemas" / "bundled"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == FILES, "make schemas"


def test_the_site_publishes_the_same_files(project: Project) -> None:
    outcome = run(project, TODAY)
    published = exports(Site(outcome, TODAY, Settings()))
    for name, content in editors.files(outcome.schemas).items():
        assert published[f"du-lieu/luoc-do/{name}"] == content


@pytest.mark.parametrize("kind", SCHEMAS.kinds)
def test_each_is_complete_in_itself(kind: str) -> None:
    schema = made(kind)
    used = {node["$ref"] for node in subschemas(schema) if "$ref" in node}
    assert used == {f"#/$defs/{name}" for name in schema["$defs"]}


@pytest.mark.parametrize("kind", SCHEMAS.kinds)
def test_nothing_stands_beside_a_reference(kind: str) -> None:
    """The server would show the words of the definition before those of the property."""
    assert all(set(node) == {"$ref"} for node in subschemas(made(kind)) if "$ref" in node)


@pytest.mark.parametrize("kind", SCHEMAS.kinds)
def test_beside_a_reference_no_schema_of_ours_has_a_constraint(kind: str) -> None:
    """So a property and its definition can become one without another verdict."""
    words = {"title", "description", "examples", "x-title-en", "x-audience", "x-scaffold"}
    for node in subschemas(SCHEMAS[kind].bundled):
        if "$ref" in node:
            assert set(node) - {"$ref"} <= words


@pytest.mark.parametrize("kind", SCHEMAS.kinds)
def test_every_listed_value_has_its_name(kind: str) -> None:
    for node in subschemas(made(kind)):
        if "x-enum-titles" in node or "enumDescriptions" in node:
            assert len(node["enumDescriptions"]) == len(node["enum"])
            assert all(node["enumDescriptions"])


@pytest.mark.parametrize("kind", SCHEMAS.kinds)
def test_examples_are_shown_and_never_put_in(kind: str) -> None:
    for node in subschemas(made(kind)):
        assert not isinstance(node.get("examples"), list)
        assert not isinstance(node.get("default"), str | int)
        assert node.get("type", ["string"])[0] != "integer"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "cutoff",
            {
                "title": "Số liệu đến ngày",
                "description": "Số liệu tính đến hết ngày nào.",
                "markdownDescription": "Số liệu tính đến hết ngày nào.\n\nVí dụ: `2013-06-30`",
                "errorMessage": (
                    "«Số liệu đến ngày»: Ngày viết theo năm-tháng-ngày. Ví dụ: 2013-06-30"
                ),
            },
        ),
        (
            "submitter",
            {
                "title": "Đơn vị gửi",
                "description": "Nơi gửi, đúng tên thư mục.",
                "errorMessage": (
                    "«Đơn vị gửi»: Không có mã này trong danh mục: "
                    f"{SCHEMAS.codelists.units.title} / {SCHEMAS.codelists.clusters.title}."
                ),
            },
        ),
        (
            "exemplars",
            {"title": "Gương điển hình tiên tiến", "description": "Nhân tố mới, gương điển hình."},
        ),
    ],
)
def test_what_a_property_says(name: str, expected: dict[str, str]) -> None:
    node = made("report")["properties"][name]
    spoken = {"title", "description", "markdownDescription", "errorMessage"}
    assert {key: value for key, value in node.items() if key in spoken} == expected


def test_figures_are_shown_in_quotation_marks() -> None:
    text = made("report")["$defs"]["indicator-row"]["properties"]["actual"]["markdownDescription"]
    assert text.endswith("Ví dụ: `640123` · `trên 812.400`")
    assert '`"51,85"`' in json.dumps(made("report"), ensure_ascii=False).replace('\\"', '"')


def test_markup_in_a_description_is_shown_as_it_is() -> None:
    field = {"title": "A", "description": "[a] *b* <c>", "type": "string", "examples": ["x"]}
    bundled = {"$schema": "", "$defs": {}, "properties": {"a": field}}
    shown = editors.for_editors(bundled, SCHEMAS.codelists)["properties"]["a"]
    assert shown["markdownDescription"] == r"\[a\] \*b\* \<c\>" + "\n\nVí dụ: `x`"


def test_a_property_without_a_type_gets_none() -> None:
    bundled = {"$schema": "", "$defs": {}, "properties": {"a": {"title": "A", "const": 1}}}
    shown = editors.for_editors(bundled, SCHEMAS.codelists)["properties"]["a"]
    assert shown == {"title": "A", "const": 1}


def test_making_leaves_the_bundled_schema_alone() -> None:
    before = json.dumps(SCHEMAS["report"].bundled)
    editors.for_editors(SCHEMAS["report"].bundled, SCHEMAS.codelists)
    assert json.dumps(SCHEMAS["report"].bundled) == before


def test_writing_touches_only_what_differs(tmp_path: Path) -> None:
    folder = tmp_path / "bundled"
    assert editors.write(SCHEMAS, folder) == sorted(FILES)
    assert editors.write(SCHEMAS, folder) == []
    (folder / "report.schema.json").write_text("{}", "utf-8")
    (folder / "conference.schema.json").unlink()
    (folder / "bao-cao.schema.json").write_text("{}", "utf-8")
    (folder / "README.md").write_text("x", "utf-8")
    assert editors.write(SCHEMAS, folder) == [
        "bao-cao.schema.json",
        "conference.schema.json",
        "report.schema.json",
    ]
    assert {path.name for path in folder.iterdir()} == {*FILES, "README.md"}
