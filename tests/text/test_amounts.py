"""Amounts: measures as people write them, and how far printing may have moved a figure."""

from decimal import Decimal

import pytest

from thidua.text.amounts import Amount, Measure, cut, matches, total
from thidua.text.figures import Figure

MILLIONS = Measure.parse("triệu đồng")
PEOPLE = Measure.parse("người")
PERCENT = Measure.parse("%")


def amount(text: str, usual: Measure = MILLIONS) -> Amount:
    found = Amount.of(Figure.parse(text), usual)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "scale", "noun", "kind"),
    [
        ("triệu đồng", 10**6, "dong", "money"),
        ("Tr.đ", 10**6, "dong", "money"),
        ("trđ", 10**6, "dong", "money"),
        ("tr đồng", 10**6, "dong", "money"),
        ("triệu đ", 10**6, "dong", "money"),
        ("VNĐ", 1, "dong", "money"),
        ("đồng Việt Nam", 1, "dong", "money"),
        ("nghìn tỷ đồng", 10**12, "dong", "money"),
        ("nghìn", 1000, "", ""),
        ("%", 1, "%", "percent"),
        ("phần trăm", 1, "phan tram", "percent"),
        ("người", 1, "nguoi", "count"),
        ("lượt người", 1, "luot nguoi", "count"),
        ("đồng chí", 1, "dong chi", "count"),
        ("", 1, "", ""),
        (None, 1, "", ""),
        ("triệu triệu triệu đồng", 10**12, "trieu dong", "count"),  # no such measure
    ],
)
def test_measures(text: str | None, scale: int, noun: str, kind: str) -> None:
    found = Measure.parse(text)
    assert (found.scale, found.noun, found.kind) == (scale, noun, kind)


@pytest.mark.parametrize(
    ("text", "usual", "low", "high"),
    [
        ("161240", PEOPLE, "161240", "161240"),  # people are counted, not rounded
        ("161,2 nghìn", PEOPLE, "161150", "161300"),  # rounded, or cut off
        ("-161,2 nghìn", PEOPLE, "-161300", "-161150"),
        ("640", MILLIONS, "639500000", "640500000"),
        ("0,5", PERCENT, "0.45", "0.6"),
    ],
)
def test_ranges(text: str, usual: Measure, low: str, high: str) -> None:
    found = amount(text, usual)
    assert (found.low, found.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize("text", ["trên 860", "ước 1.200", "gần 5", "khoảng 3"])
def test_bounds_and_estimates_are_no_amounts(text: str) -> None:
    assert Amount.of(Figure.parse(text), PEOPLE) is None


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("640,1 tỷ đồng", "640.190", True),  # cut off
        ("640,1 tỷ đồng", "640.051", True),
        ("640,1 tỷ đồng", "640.049", False),
        ("640,1 tỷ đồng", "640.202", False),
        ("640.123 triệu đồng", "640.123.400.000 đồng", True),
        ("640.123 triệu đồng", "640.123.600.000 đồng", False),
    ],
)
def test_one_amount_printed_in_two_ways(one: str, other: str, agree: bool) -> None:  # noqa: FBT001
    assert amount(one).agrees(amount(other)) == agree
    assert amount(other).agrees(amount(one)) == agree


def test_sums_and_differences_carry_what_printing_left() -> None:
    one, other = amount("51,8", PERCENT), amount("49,6", PERCENT)
    both = one + other
    assert (both.number, both.low, both.high) == tuple(map(Decimal, ("101.4", "101.30", "101.6")))
    less = one - other
    assert (less.number, less.low, less.high) == tuple(map(Decimal, ("2.2", "2.05", "2.35")))
    back = abs(other - one)
    assert (back.number, back.low, back.high) == (less.number, less.low, less.high)
    half = both.shared_by(2)
    assert (half.number, half.low, half.high) == tuple(map(Decimal, ("50.7", "50.65", "50.8")))


def test_a_total_needs_every_part_of_one_kind() -> None:
    one, people = amount("5"), amount("7", PEOPLE)
    assert total([]) is None
    assert total([one, None]) is None
    assert total([one, people]) is None
    found = total([one, one, one])
    assert found is not None
    assert found.printed(found.number) == "15"


@pytest.mark.parametrize(
    ("part", "whole", "printed", "fits"),
    [
        ("640123", "1.234.567", "51,85", True),
        ("640123", "1.234.567", "51,84", True),
        ("640123", "1.234.567", "51,83", False),
        ("51,8 tỷ đồng", "100.000", "51,89", True),  # 51,8 may have been 51,89
        ("51,8 tỷ đồng", "100.000", "51,92", False),
        ("-5", "100", "-5", True),
    ],
)
def test_percentages(part: str, whole: str, printed: str, fits: bool) -> None:  # noqa: FBT001
    found = amount(part).in_percent_of(amount(whole))
    figure = Figure.parse(printed)
    assert found is not None
    assert figure is not None
    assert matches(figure, found) == fits


@pytest.mark.parametrize("whole", ["0", "-5", "0,2"])
def test_nothing_is_a_percentage_of_nothing(whole: str) -> None:
    found = amount("5", PERCENT).in_percent_of(amount(whole, PERCENT))
    assert (found is None) == (whole != "0,2")


def test_the_largest_figures_can_be_shown() -> None:
    largest = amount("999999999999999 triệu tỷ đồng")
    smallest = amount("0,000001 đồng")
    found = largest.in_percent_of(smallest)
    assert found is not None
    assert cut(found.number, Decimal("0.000001")) == found.number
    assert cut(largest.number, Decimal("0.000001")) == largest.number
