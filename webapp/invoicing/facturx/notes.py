"""BG-1: the sentences of a document, each under its subject (UNTDID 4451), for machines."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.domain.invoices.document import Deducted, Document, Kind
from webapp.invoicing.facturx.codes import AUDIENCES
from webapp.invoicing.facturx.parties import clean

ONCE = ("PMT", "PMD", "AAB")  # BR-FR-05 and 06: on each document, and no more than once
AUDIENCE, GENERAL = "BAR", "AAI"


def notes_of(document: Document) -> list[dict[str, str]]:
    return [{"BT-22": text, **({"BT-21": code} if code else {})} for code, text in _notes(document) if text]


def _notes(document: Document) -> Iterator[tuple[str, str]]:
    said: set[str] = set()
    for mention in document.mentions:
        if mention.code == AUDIENCE or (mention.code in ONCE and mention.code in said):
            continue
        said.add(mention.code)
        yield mention.code, clean(mention.text)
    yield AUDIENCE, AUDIENCES[document.client.kind]
    yield GENERAL, clean(document.title)
    yield GENERAL, clean(document.note)
    if document.kind is Kind.CORRECTIVE:
        yield from ((GENERAL, _deduction(deposit)) for deposit in document.deposits)


def _deduction(deposit: Deducted) -> str:
    """A corrective invoice may quote one document alone (BR-FR-CO-04): its deposits are told in words."""
    return f"Acompte déduit : facture {deposit.number} du {deposit.on:%d/%m/%Y}."
