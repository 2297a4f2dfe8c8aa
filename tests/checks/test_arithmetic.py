"""What adds up, what need not, and what cannot be right together."""

import pytest

from tests.checks.conftest import Codes
from tests.conftest import TODAY
from thidua.engine import run
from thidua.project import Project

REPORT = "bhxh-hung-yen/report"
BHYT = '      actual: "246.310"\n      measure: triệu đồng\n'
COMPARED = (
    '        - base: same-period\n          change: "+70.000"\n          change_percent: "+12,3"\n'
)


@pytest.mark.parametrize(
    ("actual", "parts", "found"),
    [
        ("1000", ["400", "600"], []),
        ("1000", ["400", "500"], []),  # not every part need be named
        ("1000", ["400", "602"], ["TOT202"]),
        ("1000", ["1001"], []),  # millions were rounded before they were printed
        ("1000", ["1002"], ["TOT202"]),
        ("trên 1000", ["1001"], []),  # a bound is no whole
        ("1000", ["khoảng 1001"], []),
        ("1 tỷ đồng", ["600 triệu đồng", "400 triệu đồng"], []),
        ("1 tỷ đồng", ["600 triệu đồng", "905 triệu đồng"], ["TOT202"]),
        ('"1,0"', ['"0,55"', '"0,5"'], []),  # within what rounding leaves
        ("1000", ["5.000 người"], []),  # of so much money so many people
    ],
)
def test_parts(codes: Codes, actual: str, parts: list[str], found: list[str]) -> None:
    rows = "".join(
        f"        - name: Phần {n}\n          actual: {x}\n" for n, x in enumerate(parts)
    )
    new = f"      actual: {actual}\n      measure: triệu đồng\n      parts:\n{rows}"
    assert codes(REPORT, (BHYT, new)) == found


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (['change: "+70.000"', 'change_percent: "+12,2"'], []),  # cut off
        (['change: "+70.000"', 'change_percent: "+12,28"'], []),
        (['change: "+70.000"', 'change_percent: "+12,4"'], ["TOT203"]),
        (['change: "+70.000"', 'change_percent: "-12,3"'], ["TOT203"]),
        (['change: "+70.000"', 'change_percent: "12,3"'], []),  # how much, not which way
        (['change: "70.000"', 'change_percent: "99"'], []),  # up or down: nobody knows
        (['change: "-70.000"', 'change_percent: "-9,8"'], []),
        (['value: "570.123"', 'change: "+70.000"', 'change_percent: "+12,3"'], []),
        (['value: "570.123"', 'change: "+71.000"'], ["TOT204"]),
        (['value: "570.123"', 'change: "-70.000"'], ["TOT204"]),
        (['value: "570.123"', 'change: "70.000"'], []),
        (['value: "570.123"', 'change_percent: "+14"'], ["TOT203"]),
        (["value: ước 570.123", 'change: "+71.000"'], []),
        (["value: 570,1 tỷ đồng", "change: +70 tỷ đồng"], []),  # within what rounding leaves
        (["value: 570,1 tỷ đồng", "change: +75 tỷ đồng"], ["TOT204"]),
    ],
)
def test_changes(codes: Codes, lines: list[str], found: list[str]) -> None:
    rest = "".join(f"          {line}\n" for line in lines)
    assert codes(REPORT, (COMPARED, f"        - base: same-period\n{rest}")) == found


def test_a_change_of_a_percentage_is_in_points(codes: Codes) -> None:
    more = (
        '      actual: "3,1"\n      compared:\n        - base: december\n          change: "-0,4"\n'
    )
    more += '          change_percent: "-50"\n'
    assert codes(REPORT, ('      actual: "3,1"\n', more)) == []


@pytest.mark.parametrize(
    ("actual", "found"),
    [
        ("812.400", []),
        ("14,551 triệu người", ["TOT102"]),
        ("14.551 triệu người", ["TOT105"]),
        ("99 triệu người", []),
        ("812.400 nghìn", ["TOT105"]),
        ("200 triệu người", ["TOT105"]),
        ("1.234 tỷ đồng", ["TOT205"]),  # money for people is another slip
    ],
)
def test_more_people_than_there_are(codes: Codes, actual: str, found: list[str]) -> None:
    parts = '      parts:\n        - name: Hộ gia đình\n          actual: "120.400"\n'
    edits = ((f"      actual: trên 812.400\n{parts}", f'      actual: "{actual}"\n'),)
    assert codes(REPORT, *edits) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("change: -99 triệu người", []),
        ("change: -200 triệu người", ["TOT105"]),  # downwards as well
        ('change_percent: "+150.000.000"', []),  # that counts nobody
    ],
)
def test_more_people_gone_than_there_are(codes: Codes, line: str, found: list[str]) -> None:
    old = "      actual: trên 812.400\n"
    more = f"      compared:\n        - base: same-period\n          {line}\n"
    assert codes(REPORT, (old, old + more)) == found


def test_parts_of_a_percentage_need_not_add_up(codes: Codes) -> None:
    old = '      actual: "3,1"\n'
    parts = '      parts:\n        - name: Doanh nghiệp\n          actual: "4,2"\n'
    assert codes(REPORT, (old, old + parts)) == []


@pytest.mark.parametrize(
    ("measure", "found"),
    [
        ("tỷ đồng", []),
        ("Triệu Đồng", []),
        ("nghìn", []),
        ("người", ["TOT205"]),
        ('"%"', ["TOT205"]),
    ],
)
def test_measures(codes: Codes, measure: str, found: list[str]) -> None:
    assert codes(REPORT, ("      measure: triệu đồng\n", f"      measure: {measure}\n")) == found


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        (("  collectives: 3\n", "  collectives: 4\n"), ["TOT305"]),
        (("  collectives: 3\n", ""), []),
        (("  individuals: 1\n", "  individuals: 0\n"), ["TOT305"]),
        # Nobody knows of what kind that one is.
        (("  - id: e2\n    award: bang", "  - id: e2\n    awrad: bang"), ["SCH102"]),
        (("      kind: individual\n", "      kind: person\n"), ["SCH104"]),
    ],
)
def test_stated_totals(codes: Codes, edit: tuple[str, str], found: list[str]) -> None:
    assert codes("bhxh-viet-nam/award-decision/qd-0001-qd-bhxh", edit) == found


def test_a_withdrawn_entry_stood_in_the_decision(codes: Codes) -> None:
    gone = "  - id: e2\n    withdrawn:\n      number: 0002/QĐ-BHXH\n      date: 2013-07-01\n"
    gone += "      authority: tong-giam-doc-bhxh-viet-nam\n"
    assert codes("bhxh-viet-nam/award-decision/qd-0001-qd-bhxh", ("  - id: e2\n", gone)) == []


ROWS = """      - unit: bhxh-hung-yen
        actual: 640123
        targets:
          - value: "1.234.567"
            percent: "51,85"
      - unit: bhxh-hai-duong
        targets:
          - percent: "49,6"
    aggregate:
      method: mean-of-percents
      targets:
        - percent: "50,7"
"""
WEIGHTED = """      - unit: bhxh-hung-yen
        actual: 640123
        targets:
          - value: "1.234.567"
      - unit: bhxh-hai-duong
        actual: 100000
        targets:
          - value: 200000
    aggregate:
      method: weighted-percent
      targets:
        - percent: "{percent}"
"""


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (WEIGHTED.format(percent="51,59"), []),
        (WEIGHTED.format(percent="51,6"), []),
        (WEIGHTED.format(percent="52,5"), ["TOT304"]),
        (WEIGHTED.format(percent="52,5").replace("actual: 100000", "note: chưa có"), []),
        (ROWS.replace("640123", "640,123 tỷ đồng"), []),
        (ROWS.replace("640123", "640,12 tỷ đồng"), []),  # rounded
        (ROWS.replace("640123", "640,13 tỷ đồng"), ["TOT307"]),
        (ROWS.replace("640123", "ước 650.000"), []),
    ],
)
def test_the_table_of_a_cluster(codes: Codes, rows: str, found: list[str]) -> None:
    got = codes("cum-01/cluster-report", (ROWS, rows))
    assert [code for code in got if code != "TOT102"] == found


@pytest.mark.parametrize(
    ("actual", "plan", "percent", "found"),
    [
        ('"640,123"', '"1.234.567"', "51,85", ["TOT102"]),  # the percentage is right
        ('"640,123"', '"1.234.567"', "12,3", ["TOT102", "TOT201"]),
    ],
)
def test_a_comma_too_early_is_one_slip_of_a_percentage(
    codes: Codes, actual: str, plan: str, percent: str, found: list[str]
) -> None:
    edits = [
        ("actual: 640123", f"actual: {actual}"),
        ('value: "1.234.567"', f"value: {plan}"),
        ('percent: "51,85"', f'percent: "{percent}"'),
        (COMPARED, "        - base: same-period\n"),
    ]
    assert sorted(codes(REPORT, *edits)) == found


def test_sums_are_told_in_the_measure_of_the_row(project: Project) -> None:
    file = project.submissions / f"2013-h1/{REPORT}.yml"
    parts = "      parts:\n        - name: A\n          actual: 300.000\n"
    text = file.read_text("utf-8").replace(BHYT, f"{BHYT}{parts}".replace("300.000", '"300.000"'))
    more = 'value: "570.123"\n          change: "+71.000"'
    text = text.replace('change: "+70.000"\n          change_percent: "+12,3"', more)
    file.write_text(text, "utf-8")
    found = {each.code: each.params for each in run(project, TODAY).diagnostics}
    assert found["TOT202"] == {"whole": "246.310", "total": "300.000"}
    assert found["TOT204"] == {"printed": "+71.000", "computed": "+70.000"}


@pytest.mark.parametrize(
    ("actual", "lines", "found"),
    [
        ('"640,123"', ['value: "570.123"', 'change: "+70.000"', 'change_percent: "+12,3"'], []),
        ('"640,123"', ['change: "+70.000"', 'change_percent: "+12,3"'], []),
        ("640123", ['value: "570,123"', 'change: "+70.000"', 'change_percent: "+12,3"'], []),
        ("640123", ['value: "570.123"', 'change: "+70,000"'], []),
        ('"640,123"', ['value: "570.123"', 'change: "+80.000"'], ["TOT204"]),
    ],
)
def test_a_comma_too_early_is_one_slip_of_a_comparison(
    codes: Codes, actual: str, lines: list[str], found: list[str]
) -> None:
    rest = "".join(f"          {line}\n" for line in lines)
    edits = [
        ("actual: 640123", f"actual: {actual}"),
        ('          percent: "51,85"\n', ""),
        (COMPARED, f"        - base: same-period\n{rest}"),
    ]
    assert [code for code in codes(REPORT, *edits) if code != "TOT102"] == found
