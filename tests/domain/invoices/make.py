"""Documents that pass every check, one of each kind of client; a test changes the one thing it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from webapp.domain.invoices.document import (
    Client,
    ClientKind,
    Document,
    Instalment,
    Kind,
    Line,
    Nature,
    Reference,
    Seller,
    VatRegime,
)
from webapp.domain.invoices.treatment import treated, treatment_of

ON = date(2026, 11, 2)
SELLER = Seller(
    name="Camille Roussel",
    address="12 rue des Cordeliers",
    postal_code="35400",
    city="Saint-Malo",
    siren="732829320",
    siret="73282932000074",
    vat_number="FR44732829320",
    iban="FR1420041010050500013M02606",
    bic="PSSTFRPPXXX",
    mediator="Médiation de l’Ouest, Rennes",
)
BUSINESS = Client(
    name="Atelier Hauteur",
    address="18 rue du Port",
    postal_code="29200",
    city="Brest",
    siren="552100554",
    siret="55210055400013",
    vat_number="FR96552100554",
)
CLIENTS = {
    ClientKind.BUSINESS: BUSINESS,
    ClientKind.PUBLIC: replace(
        BUSINESS,
        name="Ville de Rennes",
        kind=ClientKind.PUBLIC,
        siren="213502388",
        siret="21350238800019",
        vat_number="",
    ),
    ClientKind.CONSUMER: Client(
        name="Dominique Vidal", kind=ClientKind.CONSUMER, email="dominique@exemple.fr"
    ),
    ClientKind.EU_BUSINESS: Client(
        name="Nord Films",
        address="Rue Haute 8",
        city="Bruxelles",
        country="BE",
        vat_number="BE0428759497",
        email="facturen@nord.exemple",
        kind=ClientKind.EU_BUSINESS,
    ),
    ClientKind.ABROAD: Client(
        name="Lakeside Pictures",
        address="1200 Lake Street",
        city="Chicago",
        country="US",
        email="ap@lakeside.exemple",
        kind=ClientKind.ABROAD,
    ),
}
DAYS = Line("Rédaction du dossier d’aide", 280_00, quantity=300, vat_bp=2000)
STAMPS = Line("Timbres fiscaux du dépôt", 50_00, nature=Nature.DISBURSEMENT)


def document(
    *lines: Line,
    to: ClientKind = ClientKind.BUSINESS,
    regime: VatRegime = VatRegime.RECEIPTS,
    **values: Any,
) -> Document:
    """An invoice of 3 days at 280 €, done in October, to be paid in 30 days."""
    treatment = values.pop("treatment", treatment_of(regime, to))
    kind = values.get("kind", Kind.INVOICE)
    typed: dict[str, Any] = {
        "kind": kind,
        "number": "2026-031",
        "issued_on": ON,
        "due_on": None if kind in (Kind.QUOTE, Kind.CREDIT) else date(2026, 12, 2),
        "starts_on": date(2026, 10, 1),
        "ends_on": date(2026, 10, 3),
        "originals": (Reference("2026-020", date(2026, 10, 9)),)
        if kind in (Kind.CREDIT, Kind.CORRECTIVE)
        else (),
        "valid_until": date(2027, 1, 31) if kind is Kind.QUOTE else None,
        "schedule": (Instalment("À la commande", 3000), Instalment("À la remise", 7000))
        if kind is Kind.QUOTE
        else (),
        "seller": SELLER,
        "client": CLIENTS[to],
        **values,
    }
    return Document(
        lines=tuple(treated(line, treatment) for line in lines or (DAYS,)),
        regime=regime,
        treatment=treatment,
        **typed,
    )
