from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from werkzeug.exceptions import NotFound

from webapp.billing.models import PassState, ProductionPass
from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.productions.models import Production

PAGE = 50


@dataclass(frozen=True)
class Held:
    """A pass with what is named of its production."""

    row: ProductionPass
    key: str
    title: str
    label: str
    hue: int
    company: str | None
    company_email: str | None

    @property
    def is_sent_back(self) -> bool:
        """A debit was tried, and refused; a page that nobody paid only waits for another."""
        return self.row.state == PassState.FAILED and self.row.payer is not None

    @property
    def awaits(self) -> bool:
        return self.row.state in (PassState.WAITING, PassState.FAILED)


def held() -> Sequence[Held]:
    """The last made first. One statement."""
    rows = db().execute(_with_production().order_by(ProductionPass.created_at.desc()).limit(PAGE))
    return [Held(*tuple(row)) for row in rows]


def pass_or_404(public_id: str) -> Held:
    return _one(_with_production().where(ProductionPass.public_id == public_id))


def pass_of_link(pass_id: UUID) -> Held:
    return _one(_with_production().where(ProductionPass.id == pass_id))


def waiting_pass(production_id: UUID) -> ProductionPass | None:
    """Asked for and not paid: the same serves again."""
    return db().scalar(
        select(ProductionPass)
        .where(
            ProductionPass.production_id == production_id,
            ProductionPass.state.in_((PassState.WAITING, PassState.FAILED)),
        )
        .order_by(ProductionPass.created_at.desc())
        .limit(1)
    )


def _with_production() -> Select[*tuple[Any, ...]]:
    return (
        select(
            ProductionPass,
            Production.public_id,
            Production.title,
            Production.label,
            Production.hue,
            Contact.name,
            Contact.email,
        )
        .join(Production, Production.id == ProductionPass.production_id)
        .outerjoin(Contact, Contact.id == Production.company_id)
        .where(Production.deleted_at.is_(None))
    )


def _one(wanted: Select[*tuple[Any, ...]]) -> Held:
    row = db().execute(wanted).one_or_none()
    if row is None:
        raise NotFound
    return Held(*tuple(row))
