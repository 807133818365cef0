"""An independent activity beside the jobs: in franchise until the end of June, then liable to VAT, one document of each kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from webapp.contacts.actions import add_contact
from webapp.contacts.details import Details
from webapp.contacts.models import Contact
from webapp.contacts.models import Kind as ContactKind
from webapp.core import clock
from webapp.core.db import db
from webapp.domain.invoices.document import (
    ClientKind,
    Instalment,
    Kind,
    Line,
    Nature,
    Party,
    Unit,
    VatRegime,
)
from webapp.domain.invoices.draft import Draft
from webapp.invoicing.drafting import begin_draft
from webapp.invoicing.issuing import issue
from webapp.invoicing.models import (
    Activity,
    BillingEvent,
    CatalogueItem,
    Client,
    Happening,
    Invoice,
    Means,
    SellerProfile,
    SellerRegime,
    Series,
    SeriesKind,
)
from webapp.invoicing.payments.actions import Terms, add_payment
from webapp.invoicing.quotes.actions import Signed, accept_on_paper, begin_quote
from webapp.invoicing.quotes.sending import freeze, open_link

DAY = timedelta(days=1)
SELLER: dict[str, Any] = {
    "name": "Camille Roussel",
    "activity": "Conseil en production",
    "siret": "90541873700011",
    "naf": "70.22Z",
    "vat_number": "FR46905418737",
    "address": "12 rue des Cordeliers",
    "postal_code": "35400",
    "city": "Saint-Malo",
    "email": "camille@roussel.example",
    "phone": "+33612340000",
    "iban": "FR7612739000440001234567872",
    "mediator": "Médiation des entreprises de services, mediation.example",
    "micro": Activity.LIBERAL,
    "started_on": date(2024, 3, 1),
}
REGIMES = (
    (date(2024, 3, 1), VatRegime.FRANCHISE),
    (date(2026, 7, 1), VatRegime.RECEIPTS),
    (date(2026, 11, 1), VatRegime.DEBITS),
)
CATALOGUE = (
    ("Journée de conseil en production", Unit.DAY, 320_00),
    ("Dossier de demande d’aide", Unit.FLAT, 840_00),
    ("Heure de relecture de devis", Unit.HOUR, 55_00),
    ("Déplacement", Unit.KILOMETRE, 64),
)
CLIENTS: dict[str, tuple[ContactKind, dict[str, Any]]] = {
    "Atelier Hauteur": (ContactKind.COMPANY, {
        "kind": ClientKind.BUSINESS, "siren": "841207368", "siret": "84120736800017",
        "address": "18 rue du Port", "postal_code": "29200", "city": "Brest", "email": "compta@hauteur.example",
    }),
    "Studio Gabarit": (ContactKind.COMPANY, {
        "kind": ClientKind.BUSINESS, "siren": "533019477", "siret": "53301947700017",
        "address": "7 quai de la Loire", "postal_code": "75019", "city": "Paris", "email": "factures@gabarit.example",
    }),
    "Lucie Morvan": (ContactKind.PERSON, {
        "kind": ClientKind.CONSUMER, "address": "3 venelle du Pilori", "postal_code": "35800", "city": "Dinard",
        "email": "lucie.morvan@mail.example",
    }),
    "Nordlicht Film GmbH": (ContactKind.COMPANY, {
        "kind": ClientKind.EU_BUSINESS, "vat_number": "DE294718364", "country": "DE", "language": "en",
        "address": "Schanzenstraße 12", "postal_code": "20357", "city": "Hamburg", "email": "billing@nordlicht.example",
    }),
    "Maple Lane Pictures Inc.": (ContactKind.COMPANY, {
        "kind": ClientKind.ABROAD, "country": "CA", "language": "en",
        "address": "410 rue Saint-Nicolas", "postal_code": "H2Y 2P5", "city": "Montréal",
        "email": "ap@maplelane.example",
    }),
    "Mairie de Cancale": (ContactKind.COMPANY, {
        "kind": ClientKind.PUBLIC, "siren": "213500499", "siret": "21350049900016", "buyer_reference": "CULTURE",
        "attention": "Paul Guégan", "address": "48 rue du Port", "postal_code": "35260", "city": "Cancale",
        "email": "compta@cancale.example",
    }),
}  # fmt: skip


@dataclass(frozen=True)
class Billed:
    """A document of the year; days are those the demo was lived on. `paid`: days after, and cents when not all."""

    key: str
    on: date
    client: str
    lines: tuple[Line, ...]
    title: str
    starts: int = 5  # days before the issue when the work began
    ends: int = 1
    kind: Kind = Kind.INVOICE
    original: str = ""
    deducts: tuple[str, ...] = ()
    is_quoted: bool = False
    paid: int | None = None
    paid_cents: int | None = None
    typed: dict[str, Any] = field(default_factory=dict)


def _places() -> tuple[Line, ...]:
    """Sixty places looked at, a line each."""
    ports = ("Cancale", "Dinard", "Saint-Cast", "Erquy", "Paimpol", "Roscoff")
    what = ("La criée", "La cale", "Le môle", "Le phare", "La capitainerie", "Le chantier naval", "La halle",
            "Le quai nord", "Le quai sud", "La digue")  # fmt: skip
    return tuple(
        Line(
            f"Repérage, {port}",
            18_50 + 75 * n,
            detail=f"{place}, photographies et accès",
            vat_bp=2000,
            unit=Unit.PIECE,
        )
        for n, (port, place) in enumerate((port, place) for port in ports for place in what)
    )


STUDIO = Party(name="Studio de montage", address="4 quai Malbert", postal_code="29200", city="Brest")
DOSSIER = Line(
    "Rédaction du dossier d’aide aux entreprises", 280_00, 300, Unit.DAY, "Trois journées", vat_bp=2000
)
YEAR: tuple[Billed, ...] = (
    Billed("franchise", date(2026, 3, 10), "Atelier Hauteur",
           (DOSSIER, Line("Dépôt et suivi de la demande", 310_00)), "Dossier d’aide, région", paid=21),
    Billed("particulier", date(2026, 4, 20), "Lucie Morvan",
           (Line("Conseil pour un court métrage autoproduit", 120_00, 200, Unit.DAY),), "Conseil", paid=2),
    Billed("débours", date(2026, 5, 28), "Atelier Hauteur",
           (Line("Demandes d’autorisations de tournage", 55_00, 600, Unit.HOUR),
            Line("Déplacements", 64, 21_400, Unit.KILOMETRE, "Saint-Malo, Brest", nature=Nature.EXPENSE),
            Line("Redevance d’occupation du domaine public", 96_00, nature=Nature.DISBURSEMENT)),
           "Autorisations", paid=30),
    Billed("acompte", date(2026, 7, 10), "Studio Gabarit",
           (Line("Acompte de 30 % sur la coordination de la préparation", 576_00, vat_bp=2000),), "Acompte",
           starts=-28, ends=-51, kind=Kind.DEPOSIT, is_quoted=True, paid=9),
    Billed("solde", date(2026, 8, 31), "Studio Gabarit",
           (Line("Coordination de la préparation", 320_00, 600, Unit.DAY, vat_bp=2000),), "Coordination",
           starts=24, deducts=("acompte",), is_quoted=True, paid=18),
    Billed("plusieurs taux", date(2026, 9, 7), "Studio Gabarit",
           (Line("Bible de production, mise en page", 320_00, 200, Unit.DAY, vat_bp=2000),
            Line("Exemplaires imprimés", 18_90, 2_500, Unit.PIECE, vat_bp=550, nature=Nature.GOODS),
            Line("Cession de droits de traduction", 260_00, vat_bp=1000, discount_bp=1000)),
           "Bible de production", paid=14, typed={"delivery": STUDIO}),
    Billed("union européenne", date(2026, 9, 15), "Nordlicht Film GmbH",
           (Line("Line production consulting, Brittany", 380_00, 400, Unit.DAY, "Location days"),), "Consulting", paid=12),
    Billed("hors union", date(2026, 9, 22), "Maple Lane Pictures Inc.",
           (Line("Research of locations", 380_00, 200, Unit.DAY), Line("Written report", 450_00)), "Research"),
    Billed("public", date(2026, 10, 5), "Mairie de Cancale",
           (Line("Coordination du plateau, fête de la mer", 320_00, 400, Unit.DAY, vat_bp=2000),), "Fête de la mer",
           typed={"order_number": "BC-2026-118", "contract_number": "ENG-4471"}),
    Billed("en retard", date(2026, 10, 9), "Atelier Hauteur",
           (DOSSIER, Line("Dépôt et suivi de la demande", 310_00, vat_bp=2000)), "Dossier d’aide, département",
           typed={"order_number": "BC-2026-47"}),
    Billed("avoir", date(2026, 10, 20), "Studio Gabarit",
           (Line("Exemplaires non livrés", 18_90, 500, Unit.PIECE, vat_bp=550, nature=Nature.GOODS),),
           "Avoir partiel", kind=Kind.CREDIT, original="plusieurs taux", paid=3),
    Billed("rectificative", date(2026, 10, 22), "Maple Lane Pictures Inc.",
           (Line("Research of locations", 380_00, 200, Unit.DAY), Line("Written report", 420_00)), "Research",
           kind=Kind.CORRECTIVE, original="hors union", paid=16, paid_cents=600_00),
    Billed("débits", date(2026, 11, 3), "Studio Gabarit",
           (Line("Suivi de fabrication", 320_00, 300, Unit.DAY, vat_bp=2000),), "Suivi de fabrication"),
    Billed("soixante lignes", date(2026, 11, 16), "Studio Gabarit", _places(), "Repérages de la côte"),
)  # fmt: skip


def bill(move: timedelta) -> None:
    """Each through the doors a person takes."""
    _seller(move)
    clients = {name: _client(name, kind, values) for name, (kind, values) in CLIENTS.items()}
    quote_id = _accepted_quote(clients["Studio Gabarit"], move)
    issued: dict[str, Invoice] = {}
    for one in YEAR:
        issued[one.key] = _issued(one, clients, issued, move, quote_id)
    _followed(issued["en retard"], move)
    _open_quote(clients["Mairie de Cancale"], move)
    _draft(clients["Atelier Hauteur"], move)
    _draft_quote(move)


def _seller(move: timedelta) -> None:
    db().add(SellerProfile(**{**SELLER, "started_on": SELLER["started_on"] + move}))
    db().add_all(SellerRegime(from_on=day + move, regime=regime) for day, regime in REGIMES)
    first = YEAR[0].on + move
    prefixes = {SeriesKind.INVOICES: "", SeriesKind.CREDITS: "A-", SeriesKind.QUOTES: "D-"}
    for kind, prefix in prefixes.items():
        # Those issued elsewhere before: the run goes on from there.
        before = 17 if kind is SeriesKind.INVOICES else 0
        db().add(Series(kind=kind, prefix=prefix, year=first.year, last_number=before))
    for words, unit, cents in CATALOGUE:
        item = CatalogueItem(words=words, unit=unit, price_cents=cents)
        item.refold()
        db().add(item)
    db().flush()


def _client(name: str, kind: ContactKind, values: dict[str, Any]) -> Client:
    contact = add_contact(Details(kind, name, city=values["city"], email=values["email"]))
    client = Client(contact_id=contact.id, legal_name=name, **values)
    db().add(client)
    db().flush()
    return client


def _issued(
    one: Billed,
    clients: dict[str, Client],
    issued: dict[str, Invoice],
    move: timedelta,
    quote_id: UUID,
) -> Invoice:
    on = one.on + move
    original = issued[one.original] if one.original else None
    typed = Draft(
        lines=one.lines,
        title=one.title,
        issued_on=on,
        starts_on=original.document.starts_on if original else on - one.starts * DAY,
        ends_on=original.document.ends_on if original else on - one.ends * DAY,
        deducts=tuple(issued[key].public_id for key in one.deducts),
        **one.typed,
    )
    draft = begin_draft(
        one.kind,
        clients[one.client].id,
        typed,
        on,
        original_id=original.id if original else None,
        quote_id=quote_id if one.is_quoted else None,
    )
    invoice = issue(draft.public_id, clock.today())
    if one.paid is not None:
        cents = one.paid_cents or invoice.due_cents
        add_payment(invoice.public_id, Terms(on + one.paid * DAY, cents, Means.TRANSFER, None))
    return invoice


def _followed(invoice: Invoice, move: timedelta) -> None:
    """Sent, opened, reminded once, still unpaid."""
    told: tuple[tuple[Happening, date, dict[str, Any]], ...] = (
        (Happening.SENT, date(2026, 10, 9), {"to": "compta@hauteur.example"}),
        (Happening.VIEWED, date(2026, 10, 9), {}),
        (Happening.REMINDED, date(2026, 11, 12), {"tone": "cordial", "to": "compta@hauteur.example"}),
    )
    for kind, day, detail in told:
        at = datetime.combine(day + move, time(11, 20), tzinfo=clock.PARIS)
        db().add(BillingEvent(invoice_id=invoice.id, kind=kind, at=at, detail=detail))
    db().flush()


SCHEDULE = (Instalment("À l’acceptation", 3000), Instalment("Fin de prestation", 7000))


def _accepted_quote(client: Client, move: timedelta) -> UUID:
    on = date(2026, 7, 3) + move
    typed = Draft(
        lines=(Line("Coordination de la préparation", 320_00, 600, Unit.DAY, vat_bp=2000),),
        title="Coordination",
        starts_on=on + 35 * DAY,
        ends_on=on + 58 * DAY,
        valid_until=on + 60 * DAY,
        schedule=SCHEDULE,
    )
    quote = begin_quote(client.id, typed, on)
    version = freeze(quote.id, on)
    signed = Signed("Jeanne Ferran", "Gérante", on + 4 * DAY, "Exemplaire signé reçu par mail.", ())
    accept_on_paper(version, signed, SELLER["name"])
    return quote.id


def _open_quote(client: Client, move: timedelta) -> None:
    """Sent a week ago, with an option, still open."""
    on = date(2026, 11, 16) + move
    typed = Draft(
        lines=(
            Line(
                "Coordination du plateau, fête de la mer",
                320_00,
                400,
                Unit.DAY,
                "Du 2 au 5 juin",
                vat_bp=2000,
            ),
            Line("Demandes d’autorisations, sécurité", 480_00, vat_bp=2000),
            Line(
                "Déplacements", 30_00, 400, Unit.PIECE, "Allers-retours", vat_bp=2000, nature=Nature.EXPENSE
            ),
            Line("Permanence le 6 juin", 320_00, 100, Unit.DAY, "Démontage", vat_bp=2000, is_option=True),
        ),
        title="Fête de la mer, édition suivante",
        valid_until=on + 60 * DAY,
        schedule=SCHEDULE,
    )
    quote = begin_quote(client.id, typed, on)
    open_link(quote, freeze(quote.id, on))


def _draft_quote(move: timedelta) -> None:
    """For a company that employs the person too: the page warns."""
    company = db().scalars(select(Contact).where(Contact.name == "Cie du Contretemps")).one()
    client = Client(contact_id=company.id, kind=ClientKind.BUSINESS, legal_name=company.name, siren="790281646",
                    address="2 rue du Thabor", postal_code="35000", city="Rennes", email="compta@contretemps.example")  # fmt: skip
    db().add(client)
    db().flush()
    line = Line("Coordination de la tournée, dates de décembre", 280_00, 300, Unit.DAY, vat_bp=2000)
    valid_until = date(2027, 1, 15) + move
    begin_quote(client.id, Draft(lines=(line,), title="Tournée", valid_until=valid_until), clock.today())


def _draft(client: Client, move: timedelta) -> None:
    lines: Sequence[Line] = (Line("Journée de conseil en production", 320_00, 200, Unit.DAY, vat_bp=2000),)
    last = date(2026, 11, 20) + move
    typed = Draft(lines=tuple(lines), title="Conseil de novembre", starts_on=last - 3 * DAY, ends_on=last)
    begin_draft(Kind.INVOICE, client.id, typed, clock.today())
