"""`flask invoicing export`: the PDF of each issued document, in a folder."""

from collections.abc import Iterator
from pathlib import Path

from webapp.core.archives import Names
from webapp.invoicing.archive.names import file_name
from webapp.invoicing.archive.queries import issued


def export(folder: Path) -> Iterator[Path]:
    """Each file once it is written; invoices, deposits, credit notes and corrective invoices, never quotes."""
    folder.mkdir(parents=True, exist_ok=True)
    names = Names()
    for row in issued():
        path = folder / names.given((file_name(row.number, "pdf"),))
        path.write_bytes(row.pdf)
        yield path
