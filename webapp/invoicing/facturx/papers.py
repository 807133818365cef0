"""Both papers of a document, always the same bytes for the same document."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.domain.invoices.document import Document
from webapp.invoicing.facturx.pdf import pdf_of
from webapp.invoicing.facturx.xml import xml_of


@dataclass(frozen=True)
class Papers:
    pdf: bytes
    xml: bytes


def papers_of(document: Document, logo: bytes | None = None) -> Papers:
    """Of an invoice, a deposit, a credit note or a corrective: PDF/A-3b with its XML (EN 16931) inside."""
    xml = xml_of(document)
    return Papers(pdf=pdf_of(document, xml, logo), xml=xml)


def quote_pdf(document: Document, logo: bytes | None = None) -> bytes:
    """Of a quote, or of any document that has no number yet: no XML."""
    return pdf_of(document, logo=logo)
