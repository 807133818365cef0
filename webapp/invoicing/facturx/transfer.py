"""The SEPA transfer that pays a document, as the code the application of a bank reads.

EPC069-12, version 002: https://www.europeanpaymentscouncil.eu/document-library/guidance-documents/quick-response-code-guidelines-enable-data-capture-initiation
"""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup
from segno import QRCode
from segno.helpers import make_epc_qr
from stdnum import iban

from webapp.domain.invoices.document import Document, Kind
from webapp.domain.invoices.totals import totals
from webapp.invoicing.facturx.codes import SEPA_COUNTRIES

PAID = (Kind.INVOICE, Kind.DEPOSIT, Kind.CORRECTIVE)
LONGEST_NAME = 70
MOST_CENTS = 999_999_999_99


def is_paid(document: Document) -> bool:
    """Somebody has something to pay for it."""
    return document.kind in PAID and totals(document).due_cents > 0


def transfer_code(document: Document) -> QRCode | None:
    """Of a paper: none on a draft, nor when it is not wanted or nothing is to be paid."""
    if not (document.shows_qr and document.number and is_paid(document)):
        return None
    return code_of(document, totals(document).due_cents)


def code_of(document: Document, cents: int) -> QRCode | None:
    """Of what is to be paid now; none for what no bank reads: from abroad, to nobody, or a sum it cannot say."""
    if document.client.country not in SEPA_COUNTRIES or not iban.is_valid(document.seller.iban):
        return None
    if not 0 < cents <= MOST_CENTS:
        return None
    return make_epc_qr(
        name=document.seller.name[:LONGEST_NAME],
        iban=iban.compact(document.seller.iban),
        amount=Decimal(cents) / 100,
        text=document.number,
        bic=document.seller.bic.replace(" ", "") or None,
        encoding="utf-8",
    )


def drawn(code: QRCode) -> str:
    """As SVG: sharp at any size."""
    return str(code.svg_inline(border=0, omitsize=True))


def shown(code: QRCode) -> Markup:
    """As SVG for a page: without style or script, on white whatever the theme."""
    return Markup(
        code.svg_inline(
            scale=1, border=4, omitsize=True, dark="#000", light="#fff", svgclass="qr", lineclass=None
        )
    )
