"""The cards left out, to be taken away with the reason of each, corrected and sent again."""

from collections.abc import Iterable

from webapp.contacts.imports import tables, words
from webapp.contacts.imports.models import CardImport, ImportedCard, Kind
from webapp.core.sheets import UTF8_MARK, as_csv


def file_of(kept: CardImport, rows: Iterable[ImportedCard], reason: str) -> tuple[str, str, str]:
    """(content, name, type). In a vCard a line that begins with # stands outside the cards: reading it skips it."""
    if kept.kind == Kind.CSV:
        lines = [[*_cells(row.raw, len(kept.headers)), words.reason(row)] for row in rows]
        return (
            as_csv([[*kept.headers, reason], *lines]),
            "raccord-fiches-rejetees.csv",
            "text/csv; charset=utf-8",
        )
    said = [f"# {row.position}. {words.reason(row)}\r\n{row.raw.strip()}\r\n" for row in rows]
    return UTF8_MARK + "\r\n".join(said), "raccord-fiches-rejetees.vcf", "text/vcard; charset=utf-8"


def _cells(raw: str, width: int) -> list[str]:
    return [*tables.cells_of(raw), *[""] * width][:width]
