"""The comment as a whole, the line for the status, and the three states they both come from."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from thidua.changes import BLOCKING, Verdict
from thidua.codes import OF_CHANGES, Severity
from thidua.diagnostics import Diagnostic
from thidua.formatters.comment.inert import code, inert
from thidua.formatters.comment.links import Links, linked
from thidua.formatters.comment.papers import Papers
from thidua.formatters.marks import MARKER
from thidua.messages import Catalogue, shown_path
from thidua.project import PaperPath

#: The server takes 65,536 characters; the job that hands it over takes 128 KiB for all it says.
_MOST_CHARACTERS: Final = 60_000
_MOST_BYTES: Final = 80_000
#: Nobody mends more at a time.
_MOST_FINDINGS: Final = 50
_DESCRIPTION: Final = 140
_LONGEST_PATH: Final = 200


def state(verdict: Verdict) -> tuple[str, str]:
    """Return the state for the server (success, failure, error) and whose turn it is.

    The turn is that of the ``unit``, of a ``reviewer`` or, for faults of ours, of the ``operator``.
    """
    weights = {each.severity for each in verdict.blocking}
    if not weights:
        return "success", "reviewer"
    if weights == {Severity.FAULT}:
        return "error", "operator"
    return "failure", "unit"


def description(verdict: Verdict, words: Catalogue) -> str:
    """Return the one line that stands beside the status."""
    text = words.ui(f"gate_status_{state(verdict)[1]}").format(count=len(verdict.blocking))
    return text[:_DESCRIPTION]


def comment(verdict: Verdict, links: Links, words: Catalogue) -> str:
    """Return the comment, never longer than the server takes: details go first."""
    writer = _Writer(verdict, links, words)
    parts = list(writer.parts())
    text = _joined(parts)
    while not _fits(text) and len(parts) > _FIXED:
        del parts[-2]  # the last one names what was judged
        text = _joined([*parts[:-1], words.ui("gate_cut"), parts[-1]])
    return text


#: Marker, head, what must be mended, foot: they fit by their own limits.
_FIXED: Final = 4


def _fits(text: str) -> bool:
    return len(text) <= _MOST_CHARACTERS and len(text.encode()) <= _MOST_BYTES


def _joined(parts: Sequence[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"


class _Writer:
    """Writes the parts of a comment, the most important ones first."""

    def __init__(self, verdict: Verdict, links: Links, words: Catalogue) -> None:
        self._verdict = verdict
        self._links = links
        self._words = words

    def parts(self) -> Iterator[str]:
        verdict, words = self._verdict, self._words
        blocking = [each for each in verdict.own if each.severity in BLOCKING]
        others = [each for each in verdict.own if each.severity not in BLOCKING]
        yield MARKER
        yield self._head()
        yield self._section("gate_to_mend", self._findings(blocking))
        if verdict.caused:
            yield self._section("gate_caused", self._findings(verdict.caused))
        papers = Papers(verdict, verdict.outcome, self._links, words) if verdict.outcome else None
        if papers:
            yield self._section("gate_papers", "\n\n".join(papers.summaries()))
        if others:
            title = words.ui("gate_others").format(count=len(others))
            yield _folded(title, self._findings(others))
        if papers and (changes := papers.changes()):
            yield _folded(words.ui("gate_changes"), "\n\n".join(changes))
        yield self._foot()

    def _head(self) -> str:
        turn = state(self._verdict)[1]
        title = self._words.ui(f"gate_title_{turn}").format(count=len(self._verdict.blocking))
        if turn == "unit" and not any(self._edit(each.path) for each in self._verdict.blocking):
            turn = "unit_elsewhere"  # there is no file in which to mend it
        return f"### {title}\n\n{self._words.ui(f'gate_turn_{turn}')}"

    def _section(self, key: str, text: str) -> str:
        return f"#### {self._words.ui(key)}\n\n{text}" if text else ""

    def _findings(self, found: Sequence[Diagnostic]) -> str:
        parts = []
        for path, group in groupby(found[:_MOST_FINDINGS], key=lambda each: each.path):
            parts.append("\n".join([self._file(path), "", *map(self._finding, group)]))
        if len(found) > _MOST_FINDINGS:
            count = len(found) - _MOST_FINDINGS
            parts.append(self._words.ui("gate_more_findings").format(count=count))
        return "\n\n".join(parts)

    def _file(self, path: str) -> str:
        shown, edit = code(_cut(shown_path(path))), self._edit(path)
        return f"**{shown}**" + (f" · {linked(self._words.ui('gate_edit'), edit)}" if edit else "")

    def _edit(self, path: str) -> str | None:
        """Return where a paper that the head has can be mended."""
        gone = any(each.gone and each.place.path == path for each in self._verdict.touched)
        if gone or PaperPath.parse(path) is None or path not in self._verdict.changed:
            return None
        return self._links.edit(path)

    def _finding(self, each: Diagnostic) -> str:
        sentence = self._words.sentence(each)
        page = linked(each.code, self._links.code(each.code))
        whole = each.code in OF_CHANGES and each.mark.line == each.mark.column == 1
        what = inert(sentence.what)
        if whole:
            what = what[:1].upper() + what[1:]
        else:
            line = self._words.ui("gate_line").format(line=each.mark.line)
            what = f"{linked(line, self._links.line(each.path, each.mark.line))}: {what}"
        repair = f" *{inert(sentence.repair)}*" if sentence.repair else ""
        return f"- {what}.{repair} ({page})"

    def _foot(self) -> str:
        words, links, verdict = self._words, self._links, self._verdict
        parts = [words.ui("gate_judged").format(head=links.head[:12])] if links.head else []
        if verdict.older:
            files = len({each.path for each in verdict.older})
            parts.append(words.ui("gate_older").format(count=len(verdict.older), files=files))
        for key, address in (
            ("gate_preview", links.preview),
            ("gate_guide", links.guide("cach-gui")),
        ):
            parts += [linked(words.ui(key), address)] if address else []
        return f"<sub>{' · '.join(parts)}</sub>" if parts else ""


def _cut(path: str) -> str:
    return path if len(path) <= _LONGEST_PATH else f"{path[:_LONGEST_PATH]}…"


def _folded(title: str, text: str) -> str:
    return f"<details><summary>{title}</summary>\n\n{text}\n\n</details>"
