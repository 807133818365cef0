"""What a person types of a quote or an invoice, before the law's part is added and all of it is frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from webapp.domain.invoices.document import Document, Instalment, Line, Party, Treatment


@dataclass(frozen=True)
class Draft:
    lines: tuple[Line, ...] = ()  # their category is that of the treatment, set when the document is composed
    title: str = ""
    issued_on: date | None = None  # today, unless said
    due_on: date | None = None  # by the seller's terms, unless said
    starts_on: date | None = None
    ends_on: date | None = None
    order_number: str = ""
    buyer_reference: str = ""
    contract_number: str = ""
    delivery: Party | None = None
    note: str = ""
    terms: str = ""
    treatment: Treatment | None = None  # chosen against what follows from regime and client
    treatment_reason: str = ""
    deducts: tuple[str, ...] = ()  # public ids of the deposits a final invoice takes off
    valid_until: date | None = None
    schedule: tuple[Instalment, ...] = ()
    shows_qr: bool = True


def typed_of(document: Document) -> Draft:
    """What was typed of a document, its day of issue apart; its VAT stays dealt with as its client read it."""
    return Draft(
        lines=document.lines,
        title=document.title,
        starts_on=document.starts_on,
        ends_on=document.ends_on,
        order_number=document.order_number,
        buyer_reference=document.buyer_reference,
        contract_number=document.contract_number,
        delivery=document.delivery,
        note=document.note,
        treatment=document.treatment if document.treatment_reason else None,
        treatment_reason=document.treatment_reason,
        shows_qr=document.shows_qr,
    )
