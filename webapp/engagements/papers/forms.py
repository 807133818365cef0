from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FileField, RadioField, SelectField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.validators import Length
from wtforms.widgets import TextArea

from webapp.core.forms import (
    CentsField,
    DayField,
    Form,
    MinutesField,
    QuantityField,
    TextField,
    not_before,
    not_empty,
    not_in_future,
)
from webapp.engagements.models import PaperState, PayPeriod
from webapp.engagements.papers.actions import PayTerms
from webapp.engagements.words import PAPERS

STATE_NAMES = [
    SelectChoice(PaperState.TO_COME.value, _l("À venir")),
    SelectChoice(PaperState.EXPECTED.value, _l("Attendu")),
    SelectChoice(PaperState.RECEIVED.value, _l("Reçu")),
    SelectChoice(PaperState.WRONG.value, _l("Faux")),
    SelectChoice(PaperState.CORRECTED.value, _l("Corrigé")),
]


class PaperForm(Form):
    file = FileField(_l("Photo ou PDF"))
    waiting = SelectField(_l("Ou un papier à classer"), validate_choice=False)
    state = RadioField(_l("Où en est-il"), choices=STATE_NAMES)
    expected_on = DayField(_l("Attendu le"))
    received_on = DayField(_l("Reçu le"), [not_in_future])
    note = TextField(_l("Note"), [Length(max=500)], widget=TextArea())


class MorePaperForm(Form):
    kind = SelectField(
        _l("Type de papier"), choices=[SelectChoice(kind.value, name) for kind, name in PAPERS.items()]
    )
    period = SelectField(_l("Période de paie"), validate_choice=True)


class PayPeriodForm(Form):
    start_on = DayField(_l("Premier jour"), [not_empty(_l("Indiquez le premier jour."))])
    end_on = DayField(
        _l("Dernier jour"), [not_empty(_l("Indiquez le dernier jour.")), not_before("start_on")]
    )
    minutes = MinutesField(_l("Heures"))
    cachets = QuantityField(_l("Cachets"))
    days_worked = QuantityField(_l("Jours travaillés"))
    gross_cents = CentsField(_l("Salaire brut"))
    net_expected_cents = CentsField(_l("Net attendu"))
    paid_on = DayField(_l("Payé le"), [not_in_future])

    def validate_days_worked(self, field: Any) -> None:
        start, end = self.start_on.data, self.end_on.data
        if field.data is None:
            return
        if field.data % 100:
            raise ValidationError(_("Indiquez des jours entiers, comme sur l’AEM."))
        if start and end and field.data // 100 > (end - start).days + 1:
            raise ValidationError(_("Plus de jours travaillés que de jours dans la période."))

    def terms(self) -> PayTerms:
        days = self.days_worked.data
        return PayTerms(
            start_on=self.start_on.data,
            end_on=self.end_on.data,
            minutes=self.minutes.data,
            cachets=self.cachets.data,
            days_worked=None if days is None else days // 100,
            gross_cents=self.gross_cents.data,
            net_expected_cents=self.net_expected_cents.data,
            paid_on=self.paid_on.data,
        )


def filled(period: PayPeriod) -> dict[str, Any]:
    names = ("start_on", "end_on", "minutes", "cachets", "gross_cents", "net_expected_cents", "paid_on")
    values = {name: getattr(period, name) for name in names}
    days = period.days_worked
    return {**values, "days_worked": None if days is None else days * 100}
