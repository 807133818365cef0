"""Issue: the number, the papers and their digests are made and kept in one transaction, or none of them is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select

from webapp.core.db import db
from webapp.core.fold import fold
from webapp.domain.invoices.checks import Problem, Problems, problems_of
from webapp.domain.invoices.document import Document, Kind
from webapp.domain.invoices.numbering import Run, next_in
from webapp.domain.invoices.totals import totals
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.invoicing.composing import NO_SELLER, Around, composed
from webapp.invoicing.facturx.papers import papers_of
from webapp.invoicing.models import (
    BillingEvent,
    Deduction,
    Happening,
    Invoice,
    InvoiceDraft,
    Quote,
    Series,
    SeriesKind,
    content_of,
)
from webapp.invoicing.queries import (
    client_with_contact,
    deposits_named,
    draft_or_none,
    hold_document,
    hold_regimes,
    invoice_or_404,
    invoices_named,
    is_deducted,
    logo_content,
    seller_facts,
    series_of,
    standing_of,
    standings,
)

SERIES = {Kind.QUOTE: SeriesKind.QUOTES, Kind.CREDIT: SeriesKind.CREDITS}


def document_of(draft: InvoiceDraft, today: date) -> Document:
    """What the draft would be issued as, without its number; raises Problems when the seller is unknown."""
    client, contact = client_with_contact(draft.client_id)
    typed = draft.draft
    return composed(
        Kind(draft.kind),
        typed,
        seller_facts(),
        client,
        contact,
        on=typed.issued_on or today,
        around=Around(
            original=_original(draft),
            deposits=invoices_named(typed.deducts) if typed.deducts else (),
            quote_number=_quote_number(draft.quote_id),
        ),
    )


def issue(public_id: str, today: date) -> Invoice:
    """The issued invoice of a draft, under the same public id; a second call gives the first one's.

    Raises Problems, with nothing issued and no number taken; 404 when neither is there.
    """
    draft = draft_or_none(public_id, lock=True)
    if draft is None:
        return invoice_or_404(public_id)
    hold_regimes()
    document = document_of(draft, today)
    found = problems_of(document)
    if document.issued_on > today:
        found.append(Problem("issued_on", sentence("La date d’émission ne peut pas être à venir.")))
    if found:
        raise Problems(found)
    series = locked_series(Kind(draft.kind))
    _still_fits(draft, document)
    number, rank = _next(series, document.issued_on)
    invoice = _kept(draft, replace(document, number=number))
    advance(series, rank, document.issued_on)
    db().delete(draft)
    db().flush()
    return invoice


def locked_series(kind: Kind) -> Series:
    """Whoever issues next in the series waits for this transaction to end."""
    series = series_of(SERIES.get(kind, SeriesKind.INVOICES), lock=True)
    if series is None:
        raise Problems([NO_SELLER])
    return series


def next_number(series: Series, on: date) -> tuple[str, int]:
    """The number a document of that day takes, and its rank; raises Refused for a day before the last one."""
    return next_in(
        Run(series.prefix, series.digits, series.is_yearly, series.year, series.last_number, series.last_on),
        on,
    )


def advance(series: Series, rank: int, on: date) -> None:
    series.last_number, series.last_on, series.year = rank, on, on.year


def _next(series: Series, on: date) -> tuple[str, int]:
    try:
        return next_number(series, on)
    except Refused as refusal:
        raise Problems([Problem("issued_on", refusal.sentence)]) from refusal


def _still_fits(draft: InvoiceDraft, document: Document) -> None:
    """Under the lock: a credit stays within its original, an invoice is replaced once, a deposit is deducted once."""
    if draft.original_id:
        _fits_original(draft, document)
    for public_id in sorted(draft.draft.deducts):
        hold_document(public_id)
    for deposit in deposits_named(draft.draft.deducts, draft.client_id, draft.original_id):
        if deposit.is_deducted:
            raise Problems(
                [Problem("deducts", sentence("L’acompte %(number)s est déjà déduit.", number=deposit.number))]
            )
        if not deposit.is_free:
            raise Problems(
                [
                    Problem(
                        "deducts",
                        sentence(
                            "%(number)s ne peut plus être déduit\u00a0: crédité, remplacé, ou d’un autre client."
                            " Enregistrez le brouillon à nouveau.",
                            number=deposit.number,
                        ),
                    )
                ]
            )


def _fits_original(draft: InvoiceDraft, document: Document) -> None:
    hold_document(db().scalars(select(Invoice.public_id).where(Invoice.id == draft.original_id)).one())
    asked = standings().add_columns(is_deducted().label("is_deducted"))
    row = db().execute(asked.where(Invoice.id == draft.original_id)).one()
    standing = standing_of(row)
    left = 0 if standing.is_replaced else row.gross_cents - standing.credited_cents
    if draft.kind == Kind.CREDIT and totals(document).gross_cents > left:
        raise Problems(
            [
                Problem(
                    "lines",
                    sentence("L’avoir dépasse ce qui reste de la facture %(number)s.", number=row.number),
                )
            ]
        )
    if draft.kind != Kind.CORRECTIVE:
        return
    if standing.is_replaced or standing.credited_cents or standing.paid_cents:
        raise Problems(
            [
                Problem(
                    "",
                    sentence(
                        "Cette facture a été payée, créditée ou remplacée\u00a0: corrigez-la par un avoir."
                    ),
                )
            ]
        )
    if row.is_deducted:
        raise Problems(
            [
                Problem(
                    "", sentence("Cet acompte est déjà déduit d’une facture\u00a0: corrigez-le par un avoir.")
                )
            ]
        )


def _kept(draft: InvoiceDraft, document: Document) -> Invoice:
    papers = papers_of(document, logo_content(document.seller.logo) if document.seller.logo else None)
    sums = totals(document)
    invoice = Invoice(
        public_id=draft.public_id,
        kind=document.kind,
        number=document.number,
        issued_on=document.issued_on,
        due_on=document.due_on,
        client_id=draft.client_id,
        client_name=document.client.name,
        production_id=draft.production_id,
        quote_id=draft.quote_id,
        original_id=draft.original_id,
        title=document.title,
        net_cents=sums.net_cents,
        vat_cents=sums.vat_cents,
        gross_cents=sums.gross_cents,
        due_cents=sums.due_cents,
        content=content_of(document),
        folded=fold(document.number, document.client.name, document.title)[:600],
        pdf=papers.pdf,
        xml=papers.xml,
        pdf_sha256=sha256(papers.pdf).hexdigest(),
        xml_sha256=sha256(papers.xml).hexdigest(),
    )
    db().add(invoice)
    db().flush()
    deposits = _deposits(draft)
    db().add_all(Deduction(deposit_id=deposit, invoice_id=invoice.id) for deposit in deposits)
    db().add(BillingEvent(invoice_id=invoice.id, kind=Happening.ISSUED))
    return invoice


def _deposits(draft: InvoiceDraft) -> Sequence[UUID]:
    deducts = draft.draft.deducts
    return [deposit.id for deposit in invoices_named(deducts)] if deducts else []


def _original(draft: InvoiceDraft) -> Document | None:
    if draft.original_id is None:
        return None
    return db().scalars(select(Invoice).where(Invoice.id == draft.original_id)).one().document


def _quote_number(quote_id: UUID | None) -> str:
    return (db().scalar(select(Quote.number).where(Quote.id == quote_id)) or "") if quote_id else ""
