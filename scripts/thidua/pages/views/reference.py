"""Reference: a table of fields for each kind of paper, the code lists, the codes, the downloads.

Everything here is read from the schemas, the code lists and the catalogue; nothing is repeated.
"""

import unicodedata
from collections.abc import Iterator
from typing import Any, Final

from thidua.codelists import CodeList, Entry, Unit
from thidua.codes import EXAMPLED, SEVERITIES
from thidua.examples import Example, example
from thidua.pages import paths
from thidua.pages.page import Page
from thidua.pages.site import Site
from thidua.pages.views.fields import sections

#: The families of codes in the order in which a paper meets them.
FAMILIES: Final = (
    "FIL",
    "ENC",
    "YML",
    "MDN",
    "SCH",
    "REF",
    "DUP",
    "DUE",
    "TOT",
    "AWD",
    "CON",
    "PRV",
    "OWN",
    "WAI",
    "GEN",
)
_UNIT_KINDS: Final = ("centre", "central", "provincial")


def pages(site: Site) -> Iterator[Page]:
    """Yield the pages of the reference, of the codes and of the downloads."""
    schemas = [site.outcome.schemas[kind] for kind in site.outcome.schemas.kinds]
    values: dict[str, Any] = {"schemas": schemas, "count": len(SEVERITIES)}
    yield site.page(
        paths.REFERENCE,
        "Tra cứu",
        "reference.html",
        values=values,
        description="Tên trường của từng loại văn bản, mã trong các danh mục, các lỗi, dữ liệu.",
    )
    yield site.page(
        paths.DOWNLOADS,
        "Tải dữ liệu",
        "downloads.html",
        values={**values, "sample": _has_sample(site)},
        description="Dữ liệu công khai để tải về: JSON, CSV và lược đồ.",
    )
    for schema in schemas:
        groups = sections(schema.shape)
        yield site.page(
            paths.fields(schema.kind),
            f"Các trường của {_lower_first(schema.shape.title)}",
            "fields.html",
            values={
                "schema": schema,
                "sections": groups,
                "internal": any(row.shape.internal for group in groups for row in group.fields),
            },
            description=str(schema.shape.keywords["description"]),
            source=f"schemas/{schema.kind}.schema.json",
            parent=paths.REFERENCE,
        )
    for codelist in site.codelists:
        yield _codelist_page(site, codelist)
    yield from _code_pages(site)


def _has_sample(site: Site) -> bool:
    return any(filed.paper.sample for papers in site.campaigns for filed in papers.filed.values())


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


# --- code lists -------------------------------------------------------------------------------


def _codelist_page(site: Site, codelist: CodeList[Entry]) -> Page:
    return site.page(
        paths.codelist(codelist.name),
        f"Danh mục {_lower_first(codelist.title)}",
        "codelist.html",
        values={"codelist": codelist, "groups": _groups(site, codelist)},
        description=f"Mã và tên của mọi mục: {_lower_first(codelist.title)}.",
        source=f"schemas/codelists/{codelist.name}.yml",
        parent=paths.REFERENCE,
        search=codelist.name != "units",  # each unit has a page of its own to be found
    )


def _groups(site: Site, codelist: CodeList[Entry]) -> dict[str, list[Entry]]:
    """Return the entries of a list by group; a list without groups has one, named by nothing."""
    entries = list(codelist)
    if codelist.name == "units":
        units = [entry for entry in entries if isinstance(entry, Unit)]
        return {kind: site.by_name([u for u in units if u.kind == kind]) for kind in _UNIT_KINDS}
    if not codelist.groups:
        return {"": entries}
    return {
        group: [entry for entry in entries if getattr(entry, "group", None) == group]
        for group in codelist.groups
    }


# --- codes ------------------------------------------------------------------------------------


def _code_pages(site: Site) -> Iterator[Page]:
    by_family = {
        family: [code for code in SEVERITIES if code.startswith(family)] for family in FAMILIES
    }
    yield site.page(
        paths.CODES,
        "Danh sách lỗi",
        "codes.html",
        values={"families": by_family, "severities": SEVERITIES},
        description="Mọi mã lỗi mà chương trình kiểm tra có thể báo, theo nhóm.",
    )
    for code, severity in SEVERITIES.items():
        entry = site.words.entry(code)
        yield site.page(
            paths.code(code),
            f"{code}: {entry['title']}",
            "code.html",
            values={"severity": severity, "entry": entry, **_shown(site, code)},
            description=str(entry["title"]),
            source="scripts/thidua/locale/vi.yml",
            parent=paths.CODES,
        )


def _shown(site: Site, code: str) -> dict[str, Any]:
    """Return the example of a code as its page shows it, and the sentences about it."""
    if code not in EXAMPLED:
        return {"sentence": site.words.of(code, {"reason": "paper"}), "example": None}
    shown = example(code)
    return {
        "sentence": site.words.of(code, shown.finding, shown.ending),
        "example": shown,
        "bad": _snippet(shown.bad, _marked(shown)),
        "good": _snippet(shown.good),
    }


def _marked(shown: Example) -> range:
    """Return the characters of the bad snippet to which its finding points."""
    start = -1
    for _ in range(shown.occurrence or 1):
        start = shown.bad.find(shown.at, start + 1)
    return range(start, start + len(shown.at)) if start >= 0 else range(0)


def _snippet(text: str, marked: range = range(0)) -> list[list[tuple[str, str]]]:
    """Return the lines of a snippet, each as runs of ``plain``, ``marked`` or ``hidden`` text.

    What cannot be seen (control characters, loose diacritics) is shown by its number.
    """
    lines: list[list[tuple[str, str]]] = [[]]
    for index, character in enumerate(text.rstrip("\n")):
        if character == "\n":
            lines.append([])
            continue
        if unicodedata.category(character)[0] in "CM":
            kind, shown = "hidden", f"U+{ord(character):04X}"
        else:
            kind, shown = ("marked" if index in marked else "plain"), character
        line = lines[-1]
        if line and line[-1][0] == kind != "hidden":
            line[-1] = (kind, line[-1][1] + shown)
        else:
            line.append((kind, shown))
    return lines
