"""What an officer is shown in VS Code: the real server of its YAML extension, our own settings."""

from pathlib import Path
from typing import Any

import pytest

from tests.editors.editor import Editor, editor
from tests.editors.papers import Paper, papers_of_the_examples, schemas_of_the_base

SCHEMAS = schemas_of_the_base()
HEAD = "campaign: 2013-h1\nsubmitter: bhxh-hung-yen\ndate: 2013-07-10\n"
ROW = HEAD + "results:\n  indicators:\n    - indicator: ty-le-no\n"


class Desk:
    """Opens texts under paths of their own, with «¦» for the place of the cursor."""

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self._papers = 0

    def path(self, kind: str) -> str:
        """Return a path at which a paper of a kind may stand."""
        self._papers += 1
        name = f"{kind}/p" if SCHEMAS[kind].many else kind
        return f"submissions/2013-h1/u{self._papers}/{name}.yml"

    def open(self, kind: str, text: str) -> tuple[str, int, int]:
        """Open a text; returns its address, and the line and column of the cursor, from 0."""
        before, _, after = text.partition("¦")
        uri = self.editor.open(self.path(kind), before + after)
        return uri, before.count("\n"), len(before) - before.rfind("\n") - 1


@pytest.fixture(scope="module")
def desk(opened: Editor) -> Desk:
    return Desk(opened)


@pytest.mark.parametrize("kind", SCHEMAS.kinds)
def test_the_path_of_a_paper_chooses_its_schema(desk: Desk, kind: str) -> None:
    uri, _, _ = desk.open(kind, HEAD)
    (schema,) = desk.editor.schema_of(uri)
    assert schema.endswith(f"/schemas/bundled/{kind}.schema.json")


@pytest.mark.parametrize("path", ["mkdocs.yml", "schemas/codelists/units.yml"])
def test_other_files_have_none(desk: Desk, path: str) -> None:
    assert desk.editor.schema_of(desk.editor.open(path, "a: b\n")) == []


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        (
            "report",
            HEAD + "cut¦off: 2013-06-30\n",
            ["#### Số liệu đến ngày", "Số liệu tính đến hết ngày nào.", "Ví dụ: `2013-06-30`"],
        ),
        ("report", HEAD + "res¦ults: {}\n", ["#### Kết quả phong trào thi đua"]),
        # The property's own words, not those of the definition that it refers to.
        (
            "report",
            "sub¦mitter: bhxh-hung-yen\n",
            ["#### Đơn vị gửi", "* `bhxh-hung-yen`: Bảo hiểm xã hội tỉnh Hưng Yên"],
        ),
        (
            "report",
            ROW.replace("indicator: ", "indicator: ¦"),
            ["#### Chỉ tiêu\n", "* `ty-le-no`: Tỷ lệ nợ"],
        ),
        (
            "report",
            ROW.replace("ty-le-no", "Chỉ¦ tiêu khác"),
            ["#### Chỉ tiêu\n", "tên của chỉ tiêu chưa có trong danh mục"],
        ),
        (
            "report",
            ROW + "      act¦ual: 5\n",
            ["#### Thực hiện", "Kết quả trong kỳ.", "`trên 812.400`"],
        ),
        (
            "conference",
            "sta¦tus: proposed\n",
            [
                "#### Tình trạng",
                "* `proposed`: đề xuất",
            ],
        ),
    ],
)
def test_hover_speaks_vietnamese(desk: Desk, kind: str, text: str, shown: list[str]) -> None:
    told = desk.editor.hover(*desk.open(kind, text))
    for each in shown:
        assert each in told


@pytest.mark.parametrize(
    ("kind", "text", "label", "told"),
    [
        ("report", ROW + "    - indicator: ¦\n", "thu-bhxh-bat-buoc", "Thu BHXH bắt buộc"),
        (
            "report",
            "submitter: ¦\n",
            "bhxh-hung-yen",
            "Bảo hiểm xã hội tỉnh Hưng Yên",
        ),
        ("report", ROW + "      compared:\n        - base: ¦\n", "same-period", "cùng kỳ"),
        ("conference", "status: ¦\n", "proposed", "đề xuất"),
        ("report", HEAD + "¦\n", "cutoff", "Số liệu tính đến hết ngày nào."),
        ("report", ROW + "      ¦\n", "actual", "Kết quả trong kỳ."),
        ("report", HEAD + "themes:\n  ¦\n", "tu-tuong-ho-chi-minh-ve-thi-dua", ""),
    ],
)
def test_completion_offers(desk: Desk, kind: str, text: str, label: str, told: str) -> None:
    offered = {each["label"]: each for each in desk.editor.offered(*desk.open(kind, text))}
    words = offered[label].get("documentation") or ""
    assert (words if isinstance(words, str) else words["value"]).startswith(told)


def test_completion_offers_what_is_missing_and_only_that(desk: Desk) -> None:
    offered = desk.editor.offered(*desk.open("report", HEAD + "¦\n"))
    labels = {each["label"] for each in offered}
    properties = set(SCHEMAS["report"].shape.properties)
    assert labels & properties == properties - {"campaign", "submitter", "date"}


@pytest.mark.parametrize("name", ["cutoff", "number", "actual"])
def test_completion_puts_in_no_value_that_is_nobodys(desk: Desk, name: str) -> None:
    """An example that stands in a paper looks like a fact."""
    text = ROW + "      ¦\n" if name == "actual" else HEAD + "¦\n"
    (found,) = [e for e in desk.editor.offered(*desk.open("report", text)) if e["label"] == name]
    assert found["insertText"] == f"{name}: "


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (HEAD + "results: {}\ncutof: 2013-06-30\n", 5, "cutof"),
        (HEAD, 1, "results"),
        (
            HEAD.replace("hung-yen", "hung-yn") + "results: {}\n",
            2,
            "«Đơn vị gửi»: Không có mã này trong danh mục: Đơn vị / Cụm thi đua.",
        ),
        (HEAD + "results: []\n", 4, "Kết quả phong trào thi đua"),
        (
            HEAD + "results: {}\ncutoff: 30/6/2013\n",
            5,
            "«Số liệu đến ngày»: Ngày viết theo năm-tháng-ngày. Ví dụ: 2013-06-30",
        ),
        (
            ROW + "      compared:\n        - base: cung-ky\n",
            8,
            "«So với»: Chỉ nhận same-period (cùng kỳ), ",
        ),
        (HEAD + "results: {}\nthemes:\n  Chủ đề: x\n", 6, "«Chủ đề của đợt»: "),
    ],
)
def test_a_slip_is_marked_where_it_stands(desk: Desk, text: str, line: int, told: str) -> None:
    uri, _, _ = desk.open("report", text)
    (found,) = desk.editor.findings(uri)
    assert found["range"]["start"]["line"] + 1 == line
    assert told in found["message"]


def test_good_papers_are_left_alone_and_slips_are_marked(desk: Desk) -> None:
    """The server marks at least the lines that we mark, where the schema alone has a say."""
    opened = {desk.open(paper.kind, paper.text)[0]: paper for paper in papers_of_the_examples()}
    refused = 0
    for uri, paper in opened.items():
        theirs = {each["range"]["start"]["line"] + 1 for each in desk.editor.findings(uri)}
        ours = lines_of(paper)
        assert ours <= theirs, paper.origin
        assert bool(ours) == bool(theirs), paper.origin
        refused += bool(ours)
    assert refused >= 15
    assert len(opened) - refused >= 15


def lines_of(paper: Paper) -> set[int]:
    """Return the lines of our findings; what lacks in the whole paper stands at its first key."""
    first = next(n for n, line in enumerate(paper.text.split("\n"), 1) if line[:1].isalpha())
    found, _ = SCHEMAS[paper.kind].explain(paper.document)
    return {max(each.mark.line, first) for each in found}


@pytest.mark.usefixtures("opened")
def test_only_our_settings_keep_the_server_from_the_network(
    folder: Path, settings: dict[str, Any]
) -> None:
    """The other tests would fail as this one wants to, if the server looked for anything."""
    with (
        pytest.raises(AssertionError, match="status 99"),
        editor(folder, {**settings, "yaml.schemaStore.enable": True}),
    ):
        pass
