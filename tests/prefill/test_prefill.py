"""What is known of a new paper: rows promised or reported, members, requests, the last dispatch."""

from typing import Any

import pytest

from tests.scaffold.papers import outcome_of, place_of, with_campaign, write
from thidua.diagnostics import ROOT
from thidua.prefill import Prefill, Source, prefill
from thidua.project import Project
from thidua.text.placeholders import BLANK

HUNG_YEN = "submissions/2013-h1/bhxh-hung-yen"
CAMPAIGN = """campaign: {key}
submitter: bhxh-viet-nam
title: Đợt {key}
number: "{key}/BHXH-TĐKT"
date: 2014-03-01
period:
  name: Kỳ {key}
  from: {start}
  to: {end}
papers: []
"""


def made(project: Project, where: str) -> Prefill:
    outcome = outcome_of(project)
    return prefill(Source(place_of(where, "yml"), outcome.corpus, outcome.schemas))


def rows(project: Project, where: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = made(project, where).data["results"]["indicators"]
    return found


def campaign(project: Project, key: str, start: str, end: str, more: str = "") -> Project:
    return with_campaign(project, CAMPAIGN.format(key=key, start=start, end=end) + more)


def edit(project: Project, path: str, old: str, new: str) -> None:
    text = (project.root / path).read_text("utf-8")
    assert old in text
    write(project, path, text.replace(old, new))


@pytest.mark.parametrize(
    ("start", "end", "base"),
    [
        ("2014-01-01", "2014-06-30", "same-period"),
        ("2013-07-01", "2013-12-31", "previous-period"),
        ("2013-07-02", "2013-12-31", None),
        ("2015-01-01", "2015-06-30", None),
        ("2013-01-01", "2013-12-31", None),
    ],
)
def test_what_the_last_report_is_compared_as(
    project: Project, start: str, end: str, base: str | None
) -> None:
    campaign(project, "2014-x", start, end)
    found = {row["indicator"]: row for row in rows(project, "2014-x/bhxh-hung-yen/report")}
    assert list(found) == ["thu-bhxh-bat-buoc", "thu-bhyt", "so-nguoi-tham-gia-bhyt", "ty-le-no"]
    shown = found["so-nguoi-tham-gia-bhyt"].get("compared")
    assert shown == ([{"base": base, "value": "trên 812.400"}] if base else None)
    assert all(row["actual"] == BLANK for row in found.values())


@pytest.mark.parametrize(
    ("before", "after", "base"),
    [
        ("2012-02-29", "2013-02-28", ["same-period"]),
        ("2011-02-28", "2012-02-29", ["same-period"]),
        ("2012-02-27", "2013-02-28", []),
    ],
)
def test_the_end_of_february(project: Project, before: str, after: str, base: list[str]) -> None:
    path = "submissions/2013-h1/bhxh-viet-nam/campaign.yml"
    start, earlier = f"{after[:4]}-02-01", f"{before[:4]}-02-01"
    edit(project, path, "from: 2013-01-01\n  to: 2013-06-30", f"from: {earlier}\n  to: {before}")
    campaign(project, "2014-x", start, after)
    row = rows(project, "2014-x/bhxh-hung-yen/report")[0]
    assert [each["base"] for each in row.get("compared", ())] == base


def test_the_latest_report_before_counts(project: Project) -> None:
    theme = "sections:\n  - section: themes\n    title: Học tập\n    theme: "
    theme += "tu-tuong-ho-chi-minh-ve-thi-dua\n"
    campaign(project, "2013-h2", "2013-07-01", "2013-12-31", theme)
    campaign(project, "2014-h1", "2014-01-01", "2014-06-30")
    text = (project.root / HUNG_YEN / "report.yml").read_text("utf-8")
    later = text.replace("campaign: 2013-h1", "campaign: 2013-h2").replace("640123", '"1.301.000"')
    later = later.replace("number: 412/BC-BHXH", "number: 987/BC-BHXH")
    write(project, "submissions/2013-h2/bhxh-hung-yen/report.yml", later)
    row = rows(project, "2014-h1/bhxh-hung-yen/report")[0]
    assert row["compared"] == [{"base": "previous-period", "value": "1.301.000"}]
    row = rows(project, "2013-h2/bhxh-hung-yen/report")[0]
    assert row["compared"] == [{"base": "previous-period", "value": "640.123"}]


def test_registered_and_reported_become_one_row(project: Project) -> None:
    campaign(project, "2014-h1", "2014-01-01", "2014-06-30", 'registrations_from: "2013"\n')
    found = rows(project, "2014-h1/bhxh-hung-yen/report")
    assert found[:2] == [
        {
            "indicator": "thu-bhxh-bat-buoc",
            "actual": BLANK,
            "targets": [{"value": "1.240.000", "set_by": ["bhxh-hung-yen"], "span": "year"}],
            "compared": [{"base": "same-period", "value": "640.123"}],
        },
        {
            "indicator": "ty-le-no",
            "actual": BLANK,
            "targets": [{"value": "3", "set_by": ["bhxh-hung-yen"], "span": "year"}],
            "compared": [{"base": "same-period", "value": "3,1"}],
        },
    ]
    assert [row["indicator"] for row in found[2:]] == ["thu-bhyt", "so-nguoi-tham-gia-bhyt"]
    assert rows(project, "2014-h1/bhxh-phu-tho/report") == []


def take_over(project: Project, since: str) -> None:
    """Let Hưng Yên take over Hà Tây."""
    heir = "  - unit: {}\n        from: {}"
    units = "schemas/codelists/units.yml"
    new = heir.format("bhxh-hung-yen", since)
    edit(project, units, heir.format("bhxh-ha-noi", "2008-08-01"), new)


@pytest.mark.parametrize(
    ("since", "told"),
    [
        ("2013-07-01", "merged"),
        ("2014-06-30", "merged"),
        ("2013-06-30", "reported"),
        ("2014-07-01", "reported"),
    ],
)
def test_what_a_part_of_the_unit_reached_is_no_figure_of_the_whole(
    project: Project, since: str, told: str
) -> None:
    take_over(project, since)
    campaign(project, "2014-h1", "2014-01-01", "2014-06-30")
    found = made(project, "2014-h1/bhxh-hung-yen/report")
    row = found.data["results"]["indicators"][0]
    assert row["indicator"] == "thu-bhxh-bat-buoc"
    assert ("compared" in row) == (told == "reported")
    hint = found.hints[ROOT / "results" / "indicators"]
    assert hint.key == told
    assert ("BHXH tỉnh Hà Tây" in str(hint.values)) == (told == "merged")


@pytest.mark.parametrize(
    ("since", "value"),
    [("2013-05-02", "…"), ("2013-01-15", "1.240.000"), ("2013-07-01", "1.240.000")],
)
def test_targets_that_a_part_of_the_unit_registered(
    project: Project, since: str, value: str
) -> None:
    take_over(project, since)
    row = rows(project, "2013-h1/bhxh-hung-yen/report")[0]
    assert [each["value"] for each in row["targets"]] == [value]


@pytest.mark.parametrize(
    ("old", "new", "value", "measure"),
    [
        ('"246.310"\n      measure: triệu đồng', '"246.310"', "246.310", None),
        ("measure: triệu đồng", "measure: tỷ đồng", "246.310", "tỷ đồng"),
        ('"246.310"\n      measure: triệu đồng', "246,3 tỷ đồng", "246,3 tỷ đồng", None),
    ],
)
def test_a_figure_keeps_its_measure(
    project: Project, old: str, new: str, value: str, measure: str | None
) -> None:
    edit(project, f"{HUNG_YEN}/report.yml", old, new)
    campaign(project, "2014-h1", "2014-01-01", "2014-06-30")
    row = rows(project, "2014-h1/bhxh-hung-yen/report")[1]
    assert (row["compared"][0]["value"], row.get("measure")) == (value, measure)


def test_a_target_in_another_measure_than_the_last_report(project: Project) -> None:
    new = "thu-bhyt\n    value: 3\n    measure: tỷ đồng"
    edit(project, f"{HUNG_YEN}/registration.yml", "ty-le-no\n    value: 3", new)
    campaign(project, "2014-h1", "2014-01-01", "2014-06-30", 'registrations_from: "2013"\n')
    row = rows(project, "2014-h1/bhxh-hung-yen/report")[1]
    assert row["measure"] == "tỷ đồng"
    assert row["targets"][0]["value"] == "3"
    assert row["compared"][0]["value"] == "246.310 triệu đồng"


def test_an_indicator_of_the_past_is_not_asked_for_again(project: Project) -> None:
    indicators = "schemas/codelists/indicators.yml"
    edit(project, indicators, "  - id: thu-bhyt\n", "  - id: thu-bhyt\n    to: 2013-12-31\n")
    with_campaign(project)
    found = rows(project, "2014-h1/bhxh-hung-yen/report")
    assert "thu-bhyt" not in [row["indicator"] for row in found]
    targets = made(project, "2014-h1/bhxh-hung-yen/registration").data["targets"]
    assert "thu-bhyt" not in [each["indicator"] for each in targets]


def test_a_target_may_stand_for_two_spans(project: Project) -> None:
    more = "  - indicator: ty-le-no\n    value: 4\n    span: half-year\ncompact:"
    edit(project, f"{HUNG_YEN}/registration.yml", "compact:", more)
    (row,) = [
        each
        for each in rows(project, "2013-h1/bhxh-hung-yen/report")
        if each["indicator"] == "ty-le-no"
    ]
    assert [(each["value"], each["span"]) for each in row["targets"]] == [
        ("3", "year"),
        ("4", "half-year"),
    ]


def test_what_the_dispatch_wants(project: Project) -> None:
    found = made(with_campaign(project), "2014-h1/bhxh-phu-tho/report")
    assert found.data["cutoff"] == "2014-06-30"
    assert found.data["themes"] == {"nep-song-van-minh": BLANK}
    hint = found.hints[ROOT / "results"]
    assert (hint.values, hint.items) == (
        {"title": "Kết quả 6 tháng", "point": "1"},
        ("Kết quả so với chỉ tiêu đã đăng ký", "Giải pháp cho quý III"),
    )


def test_a_registration_has_the_indicators_reported_last(project: Project) -> None:
    targets = made(with_campaign(project), "2014-h1/bhxh-hung-yen/registration").data["targets"]
    assert [each["indicator"] for each in targets] == [
        "thu-bhxh-bat-buoc",
        "thu-bhyt",
        "so-nguoi-tham-gia-bhyt",
        "ty-le-no",
    ]
    assert all(each["value"] == BLANK for each in targets)


def test_the_agenda_is_that_of_the_dispatch(project: Project) -> None:
    data = made(with_campaign(project), "2014-h1/cum-01/conference").data
    assert data["agenda"] == ["Sơ kết của các đơn vị thành viên", "Trọng tâm quý III"]


def test_a_cluster_report_gathers_its_members(project: Project) -> None:
    data = made(project, "2013-h1/cum-01/cluster-report").data
    assert data["members_stated"] == 3
    first = data["by_indicator"][0]
    assert first == {
        "indicator": "thu-bhxh-bat-buoc",
        "rows": [
            {"unit": "bhxh-hai-duong", "targets": [{"percent": "49,6"}]},
            {
                "unit": "bhxh-hung-yen",
                "actual": "640.123",
                "targets": [
                    {
                        "value": "1.234.567",
                        "set_by": ["bhxh-viet-nam"],
                        "span": "year",
                        "percent": "51,85",
                    }
                ],
            },
        ],
    }
    reviews = {each["unit"]: each["text"] for each in data["reviews"]}
    assert list(reviews) == ["bhxh-hai-duong", "bhxh-hung-yen", "bhxh-phu-tho"]
    assert reviews["bhxh-phu-tho"] == BLANK
    assert reviews["bhxh-hai-duong"] == (
        "Tồn tại, hạn chế:\n\n"
        "- Nợ đọng còn cao.\n"
        "    - Nguyên nhân: Doanh nghiệp gặp khó khăn về vốn.\n"
        "    - Giải pháp: Đối chiếu công nợ hằng tháng.\n\n"
        "Kiến nghị, đề xuất:\n\n"
        "- BHXH Việt Nam: Đề nghị hướng dẫn cách bình xét tập thể được hợp nhất giữa năm.\n"
        "- Cụm 1: Mỗi hội nghị cụm dành một giờ cho một chuyên đề."
    )


def test_members_measure_differently(project: Project) -> None:
    edit(project, f"{HUNG_YEN}/report.yml", "actual: 640123", "actual: 640\n      measure: tỷ đồng")
    table = made(project, "2013-h1/cum-01/cluster-report").data["by_indicator"][0]
    assert "measure" not in table
    assert table["rows"][1]["actual"] == "640 tỷ đồng"
    assert table["rows"][1]["targets"][0]["value"] == "1.234.567 tỷ đồng"


def test_a_long_review_is_cut_between_items(project: Project) -> None:
    long = f"    - text: {'x' * 400}\n"
    edit(project, f"{HUNG_YEN}/report.yml", "  limitations:\n", "  limitations:\n" + long * 60)
    data = made(project, "2013-h1/cum-01/cluster-report").data
    text = data["reviews"][1]["text"]
    assert 19_000 < len(text) <= 20_000
    assert text.endswith("x" * 400)


def test_members_that_have_reported_nothing(project: Project) -> None:
    data = made(project, "2013-h1/cum-02/cluster-report").data
    units = ["bhxh-lao-cai", "bhxh-yen-bai"]
    assert data["by_indicator"] == [
        {"indicator": BLANK, "rows": [{"unit": unit, "actual": BLANK} for unit in units]}
    ]


def test_an_answer_for_each_recommendation(project: Project) -> None:
    found = made(project, "2013-h1/bhxh-viet-nam/response/bhxh-hai-duong")
    assert found.data["unit"] == "bhxh-hai-duong"
    assert [each["recommendation"] for each in found.data["answers"]] == [1, 2]
    hint = found.hints[ROOT / "answers" / 1]
    assert hint.values == {
        "number": "2",
        "to": "Cụm 1",
        "text": "Mỗi hội nghị cụm dành một giờ cho một chuyên đề.",
    }


def test_a_response_to_nobody_that_is_known(project: Project) -> None:
    assert "unit" not in made(project, "2013-h1/bhxh-viet-nam/response/khong-co").data


def test_the_next_dispatch_keeps_the_structure_only(project: Project) -> None:
    found = made(with_campaign(project), "2015-h1/bhxh-viet-nam/campaign")
    data = found.data
    assert set(data) == {
        *("campaign", "submitter", "papers", "sections", "conference", "hand_over", "duties")
    }
    assert data["papers"] == [
        {
            "paper": "report",
            "title": "Báo cáo sơ kết của đơn vị",
            "from": ["provincial"],
            "by": BLANK,
        }
    ]
    assert data["sections"] == [
        {
            "section": "results",
            "title": BLANK,
            "covers": ["Kết quả so với chỉ tiêu đã đăng ký", BLANK],
        },
        {"section": "themes", "theme": BLANK, "title": BLANK, "covers": [BLANK]},
    ]
    assert [each["title"] for each in data["conference"]] == [
        "Sơ kết của các đơn vị thành viên",
        BLANK,
    ]
    assert [each["text"] for each in data["duties"]] == ["Tổ chức tiết kiệm, thiết thực.", BLANK]
    told = {pointer.dotted: hint.values.get("value") for pointer, hint in found.hints.items()}
    assert told["number"] == "2001/BHXH-TĐKT"
    assert told["papers[0].by"] == "14/7/2014"
    assert told["duties[1].text"] == "Gửi báo cáo chậm nhất ngày 14/7/2014."
    assert told["period.to"] == "30/6/2014"
    assert "signer.name" not in told


def test_the_first_dispatch_of_all(project: Project) -> None:
    (project.submissions / "2013-h1/bhxh-viet-nam/campaign.yml").unlink()
    found = made(project, "2014-h1/bhxh-viet-nam/campaign")
    assert found.data == {"campaign": "2014-h1", "submitter": "bhxh-viet-nam"}
    assert made(project, "2014-h1/bhxh-phu-tho/report").data == {
        "campaign": "2014-h1",
        "submitter": "bhxh-phu-tho",
    }
