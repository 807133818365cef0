"""Of one's own quotes and invoices, what a day must tell: a client who answered, a reminder that may go."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, and_, case, cast, exists, func, literal, or_, select

from webapp.core import clock
from webapp.domain.invoices.document import Kind
from webapp.domain.invoices.reminders import BREATH, DAYS_AFTER, Tone
from webapp.invoicing.models import (
    BillingEvent,
    Client,
    Happening,
    Invoice,
    InvoiceDraft,
    Quote,
    QuoteAnswer,
    QuoteState,
    QuoteVersion,
)
from webapp.invoicing.queries import credited_cents, is_replaced, paid_cents

TOLD = timedelta(days=7)
"""How long a no is told."""


def answers(today: date) -> tuple[dict[str, Any], ColumnElement[bool]]:
    """Quotes accepted of which nothing is invoiced yet, and those declined of late: their columns, and which."""
    on = cast(func.timezone(clock.PARIS.key, QuoteAnswer.answered_at), Date)
    said = {
        "public_id": Quote.public_id,
        "state": Quote.state,
        "employer": Client.legal_name,
        "contract_job": Quote.title,
        "called_by": QuoteAnswer.name,
        "start_on": on,
        "end_on": on,
    }
    begun = or_(*(exists(select(one.id).where(one.quote_id == Quote.id)) for one in (Invoice, InvoiceDraft)))
    wanted = or_(
        and_(Quote.state == QuoteState.ACCEPTED, QuoteAnswer.is_accepted, ~begun),
        and_(Quote.state == QuoteState.DECLINED, on > today - TOLD),
    )
    return said, and_(
        QuoteVersion.quote_id == Quote.id,
        QuoteVersion.version == Quote.version,
        QuoteAnswer.version_id == QuoteVersion.id,
        Client.id == Quote.client_id,
        wanted,
    )


def reminders(today: date) -> tuple[dict[str, Any], ColumnElement[bool]]:
    """Invoices whose next reminder is due, as `domain.invoices.reminders` proposes them."""
    left = Invoice.due_cents - paid_cents() - credited_cents()
    said = {
        "public_id": Invoice.public_id,
        "employer": Invoice.client_name,
        "contract_job": Invoice.number,
        "start_on": Invoice.due_on,
        "end_on": Invoice.due_on,
    }
    quiet = _happened(
        BillingEvent.kind.in_((Happening.REMINDED, Happening.SNOOZED)),
        cast(func.timezone(clock.PARIS.key, BillingEvent.at), Date) > today - BREATH,
    )
    days = case(
        (_reminded(Tone.FIRM), DAYS_AFTER[Tone.FORMAL]),
        (_reminded(Tone.CORDIAL), DAYS_AFTER[Tone.FIRM]),
        else_=DAYS_AFTER[Tone.CORDIAL],
    )
    return said, and_(
        Invoice.kind != Kind.CREDIT,
        Invoice.due_on <= today - timedelta(days=min(DAYS_AFTER.values())),
        Invoice.due_on + days <= literal(today),
        ~_reminded(Tone.FORMAL),
        ~quiet,
        left > 0,
        ~is_replaced(),
    )


def _reminded(tone: Tone) -> ColumnElement[bool]:
    return _happened(BillingEvent.kind == Happening.REMINDED, BillingEvent.detail["tone"].astext == tone)


def _happened(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists(select(BillingEvent.id).where(BillingEvent.invoice_id == Invoice.id, *which))
