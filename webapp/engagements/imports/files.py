"""The files handed out around an import: the model to fill, and the lines left aside with their reason."""

import csv
import io
from collections.abc import Iterable, Sequence

from webapp.engagements.imports import layouts
from webapp.engagements.imports.formulas import neutralised

UTF8_MARK = "\ufeff"  # without it French spreadsheets read accents wrong


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """Cells apart by semicolons, as French spreadsheets open them, none taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([neutralised(cell) for cell in row] for row in rows)
    return UTF8_MARK + out.getvalue()


def model() -> str:
    return as_csv([[column.title for column in layouts.MODEL]])
