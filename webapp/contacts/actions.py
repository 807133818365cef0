"""What changes the address book."""

from uuid import UUID

from webapp.contacts.details import COMPANY_ONLY, EVERYONE, PERSON_ONLY, Details
from webapp.contacts.models import Contact, Kind
from webapp.contacts.queries import contact_by_id, same_as
from webapp.core import clock
from webapp.core.db import db, hold
from webapp.core.fold import fold
from webapp.core.tenancy import workspace_of


def add_contact(details: Details) -> Contact:
    contact = Contact(kind=details.kind)
    _write(contact, details)
    db().add(contact)
    db().flush()
    return contact


def update_contact(contact: Contact, details: Details) -> None:
    """Everything but its kind: an employer does not become a person."""
    _write(contact, details)
    db().flush()


def company_named(name: str, *, siret: str | None = None) -> Contact:
    """The company of this SIRET, else of this name, else a new one.

    Two establishments may share a name: another SIRET makes another contact.
    """
    if known := _known(name, siret):
        return known
    hold("company", workspace_of(db()), siret or fold(name))
    return _known(name, siret) or add_contact(Details(kind=Kind.COMPANY, name=name, siret=siret))


def _known(name: str, siret: str | None) -> Contact | None:
    alike = same_as(Kind.COMPANY, name, siret)
    for company in alike:
        if siret and company.siret == siret:
            return company
    for company in alike:
        if not (siret and company.siret):
            if siret:
                company.siret = siret
                company.refold()
            return company
    return None


def company_kept(company_id: UUID | None, name: str) -> Contact:
    """The same company while its name has not changed, even if another bears it."""
    now = contact_by_id(company_id)
    return now if now is not None and fold(now.name) == fold(name) else company_named(name)


def delete_contact(contact: Contact) -> None:
    """Out of the lists; engagements and productions still name it."""
    contact.deleted_at = clock.now()
    db().flush()


def restore_contact(contact: Contact) -> None:
    contact.deleted_at = None
    db().flush()


def _write(contact: Contact, details: Details) -> None:
    own = COMPANY_ONLY if contact.kind == Kind.COMPANY else PERSON_ONLY
    for field in (*EVERYONE, *own):
        setattr(contact, field, getattr(details, field))
    if contact.kind == Kind.PERSON:
        contact.company_id = company_kept(contact.company_id, details.company).id if details.company else None
    contact.refold()
