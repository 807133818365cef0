"""What kinds of money and ages are called."""

from flask_babel import lazy_gettext as _l

from webapp.domain.owed import Age, OwedKind

KINDS = {
    OwedKind.WAGES: _l("Salaires"),
    OwedKind.ARE: _l("ARE"),
    OwedKind.CONGES_SPECTACLES: _l("Congés Spectacles"),
    OwedKind.INVOICES: _l("Factures"),
}
SIGNS = {
    OwedKind.WAGES: "hours",
    OwedKind.ARE: "euro",
    OwedKind.CONGES_SPECTACLES: "sun",
    OwedKind.INVOICES: "receipt",
}
AGES = {
    Age.OLD: _l("Plus de 60\u00a0jours"),
    Age.SECOND_MONTH: _l("De 31 à 60\u00a0jours"),
    Age.FIRST_MONTH: _l("Jusqu’à 30\u00a0jours"),
    Age.NOT_DUE: _l("À venir"),
}
