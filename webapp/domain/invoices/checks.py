"""What keeps a document from being issued: each problem beside the field where it is put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.domain.invoices.document import Document
from webapp.domain.invoices.totals import totals
from webapp.domain.words import Sentence, sentence


@dataclass(frozen=True)
class Problem:
    """`field` is `lines.2.price_cents`, `client.siren`, `seller.iban`, `issued_on`…, or empty for the whole."""

    field: str
    said: Sentence


class Problems(Exception):
    """A document that cannot be issued; nothing was."""

    def __init__(self, found: Sequence[Problem]):
        super().__init__("; ".join(str(one.said) for one in found))
        self.found = list(found)


def problems_of(document: Document) -> list[Problem]:
    """Everything wrong at once, so that one visit puts it right."""
    found: list[Problem] = []
    if not document.lines:
        found.append(Problem("lines", sentence("Ajoutez au moins une ligne.")))
    elif totals(document).gross_cents <= 0:
        found.append(Problem("lines", sentence("Le total doit être au-dessus de zéro.")))
    return found
