"""Suggestions on single lines, which the sender takes over with one press of a button."""

import hashlib

from thidua.changes import Verdict
from thidua.formatters.comment.inert import fenced
from thidua.formatters.marks import NOTE_MARKER
from thidua.messages import Catalogue


def notes(verdict: Verdict, words: Catalogue) -> list[dict[str, str | int]]:
    """Return a note for each line that a program can put right: path, line and text."""
    found: list[dict[str, str | int]] = []
    for each in verdict.suggestions:
        # The same repair of the same line is one note, however often it is offered.
        seal = hashlib.sha256(f"{each.path}\0{each.old}\0{each.new}".encode()).hexdigest()[:16]
        body = "\n".join(
            [
                f"{NOTE_MARKER}{seal} -->",
                words.ui("gate_note"),
                "",
                fenced(each.new, "suggestion"),
            ]
        )
        found.append({"path": each.path, "line": each.line, "body": body})
    return found
