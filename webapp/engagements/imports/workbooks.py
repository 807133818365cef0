"""The first sheet of an Excel workbook as rows of text, its weight checked before anything is opened."""

import io
import warnings
import zipfile
from collections.abc import Generator, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from itertools import zip_longest
from typing import Any

from openpyxl import load_workbook

from webapp.domain.refusals import Refused
from webapp.domain.words import sentence

ZIP = b"PK"
MOST_UNPACKED = 50 * 1024 * 1024
MOST_MEMBERS = 2_000
# Blank rows too: a sheet may claim a million of them.
MOST_SHEET_ROWS = 50_000
CENT = Decimal("0.01")

DAMAGED = sentence("Ce classeur est abîmé et ne s’ouvre pas. Enregistrez-le de nouveau en .xlsx, ou en CSV.")
NOT_EXCEL = sentence("Ce fichier n’est pas un classeur Excel (.xlsx). Enregistrez-le en .xlsx ou en CSV.")


def rows(content: bytes, most_columns: int) -> Iterator[Sequence[str]]:
    has_formulas = _inspect(content)
    values = _values(content, most_columns, formulas=False)
    written = _values(content, most_columns, formulas=True) if has_formulas else iter(())
    try:
        for row, formulas in zip_longest(values, written, fillvalue=()):
            yield [_text(value, _at(formulas, n)) for n, value in enumerate(row)]
    except Refused:
        raise
    except Exception:  # a hostile or broken part raises anything, from KeyError to ParseError
        raise Refused(DAMAGED) from None
    finally:
        for opened in (values, written):
            if isinstance(opened, Generator):
                opened.close()


def _inspect(content: bytes) -> bool:
    """Refuse what is too big once unpacked or no workbook; tell whether it holds formulas."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
                raise Refused(
                    sentence("Ce classeur est trop gros une fois décompressé. La limite est de 50 Mo.")
                )
            names = {member.filename for member in members}
            if "xl/workbook.xml" not in names:
                raise Refused(NOT_EXCEL)
            sheets = [name for name in names if name.startswith("xl/worksheets/") and name.endswith(".xml")]
            return any(b"<f" in archive.read(name) for name in sheets)
    except Refused:
        raise
    except Exception:  # zipfile raises five kinds, and zlib its own
        raise Refused(DAMAGED) from None


def _values(content: bytes, most_columns: int, *, formulas: bool) -> Iterator[Sequence[Any]]:
    # openpyxl warns of what it leaves aside (styles, drawings): nothing we read.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=not formulas, keep_links=False)
    try:
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not shown:
            raise Refused(sentence("Ce classeur n’a aucune feuille visible."))
        shown[0].reset_dimensions()  # what a sheet says of its size is not always so
        for number, row in enumerate(shown[0].iter_rows(values_only=True, max_col=most_columns), 1):
            if number > MOST_SHEET_ROWS:
                raise Refused(
                    sentence("Le fichier a plus de 10\u202f000 lignes. Coupez-le en plusieurs fichiers.")
                )
            yield row
    finally:
        book.close()


def _at(row: Sequence[Any], column: int) -> Any:
    return row[column] if column < len(row) else None


def _text(value: Any, formula: Any) -> str:
    """The cell as it would be typed; a formula whose result was not saved stays a formula, to be told."""
    match value:
        case None:
            return formula if isinstance(formula, str) and formula.startswith("=") else ""
        case bool():
            return "oui" if value else "non"
        case datetime() | date():
            return f"{value:%d/%m/%Y}"
        case time():
            return f"{value.hour}:{value.minute:02d}"
        case timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02d}"
        case float():
            return _decimal(value)
        case _:
            return str(value)


def _decimal(value: float) -> str:
    """As the sheet shows it with two decimals: a sum of floats is rarely a round figure."""
    try:
        text = str(Decimal(repr(value)).quantize(CENT, ROUND_HALF_UP))
    except InvalidOperation:
        return repr(value)
    return text.removesuffix(".00").replace(".", ",")
