"""The diff of a repair: every change can be seen, and no personal data."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.diagnostics import Diagnostic, Mark
from thidua.fix.papers import Fixed
from thidua.formatters import changes
from thidua.messages import catalogue
from thidua.source import decode
from thidua.text.personal import masked, personal_data

WORDS = catalogue("vi")
BEFORE = (
    "\ufeff# ghi chú \r\na: 51.85\r\nb: 2\r\n\r\nc: trên\u00a0860\r\n"
    + "".join(f"d{n}: {n}\r\n" for n in range(9))
    + unicodedata.normalize("NFD", "e: học  \r\n")
    + "f: ngày sinh: 12/3/1970, số 0912\u00a0345 678  \r\n\r\n \r\n"
)
AFTER = (
    '# ghi chú\na: "51,85"\nb: 2\n\nc: trên 860\n'
    + "".join(f"d{n}: {n}\n" for n in range(9))
    + "e: học\nf: ngày sinh: 12/3/1970, số 0912 345 678\n"
)
KINDS = ("bom", "line_ends", "no_break", "composed", "blanks", "last_line")


def lines(before: str, after: str) -> list[str]:
    return changes.render(Fixed("x.yml", before, after), WORDS).removesuffix("\n").split("\n")[2:]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_whole_output(golden: Callable[[str, str], None], language: str) -> None:
    fixed = Fixed("submissions/2013-h1/x/report.yml", BEFORE, AFTER, kinds=KINDS)
    golden(f"changes.{language}.txt", changes.render(fixed, catalogue(language)))


def test_personal_data_are_shown_on_neither_side() -> None:
    text = changes.render(Fixed("x.yml", BEFORE, AFTER), WORDS)
    assert "1970" not in text
    assert "345" not in text
    assert text.count("••••␣•••") == 1
    assert "678" not in text


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("a\nb\n", "a\nc\n", ["@@ -1,2 +1,2 @@", " a", "-b", "+c"]),
        ("a\nb\nc\n", "x\ny\nc\n", ["@@ -1,3 +1,3 @@", "-a", "-b", "+x", "+y", " c"]),
        ("a  \n", "a\n", ["@@ -1,1 +1,1 @@", "-a··", "+a"]),
        ("a\u202f5 \n", "a 5\n", ["@@ -1,1 +1,1 @@", "-a␣5·", "+a 5"]),
        ("a\u00a0b  \n", "a b  \n", ["@@ -1,1 +1,1 @@", "-a␣b  ", "+a b  "]),
        ("a\n\n\t\n", "a\n", ["@@ -1,3 +1,1 @@", " a", "-", "-·"]),
        ("a", "a\n", []),
        ("\ufeffa\r\nb\r", "a\nb\n", []),
    ],
)
def test_hunks(before: str, after: str, shown: list[str]) -> None:
    assert lines(before, after) == shown


def test_distant_changes_stand_in_hunks_of_their_own() -> None:
    before = [str(n) for n in range(30)]
    after = [f"{n}x" if n in {3, 10, 20} else str(n) for n in range(30)]
    shown = lines("\n".join(before) + "\n", "\n".join(after) + "\n")
    heads = [line for line in shown if line.startswith("@@")]
    assert heads == ["@@ -1,7 +1,7 @@", "@@ -8,7 +8,7 @@", "@@ -18,7 +18,7 @@"]
    assert shown[4:6] == ["-3", "+3x"]


def test_colour_is_asked_for() -> None:
    fixed = Fixed("x.yml", "a\n", "b\n")
    assert "\x1b[31m-a\x1b[0m" in changes.render(fixed, WORDS, colour=True)
    assert "\x1b" not in changes.render(fixed, WORDS)


def test_a_file_that_was_left_alone_has_one_line() -> None:
    left = Diagnostic("\x1b[31m.yml", Mark(2, 5, 6), "ENC101", {"byte": 255})
    shown = changes.render(Fixed(left.path, "", "", left=left), WORDS)
    assert shown.startswith("\\x1b[31m.yml:2:5 [ENC101] để nguyên: ")
    assert "\n" not in shown


@pytest.mark.parametrize(
    ("files", "written", "said"),
    [(0, True, "Không có chỗ nào"), (2, True, "Đã sửa 4 chỗ trong 2 tệp"), (2, False, "chưa ghi")],
)
def test_the_sentence_about_all(
    files: int,
    written: bool,  # noqa: FBT001 - a column of the table
    said: str,
) -> None:
    tally = changes.Tally(written=written)
    for _ in range(files):
        tally.add(Fixed("x.yml", BEFORE, AFTER, kinds=("bom", "blanks")))
    assert said in tally.sentence(WORDS)


@given(st.text(st.sampled_from("a 1\t\n\u00a0\u0323é0987654321•"), max_size=60))
def test_what_is_shown_as_new_is_the_new_text_without_personal_data(text: str) -> None:
    after, _ = decode("x", text.encode())
    assert after is not None
    after = "\n".join(line.rstrip() for line in after.split("\n"))
    new = {masked(line) for line in after.split("\n")}
    for line in lines(text, after):
        assert line[0] in "-+ @"
        assert line[0] in "-@" or line[1:] in new
        assert list(personal_data(line[1:].replace("␣", " "))) == [] or line[0] == "@"
