"""What is found in a text, and what a text shows of it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.text.lines import Lines
from thidua.text.personal import masked, personal_data


def found(text: str) -> list[str]:
    return [f"{each.what}: {text[each.start : each.end]}" for each in personal_data(text)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("0912345678/0987654321", ["mobile: 0912345678", "mobile: 0987654321"]),
        ("0912345678-0987654321", ["mobile: 0912345678", "mobile: 0987654321"]),
        ("0912345678, 0987654321", ["mobile: 0912345678", "mobile: 0987654321"]),
        ("0912345678,0987654321", ["mobile: 0912345678", "mobile: 0987654321"]),
        ("0912345678 0987654321", ["mobile: 0912345678", "mobile: 0987654321"]),
        ("0912.345.678 - 0987.654.321", ["mobile: 0912.345.678", "mobile: 0987.654.321"]),
        ("(0912) 345678, (0987) 654321", ["mobile: (0912) 345678", "mobile: (0987) 654321"]),
        ("024.3936.1234/0912345678", ["mobile: 0912345678"]),
        ("12/3/2013 0912345678", ["mobile: 0912345678"]),
        ("SĐT0912345678", ["mobile: 0912345678"]),
        ("ĐT:0912345678", ["mobile: 0912345678"]),
        ("0912\u00a0345\u2009678", ["mobile: 0912\u00a0345\u2009678"]),
        ("CMND 145 678 901", ["identity-card: 145 678 901"]),
        ("CMND số: 145.678.901", ["identity-card: 145.678.901"]),
        ("CCCD 034 188 012 345", ["identity-card: 034 188 012 345"]),
        ("012345678/001188012345", ["identity-card: 012345678", "identity-card: 001188012345"]),
        ("MST cá nhân 8012345678", ["insurance: 8012345678"]),
        ("thẻ DN4797912345678", ["insurance: DN4797912345678"]),
        ("thẻ GD 4 79 7912345678", ["insurance: GD 4 79 7912345678"]),
    ],
)
def test_numbers(text: str, numbers: list[str]) -> None:
    assert found(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "kỳ 01/2013-06/2013",
        "kỳ 7/2012-6/2013",
        "từ 7/2012 - 6/2013",
        "từ 01/6-31/12/2013",
        "từ 01/6/2013-31/12/2013",
        "period: 2013-01-01/2013-06-30",
        "ĐT 04.39361234",
        "ĐT (04) 3936 1234, fax (08) 38997039",
        "031.3842345",
        "0221.3862123",
        "024.3936.1234, 024-3936-1234",
        "MST 0312345678",
        "mã số thuế: 0312345678-001",
        "thu 1234567890 VNĐ",
        "thu 1234567890 đ.",
        "12.345/12.400",
        "12.345 - 12.400",
        "10.234-12.345 triệu đồng",
        "1.012.345.678",
        "1 012 345 678 đồng",
        "các mức 10, 20, 30, 40, 50, 60",
        "05/2013, 06/2013, 07/2013",
        "DV123456789",
    ],
)
def test_numbers_of_nobody(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["1234567890 đ/c Hoa", "0912345678 đồng chí Hoa", "0912345678/QĐ", "0912345678 người"]
)
def test_what_only_looks_counted(text: str) -> None:
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "đăng ký khai sinh năm 2012",
        "trẻ sơ sinh năm 2013",
        "tuyển sinh năm 2013",
        "an sinh năm 2013",
        "liệt sĩ hy sinh năm 1972",
        "vận động người thường trú tại 126 xã",
        "120 hộ tạm trú tại xã Tân Lập",
        "chỗ ở cho 12 công nhân",
    ],
)
def test_words_of_nobody(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "thường trú: số 5 phố Huế",
        "Chỗ ở: số 12 ngõ 3",
        "Nơi ở : thôn 3, xã Tân Lập",
        "tạm trú tại 12 Lý Thường Kiệt",
        "Nơi thường trú: 126 xã Đàn",
    ],
)
def test_homes(text: str) -> None:
    assert [each.what for each in personal_data(text)] == ["address"]
    assert not set("HuếLập5") & set(masked(text).partition(":")[2])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("gọi 0912.345.678 nhé", "gọi ••••.•••.••• nhé"),
        ("sinh ngày\n12/3/1970", "sinh ngày\n••/•/••••"),
        ("thu 12.345/12.400", "thu 12.345/12.400"),
        ("hoa.nguyen@gmail.com", "•••.••••••@gmail.com"),
    ],
)
def test_masked(text: str, shown: str) -> None:
    assert masked(text) == shown


@given(st.text(alphabet="0123456789 .()/,;-+aĐđ\n", max_size=80))
def test_finds_lie_in_the_text_apart_from_each_other(text: str) -> None:
    places = list(personal_data(text))
    assert all(0 <= each.start < each.end <= len(text) for each in places)
    numbers = [each for each in places if each.what in {"mobile", "identity-card", "insurance"}]
    assert all(one.end <= other.start for one, other in pairwise(numbers))
    assert len(masked(text)) == len(text)
    assert list(personal_data(masked(text))) == []


@given(st.text(alphabet="ab\n"), st.integers(0, 40))
def test_lines(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    before = text[:offset]
    expected = (before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)
    assert Lines(text).place(offset) == expected
