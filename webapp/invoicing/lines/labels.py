"""What units and rates are called on a line."""

from flask_babel import lazy_gettext as _l

from webapp.domain.invoices.document import Unit
from webapp.invoicing.facturx.told import rate

UNITS = {
    Unit.DAY: _l("jour"),
    Unit.HOUR: _l("heure"),
    Unit.FLAT: _l("forfait"),
    Unit.WEEK: _l("semaine"),
    Unit.MONTH: _l("mois"),
    Unit.PIECE: _l("pièce"),
    Unit.KILOMETRE: _l("km"),
}

__all__ = ["UNITS", "rate"]
