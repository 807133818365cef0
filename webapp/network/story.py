"""All that happened with one contact, in one statement: each part of a union knows one kind of fact."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Integer,
    Row,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.core.links import Link
from webapp.domain.permissions import Permission
from webapp.engagements.models import Engagement, Paper
from webapp.engagements.papers.models import PaperReminder
from webapp.engagements.queries import alive
from webapp.invoicing.models import BillingEvent, Client, Happening, Invoice, Payment, Quote
from webapp.network.models import Exchange, Recommendation
from webapp.network.news import MAILED, day_of, shooting
from webapp.productions.callsheets.models import CallSheet, Receipt
from webapp.productions.crew.models import Member, Supplier
from webapp.productions.crew.queries import FICHE
from webapp.productions.models import Phase, Production

PAGE = 50
ON_CONTACT = 10

Other = aliased(Contact)
Employer = aliased(Contact)

# Every part has these, in this order; a part says those it knows.
COLUMNS: dict[str, Any] = {
    "on": Date(),
    "at": DateTime(timezone=True),
    "until_on": Date(),
    "public_id": String(),
    "within": String(),  # the public id of what the address goes through
    "kind": String(),
    "title": String(),
    "name": String(),
    "detail": String(),
    "minutes": Integer(),
    "cents": BigInteger(),
    "is_main": Boolean(),
}


def story_of(
    contact: Contact, may: Collection[Permission], page: int = 1, per_page: int = PAGE
) -> Sequence[Row[Any]]:
    """One page, the latest first; `count` is how many facts there are."""
    every = union_all(*_parts(contact, may)).subquery()
    latest = (every.c.on.desc(), every.c.at.desc().nulls_last(), every.c.what, every.c.public_id)
    return (
        db()
        .execute(
            select(every, func.count().over().label("count"))
            .order_by(*latest)
            .limit(per_page)
            .offset((page - 1) * per_page)
        )
        .all()
    )


def _parts(contact: Contact, may: Collection[Permission]) -> list[Select[Any]]:
    parts = [
        _exchanges(contact),
        _recommendations(contact),
        _origin(contact),
        _merged(contact),
        _met(contact),
    ]
    if Permission.ENGAGEMENTS_READ in may:
        parts += [_jobs(contact), _chased(contact)]
    if Permission.PRODUCTIONS_READ in may:
        parts += [
            _crew(contact), _supplied(contact), _produced(contact), _sheets(contact), _fiches(contact),
        ]  # fmt: skip
    if Permission.INVOICING_READ in may:
        parts += [_invoices(contact), _bills(contact), _payments(contact)]
    return parts


def _part(what: str, **said: Any) -> Select[Any]:
    told = {
        name: said[name].label(name) if name in said else cast(null(), of).label(name)
        for name, of in COLUMNS.items()
    }
    return select(literal(what).label("what"), *told.values())


def _exchanges(contact: Contact) -> Select[Any]:
    return _part(
        "exchange",
        on=Exchange.on,
        at=Exchange.created_at,
        public_id=Exchange.public_id,
        kind=Exchange.kind,
        detail=Exchange.note,
        minutes=cast(Exchange.minutes, Integer),
    ).where(Exchange.contact_id == contact.id, Exchange.deleted_at.is_(None))


def _jobs(contact: Contact) -> Select[Any]:
    """Jobs for a company, and those a person called for."""
    mine = Engagement.employer_id == contact.id
    if not contact.is_company:
        mine = or_(mine, func.lower(Engagement.called_by) == contact.name.lower())
    return (
        _part(
            "job",
            on=Engagement.start_on,
            until_on=Engagement.end_on,
            public_id=Engagement.public_id,
            kind=Engagement.state,
            title=Production.title,
            name=Employer.name,
            detail=Engagement.contract_job,
            minutes=Engagement.minutes,
            is_main=Engagement.employer_id == contact.id,
        )
        .join(Employer, Employer.id == Engagement.employer_id)
        .outerjoin(Production, Production.id == Engagement.production_id)
        .where(alive(), mine)
    )


def _chased(contact: Contact) -> Select[Any]:
    return (
        _part(
            "chased",
            on=PaperReminder.reminded_on,
            at=PaperReminder.created_at,
            public_id=Paper.public_id,
            kind=PaperReminder.channel,
            title=Paper.kind,
            detail=Engagement.contract_job,
        )
        .join(Paper, Paper.id == PaperReminder.paper_id)
        .join(Engagement, Engagement.id == Paper.engagement_id)
        .where(alive(), Engagement.employer_id == contact.id)
    )


def _crew(contact: Contact) -> Select[Any]:
    """Without dates of its own, a place in a crew has those of the shooting."""
    start = func.coalesce(Member.start_on, shooting(func.min(Phase.start_on)))
    end = func.coalesce(Member.end_on, shooting(func.max(Phase.end_on)))
    return _of_production(
        "crew",
        on=func.coalesce(start, day_of(Member.created_at)),
        until_on=case((start.is_not(None), end)),
        public_id=Member.public_id,
        detail=func.coalesce(Member.credit_job, Member.contract_job),
        is_main=start.is_not(None),
        model=Member,
    ).where(Member.contact_id == contact.id, Member.deleted_at.is_(None))


def _supplied(contact: Contact) -> Select[Any]:
    return _of_production(
        "supplier",
        on=day_of(Supplier.created_at),
        at=Supplier.created_at,
        public_id=Supplier.public_id,
        kind=Supplier.kind,
        detail=Supplier.purpose,
        model=Supplier,
    ).where(Supplier.contact_id == contact.id, Supplier.deleted_at.is_(None))


def _produced(contact: Contact) -> Select[Any]:
    start = shooting(func.min(Phase.start_on))
    return _part(
        "produced",
        on=func.coalesce(start, day_of(Production.created_at)),
        until_on=shooting(func.max(Phase.end_on)),
        public_id=Production.public_id,
        title=Production.title,
        is_main=start.is_not(None),
    ).where(Production.company_id == contact.id, Production.deleted_at.is_(None))


def _of_production(what: str, *, model: Any, **said: Any) -> Select[Any]:
    return (
        _part(what, within=Production.public_id, title=Production.title, **said)
        .join(Production, Production.id == model.production_id)
        .where(Production.deleted_at.is_(None))
    )


def _sheets(contact: Contact) -> Select[Any]:
    """Each version that was sent to them, where it has come to."""
    said = func.coalesce(Receipt.confirmed_at, Receipt.asked_at)
    return (
        _of_production(
            "sheet",
            on=day_of(said),
            at=said,
            until_on=CallSheet.on,
            public_id=CallSheet.public_id,
            kind=case(
                (Receipt.confirmed_at.is_not(None), "confirmed"),
                (Receipt.opened_at.is_not(None), "opened"),
                else_="sent",
            ),
            minutes=cast(Receipt.number, Integer),
            model=CallSheet,
        )
        .join(Receipt, Receipt.sheet_id == CallSheet.id)
        .join(Member, and_(Member.public_id == Receipt.member_key, Member.production_id == Production.id))
        .where(Member.contact_id == contact.id)
    )


def _fiches(contact: Contact) -> Select[Any]:
    """A link asked for belongs to no workspace's table: it is held to this one by the member it names."""
    return (
        _of_production(
            "fiche", on=day_of(Link.created_at), at=Link.created_at, public_id=Member.public_id, model=Member
        )
        .join(Link, and_(Link.workspace_id == Member.workspace_id, Link.purpose == FICHE))
        .where(Link.payload["member"].astext == cast(Member.id, String), Member.contact_id == contact.id)
    )


def _invoices(contact: Contact) -> Select[Any]:
    return (
        _part(
            "invoice",
            on=Invoice.issued_on,
            at=Invoice.issued_at,
            public_id=Invoice.public_id,
            kind=Invoice.kind,
            title=Invoice.number,
            detail=Invoice.title,
            cents=Invoice.gross_cents,
        )
        .join(Client, Client.id == Invoice.client_id)
        .where(Client.contact_id == contact.id)
    )


def _bills(contact: Contact) -> Select[Any]:
    """Quotes and invoices sent, recalled, answered."""
    told = (*MAILED, Happening.ACCEPTED, Happening.DECLINED)
    return (
        _part(
            "bill",
            on=day_of(BillingEvent.at),
            at=BillingEvent.at,
            public_id=func.coalesce(Invoice.public_id, Quote.public_id),
            kind=BillingEvent.kind,
            title=func.coalesce(Invoice.number, Quote.number),
            detail=BillingEvent.detail["to"].astext,
            is_main=Invoice.id.is_not(None),
        )
        .outerjoin(Invoice, Invoice.id == BillingEvent.invoice_id)
        .outerjoin(Quote, Quote.id == BillingEvent.quote_id)
        .join(Client, Client.id == func.coalesce(Invoice.client_id, Quote.client_id))
        .where(Client.contact_id == contact.id, BillingEvent.kind.in_(told))
    )


def _payments(contact: Contact) -> Select[Any]:
    return (
        _part(
            "payment",
            on=Payment.paid_on,
            at=Payment.created_at,
            public_id=Invoice.public_id,
            kind=Invoice.kind,
            title=Invoice.number,
            cents=Payment.cents,
        )
        .join(Invoice, Invoice.id == Payment.invoice_id)
        .join(Client, Client.id == Invoice.client_id)
        .where(Client.contact_id == contact.id)
    )


def _recommendations(contact: Contact) -> Select[Any]:
    """`is_main`: it is this contact who was named, or who named one; else they were told."""
    by = Recommendation.contact_id == contact.id
    return (
        _part(
            "recommendation",
            on=Recommendation.on,
            at=Recommendation.created_at,
            public_id=Recommendation.public_id,
            within=Other.public_id,
            kind=Recommendation.direction,
            name=Other.name,
            title=Recommendation.purpose,
            detail=Recommendation.note,
            is_main=by,
        )
        .outerjoin(
            Other, Other.id == case((by, Recommendation.to_contact_id), else_=Recommendation.contact_id)
        )
        .where(
            Recommendation.deleted_at.is_(None),
            or_(by, Recommendation.to_contact_id == contact.id),
        )
    )


def _origin(contact: Contact) -> Select[Any]:
    return (
        _part(
            "origin",
            on=day_of(Contact.created_at),
            at=Contact.created_at,
            public_id=Contact.public_id,
            title=Contact.source,
            name=Other.name,
            detail=Contact.met,
        )
        .outerjoin(Other, Other.id == Contact.introduced_by_id)
        .where(Contact.id == contact.id)
    )


def _merged(contact: Contact) -> Select[Any]:
    return _part(
        "merged",
        on=day_of(Contact.deleted_at),
        at=Contact.deleted_at,
        public_id=Contact.public_id,
        name=Contact.name,
    ).where(Contact.merged_into_id == contact.id, Contact.deleted_at.is_not(None))


def _met(contact: Contact) -> Select[Any]:
    """Whom one knows through this contact."""
    return _part(
        "introduced",
        on=day_of(Contact.created_at),
        at=Contact.created_at,
        public_id=Contact.public_id,
        name=Contact.name,
        detail=Contact.met,
    ).where(Contact.introduced_by_id == contact.id, Contact.deleted_at.is_(None))
