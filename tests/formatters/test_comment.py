"""The comment on a pull request: right, kept within limits, and inert whatever is in the paper."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.changes.pulls import Pulls
from thidua.changes import Verdict
from thidua.codes import Severity
from thidua.diagnostics import Diagnostic, Mark
from thidua.formatters.comment import Links, comment, description, labels, notes, state
from thidua.formatters.comment.inert import code, fenced, inert
from thidua.formatters.marks import MARKER
from thidua.messages import catalogue
from thidua.project import Project

ME, CENTRE = "bhxh-hung-yen-demo", "ban-tdkt-demo"
HERE = "submissions/2013-h1/bhxh-hung-yen"
VERSION = "version: 2⏎revision: {reason: Sửa số.}⏎cutoff: 2013-06-30"
VI = catalogue("vi")
#: As the server renders: HTML is let through and cleaned later, so it must never get so far.
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
NASTY = [
    "@dongnghiep xem #12 và GH-3, owner/repo#4, https://x.example, www.x.example, a@b.vn",
    "<script>alert(1)</script><img src=x onerror=y><!-- thidua:gate -->",
    "[bấm](javascript:x) ![ảnh](http://x.example/a.png) <http://x.example>",
    "```suggestion\nx\n``` ` `` ~~~",
    "| a | b |\n|---|---|\n# tiêu đề\n- mục\n> trích\n---\n",
    "&lt;b&gt; &#64;ai &commat;ai \\@ai \\`x",
    "</summary></details></sub><h1>to</h1>",
    "$x^2$ $$x$$ `$x$` :+1: ~~x~~ **x** __x__ *x* _x_",
    "\u202e đảo \u200b ẩn \x1b[31m",
    "<!--",
    "-->",
    "@",
    "#",
    "`",
]


class Seen(HTMLParser):
    """What a reader of the comment gets: elements, addresses, and text outside of code."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.comments: list[str] = []
        self.text = ""
        self.plain = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for key, value in attributes if key in {"href", "src"}]

    def handle_endtag(self, tag: str) -> None:
        if tag in self.tags and tag not in {"br", "img"}:
            self.tags.append(f"/{tag}")

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.tags.count("code") == self.tags.count("/code"):
            self.plain += data


def seen(markdown: str) -> Seen:
    found = Seen()
    found.feed(MARKDOWN.render(markdown))
    found.close()
    return found


LINKING = re.compile(r"@[\w-]|#[0-9]|(?i:\bgh-[0-9])|(?i:\w+://)|(?i:\bwww\.)|(?i:mailto:)")
HOSTILE = st.lists(
    st.sampled_from([*NASTY, *"@#<>[]()!*_~`|&$\\:/.- \n\t", "http", "www.", "GH-1", "ai", "đ"])
).map("".join)


@given(HOSTILE)
def test_text_shows_as_it_is_and_does_nothing(text: str) -> None:
    found = seen(f"- trước {inert(text)} sau")
    assert found.tags == ["ul", "li", "/li", "/ul"]
    shown = " ".join(found.text.replace("\u200b", "").split())
    assert shown == " ".join(f"trước {text} sau".replace("\u200b", "").split())
    assert not LINKING.search(found.plain)
    assert found.comments == []


@given(HOSTILE)
def test_code_shows_as_it_is_and_does_nothing(text: str) -> None:
    found = seen(f"- trước {code(text)} sau")
    assert found.tags == ["ul", "li", "code", "/code", "/li", "/ul"]
    assert found.plain.strip() == "trước  sau"
    shown = " ".join(found.text.split())
    assert shown == " ".join(f"trước {' '.join(text.split())} sau".split())


@given(HOSTILE)
def test_a_block_ends_where_it_should(text: str) -> None:
    found = seen(f"{fenced(text, 'suggestion')}\n\nsau")
    assert found.tags == ["pre", "code", "/code", "/pre", "p", "/p"]
    assert found.plain.strip() == "sau"


def written(
    pulls: Pulls, tmp_path: Path, lines: str, account: str = ME, **links: str
) -> tuple[Verdict, str]:
    head = pulls.head(lines)
    verdict = pulls.verdict(head, account, tmp_path / f"xem-{head}")
    values = {
        "server": "https://github.com",
        "repository": "co-quan/thi-dua",
        "source": f"{ME}/thi-dua",
        "branch": "gui-1",
        "head": "0" * 40,
        "site": "https://thidua.example.vn",
        **links,
    }
    return verdict, comment(verdict, Links(**values, pull=12), VI)


@pytest.fixture
def pulls(project: Project) -> Pulls:
    return Pulls(project.root)


TAGS = {"h3", "h4", "p", "strong", "em", "ul", "li", "a", "code", "details", "summary", "sub"}


@pytest.mark.parametrize("text", NASTY)
def test_whatever_is_in_the_paper(pulls: Pulls, tmp_path: Path, text: str) -> None:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    quoted = re.sub(r"[\u202e\u200b\x1b]", "", quoted)
    lines = f'M {HERE}/report.yml  name: Phòng Tiếp nhận và Quản lý hồ sơ → name: "{quoted} x"'
    verdict, body = written(pulls, tmp_path, lines)
    assert verdict.outcome is not None
    found = seen(body)
    assert {tag.strip("/") for tag in found.tags} <= TAGS
    assert found.comments == [MARKER[4:-3]]
    assert found.tags.count("details") == found.tags.count("/details")
    assert not LINKING.search(found.plain)
    own = ("https://github.com/co-quan/thi-dua/", f"https://github.com/{ME}/thi-dua/")
    assert all(each.startswith((*own, "https://thidua.example.vn/")) for each in found.links)


@pytest.mark.parametrize(
    "name", ["a`b.yml", "@ai.yml", "<b>.yml", "#1.yml", "x](y).yml", "$x$.yml"]
)
def test_whatever_a_file_is_called(pulls: Pulls, tmp_path: Path, name: str) -> None:
    verdict, body = written(pulls, tmp_path, f"A {HERE}/{name}")
    assert verdict.blocking
    found = seen(body)
    assert {tag.strip("/") for tag in found.tags} <= TAGS
    assert not LINKING.search(found.plain)
    assert name in found.text


@pytest.mark.parametrize(
    "links",
    [
        {"branch": "a](x) <b> @ai/#1"},
        {"source": "a/b](https://x.example)"},
        {"source": ""},
        {"repository": "../x"},
        {"site": ""},
        {"server": ""},
    ],
)
def test_whatever_the_sender_calls_his_branch(
    pulls: Pulls, tmp_path: Path, links: dict[str, str]
) -> None:
    lines = f"M {HERE}/report.yml  cutoff: 2013-06-30 → cutoff: 2013-06-31"
    _, body = written(pulls, tmp_path, lines, **links)
    found = seen(body)
    assert {tag.strip("/") for tag in found.tags} <= TAGS
    starts = ("https://github.com/", "https://thidua.example.vn/")
    assert all(each.startswith(starts) for each in found.links)
    assert not LINKING.search(found.plain)


def test_the_lines_are_linked_where_they_can_be_read_and_edited(
    pulls: Pulls, tmp_path: Path
) -> None:
    lines = f"M {HERE}/report.yml  cutoff: 2013-06-30 → cutoff: 2013-06-31"
    _, body = written(pulls, tmp_path, lines)
    links = seen(body).links
    at = f"blob/{'0' * 40}/{HERE}/report.yml#L7"
    assert f"https://github.com/co-quan/thi-dua/{at}" in links
    assert f"https://github.com/{ME}/thi-dua/edit/gui-1/{HERE}/report.yml" in links
    assert "https://thidua.example.vn/huong-dan/loi/sch112/" in links


def test_what_has_changed_is_told_field_by_field(pulls: Pulls, tmp_path: Path) -> None:
    lines = f"M {HERE}/report.yml  cutoff: 2013-06-30 → {VERSION}\n"
    lines += f'M {HERE}/report.yml  actual: "3,1" → actual: "2,9"\n'
    lines += f"M {HERE}/report.yml  post: Trưởng phòng Thu → post: Phó Trưởng phòng Thu\n"
    lines += f"M {HERE}/report.yml  date: 2013-07-10 → date: 2013-07-12"
    verdict, body = written(pulls, tmp_path, lines)
    assert not verdict.blocking
    told = seen(body).text
    assert "Bản thứ 2: Sửa số." in told
    assert "Ngày: 10/7/2013 → 12/7/2013" in told
    assert "Kết quả phong trào thi đua › Chỉ tiêu › Tỷ lệ nợ › Thực hiện: 3,1 → 2,9" in told
    assert "Gương điển hình tiên tiến › Trần Thị B › Chức vụ: " in told
    assert "Trưởng phòng Thu → Phó Trưởng phòng Thu" in told
    assert "4 chỉ tiêu: 1 đạt kế hoạch (Tỷ lệ nợ); 3 chưa xét" in told


def test_a_paper_that_goes_is_told(pulls: Pulls, tmp_path: Path) -> None:
    _, body = written(pulls, tmp_path, f"D {HERE}/report.yml")
    told = seen(body)
    title = "Báo cáo sơ kết, Bảo hiểm xã hội tỉnh Hưng Yên, 6 tháng đầu năm 2013"
    assert f"{title}: đề nghị xóa khỏi kho" in told.text
    assert "chỉ đổi cách trình bày" not in told.text
    assert not [link for link in told.links if "/edit/" in link]
    assert "sửa tệp" not in told.text


def test_who_may_not_send_there_is_promised_no_receipt(pulls: Pulls, tmp_path: Path) -> None:
    _, body = written(pulls, tmp_path / "an", f"M {HERE}/report.yml", account="la-mat")
    assert not [link for link in seen(body).links if "/bien-nhan/" in link]
    _, body = written(pulls, tmp_path / "me", f"M {HERE}/report.yml")
    assert [link for link in seen(body).links if "/bien-nhan/" in link]


def test_what_a_list_breaks_elsewhere_is_told_with_the_names(pulls: Pulls, tmp_path: Path) -> None:
    lines = "M schemas/codelists/indicators.yml  - id: ty-le-no → - id: ty-le-no-moi"
    _, body = written(pulls, tmp_path, lines, CENTRE)
    assert "Ảnh hưởng đến văn bản của nơi khác" in body
    assert f"{HERE}/report.yml" in body


def test_personal_data_is_not_repeated(pulls: Pulls, tmp_path: Path) -> None:
    number = "0912345678"
    lines = f"M {HERE}/report.yml  name: Trần Thị B → name: Trần Thị B, điện thoại {number}"
    verdict, body = written(pulls, tmp_path, lines)
    assert {each.code for each in verdict.blocking} & {"PRV104"}
    assert number not in body
    assert number not in str(notes(verdict, VI))


def many(count: int, length: int) -> Verdict:
    """Return a verdict with very many findings of long texts."""
    own = tuple(
        Diagnostic(
            f"{HERE}/{'đ' * length}{index}.yml",
            Mark(index + 1, 1, 2),
            "REF102",
            {"value": "đ" * length},
        )
        for index in range(count)
    )
    return Verdict(own, own, own, ())


@pytest.mark.parametrize(("count", "length"), [(1, 10), (60, 50), (5000, 100), (5000, 4000)])
def test_however_much_there_is_to_say_the_server_takes_it(count: int, length: int) -> None:
    verdict = many(count, length)
    body = comment(verdict, Links(head="0" * 40), VI)
    assert len(body) <= 65_536
    assert len(body.encode()) <= 100_000
    assert body.startswith(MARKER)
    assert "Còn" in body
    assert "Bản được xét: 000000000000" in body
    found = seen(body)
    assert found.tags.count("details") == found.tags.count("/details")
    assert len(description(verdict, VI)) <= 140


def test_three_states() -> None:
    finding = Diagnostic("x", Mark(1, 1, 2), "REF102", {})
    fault = Diagnostic("x", Mark(1, 1, 2), "GEN101", {})
    notice = Diagnostic("x", Mark(1, 1, 2), "OWN108", {})
    assert fault.severity is Severity.FAULT
    assert state(Verdict((finding, fault), (), (), ())) == ("failure", "unit")
    assert state(Verdict((fault,), (), (), ())) == ("error", "operator")
    assert state(Verdict((notice,), (), (finding,), ())) == ("success", "reviewer")
    assert state(Verdict((), (finding,), (), ())) == ("failure", "unit")


def test_labels_are_short_and_few(pulls: Pulls, tmp_path: Path) -> None:
    verdict, _ = written(pulls, tmp_path, "M submissions/2013-h1/cum-01/conference.yml")
    found = labels(verdict, "reviewer", VI)
    assert found == ["Chờ: duyệt", "Văn bản: Hội nghị sơ kết cụm", "Đợt: 2013-h1", "Cụm: Cụm 1"]
    assert all(len(each) <= 50 for each in found)
    assert labels(many(1, 1), "unit", VI) == ["Chờ: đơn vị sửa"]
