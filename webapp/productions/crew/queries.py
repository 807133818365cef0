"""The people of a production, with who they are; those taken away are left out unless said."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, case, or_, select
from sqlalchemy.orm import aliased
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.productions.crew.models import Department, Member, PrivateSheet, Supplier, SupplierKind
from webapp.productions.models import Production

Rows = Sequence[Row[*tuple[Any, ...]]]

FICHE = "fiche"  # what a link to a fiche de renseignements is for
Agent = aliased(Contact)
IN_ORDER = case({kind: rank for rank, kind in enumerate(Department)}, value=Member.department)


def member_or_404(production_id: UUID, public_id: str, *, deleted: bool = False) -> Member:
    member = db().scalar(
        select(Member).where(Member.production_id == production_id, Member.public_id == public_id)
    )
    if member is None or (member.deleted_at is not None) != deleted:
        raise NotFound
    return member


def someone_or_404(
    production_id: UUID, public_id: str
) -> Row[Member, Contact, Contact | None, PrivateSheet | None]:
    """(Member, Contact, agent, PrivateSheet); the last two are None when there is none."""
    found = (
        db()
        .execute(
            _beside(_people(production_id, Member, Contact, Agent, PrivateSheet)).where(
                Member.public_id == public_id
            )
        )
        .one_or_none()
    )
    if found is None:
        raise NotFound
    return found


def crew_of(production_id: UUID) -> Sequence[Row[Member, Contact]]:
    """Rows (Member, Contact) by department in the order of a liste technique, then as they were placed."""
    return db().execute(_people(production_id, Member, Contact)).all()


def listed(production_id: UUID) -> Rows:
    """Rows (Member, Contact, agent's name and phone, what their sheet holds and its answer) for the list."""
    columns = (
        Member,
        Contact,
        Agent.name.label("agent"),
        Agent.phone.label("agent_phone"),
        PrivateSheet.filled,
        PrivateSheet.answer,
    )
    return db().execute(_beside(_people(production_id, *columns))).all()


def with_sheets(production_id: UUID) -> Sequence[Row[Member, Contact, Contact | None, PrivateSheet | None]]:
    """Rows (Member, Contact, agent, PrivateSheet), for what is printed of the fields chosen."""
    return db().execute(_beside(_people(production_id, Member, Contact, Agent, PrivateSheet))).all()


def ending_between(start: date, end: date) -> Sequence[Row[Member, Contact, Production]]:
    """Rows (Member, Contact, Production) whose contract ends in these days, over the productions at work."""
    return (
        db()
        .execute(
            select(Member, Contact, Production)
            .join(Contact, Contact.id == Member.contact_id)
            .join(Production, Production.id == Member.production_id)
            .where(
                Member.deleted_at.is_(None),
                Member.end_on.between(start, end),
                Production.deleted_at.is_(None),
                Production.archived_at.is_(None),
            )
            .order_by(Member.end_on, Production.folded, IN_ORDER, Contact.sort_key)
        )
        .all()
    )


def sheet_of(member_id: UUID) -> PrivateSheet | None:
    return db().scalar(select(PrivateSheet).where(PrivateSheet.member_id == member_id))


def jobs_of(production_id: UUID, contact_id: UUID) -> Sequence[Member]:
    """The jobs one person already has there."""
    return (
        db()
        .scalars(
            select(Member).where(
                Member.production_id == production_id,
                Member.contact_id == contact_id,
                Member.deleted_at.is_(None),
            )
        )
        .all()
    )


def left_since(production_id: UUID, since: datetime) -> Rows:
    """Rows (Member, Contact) taken away since then."""
    return (
        db()
        .execute(
            select(Member, Contact)
            .join(Contact, Contact.id == Member.contact_id)
            .where(Member.production_id == production_id, Member.deleted_at >= since)
            .order_by(IN_ORDER, Contact.sort_key)
        )
        .all()
    )


def suppliers_of(production_id: UUID) -> Sequence[Row[Supplier, Contact]]:
    """Rows (Supplier, Contact) by kind, then by name."""
    order = case({kind: rank for rank, kind in enumerate(SupplierKind)}, value=Supplier.kind)
    return (
        db()
        .execute(
            select(Supplier, Contact)
            .join(Contact, Contact.id == Supplier.contact_id)
            .where(Supplier.production_id == production_id, Supplier.deleted_at.is_(None))
            .order_by(order, Contact.sort_key)
        )
        .all()
    )


def supplier_or_404(production_id: UUID, public_id: str, *, deleted: bool = False) -> Row[Supplier, Contact]:
    found = (
        db()
        .execute(
            select(Supplier, Contact)
            .join(Contact, Contact.id == Supplier.contact_id)
            .where(Supplier.production_id == production_id, Supplier.public_id == public_id)
        )
        .one_or_none()
    )
    if found is None or (found[0].deleted_at is not None) != deleted:
        raise NotFound
    return found


def _people(production_id: UUID, *columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(Member)
        .join(Contact, Contact.id == Member.contact_id)
        .where(Member.production_id == production_id, Member.deleted_at.is_(None))
        .order_by(IN_ORDER, Member.position, Contact.sort_key, Member.id)
    )


def _beside(wanted: Select[Any]) -> Select[Any]:
    """With the agent, and what the person sent."""
    return wanted.outerjoin(Agent, Agent.id == Member.agent_id).outerjoin(
        PrivateSheet, PrivateSheet.member_id == Member.id
    )


def _holds(day: date) -> tuple[ColumnElement[bool], ...]:
    return (
        or_(Member.start_on.is_(None), Member.start_on <= day),
        or_(Member.end_on.is_(None), Member.end_on >= day),
    )
