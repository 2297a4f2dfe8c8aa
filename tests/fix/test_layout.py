"""What nobody sees: bytes, line ends, blanks; and the blanks that mean something."""

import unicodedata

import pytest

from tests.fix.test_values import FIXER, FRONT, HEAD, TABLE, place

BODY = HEAD + "results: {}\n"


def repaired(raw: bytes, ending: str = "yml") -> tuple[str, tuple[str, ...]]:
    done = FIXER.paper(place("report", ending), raw)
    assert done.left is None
    return done.after, done.kinds


@pytest.mark.parametrize(
    ("raw", "kinds"),
    [
        (BODY.encode(), ()),
        (b"\xef\xbb\xbf" + BODY.encode(), ("bom",)),
        (BODY.replace("\n", "\r\n").encode(), ("line_ends",)),
        (BODY.replace("\n", "\r").encode(), ("line_ends",)),
        (BODY.replace(": ", ":\xa0").encode(), ("no_break",)),
        (BODY.replace(": ", ":\u202f").encode(), ("no_break",)),
        (BODY.replace(": ", ":\u2007").encode(), ("no_break",)),
        (BODY.replace("\n", "  \n").encode(), ("blanks",)),
        (BODY.replace("\n", "\t\n").encode(), ("blanks",)),
        (BODY.replace("\n", "\n\n", 1).replace("\n\n", "\n  \n").encode(), ("blanks",)),
        (BODY[:-1].encode(), ("last_line",)),
        (f"{BODY}\n\n\n".encode(), ("last_line",)),
        (f"{BODY}\n \n".encode(), ("blanks", "last_line")),
        (
            b"\xef\xbb\xbf" + BODY[:-1].replace("\n", "\xa0\r\n").encode(),
            ("bom", "line_ends", "no_break", "blanks", "last_line"),
        ),
    ],
)
def test_bytes(raw: bytes, kinds: tuple[str, ...]) -> None:
    after, found = repaired(raw)
    assert found == kinds
    assert after.replace("\n\n", "\n") == BODY


def test_marks_are_joined_in_comments_too() -> None:
    text = f"# Đơn vị\n{BODY}number: 412/BC-BHXH # số hiệu\n"
    raw = unicodedata.normalize("NFD", text).encode()
    assert repaired(raw) == (text, ("composed",))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # Two blanks break the line in a text: they stay, in every style of YAML.
        ("  summary: |\n    a  \n    b\n", None),
        ("  summary: >-\n    a  \n    b\n", None),
        ('  summary: "a  \n    b"\n', None),
        ("  summary: a  \n    b\n", None),
        ('  summary: "a\\ \n    b"\n', None),
        ("  summary: |\n    a\n\n    b \n    c\n", None),
        # A line of blanks only says nothing, neither do blanks outside of the text.
        ("  summary: |\n    a\n        \n    b\n", "  summary: |\n    a\n\n    b\n"),
        ("  summary: |  \n    a\n", "  summary: |\n    a\n"),
        ("  summary: a   # b  \n", "  summary: a   # b\n"),
        ('  summary: "a  "  \n', '  summary: "a  "\n'),
        ("  # a  \n  summary: b\n", "  # a\n  summary: b\n"),
        ("  limitations:  \n    - text: a \n", "  limitations:\n    - text: a\n"),
        ("  summary: |+\n    a\n\n\n", "  summary: |+\n    a\n"),
    ],
)
def test_blanks_in_yaml(before: str, after: str | None) -> None:
    head = HEAD + "results:\n"
    assert repaired((head + before).encode())[0] == head + (before if after is None else after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a  \nb\n", None),
        ("a \nb \n", None),
        ("- a  \n  b\n", None),
        ("```\na  \n```\n", None),
        ("```\n# a  \n```\n", None),
        ("| a | b |  \n|---|---|\n| 1 | 2 |\n", None),
        ("    a  \n    b\n", None),
        ("a\n  \nb\n", "a\n\nb\n"),
        ("- a\n  \n  b\n", "- a\n\n  b\n"),
        ("```\na\n   \nb\n```\n", "```\na\n\nb\n```\n"),
        ("<!-- a -->  \n\nb\n", "<!-- a -->\n\nb\n"),
        ("<!-- a  \nb -->\n\nc\n", "<!-- a\nb -->\n\nc\n"),
        ("a\n\n\n\n", "a\n"),
        ("a", "a\n"),
        ("### Chỉ tiêu  \n", "### Chỉ tiêu\n"),
        ("### Chỉ tiêu ###\t\n", "### Chỉ tiêu ###\n"),
        (
            "a\n\n| a | b |  \n|---|---|\n| 1 | 2 |\n\n### Chỉ tiêu  \n",
            "a\n\n| a | b |  \n|---|---|\n| 1 | 2 |\n\n### Chỉ tiêu\n",
        ),
    ],
)
def test_blanks_in_markdown(before: str, after: str | None) -> None:
    head = FRONT + "## Kết quả phong trào thi đua\n\n"
    text = head + (before if after is None else after)
    assert repaired((head + before).encode(), "md")[0] == text


def test_blanks_around_tables_and_in_front_matter() -> None:
    row = "| Thu BHYT | 5 |\n"
    raw = (TABLE + row).replace("\n", "  \n").encode()
    assert repaired(raw, "md") == (TABLE + row, ("blanks",))


def test_a_line_feed_that_would_become_part_of_a_value_is_not_added() -> None:
    text = HEAD + "results: {}\nnumber: |\n  412/BC-BHXH"
    assert repaired(text.encode()) == (text, ())


@pytest.mark.parametrize("ending", ["yml", "md"])
def test_what_cannot_be_read_gets_line_ends_only(ending: str) -> None:
    raw = b"\xef\xbb\xbfa: b: c  \r\n\r\n\r\n"
    assert repaired(raw, ending) == ("a: b: c  \n\n\n", ("bom", "line_ends"))


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("a: số".encode("utf-16"), "ENC101"),
        (b"a: \x00\r\n", "ENC102"),
        ("a: x\u200bb\r\n".encode(), "ENC102"),
        ("a: B¶o hiÓm x· héi, c¶ n¨m\r\n".encode(), "ENC104"),
    ],
)
def test_bytes_that_are_no_text_of_ours_are_left_alone(raw: bytes, code: str) -> None:
    done = FIXER.paper(place(), raw)
    assert not done.changed
    assert done.left is not None
    assert done.left.code == code


def test_what_the_reader_did_not_get_to_stays() -> None:
    text = BODY + "---\nsummary: |\n  a  \n  b\n"
    assert repaired(text.encode()) == (text, ())


def test_the_eth_stays() -> None:
    text = BODY + "signer: {name: Ðỗ Văn A, post: Giám đốc}\n"
    assert repaired(text.encode()) == (text, ())
