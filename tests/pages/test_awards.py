import re
import shutil
from collections.abc import Iterable

import pytest
from markupsafe import escape

from tests.conftest import TODAY
from thidua.engine import run
from thidua.pages import Page, Settings, Site, paths
from thidua.pages.awarded import Tally, period, rows
from thidua.pages.page import Heading
from thidua.pages.views import awards, clusters
from thidua.project import Project

CENTRE = "submissions/2013-h1/bhxh-viet-nam"
DECISION = f"{CENTRE}/award-decision/qd-0001-qd-bhxh.yml"
DECISION_PAGE = paths.decision("2013-h1", "qd-0001-qd-bhxh")
COMMENDATION = paths.award("bang-khen-tong-giam-doc")
WITHDRAWN = """
    withdrawn:
      number: 0009/QĐ-BHXH
      date: 2013-07-08
      authority: tong-giam-doc-bhxh-viet-nam
      hide_name: {hide}"""
NOTE = "đã thu hồi theo quyết định số 0009/QĐ-BHXH ngày 08/7/2013"
HOSTILE = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 191 }} {% raw %}"]


def site_of(project: Project, settings: Settings = Settings()) -> Site:  # noqa: B008 - frozen
    return Site(run(project, TODAY), TODAY, settings)


def pages_of(project: Project, settings: Settings = Settings()) -> dict[str, Page]:  # noqa: B008
    site = site_of(project, settings)
    return {page.path: page for view in (awards, clusters) for page in view.pages(site)}


def edit(project: Project, path: str, old: str, new: str) -> None:
    file = project.root / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def withdraw(project: Project, entry: str, *, hide: bool) -> None:
    note = WITHDRAWN.format(hide=str(hide).lower())
    edit(project, DECISION, f"  - id: {entry}", f"  - id: {entry}{note}")


def entry_row(page: Page, entry: str) -> str:
    found = re.findall(rf'<tr id="{entry}">(.*?)</tr>', page.body, re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def listed(html: str, words: Iterable[str]) -> list[str]:
    """Return those of the words that a page shows, in its order."""
    return sorted((word for word in words if word in html), key=html.index)


@pytest.mark.parametrize(
    ("withdrawn", "expected"),
    [
        ([], Tally(3, 1, 0)),
        (["e1"], Tally(2, 1, 1)),
        (["e3"], Tally(3, 0, 1)),
        (["e1", "e2", "e3", "e4"], Tally(0, 0, 4)),
    ],
)
def test_withdrawn_entries_count_for_nobody(
    project: Project, withdrawn: list[str], expected: Tally
) -> None:
    for entry in withdrawn:
        withdraw(project, entry, hide=False)
    found = [row for row in rows(site_of(project)) if row.entry.award == "bang-khen-tong-giam-doc"]
    assert Tally.of(found) == expected
    index = text_of(pages_of(project)[paths.AWARDS].body)
    counts = f"{expected.collectives} {expected.individuals}"
    assert f"Bằng khen của Tổng Giám đốc {counts} " in index


@pytest.mark.parametrize(
    ("entry", "name", "hide"),
    [
        ("e1", "BHXH tỉnh Hưng Yên", False),
        ("e1", "BHXH tỉnh Hưng Yên", True),
        ("e3", "Đỗ Văn E", False),
        ("e3", "Đỗ Văn E", True),
        ("e4", "Phòng Thu", True),
    ],
)
def test_a_withdrawn_entry_stays_without_a_hidden_name(
    project: Project, *, entry: str, name: str, hide: bool
) -> None:
    withdraw(project, entry, hide=hide)
    found = pages_of(project)
    row = text_of(entry_row(found[DECISION_PAGE], entry))
    assert NOTE in row
    assert (name in row) is not hide
    assert NOTE in found[COMMENDATION].body
    by_unit = found[paths.AWARDS_BY_UNIT].body
    for page in (found[COMMENDATION].body, found[paths.AWARDS_BY_CLUSTER].body, by_unit):
        assert not hide or name not in page
    assert (NOTE in by_unit) is not (hide and entry == "e1")  # there the unit would be the name


def test_a_hidden_person_is_not_given_away_by_the_post(project: Project) -> None:
    edit(project, DECISION, "post: Giám đốc", "post: Giám đốc Văn phòng lưu động")
    assert "Văn phòng lưu động" in pages_of(project)[COMMENDATION].body
    withdraw(project, "e3", hide=True)
    assert not [
        path for path, page in pages_of(project).items() if "Văn phòng lưu động" in page.body
    ]


@pytest.mark.parametrize("entry", ["e1", "e2", "e3", "e4"])
def test_every_entry_keeps_its_anchor(project: Project, entry: str) -> None:
    found = pages_of(project)
    assert f'href="#{entry}"' in entry_row(found[DECISION_PAGE], entry)
    link = f'href="../quyet-dinh/2013-h1/qd-0001-qd-bhxh/#{entry}"'
    assert link in found[COMMENDATION].body


def test_no_heading_can_take_the_anchor_of_an_entry(project: Project) -> None:
    # The id of an entry is a slug of the submitter's choice, with single hyphens.
    found = [part for part in pages_of(project)[DECISION_PAGE].parts() if isinstance(part, Heading)]
    assert found
    assert not [part.anchor for part in found if "--" not in part.anchor]


@pytest.mark.parametrize(
    ("stated", "differs"), [("collectives: 3", False), ("collectives: 4", True)]
)
@pytest.mark.parametrize("withdrawn", [False, True])
def test_stated_totals_beside_the_list(
    project: Project, *, stated: str, differs: bool, withdrawn: bool
) -> None:
    edit(project, DECISION, "collectives: 3", stated)
    if withdrawn:  # it stood in the decision all the same
        withdraw(project, "e1", hide=False)
    page = pages_of(project)[DECISION_PAGE]
    assert ("Số liệu không khớp" in page.body) is differs
    counts = f"{stated[-1]} 3 {int(withdrawn)} {3 - withdrawn}"
    assert f"Tập thể {counts} Cá nhân 1 1 0 1" in text_of(page.body)


@pytest.mark.parametrize(
    ("mailbox", "href"),
    [
        ("", 'href="../../../../huong-dan/du-lieu-ca-nhan/#sua-go"'),
        ("tdkt@example.vn", 'href="mailto:tdkt@example.vn?subject=B%C3%A1o'),
    ],
)
def test_where_mistakes_are_reported(project: Project, mailbox: str, href: str) -> None:
    row = entry_row(pages_of(project, Settings(mailbox=mailbox))[DECISION_PAGE], "e3")
    assert href in row
    place = "khen-thuong/quyet-dinh/2013-h1/qd-0001-qd-bhxh/%23e3"
    assert (place in row) is bool(mailbox)


def test_persons_by_given_name_collectives_by_province(project: Project) -> None:
    persons = ["Lê Văn A", "Hoàng An", "Trần Thị An", "Bùi Ân", "Nguyễn Văn Đ"]
    units = ["bhxh-yen-bai", "bhxh-hung-yen", "bhxh-ha-noi", "bhxh-hai-duong"]
    entries = [
        f"  - id: p{number}\n    award: bang-khen-tong-giam-doc\n    hand_over: centre\n"
        f"    recipient:\n      kind: individual\n      unit: bhxh-phu-tho\n      name: {name}\n"
        for number, name in enumerate(reversed(persons))
    ] + [
        f"  - id: c{number}\n    award: bang-khen-tong-giam-doc\n    hand_over: centre\n"
        f"    recipient:\n      kind: collective\n      unit: {unit}\n"
        for number, unit in enumerate(units)
    ]
    file = project.root / DECISION
    head = file.read_text("utf-8").partition("stated:")[0]
    file.write_text(head + "entries:\n" + "".join(entries), "utf-8")
    body = pages_of(project)[COMMENDATION].body
    assert listed(body, persons) == persons
    names = ["Hà Nội", "Hải Dương", "Hưng Yên", "Yên Bái"]
    assert listed(body, names) == names


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "field",
    [
        "name: Đỗ Văn E",
        "post: Giám đốc",
        "name: Phòng Thu",
        "subject: Tặng Bằng khen của Tổng Giám đốc năm 2012",
    ],
)
def test_submitted_text_is_only_text(project: Project, field: str, text: str) -> None:
    edit(project, DECISION, "manner: regular\nhand_over: cluster-conference", "manner: regular")
    edit(project, DECISION, field, f"{field.partition(':')[0]}: '{text}'")
    found = pages_of(project)
    assert str(escape(text)) in found[DECISION_PAGE].body
    for page in found.values():
        assert not re.search("<script|<img|1337", page.body)


def test_a_decision_under_repair_shows_nothing_of_itself(project: Project) -> None:
    edit(project, DECISION, "authority: tong-giam-doc-bhxh-viet-nam", "authority: ai-do")
    found = pages_of(project)
    page = found[DECISION_PAGE]
    assert "Đang chỉnh sửa" in page.body
    assert page.source == DECISION
    for word in ("0001/QĐ-BHXH", "Đỗ Văn E", "Bằng khen của Tổng Giám đốc năm 2012"):
        shown = page.title + page.description + page.body
        assert word not in shown
    assert not [path for path, page in found.items() if "Đỗ Văn E" in page.body]
    assert "1 quyết định đang chỉnh sửa" in found[paths.AWARDS].body


def test_nobody_but_the_centre_has_decisions(project: Project) -> None:
    before = pages_of(project)
    fake = project.root / DECISION.replace("bhxh-viet-nam", "bhxh-hung-yen")
    fake.parent.mkdir(parents=True)
    shutil.copyfile(project.root / DECISION, fake)
    assert pages_of(project) == before


def test_entries_of_all_campaigns(project: Project) -> None:
    new = project.root / "submissions" / "2014-h1" / "bhxh-viet-nam"
    (new / "award-decision").mkdir(parents=True)
    for name in ("campaign.yml", "award-decision/qd-0001-qd-bhxh.yml"):
        text = (project.root / CENTRE / name).read_text("utf-8")
        changed = text.replace("2013", "2014").replace("0001/QĐ-BHXH", "0077/QĐ-BHXH")
        (new / name).write_text(changed, "utf-8")
    found = rows(site_of(project))
    clusters_of = {row.place.campaign: row.cluster for row in found if row.unit == "bhxh-hung-yen"}
    # Nobody belongs to a cluster in 2014: membership is that of the entry's own campaign.
    assert clusters_of == {"2013-h1": "cum-01", "2014-h1": None}
    body = pages_of(project)[COMMENDATION].body
    assert listed(body, ["0001/QĐ-BHXH", "0077/QĐ-BHXH"]) == ["0077/QĐ-BHXH", "0001/QĐ-BHXH"]


def test_an_empty_repository_has_the_permanent_pages(project: Project) -> None:
    shutil.rmtree(project.submissions)
    site = site_of(project)
    found = {page.path: page for page in awards.pages(site)}
    assert set(found) == {
        paths.AWARDS,
        paths.AWARD_LOOKUP,
        paths.AWARDS_BY_CLUSTER,
        paths.AWARDS_BY_UNIT,
        *(paths.award(key) for key in site.codelists.awards),
    }
    assert "Chưa có quyết định" in found[paths.AWARDS].body


@pytest.mark.parametrize(
    ("path", "read"),
    [
        (paths.AWARDS, True),
        (COMMENDATION, False),
        (paths.AWARD_LOOKUP, False),
        (paths.AWARDS_BY_CLUSTER, False),
        (paths.AWARDS_BY_UNIT, False),
    ],
)
def test_lists_of_names_are_not_searched(project: Project, *, path: str, read: bool) -> None:
    assert any(text for _, _, text in pages_of(project)[path].entries()) is read


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2012", "2012"),
        ("2012/2013", "2012–2013"),
        ("2012-09", "9/2012"),
        ("2012-10/2013-02", "10/2012–02/2013"),
    ],
)
def test_period(written: str, shown: str) -> None:
    assert period(written) == shown


GONE = "ngày 08/7/2013: thu hồi mục e1 theo quyết định số 0009/QĐ-BHXH"


@pytest.mark.parametrize(
    ("more", "said", "after"),
    [
        ("", "chưa sửa lần nào", GONE),
        # Without a day it may be the oldest.
        ("{reason: BHXH tỉnh báo sai.}", "bản 2. BHXH tỉnh báo sai.", GONE),
        ("{reason: Sửa., date: 2013-07-05}", "ngày 05/7/2013: bản 2. Sửa.", GONE),
        ("{reason: Sửa., date: 2013-07-09}", *["ngày 09/7/2013: bản 2. Sửa."] * 2),
    ],
)
def test_a_decision_says_when_it_was_last_changed_and_why(
    project: Project, more: str, said: str, after: str
) -> None:
    file = project.root / DECISION
    if more:
        text = file.read_text("utf-8")
        file.write_text(f"{text}version: 2\nrevision: {more}\n", "utf-8")
    assert f"Sửa lần cuối {said} " in text_of(pages_of(project)[DECISION_PAGE].body)
    withdraw(project, "e1", hide=False)
    pages = pages_of(project)
    assert f"Sửa lần cuối {after} " in text_of(pages[DECISION_PAGE].body)
    assert GONE in text_of(pages[paths.AWARDS].body)


def test_what_changed_in_other_awards_is_no_news_of_this_one(project: Project) -> None:
    withdraw(project, "e1", hide=False)
    pages = pages_of(project)
    assert "thu hồi mục e1" in pages[COMMENDATION].body
    others = [page for page in pages.values() if page.path.startswith("khen-thuong/huan-chuong")]
    assert others
    assert all("thu hồi mục e1" not in page.body for page in others)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("individuals: 1", "individuals: 1", "đủ theo số ghi trong quyết định"),
        ("  individuals: 1\n", "", "Quyết định không ghi đủ số"),
        ("individuals: 1", "individuals: 2", "Số liệu không khớp."),
    ],
)
def test_the_list_says_whether_it_is_complete(
    project: Project, old: str, new: str, said: str
) -> None:
    edit(project, DECISION, old, new)
    words = ["đủ theo số ghi", "không ghi đủ số", "Số liệu không khớp."]
    body = pages_of(project)[DECISION_PAGE].body
    assert said in body
    assert sum(each in body for each in words) == 1
