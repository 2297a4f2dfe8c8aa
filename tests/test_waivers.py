"""Waivers accept findings for a time, and are found out of place themselves."""

from datetime import date
from pathlib import Path

import pytest

from tests.conftest import TODAY
from thidua.diagnostics import HouseFault
from thidua.engine import Outcome, run
from thidua.formatters import human
from thidua.messages import catalogue
from thidua.project import Project

REPORT = "submissions/2013-h1/bhxh-hung-yen/report.yml"
ITEM = """  - code: {code}
    path: {path}
    reason: Báo cáo đã ký ghi như vậy.
    approver: Ban Thi đua - Khen thưởng
    expires: {expires}
"""


def waive(project: Project, *items: tuple[str, str, str], text: str = "") -> None:
    listed = "".join(ITEM.format(code=code, path=path, expires=to) for code, path, to in items)
    quoted = f'    text: "{text}"\n' if text else ""
    file = project.root / "schemas" / "waivers.yml"
    file.write_text(f"waivers:\n{listed}{quoted}" if items else "waivers: []\n", "utf-8")


def damaged(project: Project, good: str, bad: str) -> None:
    file = project.root / REPORT
    text = file.read_text("utf-8")
    assert text.count(good) == 1
    file.write_text(text.replace(good, bad), "utf-8")


def after(project: Project, today: date = TODAY) -> tuple[Outcome, list[str]]:
    outcome = run(project, today)
    return outcome, [each.code for each in outcome.diagnostics]


WARNING = ('percent: "51,85"', 'percent: "58,15"', "TOT201")
ERROR = ("number: 412/BC-BHXH", "number: 96/ĐK-BHXH", "DUP104")


@pytest.mark.parametrize(("good", "bad", "code"), [WARNING, ERROR])
def test_what_is_accepted_is_no_finding(project: Project, good: str, bad: str, code: str) -> None:
    damaged(project, good, bad)
    assert after(project)[1] == [code]
    waive(project, (code, REPORT, "2013-12-31"))
    outcome, codes = after(project)
    assert codes == []
    assert [each.code for each in outcome.waived] == [code]
    assert "bhxh-hung-yen/report" in outcome.corpus.campaigns["2013-h1"].filed
    said = human.summary(outcome.diagnostics, 14, catalogue("vi"), len(outcome.waived))
    assert "1 chỗ được chấp nhận" in said


@pytest.mark.parametrize(
    ("today", "codes"),
    [
        (date(2013, 7, 19), []),
        (date(2013, 7, 20), []),  # the day itself is included
        (date(2013, 7, 21), ["WAI101", "TOT201"]),
    ],
)
def test_until_its_day(project: Project, today: date, codes: list[str]) -> None:
    damaged(project, *WARNING[:2])
    waive(project, ("TOT201", REPORT, "2013-07-20"))
    assert sorted(after(project, today)[1]) == sorted(codes)


@pytest.mark.parametrize(
    ("item", "found"),
    [
        (("TOT201", REPORT, "2013-12-31"), ("WAI102", None)),
        (("SCH101", REPORT, "2013-12-31"), ("WAI103", "code")),
        (("REF102", REPORT, "2013-12-31"), ("WAI103", "code")),  # nobody knows what it names
        (("ABC999", REPORT, "2013-12-31"), ("WAI103", "code")),
        (("TOT201", REPORT.replace(".yml", ".md"), "2013-12-31"), ("WAI103", "path")),
    ],
)
def test_out_of_place(
    project: Project, item: tuple[str, str, str], found: tuple[str, str | None]
) -> None:
    waive(project, item)
    (finding,) = run(project, TODAY).diagnostics
    assert (finding.code, finding.params.get("reason")) == found
    assert finding.path == "schemas/waivers.yml"


def test_a_waiver_accepts_one_code_in_one_paper(project: Project) -> None:
    damaged(project, *WARNING[:2])
    waive(project, ("TOT201", REPORT.replace("hung-yen", "hai-duong"), "2013-12-31"))
    assert sorted(after(project)[1]) == ["TOT201", "WAI103"]
    waive(project, ("TOT203", REPORT, "2013-12-31"))
    assert sorted(after(project)[1]) == ["TOT201", "WAI102"]


def test_two_waivers_for_one_finding(project: Project) -> None:
    damaged(project, *WARNING[:2])
    waive(project, ("TOT201", REPORT, "2013-12-30"), ("TOT201", REPORT, "2013-12-31"))
    (finding,) = run(project, TODAY).diagnostics
    assert (finding.code, finding.params["reason"]) == ("WAI103", "twice")


def test_a_waiver_with_a_text_accepts_that_text_alone(project: Project) -> None:
    damaged(project, *WARNING[:2])
    waive(project, ("TOT201", REPORT, "2013-12-31"), text="58,15")
    assert after(project)[1] == []
    waive(project, ("TOT201", REPORT, "2013-12-31"), text="58,16")
    assert sorted(after(project)[1]) == ["TOT201", "WAI102"]


def test_personal_data_is_accepted_by_its_words_only(project: Project) -> None:
    damaged(project, "với từng đơn vị.", "qua số 0912345678 hoặc 0987654321.")
    waive(project, ("PRV104", REPORT, "2013-12-31"))
    outcome, codes = after(project)
    assert sorted(codes) == ["PRV104", "PRV104", "WAI103"]
    assert [each.params["reason"] for each in outcome.diagnostics if each.code == "WAI103"] == [
        "text"
    ]
    waive(project, ("PRV104", REPORT, "2013-12-31"), text="0912345678")
    outcome, codes = after(project)
    assert codes == ["PRV104"]
    assert len(outcome.waived) == 1


@pytest.mark.parametrize("broken", [REPORT, "submissions/2013-h1/bhxh-viet-nam/campaign.yml"])
def test_needless_is_said_of_what_is_whole(project: Project, broken: str) -> None:
    waive(project, ("TOT201", REPORT, "2013-12-31"))
    assert after(project)[1] == ["WAI102"]
    file = project.root / broken
    file.write_text(file.read_text("utf-8") + "nonsense: 1\n", "utf-8")
    assert "WAI102" not in after(project)[1]


@pytest.mark.parametrize(
    "text",
    [
        "waivers:\n  - code: TOT201\n",
        "waivers: [\n",
        "{}\n",
        "waivers:\n" + ITEM.format(code="TOT201", path=REPORT, expires="2013-02-30"),
    ],
)
def test_a_broken_file_is_our_own_fault(project: Project, text: str) -> None:
    (project.root / "schemas" / "waivers.yml").write_text(text, "utf-8")
    with pytest.raises(HouseFault, match=r"schemas/waivers\.yml"):
        run(project, TODAY)


def test_without_the_file_nothing_is_accepted(project: Project) -> None:
    Path(project.root / "schemas" / "waivers.yml").unlink()
    assert after(project)[1] == []
