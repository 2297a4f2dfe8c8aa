"""The list behind the lookup of awards: small, as a page loads it apart."""

import json
from collections.abc import Callable

from thidua.pages import Site
from thidua.pages.awarded import Row, decision_path, rows
from thidua.pages.page import address

#: What each place of a row holds; the page reads them by this order (thidua-awards.js).
COLUMNS = (
    *("name", "post", "unit", "award", "rank", "kind", "year"),
    *("cluster", "decision", "date", "address", "withdrawn", "sample"),
)


def lookup(site: Site) -> bytes:
    """Return every entry of every decision that may be named, as rows of values without names.

    Units, awards, clusters and decisions stand once each: rows give their numbers.
    """
    words: dict[str, dict[str, int]] = {}

    def number(kind: str, text: str) -> int:
        known = words.setdefault(kind, {})
        return known.setdefault(text, len(known))

    listed = [_row(site, row, number) for row in rows(site)]
    content = {"columns": COLUMNS, "words": {k: list(v) for k, v in words.items()}, "rows": listed}
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _row(site: Site, row: Row, number: Callable[[str, str], int]) -> list[object]:
    entry, day = row.entry, row.decision.date
    who = entry.recipient
    unit = site.name(row.unit, day) if row.unit else ""
    name = who.name or (unit if who.kind == "collective" else "")
    if row.hidden:
        name = "(không nêu tên)"
    return [
        name,
        "" if row.hidden else (who.post or ""),
        number("unit", unit),
        number("award", site.codelists.awards[entry.award].name(day)),
        number("rank", entry.rank or entry.prize or ""),
        number("kind", site.word("kind", who.kind)),
        number("year", (row.achieved or str(day.year))[-4:]),
        number("cluster", site.name(row.cluster, row.day) if row.cluster and row.unit else ""),
        number("decision", row.decision.number),
        day.isoformat(),
        f"{address(decision_path(row.place))}#{entry.id}",
        int(entry.withdrawn is not None),
        int(row.decision.sample),
    ]
