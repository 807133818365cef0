"""A draft, a seller and a client made into a document: what the screen previews is what issuing freezes."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.contacts.models import Contact
from webapp.domain.invoices import document as plain
from webapp.domain.invoices.checks import Problem, Problems
from webapp.domain.invoices.document import Deducted, Document, Kind, Reference, VatRegime
from webapp.domain.invoices.draft import Draft
from webapp.domain.invoices.mentions import with_mentions
from webapp.domain.invoices.totals import totals
from webapp.domain.invoices.treatment import regime_billed, treated, treatment_of
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.invoicing.models import Client, Invoice, SellerProfile
from webapp.invoicing.queries import SellerFacts


@dataclass(frozen=True)
class Around:
    """What a document quotes besides its draft."""

    original: Document | None = None  # of a credit note or a corrective: its VAT is dealt with as theirs
    deposits: Sequence[Invoice] = ()
    quote_number: str = ""
    version: int = 1


NOTHING = Around()
NO_SELLER = Problem("seller", sentence("Complétez votre profil de vendeur."))


def compose(
    kind: Kind,
    draft: Draft,
    facts: SellerFacts,
    client: Client,
    contact: Contact,
    *,
    on: date,
    number: str = "",
    around: Around = NOTHING,
) -> Document:
    """Raises Refused when no VAT regime is known on the day."""
    original = around.original
    regime = original.regime if original else regime_for(facts, kind, draft, on)
    by_rule = treatment_of(regime, plain.ClientKind(client.kind))
    chosen = draft.treatment or (plain.Treatment(client.treatment) if client.treatment else None)
    treatment = original.treatment if original else chosen or by_rule
    reason = draft.treatment_reason if draft.treatment else client.treatment_reason or ""
    return with_mentions(
        Document(
            kind=kind,
            number=number,
            issued_on=on,
            seller=seller_of(facts),
            client=client_of(client, contact),
            lines=tuple(treated(line, treatment) for line in draft.lines),
            due_on=_due_on(kind, draft, facts.profile, client, on),
            regime=VatRegime(regime),
            treatment=treatment,
            treatment_reason=reason if treatment is not by_rule else "",
            title=draft.title,
            starts_on=draft.starts_on,
            ends_on=draft.ends_on,
            order_number=draft.order_number,
            buyer_reference=draft.buyer_reference or client.buyer_reference or "",
            contract_number=draft.contract_number,
            delivery=draft.delivery,
            note=draft.note,
            terms=draft.terms or (facts.profile.terms or "" if kind is Kind.QUOTE else ""),
            quote_number=around.quote_number,
            originals=(Reference(original.number, original.issued_on),) if original else (),
            deposits=tuple(deducted(deposit) for deposit in around.deposits),
            valid_until=draft.valid_until,
            schedule=draft.schedule,
            version=around.version,
            shows_qr=draft.shows_qr,
            penalty_bp=facts.profile.penalty_bp,
            ends_month=facts.profile.ends_month,
        )
    )


def regime_for(facts: SellerFacts, kind: Kind, draft: Draft, on: date) -> VatRegime:
    """Of what no other document decides; quotes and deposits come before the work. Raises Refused as `compose`."""
    done_on = (draft.ends_on or draft.starts_on) if kind is Kind.INVOICE else None
    return regime_billed(facts.regimes, on, done_on)


def composed(
    kind: Kind,
    draft: Draft,
    facts: SellerFacts | None,
    client: Client,
    contact: Contact,
    *,
    on: date,
    number: str = "",
    around: Around = NOTHING,
) -> Document:
    """Likewise; raises Problems, to be put right in the profile, when the seller or the regime is unknown."""
    if facts is None:
        raise Problems([NO_SELLER])
    try:
        return compose(kind, draft, facts, client, contact, on=on, number=number, around=around)
    except Refused as refusal:
        raise Problems([Problem("seller.regime", refusal.sentence)]) from refusal


def deducted(deposit: Invoice) -> Deducted:
    return Deducted(deposit.number, deposit.issued_on, deposit.gross_cents, deposit.vat_cents)


def seller_of(facts: SellerFacts) -> plain.Seller:
    one = facts.profile
    return plain.Seller(
        name=one.name,
        address=one.address or "",
        postal_code=one.postal_code or "",
        city=one.city or "",
        country=one.country,
        siren=(one.siret or "")[:9],
        siret=one.siret or "",
        vat_number=one.vat_number or "",
        email=one.email or "",
        phone=one.phone or "",
        trade_name=one.trade_name or "",
        activity=one.activity or "",
        naf=one.naf or "",
        iban=one.iban or "",
        bic=one.bic or "",
        notes=(one.insurance,) if one.insurance else (),
        accent=one.accent or "",
        logo=facts.logo or "",
        mediator=one.mediator or "",
    )


def client_of(client: Client, contact: Contact) -> plain.Client:
    return plain.Client(
        name=client.legal_name,
        address=client.address or "",
        postal_code=client.postal_code or "",
        city=client.city or "",
        country=client.country,
        siren=client.siren or (client.siret or "")[:9],
        siret=client.siret or "",
        vat_number=client.vat_number or "",
        email=client.email or contact.email or "",
        phone=contact.phone or "",
        attention=client.attention or "",
        kind=plain.ClientKind(client.kind),
        language=client.language,
    )


def _due_on(kind: Kind, draft: Draft, profile: SellerProfile, client: Client, on: date) -> date | None:
    if kind in (Kind.QUOTE, Kind.CREDIT):
        return None
    if draft.due_on:
        return draft.due_on
    days = profile.payment_days if client.payment_days is None else client.payment_days
    due = on + timedelta(days=days)
    if profile.ends_month and days:
        due = due.replace(day=calendar.monthrange(due.year, due.month)[1])
    return due


def total_due(document: Document) -> int:
    """Cents: what lists and drafts show of it."""
    return totals(document).due_cents
