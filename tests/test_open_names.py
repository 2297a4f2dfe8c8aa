"""Indicators and movements that no list has: accepted by name, shown apart, never added."""

import pytest

from tests.conftest import TODAY
from thidua.consolidate import consolidated, unlisted
from thidua.engine import Outcome, run
from thidua.pages import Settings, Site, build
from thidua.project import Project

REPORT = "submissions/2013-h1/bhxh-hung-yen/report.yml"
DECISION = "submissions/2013-h1/bhxh-viet-nam/award-decision/qd-0001-qd-bhxh.yml"
MARKDOWN = "submissions/2013-h1/bhxh-hai-duong/report.md"


def changed(project: Project, path: str, good: str, bad: str) -> Outcome:
    file = project.root / path
    text = file.read_text("utf-8")
    assert text.count(good) == 1
    file.write_text(text.replace(good, bad), "utf-8")
    return run(project, TODAY)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Số buổi đối thoại với người dân", [("REF110", None)]),
        ("Thu BHYT học sinh", [("REF110", None)]),
        ("Số người tham gia BHXH tự nguyện", [("REF110", None)]),
        ("Người tham gia BHXH bắt buộc", [("REF111", "so-nguoi-tham-gia-bhxh-bat-buoc")]),
        ("Thu BHXH bắt buộcc", [("REF102", "thu-bhxh-bat-buoc")]),
        ("Thu BHXH bắt buộc", [("REF102", "thu-bhxh-bat-buoc")]),  # YAML wants the id
        ("thu-bhxh-bat-bucc", [("REF102", "thu-bhxh-bat-buoc")]),
        ("chi-tieu-moi", [("REF102", None)]),
        ("…", [("SCH114", None)]),
    ],
)
def test_in_yaml(project: Project, name: str, found: list[tuple[str, str | None]]) -> None:
    old = "    - indicator: thu-bhyt\n"
    outcome = changed(project, REPORT, old, f"    - indicator: {name}\n")
    assert [(each.code, each.params.get("suggestion")) for each in outcome.diagnostics] == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("số người tham gia BHXH bắt buôc", []),
        ("Người tham gia BHXH bắt buộc", [("REF111", "Số người tham gia BHXH bắt buộc")]),
        ("Số ngưòi tham gia BHXH bắt buộcc", [("REF102", "Số người tham gia BHXH bắt buộc")]),
        ("Số buổi đối thoại", [("REF110", None)]),
    ],
)
def test_in_markdown(project: Project, name: str, found: list[tuple[str, str | None]]) -> None:
    outcome = changed(project, MARKDOWN, "| Số người tham gia BHXH bắt buộc |", f"| {name} |")
    assert [(each.code, each.params.get("suggestion")) for each in outcome.diagnostics] == found


def test_a_plan_may_be_set_by_an_office_that_no_list_has(project: Project) -> None:
    file = project.root / REPORT
    text = file.read_text("utf-8")
    plan = "      targets:\n        - value: 3\n          set_by:\n            - bhxh-hung-yen\n"
    assert text.count(plan) == 1
    file.write_text(
        text.replace(plan, plan.replace("bhxh-hung-yen", "UBND tỉnh Hưng Yên")), "utf-8"
    )
    outcome = run(project, TODAY)
    assert [each.code for each in outcome.diagnostics] == ["REF110"]
    page = build(Site(outcome, TODAY, Settings()))["dot/2013-h1/bao-cao/bhxh-hung-yen.md"]
    assert "do UBND tỉnh Hưng Yên giao" in page.markdown()


def test_an_unlisted_indicator_is_shown_apart_and_never_added(project: Project) -> None:
    good = '    - indicator: thu-bhyt\n      actual: "246.310"\n      measure: triệu đồng\n'
    row = "    - indicator: {name}\n      actual: {actual}\n      measure: buổi\n"
    changed(project, REPORT, good, row.format(name="Số buổi đối thoại", actual=24))
    other = "| Số BUỔI đối thoại | 12 | |"
    outcome = changed(project, MARKDOWN, "| Số người tham gia BHXH bắt buộc | 161.240 | |", other)
    papers = outcome.corpus.campaigns["2013-h1"]
    (lines,) = unlisted(papers, papers.codelists).values()
    assert sorted(line.unit for line in lines) == ["bhxh-hai-duong", "bhxh-hung-yen"]
    assert all(each.indicator.listed for each in consolidated(papers, papers.codelists))
    pages = build(Site(outcome, TODAY, Settings()))
    page = pages["dot/2013-h1/tong-hop.md"].markdown()
    apart = page[page.index("Chỉ tiêu chưa có trong danh mục { #ngoai-danh-muc }") :]
    assert apart.index("BHXH tỉnh Hải Dương") < apart.index("BHXH tỉnh Hưng Yên")
    assert "Số buổi đối thoại" in pages["dot/2013-h1/bao-cao/bhxh-hung-yen.md"].markdown()


def test_a_registered_target_is_found_again_under_its_name(project: Project) -> None:
    registration = "submissions/2013-h1/bhxh-hung-yen/registration.yml"
    target = "targets:\n  - indicator: Số buổi đối thoại\n    value: 30\n"
    outcome = changed(project, registration, "targets:\n", target)
    assert sorted(each.code for each in outcome.diagnostics) == ["REF110", "TOT301"]
    row = "    - indicator: SỐ BUỔI đối thoại\n      actual: 24\n    - indicator: ty-le-no\n"
    outcome = changed(project, REPORT, "    - indicator: ty-le-no\n", row)
    assert [each.code for each in outcome.diagnostics] == ["REF110", "REF110"]
    page = build(Site(outcome, TODAY, Settings()))["dot/2013-h1/bao-cao/bhxh-hung-yen.md"]
    assert "đăng ký năm: 30" in page.markdown()


def test_what_an_award_entry_can_say(project: Project) -> None:
    more = (
        "    award: bang-khen-tong-giam-doc\n    prize: giải Nhất\n"
        "    movement: Phong trào sáng kiến\n    reward: 1.500.000 đồng\n    posthumous: true\n"
    )
    first = "  - id: e1\n    award: bang-khen-tong-giam-doc\n"
    outcome = changed(project, DECISION, first, f"  - id: e1\n{more}")
    assert [each.code for each in outcome.diagnostics] == ["REF110"]
    page = build(Site(outcome, TODAY, Settings()))
    text = page["khen-thuong/quyet-dinh/2013-h1/qd-0001-qd-bhxh.md"].markdown()
    assert "Bằng khen của Tổng Giám đốc, giải Nhất (truy tặng)" in text
    assert "phong trào «Phong trào sáng kiến», thưởng 1.500.000 đồng" in text
