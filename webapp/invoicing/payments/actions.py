"""Money that came or went back; each change is told in the log, and what was told stays there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row

from webapp.core.db import db
from webapp.domain.invoices.document import Kind
from webapp.domain.refusals import Refused
from webapp.domain.words import Cents, sentence
from webapp.invoicing.models import BillingEvent, Happening, Means, Payment
from webapp.invoicing.payments.queries import payment_or_404
from webapp.invoicing.queries import hold_document, standing_of, standing_or_404

BEFORE = timedelta(days=366)
"""A deposit may come before its invoice; a year before is a wrong year."""


@dataclass(frozen=True)
class Terms:
    paid_on: date
    cents: int
    means: Means = Means.TRANSFER
    note: str | None = None


def add_payment(public_id: str, terms: Terms) -> Payment:
    """One at a time for each document, so that two windows do not both pay its balance."""
    hold_document(public_id)
    row = standing_or_404(public_id)
    _fits(row, terms, before=0)
    payment = Payment(invoice_id=row.id, **_columns(terms))
    db().add(payment)
    db().flush()
    _note(payment, Happening.PAID)
    return payment


def settle(public_id: str, today: date) -> Payment | None:
    """One tap: the balance came today; nothing when it is settled already."""
    hold_document(public_id)
    cents = standing_of(standing_or_404(public_id)).balance_cents
    return add_payment(public_id, Terms(today, cents)) if cents else None


def change_payment(public_id: str, payment_id: str, terms: Terms) -> None:
    """What was noted is taken back in the log, then what is true is noted."""
    hold_document(public_id)
    row = standing_or_404(public_id)
    payment = payment_or_404(row.id, payment_id)
    _fits(row, terms, before=payment.cents)
    if _columns(terms) == {name: getattr(payment, name) for name in _columns(terms)}:
        return
    _note(payment, Happening.UNPAID)
    for name, value in _columns(terms).items():
        setattr(payment, name, value)
    db().flush()
    _note(payment, Happening.PAID)


def remove_payment(public_id: str, payment_id: str) -> None:
    """Once: whoever removes it at the same time finds it gone."""
    hold_document(public_id)
    payment = payment_or_404(standing_or_404(public_id).id, payment_id)
    _note(payment, Happening.UNPAID)
    db().delete(payment)
    db().flush()


def _fits(row: Row[Any], terms: Terms, *, before: int) -> None:
    """`before`: what this payment was noted as until now."""
    standing = standing_of(row)
    if standing.is_replaced:
        raise Refused(
            sentence("Cette facture est remplacée\u00a0: notez le paiement sur celle qui la remplace.")
        )
    if row.kind == Kind.CREDIT and terms.cents > standing.balance_cents + before:
        raise Refused(
            sentence(
                "Un remboursement ne dépasse pas ce qui reste de l’avoir, %(left)s.",
                left=Cents(standing.balance_cents + before),
            )
        )
    if terms.paid_on < row.issued_on - BEFORE:
        raise Refused(sentence("Plus d’un an avant l’émission\u00a0: vérifiez la date."))


def _columns(terms: Terms) -> dict[str, Any]:
    return {"paid_on": terms.paid_on, "cents": terms.cents, "means": terms.means, "note": terms.note}


def _note(payment: Payment, kind: Happening) -> None:
    detail = {"cents": payment.cents, "on": payment.paid_on.isoformat(), "means": str(payment.means)}
    db().add(BillingEvent(invoice_id=payment.invoice_id, kind=kind, detail=detail))
    db().flush()
