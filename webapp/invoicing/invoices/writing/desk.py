"""A draft with all that its page shows around it: three statements, whatever it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ScalarSelect, case, func, literal, select
from sqlalchemy.orm import aliased

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.domain.invoices.checks import Problem, Problems, problems_of
from webapp.domain.invoices.document import ClientKind, Deducted, Document, Kind, Treatment
from webapp.domain.invoices.draft import Draft
from webapp.domain.invoices.treatment import treatment_of
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.invoicing.clients.queries import is_employer
from webapp.invoicing.composing import Around, composed, deducted, regime_for
from webapp.invoicing.issuing import next_number
from webapp.invoicing.models import (
    CatalogueItem,
    Client,
    Invoice,
    InvoiceDraft,
    Quote,
    Series,
    SeriesKind,
)
from webapp.invoicing.queries import SellerFacts, is_deducted, is_deposit_of, seller_facts
from webapp.productions.models import Production


@dataclass(frozen=True)
class Choices:
    """What the lists of the page offer, each under the name of the choice."""

    clients: list[SimpleNamespace]  # public_id of the contact, name, siren, id
    productions: list[SimpleNamespace]
    catalogue: list[SimpleNamespace]
    deposits: list[SimpleNamespace]  # of the client, that no invoice deducted yet


@dataclass(frozen=True)
class Desk:
    draft: InvoiceDraft
    client: Client
    contact: Contact
    original: Invoice | None
    quote_number: str
    production: str  # public_id
    series: Series | None
    is_employer: bool
    facts: SellerFacts | None
    choices: Choices

    @property
    def kind(self) -> Kind:
        return Kind(self.draft.kind)

    def document(self, typed: Draft, today: date) -> Document:
        """What it would be issued as today; raises Problems when the seller is not known enough."""
        return composed(
            self.kind,
            typed,
            self.facts,
            self.client,
            self.contact,
            on=typed.issued_on or today,
            around=Around(
                original=self.original.document if self.original else None,
                deposits=cast("Sequence[Invoice]", self.deposits_of(typed)),
                quote_number=self.quote_number,
            ),
        )

    def check(self, today: date) -> None:
        """Raises Problems with what would keep the draft from being issued."""
        document = self.document(self.draft.draft, today)
        found = problems_of(document)
        if document.issued_on > today:
            found.append(Problem("issued_on", sentence("La date d’émission ne peut pas être à venir.")))
        elif self.series:
            try:
                next_number(self.series, document.issued_on)
            except Refused as refusal:
                found.append(Problem("issued_on", refusal.sentence))
        if found:
            raise Problems(found)

    def deposits_of(self, typed: Draft) -> list[SimpleNamespace]:
        return [deposit for deposit in self.choices.deposits if deposit.public_id in typed.deducts]

    def deducted(self, typed: Draft) -> list[Deducted]:
        return [deducted(cast("Invoice", deposit)) for deposit in self.deposits_of(typed)]

    def treatment(self, typed: Draft, today: date) -> Treatment:
        """Even without a seller, so that lines add up from the first one."""
        try:
            return self.document(typed, today).treatment
        except Problems:
            return Treatment.FRANCHISE

    def usual_treatment(self, typed: Draft, today: date) -> Treatment | None:
        """What follows from the regime and the client, unless the person chooses otherwise."""
        if self.facts is None:
            return None
        try:
            regime = regime_for(self.facts, self.kind, typed, typed.issued_on or today)
        except Refused:
            return None
        return treatment_of(regime, ClientKind(self.client.kind))

    def number(self, on: date) -> str:
        """The one it would take if nothing else is issued before."""
        if self.series is None:
            return ""
        try:
            return next_number(self.series, on)[0]
        except Refused:
            return ""


def desk_or_none(public_id: str, today: date, *, lock: bool = False) -> Desk | None:
    """`lock` makes whoever issues or keeps the same draft wait; none once it is issued or gone."""
    original = aliased(Invoice)
    of_series = case(
        (InvoiceDraft.kind == Kind.CREDIT, SeriesKind.CREDITS.value), else_=SeriesKind.INVOICES.value
    )
    wanted = (
        select(
            InvoiceDraft,
            Client,
            Contact,
            original.id.label("original_id"),
            Quote.number.label("quote_number"),
            Production.public_id.label("production"),
            Series,
            original,
            is_employer(today).label("is_employer"),
        )
        .select_from(InvoiceDraft)
        .join(Client, Client.id == InvoiceDraft.client_id)
        .join(Contact, Contact.id == Client.contact_id)
        .outerjoin(original, original.id == InvoiceDraft.original_id)
        .outerjoin(Quote, Quote.id == InvoiceDraft.quote_id)
        .outerjoin(Production, Production.id == InvoiceDraft.production_id)
        .outerjoin(Series, Series.kind == of_series)
        .where(InvoiceDraft.public_id == public_id)
    )
    if lock:
        wanted = wanted.with_for_update(of=InvoiceDraft).execution_options(populate_existing=True)
    row = db().execute(wanted).first()
    if row is None:
        return None
    draft, client, contact, _original_id, quote_number, production, series, its_original, hires = row
    return Desk(
        draft=draft,
        client=client,
        contact=contact,
        original=its_original,
        quote_number=quote_number or "",
        production=production or "",
        series=series,
        is_employer=hires,
        facts=seller_facts(),
        choices=choices_of(
            client.id,
            with_deposits=draft.kind in (Kind.INVOICE, Kind.CORRECTIVE),
            replaces=draft.original_id,
        ),
    )


def choices_of(
    client_id: UUID | None = None, *, with_deposits: bool = False, replaces: UUID | None = None
) -> Choices:
    """One row of lists; `replaces` is the invoice whose deposits a corrective takes over."""
    row = (
        db()
        .execute(
            select(
                _clients().label("clients"),
                _productions().label("productions"),
                _catalogue().label("catalogue"),
                (_deposits(client_id, replaces) if with_deposits else literal(None)).label("deposits"),
            )
        )
        .one()
    )
    return Choices(
        clients=_named(row.clients),
        productions=_named(row.productions),
        catalogue=_named(row.catalogue),
        deposits=[
            SimpleNamespace(**{**one, "issued_on": date.fromisoformat(one["issued_on"])})
            for one in row.deposits or []
        ],
    )


def _named(rows: list[dict[str, Any]] | None) -> list[SimpleNamespace]:
    return [SimpleNamespace(**one) for one in rows or []]


def _clients() -> ScalarSelect[Any]:
    each = (
        select(Contact.public_id, Client.id, Client.legal_name.label("name"), Client.siren)
        .join(Contact, Contact.id == Client.contact_id)
        .where(Contact.deleted_at.is_(None), Client.replaced_by_id.is_(None))
        .order_by(func.lower(Client.legal_name))
        .subquery()
    )
    built = func.jsonb_build_object(
        "public_id", each.c.public_id, "id", each.c.id, "name", each.c.name, "siren", each.c.siren
    )
    return select(func.jsonb_agg(built)).scalar_subquery()


def _productions() -> ScalarSelect[Any]:
    each = (
        select(Production.public_id, Production.id, Production.title)
        .where(Production.deleted_at.is_(None))
        .order_by(Production.archived_at.is_not(None), Production.folded)
        .subquery()
    )
    built = func.jsonb_build_object("public_id", each.c.public_id, "id", each.c.id, "title", each.c.title)
    return select(func.jsonb_agg(built)).scalar_subquery()


def _catalogue() -> ScalarSelect[Any]:
    each = (
        select(CatalogueItem.public_id, CatalogueItem.words, CatalogueItem.price_cents)
        .where(CatalogueItem.deleted_at.is_(None))
        .order_by(CatalogueItem.folded)
        .subquery()
    )
    built = func.jsonb_build_object(
        "public_id", each.c.public_id, "words", each.c.words, "price_cents", each.c.price_cents
    )
    return select(func.jsonb_agg(built)).scalar_subquery()


def _deposits(client_id: UUID | None, replaces: UUID | None) -> ScalarSelect[Any]:
    """Of this client, neither deducted, credited nor replaced; or what replaced one."""
    each = (
        select(
            Invoice.public_id,
            Invoice.number,
            Invoice.issued_on,
            Invoice.gross_cents,
            Invoice.vat_cents,
            Invoice.title,
        )
        .where(is_deposit_of(client_id), ~is_deducted(but=replaces))
        .order_by(Invoice.issued_on, Invoice.number)
        .subquery()
    )
    built = func.jsonb_build_object(
        "public_id", each.c.public_id, "number", each.c.number, "issued_on", each.c.issued_on,
        "gross_cents", each.c.gross_cents, "vat_cents", each.c.vat_cents, "title", each.c.title,
    )  # fmt: skip
    return select(func.jsonb_agg(built)).scalar_subquery()
