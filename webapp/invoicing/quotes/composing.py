"""A quote as its paper: what is previewed is what a version freezes."""

from __future__ import annotations

from datetime import date

from webapp.contacts.models import Contact
from webapp.domain.invoices.document import Document, Kind
from webapp.invoicing.composing import Around, composed
from webapp.invoicing.facturx.papers import quote_pdf
from webapp.invoicing.models import Client, Quote
from webapp.invoicing.queries import logo_content, seller_facts


def document_of(quote: Quote, client: Client, contact: Contact, today: date) -> Document:
    """The next version, under the number the quote has, if any; raises Problems when the seller is unknown."""
    return composed(
        Kind.QUOTE,
        quote.draft,
        seller_facts(),
        client,
        contact,
        on=today,
        number=quote.number or "",
        around=Around(version=quote.version + 1),
    )


def pdf_of(document: Document) -> bytes:
    return quote_pdf(document, logo_content(document.seller.logo) if document.seller.logo else None)
