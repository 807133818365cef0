"""The transfer a bank's app fills by itself: the QR code of the European Payments Council (EPC069-12)."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup
from segno import helpers

from webapp.domain.invoices.document import Document

LONGEST_NAME = 70


def qr_of(document: Document, cents: int) -> Markup | None:
    """A drawing without style or script; nothing without an IBAN."""
    seller = document.seller
    if not seller.iban or cents <= 0:
        return None
    made = helpers.make_epc_qr(
        name=seller.name[:LONGEST_NAME],
        iban=seller.iban,
        amount=Decimal(cents).scaleb(-2),
        text=document.number,
        bic=seller.bic or None,
    )
    return Markup(
        made.svg_inline(
            scale=1, border=4, omitsize=True, dark="#000", light="#fff", svgclass="qr", lineclass=None
        )
    )


def grouped(iban: str) -> str:
    """By fours, as banks print it."""
    return " ".join(iban[i : i + 4] for i in range(0, len(iban), 4))
