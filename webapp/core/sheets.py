"""Tables to take away: CSV as French spreadsheets open it, XLSX with its dates and its numbers."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Value = str | int | date | Decimal | None

UTF8_MARK = "\ufeff"  # without it French spreadsheets read accents wrong
DAY_FORMAT = "DD/MM/YYYY"
# An apostrophe goes before what a spreadsheet would run; an import takes it away again.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def neutralised(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def as_csv(rows: Iterable[Sequence[str | Decimal]]) -> str:
    """Cells apart by semicolons, as French spreadsheets open them, none taken for a formula; numbers stay numbers."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return UTF8_MARK + out.getvalue()


def _plain(cell: str | Decimal) -> str:
    return neutralised(cell) if isinstance(cell, str) else str(cell).replace(".", ",")


def euros(cents: int) -> Decimal:
    """An amount as a cell, below zero too."""
    return Decimal(cents).scaleb(-2)


@dataclass(frozen=True)
class Sheet:
    """A format a column, empty for none."""

    name: str
    titles: Sequence[str]
    widths: Sequence[int]
    formats: Sequence[str]
    rows: Iterable[Sequence[Value]]


def workbook(
    name: str,
    titles: Sequence[str],
    widths: Sequence[int],
    formats: Sequence[str],
    rows: Iterable[Sequence[Value]],
) -> bytes:
    """One sheet whose dates are dates and whose amounts are numbers."""
    return book([Sheet(name, titles, widths, formats, rows)])


def book(sheets: Iterable[Sheet]) -> bytes:
    """Likewise, of several."""
    made = Workbook(write_only=True)
    for one in sheets:
        sheet = made.create_sheet(one.name)
        sheet.freeze_panes = "A2"
        for number, width in enumerate(one.widths):
            sheet.column_dimensions[chr(ord("A") + number)].width = width
        sheet.append([_bold(sheet, title) for title in one.titles])
        for row in one.rows:
            sheet.append([_cell(sheet, form, value) for form, value in zip(one.formats, row, strict=True)])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _cell(sheet: WriteOnlyWorksheet, form: str, value: Value) -> Any:
    if isinstance(value, str):
        value = neutralised(ILLEGAL_CHARACTERS_RE.sub("", value))
    cell = WriteOnlyCell(sheet, value=value)  # type: ignore[arg-type]
    if isinstance(value, date):
        cell.number_format = DAY_FORMAT
    elif form:
        cell.number_format = form
    return cell


def _bold(sheet: WriteOnlyWorksheet, title: str) -> Any:
    cell = WriteOnlyCell(sheet, value=title)
    cell.font = Font(bold=True)
    return cell
