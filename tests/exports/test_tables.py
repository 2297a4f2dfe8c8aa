import csv
import io
import unicodedata

import pytest

from tests.conftest import LATER, TODAY
from thidua.engine import run
from thidua.exports import exports
from thidua.exports.table import Column, Table, as_csv, formula_safe
from thidua.exports.tables import AWARDS, STATUSES
from thidua.pages import Settings, Site
from thidua.project import Project

DECISION = "submissions/2013-h1/bhxh-viet-nam/award-decision/qd-0001-qd-bhxh.yml"

HOSTILE = [
    ("=1+1", "'=1+1"),
    ("+84", "'+84"),
    ("-5", "'-5"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("＝1", "'＝1"),
    ("＋1", "'＋1"),
    ("－1", "'－1"),
    ("＠x", "'＠x"),
    ("﹦1", "'﹦1"),
    ("   =1", "'   =1"),
    ("\u00a0=1", "'\u00a0=1"),
    ("\u3000＝1", "'\u3000＝1"),
    ("\tx", "'\tx"),
    ("\rx", "'\rx"),
    ("\nx", "'\nx"),
    ("  \tx", "'  \tx"),
    ("\t=1", "'\t'=1"),
    # where the semicolon parts cells, the second one begins here
    ("A;=1", "A;'=1"),
    ("A; @x", "A;' @x"),
    ('A";=1', "A\";'=1"),
    ("A\n=1", "A\n'=1"),
]
HARMLESS = [
    "",
    "Nguyễn Văn A",
    "0001/QĐ-BHXH",
    "Ban Thi đua - Khen thưởng",
    "1 + 1 = 2",
    "a@b.example",
    "A; B",
    "'=1",
    "2012-2013",
]


def table_of(row: dict[str, str | None]) -> Table:
    return Table("thu", "Thử", (Column("name", "Tên"), Column("post", "Chức vụ")), [row])


@pytest.mark.parametrize(("written", "expected"), HOSTILE)
def test_a_formula_becomes_text(written: str, expected: str) -> None:
    assert formula_safe(written) == expected


@pytest.mark.parametrize("written", HARMLESS)
def test_harmless_text_stays(written: str) -> None:
    assert formula_safe(written) == written


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("written", [written for written, _ in HOSTILE])
def test_no_spreadsheet_finds_a_formula(written: str, delimiter: str) -> None:
    table = as_csv(table_of({"name": written, "post": written}))
    text = table.decode("utf-8-sig")
    fields = [
        each
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for each in row
    ]
    assert len(fields) >= 2
    for each in fields:
        first = unicodedata.normalize("NFKC", each.lstrip()[:1])
        assert first not in {"=", "+", "-", "@"}


def test_the_bytes_are_those_of_rfc_4180_with_a_mark() -> None:
    table = as_csv(table_of({"name": 'Phòng "Một", Hai', "post": None}))
    assert table == '\ufeffTên,Chức vụ\r\n"Phòng ""Một"", Hai",\r\n'.encode()


def rows_of(project: Project, name: str) -> list[dict[str, str]]:
    files = exports(Site(run(project, TODAY), TODAY, Settings()))
    text = files[f"du-lieu/2013-h1/{name}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_award_entry_has_a_row(project: Project) -> None:
    shown = [
        tuple(row[head] for head in ("Mã mục", "Danh hiệu, hình thức", "Hạng", "Tên", "Chức vụ"))
        for row in rows_of(project, "khen-thuong")
    ]
    praise, order = "Bằng khen của Tổng Giám đốc", "Huân chương Lao động"
    assert shown == [
        ("qd-0001-qd-bhxh#e1", praise, "", "BHXH tỉnh Hưng Yên", ""),
        ("qd-0001-qd-bhxh#e2", praise, "", "BHXH tỉnh Phú Thọ", ""),
        ("qd-0001-qd-bhxh#e3", praise, "", "Đỗ Văn E", "Giám đốc"),
        ("qd-0001-qd-bhxh#e4", praise, "", "Phòng Thu", ""),
        ("qd-0655-qd-ctn#e1", order, "hạng Ba", "Phạm Thị D", "Nguyên Giám đốc"),
    ]


def test_an_award_in_words(project: Project) -> None:
    rows = rows_of(project, "khen-thuong")
    assert list(rows[0]) == [column.head for column in AWARDS]
    assert list(rows[3].values()) == [
        "qd-0001-qd-bhxh#e4",
        "bang-khen-tong-giam-doc",
        "Bằng khen của Tổng Giám đốc",
        "",
        "",
        "",
        "tập thể",
        "Phòng Thu",
        "",
        "bhxh-yen-bai",
        "BHXH tỉnh Yên Bái",
        "phòng, bộ phận",
        "cum-02",
        "Cụm 2",
        "2012",
        "thường xuyên",
        "",
        "",
        "tại BHXH Việt Nam",
        "0001/QĐ-BHXH",
        "2013-03-15",
        "Tổng Giám đốc Bảo hiểm xã hội Việt Nam",
        "",
        "",
        "2013-h1",
        "có",
        "khen-thuong/quyet-dinh/2013-h1/qd-0001-qd-bhxh/#e4",
    ]


def test_a_name_that_is_a_formula_is_neutral_in_the_file(project: Project) -> None:
    file = project.root / DECISION
    written = file.read_text("utf-8").replace("Đỗ Văn E", "'=HYPERLINK(\"http://x\")'")
    file.write_text(written, "utf-8")
    names = [row["Tên"] for row in rows_of(project, "khen-thuong")]
    assert names[2] == '\'=HYPERLINK("http://x")'


def test_statuses_in_words(project: Project) -> None:
    (project.root / "submissions/2013-h1/cum-02/conference.yml").write_text("x: [", "utf-8")
    rows = rows_of(project, "tinh-trang")
    assert list(rows[0]) == [column.head for column in STATUSES]
    assert [list(row.values()) for row in rows if row["Mã nơi gửi"] == "bhxh-hung-yen"] == [
        [
            "bhxh-hung-yen",
            "BHXH tỉnh Hưng Yên",
            "cum-01",
            "Cụm 1",
            "report",
            "Báo cáo sơ kết của đơn vị",
            "đã nhận",
            "đúng hạn",
            "ngoài Git",
            "2013-07-11T09:20",
            "2013-07-14",
            "2013-h1",
            "có",
        ]
    ]
    heads = ("Tình trạng", "So với hạn", "Đường gửi", "Nhận lúc", "Hạn (hết ngày)")
    shown = {(row["Mã nơi gửi"], row["Mã văn bản"]): tuple(row[h] for h in heads) for row in rows}
    no_time = "chưa xác nhận giờ nhận"
    for paper, expected in {
        ("bhxh-hai-duong", "report"): ("đã nhận", no_time, "qua Git", "", "2013-07-14"),
        ("bhxh-phu-tho", "report"): ("chưa gửi", "", "", "", "2013-07-20"),
        ("cum-01", "conference"): (
            "đã nhận",
            "đúng hạn",
            "qua Git",
            "2013-06-20T15:40",
            "2013-06-24",
        ),
        ("cum-02", "conference"): ("đang chỉnh sửa", no_time, "qua Git", "", "2013-06-24"),
    }.items():
        assert shown[paper] == expected


def test_a_merged_unit_stands_in_the_cluster_of_its_heir(two_campaigns: Project) -> None:
    folder = two_campaigns.submissions / "2026-h1/bhxh-viet-nam/award-decision"
    file = folder / "qd-0101-qd-bhxh.yml"
    text = file.read_text("utf-8")
    assert "unit: bhxh-lao-cai" in text
    more = text.partition("entries:\n")[2].replace("e1", "e9").replace("lao-cai", "yen-bai")
    file.write_text(text.rstrip("\n") + "\n" + more, "utf-8")
    outcome = run(two_campaigns, LATER)
    assert not [each for each in outcome.diagnostics if each.severity == "error"]
    raw = exports(Site(outcome, LATER, Settings()))["du-lieu/2026-h1/khen-thuong.csv"]
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    clusters = {row["Mã đơn vị"]: row["Mã cụm"] for row in rows}
    assert clusters["bhxh-yen-bai"] == clusters["bhxh-lao-cai"] != ""
