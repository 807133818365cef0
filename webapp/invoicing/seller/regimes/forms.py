from flask_babel import lazy_gettext as _l
from wtforms import RadioField

from webapp.core.forms import DayField, Form, choices_of, not_empty
from webapp.domain.invoices.document import VatRegime
from webapp.invoicing.words import REGIMES


class RegimeForm(Form):
    regime = RadioField(_l("Régime"), choices=choices_of(REGIMES), default=VatRegime.RECEIPTS)
    from_on = DayField(_l("À partir du"), [not_empty()])
