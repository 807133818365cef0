"""What the kinds, regimes, treatments and units of invoicing are called."""

from flask_babel import lazy_gettext as _l

from webapp.domain.invoices.document import ClientKind, Nature, Treatment, Unit, VatRegime
from webapp.invoicing.models import Activity, Rhythm, SeriesKind

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
    Unit.DAY: _l("Jour"),
    Unit.HOUR: _l("Heure"),
    Unit.FLAT: _l("Forfait"),
    Unit.WEEK: _l("Semaine"),
    Unit.MONTH: _l("Mois"),
    Unit.KILOMETRE: _l("Kilomètre"),
    Unit.PIECE: _l("Pièce"),
}
NATURES = {
    Nature.SERVICE: _l("Prestation de services"),
    Nature.GOODS: _l("Vente de biens"),
    Nature.EXPENSE: _l("Frais refacturés"),
    Nature.DISBURSEMENT: _l("Débours"),
}
