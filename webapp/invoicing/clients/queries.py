"""What is read of clients, and of those who also employ the person."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, func, or_, select
from sqlalchemy.orm import aliased
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact
from webapp.core import clock
from webapp.core.db import db
from webapp.core.fold import fold, folded
from webapp.domain.invoices.document import ClientKind
from webapp.domain.periods import add_months
from webapp.engagements.models import Engagement
from webapp.engagements.standing import SIGNED
from webapp.invoicing.models import Client

PAGE = 50
MONTHS = 24  # of work, for somebody to be called an employer
SIREN_DIGITS = 9
Rows = Sequence[Row[*tuple[Any, ...]]]


@dataclass(frozen=True)
class Employment:
    """Somebody to invoice who has also employed the person, themselves or through their company."""

    employer: str
    last_on: date


def clients_found(words: str, kind: ClientKind | None, page: int) -> Rows:
    """One page of the list, by name."""
    columns = (
        Client.contact_id, Client.kind, Client.legal_name, Client.siren, Client.vat_number, Client.city,
        Client.country, Contact.public_id, Contact.name,
    )  # fmt: skip
    return (
        db()
        .execute(
            _searched(select(*columns), words)
            .where(*([Client.kind == kind] if kind else []))
            .order_by(Contact.sort_key, Client.id)
            .limit(PAGE)
            .offset((page - 1) * PAGE)
        )
        .all()
    )


def count_of_kinds(words: str) -> dict[ClientKind, int]:
    counted = db().execute(
        _searched(select(Client.kind, func.count()).select_from(Client), words).group_by(Client.kind)
    )
    found = {ClientKind(kind): count for kind, count in counted.all()}
    return {kind: found.get(kind, 0) for kind in ClientKind}


def contact_with_client(public_id: str) -> tuple[Contact, Client | None]:
    """A contact, and what invoicing knows of it if it is a client; 404 for one that is not there."""
    row = (
        db()
        .execute(
            select(Contact, Client)
            .outerjoin(Client, (Client.contact_id == Contact.id) & Client.replaced_by_id.is_(None))
            .where(Contact.public_id == public_id, Contact.deleted_at.is_(None))
        )
        .first()
    )
    if row is None:
        raise NotFound
    return row.Contact, row.Client


def client_of(contact_id: UUID) -> Client | None:
    return db().scalar(select(Client).where(Client.contact_id == contact_id, Client.replaced_by_id.is_(None)))


def contacts_named(name: str) -> Sequence[Contact]:
    """People and companies of this very name, once folded."""
    wanted = fold(name)
    if not wanted:
        return []
    found = db().scalars(
        select(Contact)
        .where(Contact.deleted_at.is_(None), Contact.folded.startswith(wanted, autoescape=True))
        .order_by(Contact.folded, Contact.id)
        .limit(PAGE)
    )
    return [one for one in found if fold(one.name) == wanted]


def employment_of(contact_ids: Collection[UUID]) -> dict[UUID, Employment]:
    """By contact, those who employed the person within two years: the contact, its company, or the same SIREN."""
    if not contact_ids:
        return {}
    employer = aliased(Contact)
    hiring = (  # few, and read once: joined to the engagements, each contact would go through them all
        select(
            employer.id,
            employer.name,
            _siren(employer).label("siren"),
            func.max(Engagement.end_on).label("last_on"),
        )
        .join(Engagement, Engagement.employer_id == employer.id)
        .where(*_hired(clock.today()))
        .group_by(employer.id, employer.name, employer.siret)
        .cte("hiring")
    )
    same = or_(
        hiring.c.id == Contact.id, hiring.c.id == Contact.company_id, hiring.c.siren == _siren_of_client()
    )
    rows = db().execute(
        select(Contact.id, hiring.c.name, hiring.c.last_on)
        .select_from(Contact)
        .outerjoin(Client, (Client.contact_id == Contact.id) & Client.replaced_by_id.is_(None))
        .join(hiring, same)
        .where(Contact.id.in_(contact_ids))
        .order_by(hiring.c.last_on)
    )
    return {row.id: Employment(row.name, row.last_on) for row in rows}


def is_employer(today: date) -> ColumnElement[bool]:
    """Likewise, of the client and the contact of the row around: who employs is read once for all of them."""
    hiring, employer = select(Engagement.employer_id).where(*_hired(today)), aliased(Contact)
    sirens = select(_siren(employer)).where(employer.id.in_(hiring), employer.siret.is_not(None))
    same = or_(Contact.id.in_(hiring), Contact.company_id.in_(hiring), _siren_of_client().in_(sirens))
    return func.coalesce(same, False)


def _hired(today: date) -> tuple[ColumnElement[bool], ...]:
    return (
        Engagement.deleted_at.is_(None),
        Engagement.state.in_(SIGNED),
        Engagement.end_on >= add_months(today, -MONTHS),
    )


def _siren_of_client() -> ColumnElement[str]:
    return func.coalesce(Client.siren, func.left(Client.siret, SIREN_DIGITS), _siren(Contact))


def _siren(contact: Any) -> ColumnElement[str]:
    return func.left(contact.siret, SIREN_DIGITS)


def _searched(query: Select[*tuple[Any, ...]], words: str) -> Select[*tuple[Any, ...]]:
    """By the name of the contact, that of the papers, or the number."""
    known = folded(Contact.folded, Client.legal_name, Client.siren, Client.vat_number)
    each = [known.contains(word, autoescape=True) for word in fold(words).split()]
    there = (Contact.deleted_at.is_(None), Client.replaced_by_id.is_(None))
    return query.join(Contact, Contact.id == Client.contact_id).where(*there, *each)
