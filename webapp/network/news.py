"""The last news of each contact, read from all that the workspace keeps: one part of a statement."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    String,
    Subquery,
    Uuid,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import distinct_on

from webapp.contacts.models import Contact, Kind
from webapp.core import clock
from webapp.domain.network.touch import Proof
from webapp.domain.permissions import Permission
from webapp.engagements.models import Engagement, Paper
from webapp.engagements.papers.models import PaperReminder
from webapp.engagements.queries import alive
from webapp.engagements.standing import SIGNED
from webapp.invoicing.models import BillingEvent, Client, Happening, Invoice, Quote
from webapp.network.models import Exchange, ExchangeKind
from webapp.productions.callsheets.models import CallSheet, Receipt
from webapp.productions.crew.models import Member
from webapp.productions.models import Phase, PhaseKind, Production

MAILED = (Happening.SENT, Happening.REMINDED)


def last_news(today: date, may: Collection[Permission], one: UUID | None = None) -> Subquery:
    """(contact_id, on, proof): the latest fact of each contact, of `one` alone if said; what one may not read proves
    nothing. A contact of whom nothing is known has its row too, empty."""
    parts = [_nothing(), *_facts(today, may)]
    if one is not None:
        parts = [part.where(part.selected_columns.contact_id == one) for part in parts]
    every = union_all(*parts).subquery()
    return (
        select(every)
        .ext(distinct_on(every.c.contact_id))
        # The surest fact of a day comes first.
        .order_by(every.c.contact_id, every.c.on.desc().nulls_last(), every.c.proof)
        .subquery()
    )


def _facts(today: date, may: Collection[Permission]) -> list[Select[Any]]:
    facts = [_exchanges(today)]
    if Permission.ENGAGEMENTS_READ in may:
        facts += [_jobs(today), _calls(), _chased()]
    if Permission.PRODUCTIONS_READ in may:
        facts += [_crew(today), _sheets()]
    if Permission.INVOICING_READ in may:
        facts.append(_bills())
    return facts


def _fact(contact_id: Any, on: Any, proof: Proof) -> Select[Any]:
    return select(contact_id.label("contact_id"), on.label("on"), literal(proof.value).label("proof"))


def _nothing() -> Select[Any]:
    contact_id, on, proof = Contact.id, cast(null(), Date), cast(null(), String)
    named: list[Any] = [contact_id.label("contact_id"), on.label("on"), proof.label("proof")]
    return select(*named).where(Contact.deleted_at.is_(None))


def _exchanges(today: date) -> Select[Any]:
    return _fact(Exchange.contact_id, Exchange.on, Proof.EXCHANGE).where(
        Exchange.deleted_at.is_(None), Exchange.kind != ExchangeKind.NOTE, Exchange.on <= today
    )


def _jobs(today: date) -> Select[Any]:
    """While a job lasts, one is in touch: with the employer."""
    return _fact(Engagement.employer_id, func.least(Engagement.end_on, today), Proof.WORK).where(
        alive(), Engagement.state.in_(SIGNED), Engagement.start_on <= today
    )


def _calls() -> Select[Any]:
    """Who called with a job is written by name; a job typed in afterwards was spoken of before it began.

    Names are matched by sorting them together: a join on them would read every job for every person.
    """
    on = func.least(day_of(Engagement.created_at), Engagement.start_on)
    called = select(
        cast(null(), Uuid).label("contact_id"), func.lower(Engagement.called_by).label("name"), on.label("on")
    ).where(alive(), Engagement.called_by.is_not(None))
    people = select(Contact.id, func.lower(Contact.name), cast(null(), Date)).where(
        Contact.kind == Kind.PERSON, Contact.deleted_at.is_(None)
    )
    both = union_all(called, people).subquery()
    last = func.max(both.c.on).over(partition_by=both.c.name).label("on")
    named = select(both.c.contact_id, last).subquery()
    return _fact(named.c.contact_id, named.c.on, Proof.LEAD).where(
        named.c.contact_id.is_not(None), named.c.on.is_not(None)
    )


def _chased() -> Select[Any]:
    return (
        _fact(Engagement.employer_id, PaperReminder.reminded_on, Proof.MAIL)
        .join(Paper, Paper.engagement_id == Engagement.id)
        .join(PaperReminder, PaperReminder.paper_id == Paper.id)
        .where(alive())
    )


def _crew(today: date) -> Select[Any]:
    """A place in a crew without dates lasts as long as the shooting; without one it proves nothing."""
    start = func.coalesce(Member.start_on, shooting(func.min(Phase.start_on)))
    end = func.coalesce(Member.end_on, shooting(func.max(Phase.end_on)), start)
    return (
        _fact(Member.contact_id, func.least(end, today), Proof.WORK)
        .join(Production, Production.id == Member.production_id)
        .where(Member.deleted_at.is_(None), Production.deleted_at.is_(None), start <= today)
    )


def shooting(what: ColumnElement[Any]) -> Any:
    """The first or the last day of the shooting, or of the run, of a production."""
    return (
        select(what)
        .where(Phase.production_id == Production.id, Phase.kind == PhaseKind.SHOOT)
        .correlate(Production)
        .scalar_subquery()
    )


def _sheets() -> Select[Any]:
    return (
        _fact(Member.contact_id, day_of(Receipt.asked_at), Proof.MAIL)
        .join(CallSheet, CallSheet.production_id == Member.production_id)
        .join(Receipt, (Receipt.sheet_id == CallSheet.id) & (Receipt.member_key == Member.public_id))
        .where(Member.deleted_at.is_(None), Receipt.email.is_not(None), Receipt.refused_at.is_(None))
    )


def _bills() -> Select[Any]:
    return (
        _fact(Client.contact_id, day_of(BillingEvent.at), Proof.MAIL)
        .select_from(BillingEvent)
        .outerjoin(Invoice, Invoice.id == BillingEvent.invoice_id)
        .outerjoin(Quote, Quote.id == BillingEvent.quote_id)
        .join(Client, Client.id == func.coalesce(Invoice.client_id, Quote.client_id))
        .where(BillingEvent.kind.in_(MAILED))
    )


def day_of(instant: Any) -> Any:
    """The day in Paris."""
    return cast(func.timezone(clock.PARIS.key, instant), Date)
