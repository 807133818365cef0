"""One document of each kind, as issuing would freeze it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from webapp.domain.invoices.document import (
    Client,
    ClientKind,
    Deducted,
    Document,
    Instalment,
    Kind,
    Line,
    Nature,
    Party,
    Reference,
    Seller,
    Unit,
    VatRegime,
)
from webapp.domain.invoices.mentions import with_mentions
from webapp.domain.invoices.treatment import treated, treatment_of

SELLER = Seller(
    name="Camille Roussel",
    activity="Conseil en production",
    address="12 rue des Cordeliers\nBâtiment B",
    postal_code="35400",
    city="Saint-Malo",
    siren="732829320",
    siret="73282932000074",
    vat_number="FR44732829320",
    email="camille@exemple.fr",
    phone="+33611223344",
    naf="70.22Z",
    iban="FR1420041010050500013M02606",
    bic="PSSTFRPPXXX",
    notes=("Responsabilité civile professionnelle : Mutuelle du Large, France.",),
)
BUSINESS = Client(
    name="Atelier Hauteur SARL",
    address="18 rue du Port",
    postal_code="29200",
    city="Brest",
    siren="552100554",
    siret="55210055400013",
    vat_number="FR96552100554",
    email="compta@hauteur.exemple",
    attention="Service comptabilité",
)
PUBLIC = replace(BUSINESS, name="Ville de Rennes", kind=ClientKind.PUBLIC, siren="213502388", siret="21350238800019", vat_number="")  # fmt: skip
CONSUMER = Client(
    name="Dominique Vidal",
    address="3 impasse du Four",
    postal_code="56000",
    city="Vannes",
    email="dominique@exemple.fr",
    kind=ClientKind.CONSUMER,
)
BELGIAN = Client(
    name="Studio Canal Nord SRL",
    address="Rue Haute 8",
    postal_code="1000",
    city="Bruxelles",
    country="BE",
    vat_number="BE0428759497",
    email="facturen@nord.exemple",
    kind=ClientKind.EU_BUSINESS,
    language="en",
)
AMERICAN = Client(
    name="Lakeside Pictures LLC",
    address="1200 Lake Street",
    postal_code="60602",
    city="Chicago",
    country="US",
    email="ap@lakeside.exemple",
    kind=ClientKind.ABROAD,
    language="en",
)
ISSUED, DUE = date(2026, 10, 9), date(2026, 11, 8)

DAYS = Line("Rédaction du dossier d’aide aux entreprises", 280_00, quantity=300, unit=Unit.DAY, detail="Journées des 28, 29 et 30 septembre.")  # fmt: skip
FLAT = Line("Dépôt et suivi de la demande", 310_00)
TRAVEL = Line(
    "Déplacement Saint-Malo, Rennes", 52, quantity=140_00, unit=Unit.KILOMETRE, nature=Nature.EXPENSE
)
HOTEL = Line("Hôtel à Rennes, une nuit", 84_50, nature=Nature.EXPENSE, detail="Le 28 septembre.")
STAMPS = Line(
    "Timbres fiscaux du dépôt", 50_00, nature=Nature.DISBURSEMENT, detail="Reçu n° 118 à votre nom."
)


def document(*lines: Line, client: Client = BUSINESS, regime: VatRegime = VatRegime.FRANCHISE, **values: Any) -> Document:  # fmt: skip
    """Issued on 9 October 2026, for work of 28 to 30 September."""
    treatment = treatment_of(regime, client.kind)
    sold = tuple(treated(line, treatment) for line in lines or (DAYS, FLAT))
    kind = values.get("kind", Kind.INVOICE)
    values = {
        "kind": kind,
        "number": "2026-031",
        "issued_on": ISSUED,
        "due_on": None if kind in (Kind.CREDIT, Kind.QUOTE) else DUE,
        "starts_on": date(2026, 9, 28),
        "ends_on": date(2026, 9, 30),
        **values,
    }
    return with_mentions(
        Document(seller=SELLER, client=client, lines=sold, regime=regime, treatment=treatment, **values)
    )


def with_vat(line: Line, vat_bp: int = 2000) -> Line:
    return replace(line, vat_bp=vat_bp)


REAL = VatRegime.RECEIPTS
MANY = tuple(
    with_vat(
        Line(f"Journée de repérage {rank}", 180_00 + rank * 37, quantity=100 + rank % 3 * 50, unit=Unit.DAY)
    )
    for rank in range(1, 61)
)
BOOK = Line("Livre de repérages imprimé", 42_00, quantity=200, unit=Unit.PIECE, nature=Nature.GOODS)

SAMPLES: dict[str, Document] = {
    "franchise": document(title="Dossier d’aide aux entreprises", order_number="BC-2026-47"),
    "vat": document(with_vat(DAYS), with_vat(FLAT), regime=REAL),
    "debits": document(with_vat(DAYS), regime=VatRegime.DEBITS),
    "deposit": document(with_vat(Line("Acompte de 30 % sur le devis D-2026-004", 345_00)), regime=REAL, kind=Kind.DEPOSIT, number="2026-020", quote_number="D-2026-004"),
    "final": document(with_vat(DAYS), with_vat(FLAT), regime=REAL, deposits=(Deducted("2026-020", date(2026, 9, 2), 414_00, 69_00),)),
    "settled": document(with_vat(DAYS), regime=REAL, deposits=(Deducted("2026-020", date(2026, 9, 2), 1008_00, 168_00),)),
    "credit": document(with_vat(FLAT), regime=REAL, kind=Kind.CREDIT, number="A-2026-002", originals=(Reference("2026-031", ISSUED),), issued_on=date(2026, 11, 2)),
    "corrective": document(with_vat(DAYS), with_vat(FLAT), regime=REAL, kind=Kind.CORRECTIVE, number="2026-033", originals=(Reference("2026-031", ISSUED),), deposits=(Deducted("2026-020", date(2026, 9, 2), 414_00, 69_00),)),
    "rates": document(with_vat(DAYS), with_vat(BOOK, 550), with_vat(HOTEL, 1000), with_vat(Line("Abonnement à la presse", 3_33, quantity=300), 210), regime=REAL, due_on=DUE),
    "consumer": document(FLAT, client=CONSUMER),
    "consumer, VAT": document(with_vat(FLAT), client=CONSUMER, regime=REAL),
    "European": document(DAYS, FLAT, client=BELGIAN, regime=REAL),
    "European, franchise": document(DAYS, client=replace(BELGIAN, language="fr")),
    "European, disbursed": document(DAYS, STAMPS, client=BELGIAN, regime=REAL),
    "abroad": document(DAYS, client=AMERICAN, regime=REAL),
    "abroad, numbered": document(DAYS, client=replace(AMERICAN, vat_number="36-4123456"), regime=REAL),
    "British": document(DAYS, client=replace(AMERICAN, country="GB", vat_number="GB 365 4624 36"), regime=REAL),
    "public": document(with_vat(DAYS), client=PUBLIC, regime=REAL, buyer_reference="CULTURE-12", contract_number="EJ-2026-0815", order_number="BC-88"),
    "rebilled, franchise": document(DAYS, TRAVEL, HOTEL, STAMPS),
    "rebilled, VAT": document(with_vat(DAYS), with_vat(TRAVEL), with_vat(HOTEL, 1000), STAMPS, regime=REAL),
    "goods": document(with_vat(BOOK, 550), regime=REAL, ends_on=date(2026, 9, 28), delivery=Party(name="Entrepôt du Port", address="2 quai Nord", postal_code="29200", city="Brest")),
    "discount": document(replace(with_vat(DAYS), discount_bp=1000), replace(with_vat(FLAT), discount_bp=1250), regime=REAL),
    "many": document(*MANY, regime=REAL),
    "English": document(with_vat(DAYS), with_vat(FLAT), client=replace(BUSINESS, language="en"), regime=REAL),
}  # fmt: skip

QUOTE = document(
    with_vat(DAYS),
    with_vat(FLAT),
    replace(with_vat(Line("Suivi jusqu’au versement", 240_00)), is_option=True),
    regime=REAL,
    kind=Kind.QUOTE,
    number="D-2026-004",
    valid_until=date(2027, 1, 9),
    terms="Acompte à la commande. Devis gratuit.",
    schedule=(Instalment("À la commande", 3000), Instalment("À la remise du dossier", 7000)),
)
