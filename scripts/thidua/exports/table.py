"""A table to download: rows of values under columns, which CSV, XLSX and JSON all write down."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal

import msgspec

Cell = str | date | Decimal | bool | None
Row = Mapping[str, Cell]

# What a spreadsheet takes for a formula: = + - @, their full-width and small forms too, at the
# beginning of a cell, after spaces or not. Where the list separator of the computer is another
# one than the comma (in Vietnam it is the semicolon), a cell can also begin within ours.
_FORMULA = re.compile(r"(\A|[;\t\r\n])(?=\s*[=+\-@＝＋－＠﹦﹢﹣﹫])|\A(?=\s*[\t\r\n])")
_YES: Final = "có"
_TYPES: Final[Mapping[str, Mapping[str, Any]]] = {
    "text": {"type": "string"},
    "date": {"type": "string", "format": "date"},
    "number": {"type": "number"},
    "flag": {"type": "boolean"},
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name for programs, its head for people, what its cells hold."""

    key: str
    head: str
    kind: Literal["text", "date", "number", "flag"] = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of one kind; an empty cell is None, and a row may leave it out."""

    #: The kind of table: ``khen-thuong``; all tables of a kind have the same columns.
    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]


def formula_safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; a harmless text stays as it is."""
    return _FORMULA.sub(r"\1'", text)


def shown(value: Cell) -> str:
    """Return a value as a CSV cell has it: days in ISO, figures with a decimal point."""
    if value is None or value is False:
        return ""
    if value is True:
        return _YES
    return value.isoformat() if isinstance(value, date) else str(value)


def as_csv(table: Table) -> bytes:
    """Return a table as CSV: UTF-8 with a mark, so that Excel reads it; lines as in RFC 4180."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([column.head for column in table.columns])
    for row in table.rows:
        values = [row.get(column.key) for column in table.columns]
        # Only text can be hostile: a negative number is no formula.
        writer.writerow(
            [formula_safe(each) if isinstance(each, str) else shown(each) for each in values]
        )
    return buffer.getvalue().encode("utf-8-sig")


def as_json(table: Table, schema: str) -> bytes:
    """Return a table as JSON: an object a row, without its empty cells."""
    rows = [
        {
            column.key: _plain(value)
            for column in table.columns
            if (value := row.get(column.key)) is not None and value != ""
        }
        for row in table.rows
    ]
    content = {"$schema": schema, "title": table.title, "rows": rows}
    return msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n"


def schema_of(table: Table) -> dict[str, Any]:
    """Return the schema that the JSON of such tables keeps."""
    properties = {
        column.key: {"title": column.head, **_TYPES[column.kind]} for column in table.columns
    }
    row = {"type": "object", "additionalProperties": False, "properties": properties}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "additionalProperties": False,
        "required": ["title", "rows"],
        "properties": {
            "$schema": {"type": "string"},
            "title": {"type": "string"},
            "rows": {"type": "array", "items": row},
        },
    }


def _plain(value: Cell) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value
