import pytest

from thidua.text.folding import fold, nearest, slip_for, slug, spelled


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("Hoà Bình", "Hòa Bình"),
        ("Thanh Hoá", "THANH HÓA"),
        ("Chiến sỹ thi đua", "chiến sĩ thi đua"),
        ("kỷ niệm", "kỉ niệm"),
        ("Quý III", "Quí III"),
        ("Đắk Lắk", "dak lak"),
        ("Bà Rịa – Vũng Tàu", "Bà Rịa-Vũng Tàu"),
        ("Ðắk Nông", "Đắk Nông"),  # Eth looks like Đ
        ("  Hà   Nội ", "ha noi"),
    ],
)
def test_same_key(written: str, same: str) -> None:
    assert fold(written) == fold(same)


@pytest.mark.parametrize(("one", "other"), [("tây", "tai"), ("Hà Nam", "Hà Nội"), ("sy", "su")])
def test_different_keys(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Đăng ký", "dang-ky"), ("6 tháng đầu năm", "6-thang-dau-nam"), ("«Ưu tiên»!", "uu-tien")],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


NAMES = {
    name: name
    for name in (
        "Hà Nội",
        "Hà Nam",
        "Hải Dương",
        "Đắk Lắk",
        "Đắk Nông",
        "Thanh Hóa",
        "Phú Thọ",
        "Phú Yên",
        "Thừa Thiên Huế",
        "Quảng Nam",
        "Quảng Ninh",
        "Quảng Ngãi",
        "Bà Rịa - Vũng Tàu",
        "Thái Bình",
        "Thái Nguyên",
        "Hồ Chí Minh",
        "Kon Tum",
        "Lâm Đồng",
        "Bắc Kạn",
        "Hòa Bình",
    )
}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ha Noi", "Hà Nội"),
        ("Đăk Lăk", "Đắk Lắk"),
        ("Thanh Hoá", "Thanh Hóa"),
        ("Phúc Thọ", "Phú Thọ"),
        ("Thừa Thiên-Huế", "Thừa Thiên Huế"),
        ("Bà Rịa – Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Hải Dưong", "Hải Dương"),
        ("Quảng Ninhh", "Quảng Ninh"),
        ("Quang Ngai", "Quảng Ngãi"),
        ("Thái Ngyên", "Thái Nguyên"),
        ("Hồ Chi Minh", "Hồ Chí Minh"),
        ("Kon Tumm", "Kon Tum"),
        ("Lam Dong", "Lâm Đồng"),
        ("Bắc Cạn", "Bắc Kạn"),
        ("Hoà Bình", "Hòa Bình"),
        ("Đắc Nông", "Đắk Nông"),
        ("HA NAM", "Hà Nam"),
        ("Phu Yen", "Phú Yên"),
        ("Thái Bnh", "Thái Bình"),
        ("Dak Lak", "Đắk Lắk"),
    ],
)
def test_nearest_finds_what_was_meant(typed: str, meant: str) -> None:
    assert nearest(typed, NAMES) == meant


@pytest.mark.parametrize("typed", ["", "Paris", "xyz", "Tổng công ty Điện lực"])
def test_nearest_does_not_guess(typed: str) -> None:
    assert nearest(typed, NAMES) is None


INDICATORS = (
    "Thu BHYT",
    "Thu BHXH bắt buộc",
    "Số người tham gia BHXH bắt buộc",
    "Tỷ lệ hồ sơ giải quyết đúng hạn",
    "Tỷ lệ nợ",
)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Thu BHTY", (1, "Thu BHYT")),
        ("ThuBHYT", (1, "Thu BHYT")),
        ("Thu BHTN", None),
        ("Chi BHYT", None),
        ("Nợ BHYT", None),
        ("Tỷ lệ nợ cũ", None),
        ("Tỷ lệ số", None),
        ("Số người tham gia BHXH tự nguyện", None),
        ("Người tham gia BHXH bắt buộc", (3, "Số người tham gia BHXH bắt buộc")),
        ("Số ngưòi tham gai BHXH bắt buộcc", (2, "Số người tham gia BHXH bắt buộc")),
        ("Tỷ lệ hồ sơ giải quyết quá hạn", None),
        ("Tỷ lệ hồ sơ giải quyét đúngg hạnn", (2, "Tỷ lệ hồ sơ giải quyết đúng hạn")),
        ("Thuu BHXHH bắtt buộcc", None),  # four slips in so short a name
        ("Thuu BHXH bắtt buộc", (2, "Thu BHXH bắt buộc")),
        ("Thuu BHXH bắtt buộcc", None),
    ],
)
def test_what_is_a_slip_and_what_a_new_name(name: str, meant: tuple[int, str] | None) -> None:
    assert slip_for(name, {each: each for each in INDICATORS}) == meant


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Nguyễn Thị Hoà", "nguyễn  thị HÒA", True),
        ("Trần Thuý", "Trần Thúy", True),
        ("Ðỗ Văn A", "Đỗ Văn A", True),
        ("Hoa", "Hòa", False),
        ("Hóa", "Hòa", False),
        ("Sơn", "Son", False),
        ("Đỗ", "Dỗ", False),
        ("Lý", "Lí", False),
    ],
)
def test_one_name_or_two(one: str, other: str, *, same: bool) -> None:
    assert (spelled(one) == spelled(other)) == same
