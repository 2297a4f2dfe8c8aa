from datetime import UTC, date, datetime

import pytest

from thidua.text.dates import Moment, day, parse_date, today_in_vietnam


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2013-07-10", date(2013, 7, 10)),
        ("2012-02-29", date(2012, 2, 29)),
        ("2013-02-29", None),
        ("2013-7-10", None),
        ("20130710", None),
        ("10/7/2013", None),
        ("", None),
    ],
)
def test_parse_date(text: str, expected: date | None) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2013-07-03T08:00", "08:00 ngày 03/7/2013"),
        ("2013-12-31", "ngày 31/12/2013"),
        ("2013-07-03T24:00", None),
        ("2013-07-03 08:00", None),
        ("2013-06-31", None),
    ],
)
def test_moment(text: str, shown: str | None) -> None:
    moment = Moment.parse(text)
    assert (moment and moment.vietnamese()) == shown
    assert moment is None or moment.iso == text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (date(2013, 1, 5), "05/01/2013"),
        (date(2013, 7, 14), "14/7/2013"),
        (date(2013, 11, 3), "03/11/2013"),
    ],
)
def test_official_layout(value: date, shown: str) -> None:
    assert day(value) == shown


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        (datetime(2013, 7, 14, 16, 59, tzinfo=UTC), date(2013, 7, 14)),
        (datetime(2013, 7, 14, 17, 0, tzinfo=UTC), date(2013, 7, 15)),
    ],
)
def test_today_is_vietnams(instant: datetime, expected: date) -> None:
    assert today_in_vietnam(instant) == expected
