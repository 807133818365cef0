"""The people of a production, with who they are."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Row, case, select
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.productions.crew.models import Department, Member


def member_or_404(production_id: UUID, public_id: str) -> Member:
    member = db().scalar(
        select(Member).where(Member.production_id == production_id, Member.public_id == public_id)
    )
    if member is None:
        raise NotFound
    return member


def crew_of(production_id: UUID) -> Sequence[Row[Member, Contact]]:
    """Rows (Member, Contact) by department in the order of a liste technique, then as they were placed."""
    order = case({kind: rank for rank, kind in enumerate(Department)}, value=Member.department)
    return (
        db()
        .execute(
            select(Member, Contact)
            .join(Contact, Contact.id == Member.contact_id)
            .where(Member.production_id == production_id)
            .order_by(order, Member.position, Contact.folded)
        )
        .all()
    )
