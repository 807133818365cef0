from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, ValidationError
from wtforms.fields import SelectChoice

from webapp.core import clock
from webapp.core.forms import (
    CentsField,
    DayField,
    Form,
    LineField,
    MinutesField,
    QuantityField,
    not_before,
    not_empty,
    required,
)
from webapp.domain.rights.work import State, WorkPeriod

LONGEST_DAYS = 366
UNITS = [SelectChoice("hours", _l("Heures")), SelectChoice("cachets", _l("Cachets"))]


class OfferForm(Form):
    """A job that is only talked about; read from the address, kept nowhere."""

    class Meta(Form.Meta):
        csrf = False

    employer = LineField(_l("Employeur"), [required(_l("Indiquez l’employeur\u00a0: le nom suffit."))])
    contract_job = LineField(_l("Emploi"))
    start_on = DayField(_l("Premier jour"), [not_empty(_l("Indiquez le premier jour."))])
    end_on = DayField(
        _l("Dernier jour"), [not_empty(_l("Indiquez le dernier jour.")), not_before("start_on")]
    )
    unit = RadioField(_l("Compté en"), choices=UNITS, default="hours")
    hours = MinutesField(_l("Nombre d’heures"))
    cachets = QuantityField(_l("Nombre de cachets"))
    gross = CentsField(_l("Salaire brut"))

    @property
    def is_in_cachets(self) -> bool:
        return bool(self.unit.data == "cachets")

    def validate(self, extra_validators: Any = None) -> bool:
        other = self.hours if self.is_in_cachets else self.cachets  # hidden: what it holds is not looked at
        other.data, other.process_errors = None, []
        return bool(super().validate(extra_validators))

    def validate_end_on(self, field: DayField) -> None:
        if not field.data:
            return
        if field.data < clock.today():
            raise ValidationError(_("Ces dates sont passées. Ajoutez plutôt un engagement déjà fait."))
        if self.start_on.data and (field.data - self.start_on.data).days >= LONGEST_DAYS:
            raise ValidationError(_("Plus d’un an\u00a0: vérifiez l’année."))

    def validate_hours(self, field: MinutesField) -> None:
        if not (self.is_in_cachets or field.data or field.errors):
            raise ValidationError(_("Indiquez les heures. Exemple\u00a0: 105."))

    def validate_cachets(self, field: QuantityField) -> None:
        if self.is_in_cachets and not (field.data or field.errors):
            raise ValidationError(_("Indiquez combien. Exemple\u00a0: 5."))

    def validate_gross(self, field: CentsField) -> None:
        if field.data is None and not field.errors:
            raise ValidationError(_("Indiquez le salaire brut, même approché. Exemple\u00a0: 1\u00a0548."))

    def period(self, annexe: int) -> WorkPeriod:
        return WorkPeriod(
            key="",
            employer=self.employer.data,
            job=self.contract_job.data or "",
            start_on=self.start_on.data,
            end_on=self.end_on.data,
            minutes=self.hours.data or 0,
            cachets_hundredths=self.cachets.data or 0,
            gross_cents=self.gross.data or 0,
            annexe=annexe,
            state=State.LEAD,
        )

    def typed(self) -> dict[str, str]:
        """What the form of an engagement is opened with."""
        amount = "cachets" if self.is_in_cachets else "hours"
        names = ("employer", "contract_job", "start_on", "end_on", amount, "gross")
        return {name: text for name in names if (text := self[name]._value())}


class PairForm(Form):
    """Two offers to put side by side; the second may be nothing."""

    class Meta(Form.Meta):
        csrf = False

    a = SelectField(
        _l("Première proposition"), [required(_l("Choisissez une proposition."))], validate_choice=False
    )
    b = SelectField(_l("Seconde proposition"), validate_choice=False)

    def validate_b(self, field: SelectField) -> None:
        if field.data and field.data == self.a.data:
            raise ValidationError(_("Choisissez deux propositions différentes."))
