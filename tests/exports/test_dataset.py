import copy
import io
import json
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import jsonschema_rs
import pytest

from tests.conftest import TODAY
from thidua.diagnostics import has_errors
from thidua.engine import Outcome, run
from thidua.exports import exports
from thidua.pages import Settings, Site
from thidua.project import Project
from thidua.schema.shape import nodes

DECISION = "submissions/2013-h1/bhxh-viet-nam/award-decision/qd-0001-qd-bhxh.yml"
REPORT = "submissions/2013-h1/bhxh-hung-yen/report.yml"
WITHDRAWN = """\
  - id: e5
    award: bang-khen-tong-giam-doc
    recipient:
      kind: individual
      unit: bhxh-hung-yen
      name: Lê Thị Ẩn
      post: Chức vụ đã ẩn
    withdrawn:
      number: 0100/QĐ-BHXH
      date: 2013-07-08
      authority: tong-giam-doc-bhxh-viet-nam
      hide_name: true
  - id: e6
    award: bang-khen-tong-giam-doc
    recipient:
      kind: individual
      unit: bhxh-hung-yen
      name: Ngô Văn Còn
      post: Giám đốc
    withdrawn:
      number: 0101/QĐ-BHXH
      date: 2013-07-09
      authority: tong-giam-doc-bhxh-viet-nam
"""


@pytest.fixture
def withdrawn(project: Project) -> Project:
    """The repository with one award withdrawn without a name, and one with its name."""
    file = project.root / DECISION
    text = file.read_text("utf-8").replace("individuals: 1", "individuals: 3")
    file.write_text(text + WITHDRAWN, "utf-8")
    return project


def files_of(outcome: Outcome, today: date = TODAY) -> dict[str, bytes]:
    return dict(exports(Site(outcome, today, Settings())))


def text_of(path: str, content: bytes) -> str:
    """Return everything that a file says; a workbook is a packed folder of texts."""
    if not path.endswith(".xlsx"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "\n".join(book.read(name).decode() for name in book.namelist())


def dataset_of(outcome: Outcome) -> Any:
    return json.loads(files_of(outcome)["du-lieu/dataset.json"])


def validator_of(outcome: Outcome) -> Any:
    schema = json.loads(files_of(outcome)["du-lieu/dataset.schema.json"])
    jsonschema_rs.meta.validate(schema)
    return jsonschema_rs.validator_for(schema)


def test_it_keeps_its_schema(withdrawn: Project) -> None:
    outcome = run(withdrawn, TODAY)
    assert not has_errors(outcome.diagnostics)
    problems = validator_of(outcome).iter_errors(dataset_of(outcome))
    assert [problem.message for problem in problems] == []


def _add_contact(campaign: dict[str, Any]) -> None:
    campaign["conferences"]["cum-01"]["contact"] = "tdkt@hungyen.example"


def _name_the_hidden(campaign: dict[str, Any]) -> None:
    entries = campaign["award_decisions"]["qd-0001-qd-bhxh"]["entries"]
    entries[4]["recipient"]["name"] = "Lê Thị Ẩn"


def _show_the_post(campaign: dict[str, Any]) -> None:
    entries = campaign["award_decisions"]["qd-0001-qd-bhxh"]["entries"]
    entries[4]["recipient"]["post"] = "Giám đốc"


def _float_figure(campaign: dict[str, Any]) -> None:
    campaign["reports"]["bhxh-hung-yen"]["results"]["indicators"][0]["actual"] = 640.123


def _unknown_stage(campaign: dict[str, Any]) -> None:
    campaign["statuses"][0]["stage"] = "lost"


def _no_day(campaign: dict[str, Any]) -> None:
    campaign["statuses"][0]["last_day"] = "14/7/2013"


def _no_reports(campaign: dict[str, Any]) -> None:
    del campaign["reports"]


@pytest.mark.parametrize(
    "spoil",
    [
        _add_contact,
        _name_the_hidden,
        _show_the_post,
        _float_figure,
        _unknown_stage,
        _no_day,
        _no_reports,
    ],
)
def test_its_schema_refuses(withdrawn: Project, spoil: Callable[[dict[str, Any]], None]) -> None:
    outcome = run(withdrawn, TODAY)
    validator, dataset = validator_of(outcome), dataset_of(outcome)
    spoilt = copy.deepcopy(dataset)
    spoil(spoilt["campaigns"]["2013-h1"])
    assert validator.is_valid(dataset)
    assert not validator.is_valid(spoilt)


def test_no_internal_field_leaves(project: Project) -> None:
    outcome = run(project, TODAY)
    inside = {
        (node.pointer[-1], node.value)
        for papers in outcome.corpus.campaigns.values()
        for filed in papers.filed.values()
        for node in nodes(outcome.schemas[filed.place.kind].shape, filed.document.data)
        if node.shape.internal
    }
    assert inside == {("contact", "Phòng Tổ chức cán bộ, tdkt@hungyen.example")}
    for path, content in files_of(outcome).items():
        if "luoc-do/" not in path:  # the published schemas describe the field
            for name, value in inside:
                assert f'"{name}"' not in text_of(path, content), path
                assert str(value) not in text_of(path, content), path


def test_a_hidden_name_is_nowhere(withdrawn: Project) -> None:
    files = files_of(run(withdrawn, TODAY))
    texts = {path: text_of(path, content) for path, content in files.items()}
    for text in texts.values():
        assert "Lê Thị Ẩn" not in text
        assert "Chức vụ đã ẩn" not in text
    lists = [
        f"du-lieu/{where}.{ending}"
        for where in ("khen-thuong", "2013-h1/khen-thuong", "khen-thuong/bang-khen-tong-giam-doc")
        for ending in ("csv", "xlsx", "json")
    ]
    for path in lists:
        assert "Ngô Văn Còn" in texts[path], path
        assert "0100/QĐ-BHXH" in texts[path], path
    assert "Ngô Văn Còn" in texts["du-lieu/dataset.json"]
    assert "Ngô Văn Còn" in texts["du-lieu/tra-cuu-khen-thuong.json"]


def test_every_award_entry_is_there(withdrawn: Project) -> None:
    decisions = dataset_of(run(withdrawn, TODAY))["campaigns"]["2013-h1"]["award_decisions"]
    assert {slug: [e["id"] for e in paper["entries"]] for slug, paper in decisions.items()} == {
        "qd-0001-qd-bhxh": ["e1", "e2", "e3", "e4", "e5", "e6"],
        "qd-0655-qd-ctn": ["e1"],
    }
    assert decisions["qd-0001-qd-bhxh"]["entries"][4]["recipient"] == {
        "kind": "individual",
        "unit": "bhxh-hung-yen",
    }
    assert decisions["qd-0001-qd-bhxh"]["sample"] is True


def test_figures_keep_their_printed_form(project: Project) -> None:
    report = dataset_of(run(project, TODAY))["campaigns"]["2013-h1"]["reports"]["bhxh-hung-yen"]
    rows = report["results"]["indicators"]
    assert rows[0]["actual"] == 640123
    assert rows[0]["targets"][0]["value"] == "1.234.567"
    assert rows[0]["targets"][0]["percent"] == "51,85"
    assert rows[2]["actual"] == "trên 812.400"


def test_a_paper_under_repair_is_absent(project: Project) -> None:
    file = project.root / REPORT
    file.write_text(file.read_text("utf-8").replace("post: Giám đốc", "pots: Giám đốc"), "utf-8")
    campaign = dataset_of(run(project, TODAY))["campaigns"]["2013-h1"]
    assert list(campaign["reports"]) == ["bhxh-hai-duong"]
    stages = {
        (status["submitter"], status["paper"]): status["stage"] for status in campaign["statuses"]
    }
    assert stages["bhxh-hung-yen", "report"] == "correcting"
    assert stages["bhxh-hai-duong", "report"] == "accepted"
    assert stages["bhxh-yen-bai", "report"] == "missing"


def test_the_names_of_all_codes_are_in_it(project: Project) -> None:
    codelists = dataset_of(run(project, TODAY))["codelists"]
    assert codelists["award-titles"]["chien-sy-thi-dua-nganh"]["names"] == [
        {"name": "Chiến sỹ thi đua Ngành", "to": "2023-12-31"},
        {"name": "Chiến sĩ thi đua Ngành", "from": "2024-01-01"},
    ]


def test_an_empty_repository_gives_an_empty_dataset(project: Project) -> None:
    shutil.rmtree(project.submissions)
    outcome = run(project, TODAY)
    dataset = dataset_of(outcome)
    assert dataset["campaigns"] == {}
    assert validator_of(outcome).is_valid(dataset)
    assert not [path for path in files_of(outcome) if path.endswith(".csv")]


def test_the_same_papers_give_the_same_bytes_on_every_day(withdrawn: Project) -> None:
    first = files_of(run(withdrawn, TODAY))
    later = date(2031, 1, 1)
    assert files_of(run(withdrawn, later), later) == first
    assert list(first) == sorted(first)
    for path, content in first.items():
        if not path.endswith(".xlsx"):
            assert content.endswith(b"\n"), path
            assert (b"\r" in content) == path.endswith((".csv", ".ics")), path


@pytest.mark.parametrize("kind", ["award-decision", "conference", "report"])
def test_published_schemas_stand_by_themselves(project: Project, kind: str) -> None:
    outcome = run(project, TODAY)
    schema = json.loads(files_of(outcome)[f"du-lieu/luoc-do/{kind}.schema.json"])
    validator = jsonschema_rs.validator_for(schema)
    papers = outcome.corpus.campaigns["2013-h1"].filed.values()
    data = [filed.document.data for filed in papers if filed.place.kind == kind]
    assert data
    for paper in data:
        assert validator.is_valid(paper)
        assert not validator.is_valid({**paper, "submitter": "bhxh-khong-co"})
