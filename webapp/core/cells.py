"""Tables as text that a spreadsheet opens, whose cells it does not run."""

import csv
import io
from collections.abc import Iterable, Sequence

UTF8_MARK = "\ufeff"  # without it French spreadsheets read accents wrong
# An apostrophe stands before what a spreadsheet would run; reading takes it away again.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """Cells apart by semicolons, as French spreadsheets open them, none taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([neutralised(cell) for cell in row] for row in rows)
    return UTF8_MARK + out.getvalue()


def neutralised(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text
