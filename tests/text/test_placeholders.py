import pytest

from thidua.text.placeholders import BLANK, is_blank


@pytest.mark.parametrize(
    "text",
    [BLANK, "...", "....", "___", "[…]", "(...)", "… …", "…/BC-BHXH", ".../BC-BHXH", "___/KH-X"],
)
def test_what_nobody_has_filled_in(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize(
    "text",
    ["", "-", "Ngay từ đầu năm …", "412/BC-BHXH", "v.v.", "1.234", "a...", "..", "x/…", "12…/BC-X"],
)
def test_what_says_something(text: str) -> None:
    assert not is_blank(text)
