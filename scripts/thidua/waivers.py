"""Waivers: findings that the centre accepts for a time; WAI speaks of those that are out of place.

A waiver names a code and a paper. It keeps the finding out of the result, so that a paper which is
right all the same stays published. What it cannot accept are findings about how a paper is read:
without them nobody would know what the paper says.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from thidua.contract import read_json, read_yaml
from thidua.diagnostics import ROOT, Diagnostic, HouseFault, Pointer
from thidua.places import spans
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

    def apply(
        self,
        found: Sequence[Diagnostic],
        paths: Collection[str],
        waivable: Collection[str],
        today: date,
    ) -> tuple[list[Diagnostic], list[Diagnostic]]:
        """Return the findings that stay, those about waivers included, and those accepted.

        ``paths`` are the files that there are, ``waivable`` the codes that may be accepted.
        """
        good = {
            (waiver.code, waiver.path): index
            for index, waiver in enumerate(self.items)
            if waiver.code in waivable and today <= waiver.expires
        }
        accepted = [each for each in found if (each.code, each.path) in good]
        kept = [each for each in found if (each.code, each.path) not in good]
        used = {good[each.code, each.path] for each in accepted}
        kept += self._out_of_place(used, paths, waivable, today)
        return kept, accepted

    def _out_of_place(
        self, used: set[int], paths: Collection[str], waivable: Collection[str], today: date
    ) -> Iterator[Diagnostic]:
        """Yield what is wrong with the waivers themselves, one finding each."""
        for index, waiver in enumerate(self.items):
            place = _LISTS / index
            if waiver.code not in waivable:
                params = {"reason": "code", "value": waiver.code}
                yield self._finding("WAI103", place / "code", params)
            elif waiver.path not in paths:
                params = {"reason": "path", "value": waiver.path}
                yield self._finding("WAI103", place / "path", params)
            elif today > waiver.expires:
                params = {"last_day": day(waiver.expires)}
                yield self._finding("WAI101", place / "expires", params)
            elif index not in used:
                params = {"code": waiver.code, "path": waiver.path}
                yield self._finding("WAI102", place / "code", params)

    def _finding(self, code: str, pointer: Pointer, params: Mapping[str, str]) -> Diagnostic:
        return Diagnostic(FILE, spans(self.text)[pointer].value, code, params)


def _waiver(index: int, raw: dict[str, Any]) -> Waiver:
    expires = parse_date(raw["expires"])
    if expires is None:
        message = f"{FILE}: waivers/{index}/expires: no such day"
        raise HouseFault(message)
    return Waiver(raw["code"], raw["path"], expires)


def waivable(codes: Iterable[str], unreadable: Collection[str]) -> frozenset[str]:
    """Return which codes of checks may be accepted: not those without which no paper is read."""
    families = ("REF", "TOT", "DUP", "DUE", "AWD", "CON", "PRV")
    return frozenset(c for c in codes if c.startswith(families) and c not in unreadable)
