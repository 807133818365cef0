"""What the documents, states, regimes, treatments and units of invoicing are called, on every page and in every file."""

from collections.abc import Mapping
from typing import Any, TypeVar

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from webapp.domain.invoices.document import ClientKind, Kind, Nature, Treatment, Unit, VatRegime
from webapp.domain.invoices.standing import State
from webapp.invoicing.models import Activity, Means, Rhythm, SeriesKind

Key = TypeVar("Key")

DOCUMENTS = {
    Kind.QUOTE: _l("Devis"),
    Kind.INVOICE: _l("Facture"),
    Kind.DEPOSIT: _l("Facture d’acompte"),
    Kind.CREDIT: _l("Avoir"),
    Kind.CORRECTIVE: _l("Facture rectificative"),
}
STATES = {
    State.REPLACED: _l("Remplacée"),
    State.CREDITED: _l("Annulée par avoir"),
    State.PAID: _l("Payée"),
    State.LATE: _l("En retard"),
    State.PARTLY_PAID: _l("Payée en partie"),
    State.WAITING: _l("En attente"),
}
MARKS = {
    State.REPLACED: ("", "swap"),
    State.CREDITED: ("", "undo"),
    State.PAID: ("ok", "check"),
    State.LATE: ("danger", "alert"),
    State.PARTLY_PAID: ("warn", "wait"),
    State.WAITING: ("info", "wait"),
}
"""The chip of each: (kind, sign)."""
MEANS = {
    Means.TRANSFER: _l("Virement"),
    Means.CARD: _l("Carte"),
    Means.CHEQUE: _l("Chèque"),
    Means.CASH: _l("Espèces"),
    Means.OTHER: _l("Autre"),
}

REGIMES = {
    VatRegime.FRANCHISE: _l("Franchise en base, sans TVA"),
    VatRegime.RECEIPTS: _l("Réel, TVA à l’encaissement"),
    VatRegime.DEBITS: _l("Réel, option pour les débits"),
}
REGIME_HINTS = {
    VatRegime.FRANCHISE: _l("Vous ne facturez pas la TVA et ne la récupérez pas."),
    VatRegime.RECEIPTS: _l("La règle pour des prestations\u00a0: la TVA est due quand le client paie."),
    VatRegime.DEBITS: _l(
        "Sur option auprès des impôts\u00a0: la TVA est due dès la facture, et elle le dit."
    ),
}
ACTIVITIES = {
    Activity.LIBERAL: _l("Micro, profession libérale (BNC)"),
    Activity.SERVICES: _l("Micro, services (BIC)"),
    Activity.SALES: _l("Micro, ventes"),
}
NOT_MICRO = _l("Au réel")
RHYTHMS = {Rhythm.MONTHLY: _l("Chaque mois"), Rhythm.QUARTERLY: _l("Chaque trimestre")}
SERIES = {
    SeriesKind.INVOICES: _l("Factures"),
    SeriesKind.CREDITS: _l("Avoirs"),
    SeriesKind.QUOTES: _l("Devis"),
}
CLIENTS = {
    ClientKind.BUSINESS: _l("Entreprise en France"),
    ClientKind.PUBLIC: _l("Organisme public"),
    ClientKind.CONSUMER: _l("Particulier ou association"),
    ClientKind.EU_BUSINESS: _l("Entreprise dans l’Union européenne"),
    ClientKind.ABROAD: _l("Professionnel hors Union européenne"),
}
CLIENT_GROUPS = {
    ClientKind.BUSINESS: _l("Entreprises"),
    ClientKind.PUBLIC: _l("Organismes publics"),
    ClientKind.CONSUMER: _l("Particuliers"),
    ClientKind.EU_BUSINESS: _l("Union européenne"),
    ClientKind.ABROAD: _l("Hors Union"),
}
TREATMENT_CHOICES = {
    Treatment.FRENCH_VAT: _l("TVA française"),
    Treatment.FRANCHISE: _l("Franchise, sans TVA"),
    Treatment.REVERSE_CHARGE: _l("Autoliquidation"),
    Treatment.OUTSIDE_EU: _l("Hors Union européenne"),
}
TREATMENTS = {
    Treatment.FRENCH_VAT: _l("TVA française"),
    Treatment.FRANCHISE: _l("Sans TVA, franchise en base"),
    Treatment.REVERSE_CHARGE: _l("Autoliquidation\u00a0: le client déclare la TVA chez lui"),
    Treatment.OUTSIDE_EU: _l("Sans TVA française, prestation hors Union européenne"),
}
UNITS = {
    Unit.DAY: _l("jour"),
    Unit.HOUR: _l("heure"),
    Unit.FLAT: _l("forfait"),
    Unit.WEEK: _l("semaine"),
    Unit.MONTH: _l("mois"),
    Unit.PIECE: _l("pièce"),
    Unit.KILOMETRE: _l("km"),
}
NATURES = {
    Nature.SERVICE: _l("Prestation de services"),
    Nature.GOODS: _l("Vente de biens"),
    Nature.EXPENSE: _l("Frais refacturés"),
    Nature.DISBURSEMENT: _l("Débours"),
}


def titled(kind: Kind | str, number: str) -> str:
    """`Facture 2026-031`."""
    return f"{DOCUMENTS[Kind(kind)]} {number}"


def in_french(names: Mapping[Key, Any]) -> dict[Key, str]:
    """As they stand in files that go out, whatever the language of the screen."""
    with force_locale("fr"):
        return {key: str(name) for key, name in names.items()}
