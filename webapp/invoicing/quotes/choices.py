"""What the form of a quote offers, and the VAT regime its totals are shown in: one trip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.core.tenancy import workspace_of
from webapp.domain.invoices.document import ClientKind, Treatment, VatRegime
from webapp.domain.invoices.treatment import treatment_of
from webapp.invoicing.models import Client, SellerRegime
from webapp.productions.models import Production


@dataclass(frozen=True)
class ClientChoice:
    public_id: str
    name: str
    kind: str
    treatment: str | None


@dataclass(frozen=True)
class ProductionChoice:
    public_id: str
    name: str


@dataclass(frozen=True)
class Choices:
    clients: list[ClientChoice]
    productions: list[ProductionChoice]
    regime: VatRegime  # of the day; without a profile, the one that bears no VAT

    def treatment_for(self, public_id: str | None) -> Treatment:
        chosen = next((one for one in self.clients if one.public_id == public_id), None)
        if chosen and chosen.treatment:
            return Treatment(chosen.treatment)
        return treatment_of(self.regime, ClientKind(chosen.kind) if chosen else ClientKind.BUSINESS)


def choices_of(
    today: date, *, client: Contact | None = None, production: Production | None = None
) -> Choices:
    """By name; those of the quote itself stay, deleted or archived."""
    workspace_id = workspace_of(db())
    clients = (
        select(_all(Client.legal_name, id=Contact.public_id, name=Client.legal_name, kind=Client.kind, treatment=Client.treatment))
        .join(Contact, Contact.id == Client.contact_id)
        .where(Client.workspace_id == workspace_id, Client.replaced_by_id.is_(None), Contact.deleted_at.is_(None) | _is(Contact, client))
        .scalar_subquery()
    )  # fmt: skip
    alive = Production.deleted_at.is_(None) & Production.archived_at.is_(None)
    productions = (
        select(_all(Production.folded, id=Production.public_id, name=Production.title))
        .where(Production.workspace_id == workspace_id, alive | _is(Production, production))
        .scalar_subquery()
    )
    regime = (
        select(SellerRegime.regime)
        .where(SellerRegime.workspace_id == workspace_id, SellerRegime.from_on <= today)
        .order_by(SellerRegime.from_on.desc())
        .limit(1)
        .scalar_subquery()
    )
    row = db().execute(select(clients, productions, regime)).one()
    return Choices(
        [ClientChoice(one["id"], one["name"], one["kind"], one["treatment"]) for one in row[0] or ()],
        [ProductionChoice(one["id"], one["name"]) for one in row[1] or ()],
        VatRegime(row[2] or VatRegime.FRANCHISE),
    )


def _all(order: Any, **columns: Any) -> Any:
    told = func.jsonb_build_object(*(part for name, column in columns.items() for part in (name, column)))
    return func.jsonb_agg(aggregate_order_by(told, order), type_=JSONB)


def _is(model: Any, row: Any) -> Any:
    return model.id == (row.id if row else None)
