"""A repository with a second campaign, and how a scaffold in it is made and filled in."""

import json
from datetime import date
from typing import Any

from thidua.codelists import CodeLists
from thidua.diagnostics import Pointer
from thidua.document import Document
from thidua.engine import Outcome, load_paper, run
from thidua.markdown.forms import label
from thidua.markdown.values import Values
from thidua.messages import catalogue
from thidua.prefill import Source
from thidua.project import PaperPath, Project
from thidua.scaffold import Scaffold
from thidua.schema import Node, Shape
from thidua.schema.shape import nodes
from thidua.text.placeholders import BLANK, is_blank

#: The second campaign is open on this day.
TODAY = date(2014, 7, 1)
#: A place for a new paper of every kind, where something is known already and where nothing is.
PLACES = [
    "2014-h1/bhxh-hung-yen/report",
    "2014-h1/bhxh-phu-tho/report",
    "2014-h1/bhxh-hung-yen/registration",
    "2014-h1/bhxh-phu-tho/registration",
    "2014-h1/cum-01/conference",
    "2014-h1/cum-01/cluster-report",
    "2013-h1/cum-01/cluster-report",
    "2013-h1/cum-02/cluster-report",
    "2014-h1/bhxh-viet-nam/leader-calendar",
    "2014-h1/bhxh-viet-nam/intake",
    "2014-h1/bhxh-viet-nam/award-decision/qd-0009-qd-bhxh",
    "2013-h1/bhxh-viet-nam/response/bhxh-hung-yen",
    "2015-h1/bhxh-viet-nam/campaign",
]
_CAMPAIGN = """campaign: 2014-h1
submitter: bhxh-viet-nam
title: Sơ kết 6 tháng đầu năm 2014
number: 2001/BHXH-TĐKT
date: 2014-06-16
period:
  name: 6 tháng đầu năm 2014
  from: 2014-01-01
  to: 2014-06-30
papers:
  - paper: report
    title: Báo cáo sơ kết của đơn vị
    from:
      - provincial
    by: 2014-07-14
sections:
  - point: "1"
    section: results
    title: Kết quả 6 tháng
    covers:
      - Kết quả so với chỉ tiêu đã đăng ký
      - Giải pháp cho quý III
  - point: "2"
    section: themes
    theme: nep-song-van-minh
    title: Nếp sống văn minh
    covers:
      - Việc đã làm
conference:
  - title: Sơ kết của các đơn vị thành viên
  - title: Trọng tâm quý III
hand_over:
  - award: bang-khen-tong-giam-doc
    recipients:
      - kind: collective
        text: BHXH cấp tỉnh
duties:
  - who: all
    text: Tổ chức tiết kiệm, thiết thực.
  - who: unit
    text: Gửi báo cáo chậm nhất ngày 14/7/2014.
award_year: "2013"
registrations_from: "2013"
"""


def with_campaign(project: Project, text: str = _CAMPAIGN) -> Project:
    """Add a second campaign to a repository."""
    campaign = text.split("\n", 1)[0].removeprefix("campaign: ")
    write(project, f"submissions/{campaign}/bhxh-viet-nam/campaign.yml", text)
    return project


def write(project: Project, path: str, text: str) -> None:
    """Write a file of a repository."""
    file = project.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def place_of(where: str, notation: str) -> PaperPath:
    """Return the place of a paper."""
    place = PaperPath.parse(f"submissions/{where}.{notation}")
    assert place is not None
    return place


def scaffold(outcome: Outcome, place: PaperPath) -> Scaffold:
    """Return the scaffold of a paper."""
    return Scaffold(Source(place, outcome.corpus, outcome.schemas), catalogue("vi"))


def read(outcome: Outcome, place: PaperPath, text: str) -> Document:
    """Read a paper."""
    document, found = load_paper(place, text, outcome.schemas, TODAY)
    assert document is not None
    assert found == []
    return document


def filled(outcome: Outcome, document: Document) -> str:
    """Return the text with an example of the schema typed over every blank."""
    lines = document.text.split("\n")
    shape, lists = outcome.schemas[document.place.kind].shape, outcome.corpus.codelists
    blanks = [node for node in nodes(shape, document.data) if _is_blank(node.value)]
    by_row: dict[int, list[Node]] = {}
    for node in blanks:
        by_row.setdefault(_row(document, lines, node.pointer), []).append(node)
    for row, found in by_row.items():
        found.sort(key=lambda node: (document.mark(node.pointer).column, not _is_name(shape, node)))
        content, comment, hint = lines[row].partition("  # ")
        for node in found:
            content = content.replace(_typed(content), _example(node, document, lists), 1)
        lines[row] = content + comment + hint
    text = "\n".join(lines)
    again = read(outcome, document.place, text).data
    assert not any(_is_blank(node.value) for node in nodes(shape, again))
    return text


def _is_blank(value: object) -> bool:
    return isinstance(value, str) and is_blank(value)


def _row(document: Document, lines: list[str], pointer: Pointer) -> int:
    """Return the row of a blank: texts stand below their heading or the sign of a block."""
    row = document.mark(pointer).line - 1
    return row if BLANK in lines[row].partition("  # ")[0] else _next(lines, row)


def _next(lines: list[str], row: int) -> int:
    return next(below for below in range(row, len(lines)) if lines[below].strip() == BLANK)


def _is_name(shape: Shape, node: Node) -> bool:
    """Tell whether a blank stands first in the heading that it shares with a choice."""
    above = shape.at(Pointer(node.pointer[:-1]))
    return above is not None and bool(above.properties) and label(above) == node.pointer[-1]


def _typed(content: str) -> str:
    return f'"{BLANK}"' if f'"{BLANK}"' in content else BLANK


def _example(node: Node, document: Document, lists: CodeLists) -> str:
    value: Any = node.shape.keywords["examples"][0]
    if node.shape.definition == "document-number":
        return "987/MẪU"  # the example of the schema is the number of a paper in the base
    if node.shape.codelists and lists.find(node.shape.codelists, value) is None:
        value = lists[node.shape.codelists[0]].ids[0]  # the lists of the tests are short
    if document.place.is_markdown:
        return Values(lists).show(value, node.shape)
    return str(value) if node.shape.format == "markdown" else json.dumps(value, ensure_ascii=False)


def outcome_of(project: Project) -> Outcome:
    """Check a repository on the day of the second campaign."""
    return run(project, TODAY)
