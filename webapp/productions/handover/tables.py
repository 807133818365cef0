"""A table as a CSV file that a French spreadsheet opens: semicolons, a mark of UTF-8, no formula."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_of(rows: Iterable[Sequence[str | None]]) -> bytes:
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([[_plain(cell or "") for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: str) -> str:
    """What people typed stays text: a spreadsheet would run what begins like a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
