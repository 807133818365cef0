"""A quote as its paper: what is previewed is what a version freezes."""

from __future__ import annotations

from datetime import date

from webapp.contacts.models import Contact
from webapp.domain.invoices.checks import Problem, Problems
from webapp.domain.invoices.document import Document, Kind
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.invoicing.composing import Around, compose
from webapp.invoicing.facturx.papers import quote_pdf
from webapp.invoicing.models import Client, Quote
from webapp.invoicing.queries import logo_content, seller_facts


def document_of(quote: Quote, client: Client, contact: Contact, today: date) -> Document:
    """The next version, under the number the quote has, if any; raises Problems when the seller is unknown."""
    facts = seller_facts()
    if facts is None:
        raise Problems([Problem("seller", sentence("Complétez votre profil de vendeur."))])
    number, version = quote.number or "", quote.version + 1
    around = Around(version=version)
    try:
        return compose(
            Kind.QUOTE, quote.draft, facts, client, contact, on=today, number=number, around=around
        )
    except Refused as refusal:
        raise Problems([Problem("seller.regime", refusal.sentence)]) from refusal


def pdf_of(document: Document) -> bytes:
    return quote_pdf(document, logo_content(document.seller.logo) if document.seller.logo else None)
