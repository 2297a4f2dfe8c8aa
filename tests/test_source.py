from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.source import MAX_BYTES, decode, read

PATH = "submissions/2013-h1/bhxh-hung-yen/report.yml"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"a: 1\r\nb: 2\r", "a: 1\nb: 2\n"),
        (b"\xef\xbb\xbfa: 1\n", "a: 1\n"),
        ("số: «Đề»\t\n".encode(), "số: «Đề»\t\n"),
        ("a:\n\u00a0\u00a0b: 12\u202f%\n".encode(), "a:\n  b: 12 %\n"),
        (b"", ""),
    ],
)
def test_clean(raw: bytes, text: str) -> None:
    assert decode(PATH, raw) == (text, [])


@pytest.mark.parametrize(
    ("raw", "code", "line", "column"),
    [
        ("a: 1\nb: x\u00ea".encode("cp1258"), "ENC101", 2, 5),
        ("a: số".encode("utf-16"), "ENC101", 1, 1),
        (b"a: \x00", "ENC102", 1, 4),
        ("a: x\u200bb".encode(), "ENC102", 1, 5),
        ("\u202ea".encode(), "ENC102", 1, 1),
        ("a:\n  \u2028".encode(), "ENC102", 2, 3),
        ("a: \x85".encode(), "ENC102", 1, 4),
        ("a: \ue000".encode(), "ENC102", 1, 4),
        ("a: \U000e0041".encode(), "ENC102", 1, 4),
        ("a: 1\nb: ho\u0323c".encode(), "ENC103", 2, 5),
        ("a: B¶o hiÓm x· héi, c¶ n¨m".encode(), "ENC104", 1, 4),
        ("a: Baûo hieåm xaõ hoäi".encode(), "ENC104", 1, 5),
        ("a: x\nb: xã Ðông Ngạc".encode(), "ENC105", 2, 7),
    ],
)
def test_fault(raw: bytes, code: str, line: int, column: int) -> None:
    text, found = decode(PATH, raw)
    assert [(each.code, each.mark.line, each.mark.column) for each in found] == [
        (code, line, column)
    ]
    assert (text is None) == (code not in {"ENC103", "ENC105"})


def test_decomposed_text_is_composed() -> None:
    text, _ = decode(PATH, "ho\u0323c".encode())
    assert text == "học"


def test_too_large(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_bytes(b"#" * (MAX_BYTES + 1))
    text, found = read(tmp_path, "x.yml")
    assert text is None
    assert [each.code for each in found] == ["FIL103"]


@pytest.mark.parametrize("kind", ["link", "folder", "missing"])
def test_no_ordinary_file(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "x.yml"
    if kind == "link":
        (tmp_path / "y.yml").write_text("a: 1")
        file.symlink_to("y.yml")
    elif kind == "folder":
        file.mkdir()
    assert [each.code for each in read(tmp_path, "x.yml")[1]] == ["FIL105"]


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_finding(raw: bytes) -> None:
    text, found = decode(PATH, raw)
    assert (text is None) <= bool(found)
    assert len(found) <= 1
