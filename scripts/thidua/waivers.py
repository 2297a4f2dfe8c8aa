"""Waivers: findings that the centre accepts for a time; WAI speaks of those that are out of place.

A waiver names a code, a paper and, if it likes, the text at the place. It keeps the finding out of
the result, so that a paper which is right all the same stays published. What it cannot accept are
findings about how a paper is read: without them nobody would know what the paper says.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from thidua.contract import read_json, read_yaml
from thidua.diagnostics import ROOT, Diagnostic, HouseFault, Pointer
from thidua.places import spans
from thidua.project import PaperPath
from thidua.text.dates import day, parse_date

#: Where the waivers stand, relative to the repository.
FILE: Final = "schemas/waivers.yml"
_SCHEMA: Final = "waivers.schema.json"
_LISTS: Final = ROOT / "waivers"


@dataclass(frozen=True, slots=True)
class Waiver:
    """One accepted code in one paper, until a day (included)."""

    code: str
    path: str
    expires: date
    #: What stands at the accepted place; where it is missing, the code is accepted anywhere.
    text: str | None = None


@dataclass(frozen=True)
class Papers:
    """What waivers may know of the papers: which there are, and what stands in them."""

    paths: Collection[str]
    #: The texts of those that could be read.
    texts: Mapping[str, str]
    #: Campaigns about which less is said than there is to say: their own paper is under repair.
    broken: Collection[str] = ()

    def marked(self, finding: Diagnostic) -> str | None:
        """Return the text that a finding points to; None in a paper that could not be read.

        The quotes of YAML are no part of it.
        """
        text = self.texts.get(finding.path)
        if text is None:
            return None
        line = text.split("\n")[finding.mark.line - 1]
        return line[finding.mark.column - 1 : finding.mark.end - 1].strip("\"'")

    def is_broken(self, path: str) -> bool:
        """Tell whether a paper belongs to such a campaign."""
        place = PaperPath.parse(path)
        return place is not None and place.campaign in self.broken


@dataclass(frozen=True)
class Waivers:
    """All waivers of a repository, with the text that they stand in."""

    text: str
    items: tuple[Waiver, ...]

    @classmethod
    def read(cls, root: Path, schemas: Path) -> "Waivers":
        """Read the waivers of a repository; there are none where the file is missing.

        Raises :class:`HouseFault` when the file breaks its schema.
        """
        file = root / FILE
        if not file.is_file():
            return cls("", ())
        schema = read_json(schemas / _SCHEMA, f"schemas/{_SCHEMA}")
        text, raw = read_yaml(file, FILE, schema)
        return cls(text, tuple(_waiver(index, each) for index, each in enumerate(raw["waivers"])))

    def covering(
        self, finding: Diagnostic, papers: Papers, waivable: Collection[str], today: date
    ) -> int | None:
        """Return the place of the waiver that accepts a finding, None if there is none.

        ``waivable`` are the codes that may be accepted.
        """
        for index, waiver in enumerate(self.items):
            same = (waiver.code, waiver.path) == (finding.code, finding.path)
            if not same or waiver.code not in waivable or today > waiver.expires:
                continue
            if waiver.text is None and _must_quote(waiver.code):
                continue
            if waiver.text is None or waiver.text == papers.marked(finding):
                return index
        return None

    def out_of_place(
        self,
        used: Collection[int],
        bad: Collection[str],
        papers: Papers,
        waivable: Collection[str],
        today: date,
    ) -> Iterator[Diagnostic]:
        """Yield what is wrong with the waivers themselves, one finding each.

        ``bad`` are the papers with errors: what they need shows when these are mended.
        """
        seen = set[tuple[str, str, str | None]]()
        for index, waiver in enumerate(self.items):
            place, own = _LISTS / index, (waiver.code, waiver.path, waiver.text)
            if waiver.code not in waivable:
                params = {"reason": "code", "value": waiver.code}
                yield self._finding("WAI103", place / "code", params)
            elif waiver.path not in papers.paths:
                params = {"reason": "path", "value": waiver.path}
                yield self._finding("WAI103", place / "path", params)
            elif waiver.text is None and _must_quote(waiver.code):
                params = {"reason": "text", "value": waiver.code}
                yield self._finding("WAI103", place / "code", params)
            elif own in seen:
                params = {"reason": "twice", "value": waiver.code}
                yield self._finding("WAI103", place / "code", params)
            elif today > waiver.expires:
                params = {"last_day": day(waiver.expires)}
                yield self._finding("WAI101", place / "expires", params)
            elif index not in used and waiver.path not in bad and not papers.is_broken(waiver.path):
                params = {"code": waiver.code, "path": waiver.path}
                yield self._finding("WAI102", place / "code", params)
            seen.add(own)

    def _finding(self, code: str, pointer: Pointer, params: Mapping[str, str]) -> Diagnostic:
        return Diagnostic(FILE, spans(self.text)[pointer].value, code, params)


def _waiver(index: int, raw: dict[str, Any]) -> Waiver:
    expires = parse_date(raw["expires"])
    if expires is None:
        message = f"{FILE}: waivers/{index}/expires: no such day"
        raise HouseFault(message)
    return Waiver(raw["code"], raw["path"], expires, raw.get("text"))


def _must_quote(code: str) -> bool:
    """Tell whether a waiver must quote what it accepts: else it would let real data through."""
    return code.startswith("PRV")


def waivable(codes: Iterable[str], unreadable: Collection[str]) -> frozenset[str]:
    """Return which codes of checks may be accepted: not those without which no paper is read."""
    families = ("REF", "TOT", "DUP", "DUE", "AWD", "CON", "PRV")
    return frozenset(c for c in codes if c.startswith(families) and c not in unreadable)
