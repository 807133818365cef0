from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import aliased

from webapp.contacts.models import Contact
from webapp.core import clock
from webapp.core.db import db
from webapp.core.links import Link
from webapp.core.tenancy import workspace_of
from webapp.productions.crew.models import Member, PrivateSheet
from webapp.productions.crew.queries import FICHE
from webapp.productions.models import Production

Company = aliased(Contact)


def asked_until(member_id: UUID) -> date | None:
    """Until when a link to this fiche opens, if one does."""
    link = db().scalar(
        select(Link)
        .where(
            Link.workspace_id == workspace_of(db()),
            Link.purpose == FICHE,
            Link.payload["member"].astext == str(member_id),
            Link.revoked_at.is_(None),
            Link.expires_at > clock.now(),
        )
        .limit(1)
    )
    return date.fromisoformat(link.payload["until"]) if link else None


def someone_by_id(member_id: UUID) -> Row[*tuple[Any, ...]] | None:
    """(Member, Contact, title of the show, its company, PrivateSheet), while they are in its crew."""
    return (
        db()
        .execute(
            select(Member, Contact, Production.title, Company.name, PrivateSheet)
            .select_from(Member)
            .join(Contact, Contact.id == Member.contact_id)
            .join(Production, Production.id == Member.production_id)
            .outerjoin(Company, Company.id == Production.company_id)
            .outerjoin(PrivateSheet, PrivateSheet.member_id == Member.id)
            .where(Member.id == member_id, Member.deleted_at.is_(None), Production.deleted_at.is_(None))
        )
        .one_or_none()
    )
