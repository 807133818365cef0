"""A period as a ZIP: each paper as it was issued, and a table that says what each is and how to check it."""

import tempfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import IO, Any

from sqlalchemy import Row

from webapp.core import archives
from webapp.core.archives import Entry, Names
from webapp.core.sheets import as_csv, euros
from webapp.domain.invoices.document import Kind
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.invoicing.archive.names import file_name
from webapp.invoicing.archive.queries import issued
from webapp.invoicing.words import DOCUMENTS, in_french

Value = str | Decimal
MOST_BYTES = 500 << 20
SPOOLED = 8 << 20
INDEX = "index.csv"
# In French whatever the language of the screen, as every file that goes out.
TITLES = (
    "Numéro", "Nature", "Émis le", "À régler le", "Client", "Objet", "Total HT", "TVA", "Total TTC", "Net à payer",
    "PDF", "SHA-256 du PDF", "XML", "SHA-256 du XML",
)  # fmt: skip


def spooled(start: date, end: date) -> IO[bytes]:
    """In memory while it is small; the caller closes it. Raises Refused when nothing was issued."""
    spool = tempfile.SpooledTemporaryFile(max_size=SPOOLED)  # noqa: SIM115
    try:
        if archives.pack(_entries(start, end), spool, most_bytes=MOST_BYTES) == 1:
            raise Refused(sentence("Aucun document émis sur cette période."))
        spool.seek(0)
    except BaseException:
        spool.close()
        raise
    return spool


def _entries(start: date, end: date) -> Iterator[Entry]:
    """The table comes last, once all are named."""
    names, rows, kinds = Names(), [list[Value](TITLES)], in_french(DOCUMENTS)
    for row in issued(start, end):
        pdf = names.given((file_name(row.number, "pdf"),))
        xml = names.given((file_name(row.number, "xml"),))
        yield Entry((pdf,), [row.pdf])
        yield Entry((xml,), [row.xml])
        rows.append(_told(row, kinds[Kind(row.kind)], pdf, xml))
    yield Entry((INDEX,), [as_csv(rows).encode()])


def _told(row: Row[Any], kind: str, pdf: str, xml: str) -> list[Value]:
    due = f"{row.due_on:%d/%m/%Y}" if row.due_on else ""
    sums = (row.net_cents, row.vat_cents, row.gross_cents, row.due_cents)
    return [
        row.number, kind, f"{row.issued_on:%d/%m/%Y}", due, row.client_name, row.title,
        *(euros(cents) for cents in sums), pdf, row.pdf_sha256, xml, row.xml_sha256,
    ]  # fmt: skip


def pieces_of(spool: IO[bytes]) -> Iterator[bytes]:
    with spool:
        yield from iter(lambda: spool.read(archives.CHUNK), b"")
