from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.text.amounts import Measure
from thidua.text.figures import Figure, grouped, is_fraction


@pytest.mark.parametrize(
    ("printed", "number", "decimals", "qualifier", "measure"),
    [
        ("640123", "640123", 0, None, None),
        ("1.234.567", "1234567", 0, None, None),
        ("51,85", "51.85", 2, None, None),
        ("trên 860", "860", 0, "trên", None),
        ("ước 1.200", "1200", 0, "ước", None),
        ("ước đạt 1.200", "1200", 0, "ước đạt", None),
        ("+140.644", "140644", 0, None, None),
        ("-0,6", "-0.6", 1, None, None),
        ("14,551 triệu người", "14.551", 3, None, "triệu người"),
        ("95 %", "95", 0, None, "%"),
        ("95%", "95", 0, None, "%"),
        ("0", "0", 0, None, None),
    ],
)
def test_reads(
    printed: str, number: str, decimals: int, qualifier: str | None, measure: str | None
) -> None:
    figure = Figure.parse(printed)
    assert figure is not None
    found = (figure.printed, figure.number, figure.decimals, figure.qualifier, figure.measure)
    assert found == (printed, Decimal(number), decimals, qualifier, measure)


@pytest.mark.parametrize(
    "text",
    ["", "3/7", "1,234,567", "1.23", "12.34.567", "012", "hơn", "5 - 7", "1e5", "860 860", "0.123"],
)
def test_refuses(text: str) -> None:
    assert Figure.parse(text) is None


@pytest.mark.parametrize(
    ("printed", "readings"),
    [
        ("12,500", ("12.500", "12,5")),
        ("+1,234", ("1.234", "1,234")),
        ("trên 2,000", ("2.000", "2")),
        ("0,500", None),
        ("51,85", None),
        ("1.234,567", None),
    ],
)
def test_two_readings(printed: str, readings: tuple[str, str] | None) -> None:
    figure = Figure.parse(printed)
    assert figure is not None
    assert figure.two_readings == readings


@pytest.mark.parametrize(
    ("qualifier", "exact"), [("", True), ("đạt ", True), ("trên ", False), ("ước ", False)]
)
def test_exact(qualifier: str, exact: bool) -> None:  # noqa: FBT001 - a column of the table
    figure = Figure.parse(f"{qualifier}860")
    assert figure is not None
    assert figure.exact is exact


@pytest.mark.parametrize(
    ("text", "expected"), [("3/7", True), ("1.234 / 5.000", True), ("37", False)]
)
def test_fraction(text: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_fraction(text) is expected


@pytest.mark.parametrize(
    ("measure", "scale"),
    [("triệu đồng", 10**6), ("tỷ đồng", 10**9), ("người", 1), (None, 1), ("nghìn lượt", 10**3)],
)
def test_scale(measure: str | None, scale: int) -> None:
    assert Measure.parse(measure).scale == scale


@given(st.integers(min_value=0, max_value=10**15 - 1), st.integers(min_value=0, max_value=3))
def test_what_is_grouped_reads_back(whole: int, decimals: int) -> None:
    number = Decimal(whole).scaleb(-decimals)
    figure = Figure.parse(grouped(number))
    assert figure is not None
    assert figure.number == number


@given(st.text(max_size=40))
def test_any_text_is_a_figure_or_none(text: str) -> None:
    figure = Figure.parse(text)
    assert figure is None or figure.printed == text


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("640123", "640.123"),
        ("-1234", "-1.234"),
        ("860", "860"),
        ("1.234,50", "1.234,50"),
        ("+140.644", "+140.644"),
        ("trên 812400", "trên 812400"),
    ],
)
def test_shown(printed: str, shown: str) -> None:
    figure = Figure.parse(printed)
    assert figure is not None
    assert figure.shown == shown
