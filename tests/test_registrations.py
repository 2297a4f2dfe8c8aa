"""Registered targets: found where the dispatch says, held against the report, shown beside it."""

from pathlib import Path

import pytest

from tests.conftest import TODAY
from thidua.engine import Outcome, run
from thidua.pages import Settings, Site, build
from thidua.project import Project

UNIT = "bhxh-hung-yen"
HERE = f"submissions/2013-h1/{UNIT}"
REPORT_PAGE = f"dot/2013-h1/bao-cao/{UNIT}.md"
AWAY = "2013-nam"


def changed(project: Project, name: str, good: str, bad: str) -> None:
    file = project.root / HERE / f"{name}.yml"
    text = file.read_text("utf-8")
    assert good in text
    file.write_text(text.replace(good, bad), "utf-8")


def codes(outcome: Outcome) -> list[str]:
    return [each.code for each in outcome.diagnostics]


def pages_of(outcome: Outcome) -> dict[str, str]:
    site = Site(outcome, TODAY, Settings())
    return {path: page.markdown() for path, page in build(site).items()}


def moved_away(project: Project) -> Path:
    """Put the registration into a campaign of the whole year."""
    away = project.submissions / AWAY
    for unit in ("bhxh-viet-nam", UNIT):
        (away / unit).mkdir(parents=True)
    campaign = project.submissions / "2013-h1/bhxh-viet-nam/campaign.yml"
    text = campaign.read_text("utf-8")
    other = text.replace("campaign: 2013-h1", f"campaign: {AWAY}")
    other = other.replace("number: 2175/BHXH-TĐKT", "number: 0306/BHXH-TĐKT")
    (away / "bhxh-viet-nam/campaign.yml").write_text(other, "utf-8")
    file = project.root / HERE / "registration.yml"
    mine = file.read_text("utf-8").replace("campaign: 2013-h1", f"campaign: {AWAY}")
    (away / UNIT / "registration.yml").write_text(mine, "utf-8")
    file.unlink()
    return campaign


def test_the_registered_value_stands_beside_the_plan(project: Project) -> None:
    page = pages_of(run(project, TODAY))[REPORT_PAGE]
    assert '1.234.567<br><span class="td-quiet">đăng ký năm: 1.240.000</span>' in page
    assert f"../../../../don-vi/{UNIT}/#dang-ky-2013-h1" in page


def test_the_unit_page_shows_targets_and_compact(project: Project) -> None:
    page = pages_of(run(project, TODAY))[f"don-vi/{UNIT}.md"]
    assert "Đăng ký thi đua năm 2013 { #dang-ky-2013-h1 }" in page
    assert "1.240.000" in page
    assert "<strong>không để hồ sơ quá hạn</strong>" in page


def test_a_registration_under_repair_says_so(project: Project) -> None:
    changed(project, "registration", "value: 3", "value: ba")
    pages = pages_of(run(project, TODAY))
    assert "Đăng ký thi đua của đơn vị đang chỉnh sửa" in pages[f"don-vi/{UNIT}.md"]
    assert "đăng ký năm" not in pages[REPORT_PAGE]


def test_a_registered_target_that_is_left_out_is_shown(project: Project) -> None:
    changed(project, "report", "indicator: ty-le-no", "indicator: ho-so-giai-quyet-dung-han")
    outcome = run(project, TODAY)
    assert codes(outcome) == ["TOT301"]
    assert "<li>Tỷ lệ nợ: 3 % (năm)</li>" in pages_of(outcome)[REPORT_PAGE]


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (
            "- value: 3\n          set_by:\n            - bhxh-hung-yen",
            "- value: 4\n          set_by:\n            - bhxh-viet-nam",
        ),
        ("- value: 3\n", "- value: khoảng 4\n"),
        ("- value: 3\n", "- value: 4\n          span: half-year\n"),
        ("- value: 3\n", '- value: "3,0"\n'),
    ],
    ids=["set from above", "not exact", "another span", "more digits"],
)
def test_plans_that_may_differ(project: Project, good: str, bad: str) -> None:
    changed(project, "report", good, bad)
    assert codes(run(project, TODAY)) == []


@pytest.mark.parametrize(
    ("value", "found"), [('"1.234,567 tỷ đồng"', []), ('"1.240 tỷ đồng"', ["TOT302"])]
)
def test_figures_are_compared_in_one_measure(
    project: Project, value: str, found: list[str]
) -> None:
    by = "          set_by:\n            - bhxh-{}\n          span: year\n          percent"
    changed(project, "report", by.format("viet-nam"), by.format("hung-yen"))
    changed(project, "registration", '"1.240.000"', value)
    # Three digits behind the comma are always asked about.
    assert [code for code in codes(run(project, TODAY)) if code != "TOT102"] == found


@pytest.mark.parametrize("source", [AWAY, '"2013"'])
def test_the_dispatch_says_where_registrations_are(project: Project, source: str) -> None:
    campaign = moved_away(project)
    assert "đăng ký năm:" not in pages_of(run(project, TODAY))[REPORT_PAGE]
    with campaign.open("a", encoding="utf-8") as file:
        file.write(f"registrations_from: {source}\n")
    outcome = run(project, TODAY)
    assert codes(outcome) == []
    assert "đăng ký năm: 1.240.000" in pages_of(outcome)[REPORT_PAGE]


def test_another_year_is_not_taken(project: Project) -> None:
    campaign = moved_away(project)
    with campaign.open("a", encoding="utf-8") as file:
        file.write('registrations_from: "2012"\n')
    assert "đăng ký năm:" not in pages_of(run(project, TODAY))[REPORT_PAGE]


def test_a_campaign_that_nobody_opened(project: Project) -> None:
    campaign = project.submissions / "2013-h1/bhxh-viet-nam/campaign.yml"
    with campaign.open("a", encoding="utf-8") as file:
        file.write("registrations_from: 2012-nam\n")
    (finding,) = run(project, TODAY).diagnostics
    assert (finding.code, finding.params) == ("REF106", {"value": "2012-nam"})


def test_a_target_for_two_spans_is_missed_once(project: Project) -> None:
    row = "  - indicator: so-nguoi-tham-gia-bhxh-bat-buoc\n    value: 90\n"
    twice = f"targets:\n{row}    span: half-year\n{row}"
    changed(project, "registration", "targets:\n", twice)
    assert codes(run(project, TODAY)) == ["TOT301"]
