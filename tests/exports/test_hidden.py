"""An entry withdrawn without its name leaves no trace of who it was."""

import json

import pytest

from tests.conftest import TODAY
from thidua.engine import run
from thidua.exports import exports
from thidua.pages import Settings, Site, build
from thidua.project import Project

DECISION = "2013-h1/bhxh-viet-nam/award-decision/qd-0001-qd-bhxh"
WITHDRAWN = """    withdrawn:
      number: 0100/QĐ-BHXH
      date: 2013-07-02
      authority: tong-giam-doc-bhxh-viet-nam
      hide_name: true
"""


@pytest.mark.parametrize("entry", ["e1", "e3"])
def test_nobody_can_tell_who_it_was(project: Project, entry: str) -> None:
    file = project.submissions / f"{DECISION}.yml"
    text = file.read_text("utf-8")
    head, _, rest = text.partition(f"  - id: {entry}\n")
    own, separator, others = rest.partition("\n  - id: ")
    file.write_text(
        f"{head}  - id: {entry}\n{own}\n{WITHDRAWN.rstrip()}{separator}{others}", "utf-8"
    )
    outcome = run(project, TODAY)
    assert outcome.diagnostics == ()
    site = Site(outcome, TODAY, Settings())
    (row,) = (
        (filed, each)
        for filed, each in outcome.corpus.campaigns["2013-h1"].awards()
        if filed.place.slug == "qd-0001-qd-bhxh" and each.id == entry
    )
    who = row[1].recipient
    files = exports(site)
    csv = files["du-lieu/2013-h1/khen-thuong.csv"].decode("utf-8-sig")
    (line,) = (line for line in csv.splitlines() if line.startswith(f"qd-0001-qd-bhxh#{entry},"))
    decision = json.loads(files["du-lieu/dataset.json"])["campaigns"]["2013-h1"]["award_decisions"]
    raw = json.dumps([e for e in decision["qd-0001-qd-bhxh"]["entries"] if e["id"] == entry])
    page = build(site)["khen-thuong/quyet-dinh/2013-h1/qd-0001-qd-bhxh.md"].body
    cells = page.split(f'id="{entry}"')[1].split("</tr>")[0]
    secret = who.name if who.kind == "individual" else who.unit
    assert secret
    for where in (line, raw, cells):
        assert secret not in where
