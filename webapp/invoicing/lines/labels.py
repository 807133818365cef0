"""What units, natures and rates are called."""

from flask_babel import lazy_gettext as _l

from webapp.core.formats import NBSP, quantity
from webapp.domain.invoices.document import Nature, Unit

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
    Nature.SERVICE: _l("Prestation"),
    Nature.GOODS: _l("Vente de biens"),
    Nature.EXPENSE: _l("Frais refacturés"),
    Nature.DISBURSEMENT: _l("Débours"),
}


def rate(basis_points: int) -> str:
    """`20 %`, `5,5 %`."""
    return f"{quantity(basis_points)}{NBSP}%"
