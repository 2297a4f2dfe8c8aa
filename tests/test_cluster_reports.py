"""Reports of clusters: whom they may speak of, and that a nomination is never an award."""

import json
from collections.abc import Callable

import pytest

from tests.conftest import TODAY
from thidua.engine import Outcome, run
from thidua.exports import exports
from thidua.pages import Settings, Site, build
from thidua.project import Project

REPORT = "submissions/2013-h1/cum-01/cluster-report.yml"
PAGE = "dot/2013-h1/bao-cao-cum/cum-01.md"
NOMINEE = "Vũ Thị Đề Nghị"


def changed(project: Project, good: str, bad: str) -> None:
    file = project.root / REPORT
    text = file.read_text("utf-8")
    assert good in text
    file.write_text(text.replace(good, bad, 1), "utf-8")


def pages_of(outcome: Outcome) -> dict[str, str]:
    site = Site(outcome, TODAY, Settings())
    return {path: page.markdown() for path, page in build(site).items()}


def files_of(outcome: Outcome) -> dict[str, bytes]:
    return dict(exports(Site(outcome, TODAY, Settings())))


def found(project: Project) -> list[tuple[str, object]]:
    return [(each.code, each.params.get("reason")) for each in run(project, TODAY).diagnostics]


def test_the_report_has_its_page_and_stands_on_that_of_the_cluster(project: Project) -> None:
    pages = pages_of(run(project, TODAY))
    assert "<strong>dẫn đầu cụm</strong>" in pages[PAGE]
    assert "Trung bình cộng các tỷ lệ, theo số cụm nêu." in pages[PAGE]
    assert "Đoàn kết, đổi mới" in pages["cum/cum-01.md"]
    assert "../../dot/2013-h1/bao-cao-cum/cum-01/" in pages["cum/cum-01.md"]


def test_a_report_under_repair_shows_nothing_of_itself(project: Project) -> None:
    changed(project, "method: vote", "method: lot")
    pages = pages_of(run(project, TODAY))
    assert "Đang chỉnh sửa" in pages[PAGE]
    assert NOMINEE not in "".join(pages.values())
    assert "Báo cáo của cụm đang chỉnh sửa" in pages["cum/cum-01.md"]


def test_a_nomination_stands_on_the_page_of_its_report_only(project: Project) -> None:
    pages = pages_of(run(project, TODAY))
    assert [path for path, text in pages.items() if NOMINEE in text] == [PAGE]
    assert "Chưa phải khen thưởng" in pages[PAGE]


def _without_nominations(project: Project) -> Outcome:
    file = project.root / REPORT
    text = file.read_text("utf-8")
    file.write_text(text[: text.index("nominations:")], "utf-8")
    return run(project, TODAY)


def test_nominations_reach_no_list_no_count_and_no_table(project: Project) -> None:
    with_them, without = run(project, TODAY), _without_nominations(project)
    for read in (pages_of, files_of):
        one, other = read(with_them), read(without)
        changed_paths = {path for path in one if one[path] != other[path]}
        assert changed_paths <= {PAGE, "du-lieu/dataset.json"}
        assert set(one) == set(other)


def test_in_the_dataset_nominations_stand_in_the_cluster_report_only(project: Project) -> None:
    dataset = json.loads(files_of(run(project, TODAY))["du-lieu/dataset.json"])
    campaign = dataset["campaigns"]["2013-h1"]
    report = campaign["cluster_reports"].pop("cum-01")
    assert [each["method"] for each in report["nominations"]] == ["vote", "agreement"]
    assert NOMINEE not in json.dumps(dataset, ensure_ascii=False)
    assert "nominations" not in json.dumps(dataset, ensure_ascii=False)


def _row(project: Project) -> None:
    changed(project, "      - unit: bhxh-hai-duong", "      - unit: bhxh-lao-cai")


def _review(project: Project) -> None:
    changed(project, "  - unit: bhxh-phu-tho\n    text", "  - unit: bhxh-lao-cai\n    text")


def _nomination(project: Project) -> None:
    changed(project, "      unit: bhxh-phu-tho", "      unit: bhxh-lao-cai")


def _signed(project: Project) -> None:
    file = project.submissions / "2013-h1/bhxh-hung-yen/registration.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("signed_with: cum-01", "signed_with: cum-02"), "utf-8")


def _later(project: Project) -> None:
    """After the members' last day nobody belongs to the cluster."""
    changed(project, "date: 2013-07-19", "date: 2014-01-01")


@pytest.mark.parametrize("act", [_row, _review, _nomination, _signed])
def test_others_than_members(project: Project, act: Callable[[Project], None]) -> None:
    act(project)
    assert found(project) == [("REF104", None)]


def test_members_are_those_of_the_day(project: Project) -> None:
    _later(project)
    assert {code for code, _ in found(project)} == {"REF104", "DUE103"}


@pytest.mark.parametrize(
    ("good", "bad", "reason"),
    [
        ("members_stated: 3", "members_stated: 4", "members"),
        ("members_stated: 3", "members_stated: 2", "members"),
    ],
)
def test_members_miscounted(project: Project, good: str, bad: str, reason: str) -> None:
    changed(project, good, bad)
    assert found(project) == [("TOT303", reason)]


def test_a_member_without_review_is_named(project: Project) -> None:
    review = "  - unit: bhxh-phu-tho\n    text: Đơn vị có cách chấm chéo đáng học.\n"
    changed(project, review, "")
    (finding,) = run(project, TODAY).diagnostics
    assert (finding.code, finding.params) == ("CON203", {"names": ["BHXH tỉnh Phú Thọ"]})


def test_without_any_review_nobody_is_left_out(project: Project) -> None:
    file = project.root / REPORT
    text = file.read_text("utf-8")
    file.write_text(text[: text.index("reviews:")] + text[text.index("focus:") :], "utf-8")
    assert found(project) == []


def test_the_same_review_twice(project: Project) -> None:
    changed(project, "reviews:\n", "reviews:\n  - unit: bhxh-phu-tho\n    text: Hai lần.\n")
    assert found(project) == [("DUP103", None)]


def test_the_same_indicator_twice(project: Project) -> None:
    changed(project, "by_indicator:\n", "by_indicator:\n  - indicator: thu-bhxh-bat-buoc\n")
    assert found(project) == [("DUP103", None)]


def test_a_unit_may_stand_in_two_tables(project: Project) -> None:
    extra = "  - indicator: ty-le-no\n    rows:\n      - unit: bhxh-hung-yen\n"
    changed(project, "by_indicator:\n", f'by_indicator:\n{extra}        actual: "3,1"\n')
    assert found(project) == []


def test_a_target_for_two_spans_is_no_repetition(project: Project) -> None:
    file = project.submissions / "2013-h1/bhxh-hung-yen/registration.yml"
    text = file.read_text("utf-8")
    extra = "targets:\n  - indicator: ty-le-no\n    value: 4\n    span: {}\n"
    file.write_text(text.replace("targets:\n", extra.format("half-year")), "utf-8")
    assert found(project) == []
    file.write_text(text.replace("targets:\n", extra.format("year")), "utf-8")
    assert ("DUP103", None) in found(project)


@pytest.mark.parametrize(
    ("good", "bad", "codes"),
    [
        ('"50,7"', '"50,72"', []),  # cut off
        ('"50,7"', '"50,73"', []),  # rounded
        ('"50,7"', '"50,71"', []),  # the members' percentages were rounded, too
        ('"50,7"', '"50,79"', [("TOT304", None)]),
        ('"50,7"', '"50,68"', [("TOT304", None)]),
        ('"50,7"', '"50,9%"', [("TOT304", None)]),
        ('"50,7"', "khoảng 52", []),
        ('percent: "49,6"', "percent: hơn 40", []),
        ("method: mean-of-percents", "method: weighted-percent", []),
        ("method: mean-of-percents", "method: sum\n      actual: 640123", []),  # one has none
    ],
)
def test_the_aggregate_by_its_method(
    project: Project, good: str, bad: str, codes: list[tuple[str, object]]
) -> None:
    changed(project, good, bad)
    assert found(project) == codes


@pytest.mark.parametrize(
    ("stated", "codes"),
    [
        ("740123", []),
        ("740124", []),  # millions were rounded before they were added
        ("740125", [("TOT304", None)]),
        ("740,1 tỷ đồng", []),
        ("740,3 tỷ đồng", [("TOT304", None)]),
    ],
)
def test_a_sum_of_all_members(
    project: Project, stated: str, codes: list[tuple[str, object]]
) -> None:
    changed(
        project,
        "      - unit: bhxh-hai-duong\n",
        "      - unit: bhxh-hai-duong\n        actual: 100000\n",
    )
    changed(project, "method: mean-of-percents", f"method: sum\n      actual: {stated}")
    assert found(project) == codes
