"""Workbooks, opened by LibreOffice and compared with the CSV cell by cell."""

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import jsonschema_rs
import pytest

from tests.conftest import TODAY, need
from thidua.engine import run
from thidua.exports import exports
from thidua.pages import Settings, Site
from thidua.project import Project

SOFFICE = shutil.which("soffice")
#: Text in a CSV: comma, quotation mark, UTF-8, first line, every cell as text.
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
DECISION = "submissions/2013-h1/bhxh-viet-nam/award-decision/qd-0001-qd-bhxh.yml"
REPORT = "submissions/2013-h1/bhxh-hung-yen/report.yml"


def files(project: Project) -> dict[str, bytes]:
    return dict(exports(Site(run(project, TODAY), TODAY, Settings())))


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def plain(cell: str, kind: str) -> str:
    """Return a cell as the other program would write it."""
    if kind == "date" and (day := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", cell)):
        return f"{day[2]}/{day[3]}/{day[1]}"  # a real date, shown as its locale does
    return cell.removeprefix("'") if cell[1:2] in "=+-@" else cell


@pytest.mark.parametrize("name", ["khen-thuong", "tinh-trang", "chi-tieu", "hoi-nghi"])
def test_libreoffice_reads_the_same(project: Project, tmp_path: Path, name: str) -> None:
    need("soffice", SOFFICE)
    file = project.root / DECISION
    text = file.read_text("utf-8").replace("Đỗ Văn E", "'=1+1'")
    file.write_text(text, "utf-8")
    made = files(project)
    (tmp_path / f"{name}.xlsx").write_bytes(made[f"du-lieu/2013-h1/{name}.xlsx"])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    words = ["--headless", "--convert-to", CSV, "--outdir", str(tmp_path)]
    command = [str(SOFFICE), profile, *words, str(tmp_path / f"{name}.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    theirs = cells((tmp_path / f"{name}.csv").read_text("utf-8"))
    ours = cells(made[f"du-lieu/2013-h1/{name}.csv"].decode("utf-8-sig"))
    schema = json.loads(made[f"du-lieu/luoc-do/bang-{name}.schema.json"])
    columns = schema["properties"]["rows"]["items"]["properties"].values()
    kinds = ["date" if "format" in each else each["type"] for each in columns]
    assert theirs[0] == ours[0] == [each["title"] for each in columns]
    assert len(theirs) == len(ours) > 1
    for their, our in zip(theirs[1:], ours[1:], strict=True):
        assert their == [plain(cell, kind) for cell, kind in zip(our, kinds, strict=True)]


def test_a_workbook_has_fixed_heads_filters_and_no_formula(project: Project) -> None:
    for path, content in files(project).items():
        if path.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                sheet = book.read("xl/worksheets/sheet1.xml").decode()
            assert 'state="frozen"' in sheet, path
            assert "<autoFilter" in sheet, path
            assert "<cols>" in sheet, path
            assert "<f>" not in sheet, path


def test_json_keeps_its_published_schema(project: Project) -> None:
    made = files(project)
    for path, content in made.items():
        data = json.loads(content) if path.endswith(".json") else {}
        if isinstance(data, dict) and "rows" in data and "title" in data:
            parts = [*path.split("/")[:-1], *data["$schema"].split("/")]
            while ".." in parts:
                at = parts.index("..")
                del parts[at - 1 : at + 1]
            schema = json.loads(made["/".join(parts)])
            jsonschema_rs.meta.validate(schema)
            assert jsonschema_rs.validator_for(schema).is_valid(data), path


def test_every_award_and_every_conference_is_in_every_list(project: Project) -> None:
    outcome = run(project, TODAY)
    papers, made = outcome.corpus.campaigns["2013-h1"], files(project)
    items = [f"{filed.place.slug}#{entry.id}" for filed, entry in papers.awards()]
    for stem in ("du-lieu/khen-thuong", "du-lieu/2013-h1/khen-thuong"):
        rows = json.loads(made[f"{stem}.json"])["rows"]
        assert [row["item"] for row in rows] == items
        table = cells(made[f"{stem}.csv"].decode("utf-8-sig"))
        assert [row[0] for row in table[1:]] == items
    by_award = [
        row["item"]
        for path, content in made.items()
        if re.fullmatch(r"du-lieu/khen-thuong/[a-z-]+\.json", path)
        for row in json.loads(content)["rows"]
    ]
    assert sorted(by_award) == sorted(items)
    assert len(json.loads(made["du-lieu/tra-cuu-khen-thuong.json"])["rows"]) == len(items)
    meetings = json.loads(made["du-lieu/2013-h1/hoi-nghi.json"])["rows"]
    assert {row["cluster_code"] for row in meetings} == set(papers.conferences)


def test_figures_are_figures_and_as_printed(project: Project) -> None:
    rows = json.loads(files(project)["du-lieu/2013-h1/chi-tieu.json"])["rows"]
    report = run(project, TODAY).corpus.campaigns["2013-h1"].reports["bhxh-hung-yen"].paper
    (row,) = [
        each
        for each in rows
        if each["unit_code"] == "bhxh-hung-yen" and each["indicator_code"] == "ty-le-no"
    ]
    (printed,) = [r for r in report.results.indicators if r.indicator == "ty-le-no"]
    assert printed.actual is not None
    assert row["actual_printed"] == printed.actual.shown == "3,1"
    assert row["actual"] == 3.1
