"""Recommendations and what the centre answers: on both pages, in the download, never lost."""

import json

from tests.conftest import TODAY
from thidua.engine import Outcome, run
from thidua.exports import exports
from thidua.pages import Settings, Site, build
from thidua.project import Project

RESPONSE = "submissions/2013-h1/bhxh-viet-nam/response/bhxh-hai-duong.yml"
OPEN = "</span> chưa trả lời</span>"  # the mark, not the count


def pages_of(outcome: Outcome) -> dict[str, str]:
    site = Site(outcome, TODAY, Settings())
    return {path: page.markdown() for path, page in build(site).items()}


def test_answers_stand_under_their_recommendation_in_time_order(project: Project) -> None:
    pages = pages_of(run(project, TODAY))
    for path, left in (("bao-cao/bhxh-hai-duong.md", 1), ("kien-nghi.md", 2)):
        page = pages[f"dot/2013-h1/{path}"]
        assert 0 < page.index("Đã ghi nhận") < page.index("Dự thảo hướng dẫn"), path
        assert "<strong>tháng 9/2013</strong>" in page
        assert page.count(OPEN) == left


def test_the_page_counts_what_is_answered(project: Project) -> None:
    outcome = run(project, TODAY)
    page = pages_of(outcome)["dot/2013-h1/kien-nghi.md"]
    assert "Trong 3 kiến nghị: <strong>1</strong> đã trả lời, <strong>2</strong> chưa" in page


def test_without_a_response_every_recommendation_is_open(project: Project) -> None:
    (project.root / RESPONSE).unlink()
    page = pages_of(run(project, TODAY))["dot/2013-h1/kien-nghi.md"]
    assert page.count(OPEN) == 3


def test_a_response_under_repair_leaves_the_recommendations_open(project: Project) -> None:
    file = project.root / RESPONSE
    file.write_text(file.read_text("utf-8").replace("status: noted", "status: seen"), "utf-8")
    page = pages_of(run(project, TODAY))["dot/2013-h1/kien-nghi.md"]
    assert page.count(OPEN) == 3


def test_no_finding_while_the_report_is_under_repair(project: Project) -> None:
    report = project.root / "submissions/2013-h1/bhxh-hai-duong/report.md"
    report.write_text(report.read_text("utf-8").replace("Ngày: 9/7/2013\n", ""), "utf-8")
    outcome = run(project, TODAY)
    assert {each.path for each in outcome.diagnostics} == {
        "submissions/2013-h1/bhxh-hai-duong/report.md"
    }


def test_a_response_names_its_unit_twice(project: Project) -> None:
    file = project.root / RESPONSE
    other = file.with_name("bhxh-hung-yen.yml")
    file.rename(other)
    (finding,) = run(project, TODAY).diagnostics
    assert (finding.code, finding.params["reason"]) == ("REF109", "path")


def test_the_dataset_has_the_responses(project: Project) -> None:
    files = exports(Site(run(project, TODAY), TODAY, Settings()))
    responses = json.loads(files["du-lieu/dataset.json"])["campaigns"]["2013-h1"]["responses"]
    assert list(responses) == ["bhxh-hai-duong"]
    assert [each["status"] for each in responses["bhxh-hai-duong"]["answers"]] == [
        "noted",
        "answered",
    ]


def test_what_goes_to_others_waits_for_no_answer_of_the_centre(project: Project) -> None:
    report = project.submissions / "2013-h1/bhxh-hung-yen/report.yml"
    text = report.read_text("utf-8")
    assert "to: bhxh-viet-nam" in text
    report.write_text(text.replace("to: bhxh-viet-nam", "to: UBND tỉnh"), "utf-8")
    other = project.submissions / "2013-h1/bhxh-phu-tho/report.yml"
    other.parent.mkdir(exist_ok=True)
    text = text.replace("submitter: bhxh-hung-yen", "submitter: bhxh-phu-tho")
    other.write_text(text.replace("to: bhxh-viet-nam", "to: UBND Tỉnh"), "utf-8")
    page = pages_of(run(project, TODAY))["dot/2013-h1/kien-nghi.md"]
    counts = "<strong>1</strong> đã trả lời, <strong>1</strong> chưa trả lời"  # of the third report
    assert f"Trong 4 kiến nghị: {counts}, <strong>2</strong> gửi nơi ngoài" in page
    assert page.count('<tr data-state="outside">') == 2
    assert page.count("Gửi UBND") == 1  # one office, however it is spelt
