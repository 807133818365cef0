from dataclasses import dataclass
from uuid import UUID

from webapp.contacts.actions import company_named
from webapp.contacts.models import Contact
from webapp.core import clock
from webapp.core.db import db
from webapp.productions.crew.actions import complete, reach_out
from webapp.productions.crew.entries import Reach
from webapp.productions.crew.models import Supplier, SupplierKind


@dataclass(frozen=True)
class Terms:
    kind: SupplierKind
    purpose: str | None = None


def add_supplier(production_id: UUID, terms: Terms, reach: Reach) -> Supplier:
    """The company of this name, or a new one; what it lacked of phone and mail is kept."""
    company = company_named(reach.name)
    complete(company, reach)
    supplier = Supplier(
        production_id=production_id, contact_id=company.id, kind=terms.kind, purpose=terms.purpose
    )
    db().add(supplier)
    db().flush()
    return supplier


def update_supplier(supplier: Supplier, company: Contact, terms: Terms, reach: Reach) -> None:
    """The name, the phone and the mail are the contact's: changed here, they are changed everywhere."""
    supplier.kind, supplier.purpose = terms.kind, terms.purpose
    reach_out(company, reach)


def remove_supplier(supplier: Supplier) -> None:
    supplier.deleted_at = clock.now()
    db().flush()


def restore_supplier(supplier: Supplier) -> None:
    supplier.deleted_at = None
    db().flush()
