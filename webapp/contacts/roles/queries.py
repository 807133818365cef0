"""What is read of roles."""

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact, Role
from webapp.contacts.queries import Company, Rows
from webapp.core.db import db

MOST = 100


def role_or_404(contact: Contact, role_id: str) -> Role:
    role = db().scalar(select(Role).where(Role.contact_id == contact.id, Role.public_id == role_id))
    if role is None:
        raise NotFound
    return role


def roles_of(contact: Contact) -> Rows:
    """(role, and its company), what goes on first, then the latest."""
    return (
        db()
        .execute(
            select(
                Role,
                Company.public_id.label("company_id"),
                Company.name.label("company"),
                Company.deleted_at.label("company_deleted_at"),
            )
            .outerjoin(Company, Company.id == Role.company_id)
            .where(Role.contact_id == contact.id)
            .order_by(Role.end_on.desc().nulls_first(), Role.start_on.desc().nulls_last(), Role.id)
            .limit(MOST)
        )
        .all()
    )
