"""Tables as workbooks: fixed heads, filters, widths, real dates and figures."""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

import xlsxwriter  # type: ignore[import-untyped] # it has no types of its own

from thidua.exports.table import Cell, Column, Table, shown

#: The same papers give the same bytes: no clock takes part.
_MADE: Final = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_OPTIONS: Final = {
    "in_memory": True,
    # What begins like a formula, an address or a number is still the text that was written.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NARROWEST, _WIDEST = 8, 48
_FORMATS: Final[Mapping[str, Mapping[str, Any]]] = {
    "head": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EEF5"},
    "text": {"text_wrap": True, "valign": "top"},
    "date": {"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"},
    "number": {"num_format": "#,##0.##", "valign": "top"},
    "whole": {"num_format": "#,##0", "valign": "top"},
}


def as_xlsx(table: Table, notes: Sequence[str] = ()) -> bytes:
    """Return a table as the bytes of a workbook; notes stand on a second sheet."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _OPTIONS)
    book.set_properties({"title": table.title, "created": _MADE})
    formats = {name: book.add_format(dict(look)) for name, look in _FORMATS.items()}
    sheet = book.add_worksheet("Bảng")
    sheet.freeze_panes(1, 0)
    for number, column in enumerate(table.columns):
        sheet.write_string(0, number, column.head, formats["head"])
        sheet.set_column(number, number, _width(column, table))
    for line, row in enumerate(table.rows, 1):
        for number, column in enumerate(table.columns):
            _write(sheet, (line, number), row.get(column.key), formats)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    about = book.add_worksheet("Ghi chú")
    about.set_column(0, 0, 100)
    for line, text in enumerate((table.title, *notes)):
        about.write_string(line, 0, text, formats["text"])
    book.close()
    return buffer.getvalue()


def _write(sheet: Any, at: tuple[int, int], value: Cell, formats: Mapping[str, Any]) -> None:
    if isinstance(value, Decimal):
        look = "whole" if value == value.to_integral_value() else "number"
        sheet.write_number(*at, value, formats[look])
    elif isinstance(value, date):
        midnight = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a day, no instant
        sheet.write_datetime(*at, midnight, formats["date"])
    elif text := shown(value):
        sheet.write_string(*at, text, formats["text"])


def _width(column: Column, table: Table) -> float:
    longest = max((len(shown(row.get(column.key))) for row in table.rows), default=0)
    return min(max(longest + 2, len(column.head) * 0.7, _NARROWEST), _WIDEST)
