import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.text.dates import parse_date
from thidua.text.figures import Figure
from thidua.text.readings import days, of_figure, of_float


@pytest.mark.parametrize(
    ("text", "reason", "decimal", "thousands"),
    [
        ("51.85", "decimal", "51,85", None),
        ("3.1", "decimal", "3,1", None),
        ("-0.4", "decimal", "-0,4", None),
        ("+12.3", "decimal", "+12,3", None),
        ("0.123", "decimal", "0,123", None),
        ("51.8500", "decimal", "51,8500", None),
        ("1.234", "thousands", "1,234", "1234"),
        ("-640.123", "thousands", "-640,123", "-640123"),
        ("+140.644", "thousands", "+140,644", '"+140644"'),
        ("1234.567", "thousands", "1234,567", "1234567"),
        ("1e5", "text", None, None),
        ("1.5e3", "text", None, None),
        ("3.", "text", None, None),
        (".5", "text", None, None),
    ],
)
def test_floats(text: str, reason: str, decimal: str | None, thousands: str | None) -> None:
    read = of_float(text)
    found = (read["reason"], read.get("decimal"), read.get("thousands"))
    assert found == (reason, decimal, thousands)


@pytest.mark.parametrize(
    ("text", "reason", "figure"),
    [
        ("1,234.5", "english", "1.234,5"),
        ("1,234,567", "english", "1.234.567"),
        ("-1,234,567.25", "english", "-1.234.567,25"),
        ("1,234.567", "english", "1.234,567"),
        ("51.87", "english", "51,87"),
        ("0.123", "english", "0,123"),  # no group of thousands begins with 0
        ("51.87%", "english", "51,87%"),
        ("“2.380”", "curly", "2.380"),
        ("‘51,85’", "curly", "51,85"),
        ("«trên 860»", "curly", "trên 860"),
        ("„51,85“", "curly", "51,85"),
        ("‘‘51,85’’", "curly", "51,85"),
        ('“2.380"', "curly", "2.380"),
        ("“ 2.380 ”", "curly", "2.380"),
        ("“12,500”", "curly", "12,500"),
        ("“1,234.5”", "english", "1.234,5"),
        ("51,85 ", "blank", "51,85"),
        (" 51.85", "english", "51,85"),
    ],
)
def test_figures_with_one_reading(text: str, reason: str, figure: str) -> None:
    assert of_figure(text) == (reason, figure)


@pytest.mark.parametrize(
    "text",
    [
        *("1,234", "1.234", "51,85", "640123"),  # figures as they are
        *("1234.567", "12,34,567", "0,123,456", "01.5", "51.85.1", "1.234,567.8"),
        *("1,234,567,890,123,456,789", "51,8500000.1", "1.2345678"),
        *("“51,85", "51,85”", "'51,85'", '"51,85"', "“”", "“", "", " ", "“nhiều”", "“3/7”"),
        *("trên 1,234.5", "860+", "3/7", "không có", "1,234.5 người"),
    ],
)
def test_figures_without_one_reading(text: str) -> None:
    assert of_figure(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10/7/2013", ("2013-07-10", "2013-10-07")),
        ("05/01/2012", ("2012-01-05", "2012-05-01")),
        ("25/7/2013", ("2013-07-25",)),
        ("25.7.2013", ("2013-07-25",)),
        ("25-07-2013", ("2013-07-25",)),
        ("7/7/2013", ("2013-07-07",)),
        ("12/12/2013", ("2013-12-12",)),
        ("29/2/2012", ("2012-02-29",)),
        (" 25/7/2013 ", ("2013-07-25",)),
        ("2013-7-5", ("2013-07-05",)),
        ("2013-07-5", ("2013-07-05",)),
        ("2013-07-05", ("2013-07-05",)),
        ("29/2/2013", ()),
        ("31/6/2013", ()),
        ("7/25/2013", ()),
        ("2013-13-1", ()),
        ("2013/7/5", ()),
        ("25/7/13", ()),
        ("25/7/1850", ()),
        ("25/7", ()),
        ("8h00 25/7/2013", ()),
        ("2013-7-5T8:00", ()),
        ("", ()),
    ],
)
def test_days(text: str, expected: tuple[str, ...]) -> None:
    assert days(text) == expected


@given(st.text("0123456789.,+-%“”«»‘’\"' ngtrêườiơ", max_size=14) | st.text(max_size=14))
def test_what_is_read_is_a_figure_and_has_no_further_reading(text: str) -> None:
    read = of_figure(text)
    if read is not None:
        assert Figure.parse(text) is None
        assert Figure.parse(read[1]) is not None
        assert of_figure(read[1]) is None


@given(st.text("0123456789/-. ", max_size=12))
def test_days_are_days_of_the_calendar(text: str) -> None:
    assert all(parse_date(day) for day in days(text))
