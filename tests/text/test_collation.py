from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.text.collation import sort_key


@pytest.mark.parametrize(
    "ordered",
    [
        ["Hà Giang", "Hà Nam", "Hà Nội", "Hải Dương", "Hậu Giang", "Hưng Yên"],
        ["An Giang", "Bà Rịa", "Bạc Liêu", "Bắc Giang", "Bến Tre"],
        ["Cà Mau", "Cao Bằng", "Cần Thơ", "Da", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Gia Lai"],
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["Lê", "Lê A", "Lí"],
    ],
)
def test_vietnamese_order(ordered: list[str]) -> None:
    backwards = list(reversed(ordered))
    assert sorted(backwards, key=sort_key) == ordered


@given(st.lists(st.text(alphabet="aăâbdđeêoôơuư àáảãạ", max_size=8), min_size=2))
def test_order_is_total(words: list[str]) -> None:
    ordered = sorted(words, key=sort_key)
    assert all(one == other or sort_key(one) < sort_key(other) for one, other in pairwise(ordered))
