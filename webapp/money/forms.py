from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from webapp.core.forms import CentsField, DayField, Form, not_empty, not_in_future


class ReceiptForm(Form):
    """The day wages came, and how much when it is known."""

    paid_on = DayField(_l("Payé le"), [not_empty(_l("Indiquez le jour du versement.")), not_in_future])
    net_received_cents = CentsField(_l("Net reçu"))

    work_starts_on: date

    def validate_paid_on(self, field: DayField) -> None:
        if field.data and field.data < self.work_starts_on:
            raise ValidationError(_("Payé avant le premier jour du travail\u00a0: vérifiez la date."))

    def validate_net_received_cents(self, field: CentsField) -> None:
        if field.data == 0:
            raise ValidationError(_("Indiquez un montant au-dessus de zéro, ou laissez vide."))
