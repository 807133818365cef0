from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FileField, RadioField, SelectField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.validators import Length
from wtforms.widgets import MonthInput, TextArea

from webapp.core import clock
from webapp.core.formats import money
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
from webapp.domain.periods import DateRange, Month, add_months
from webapp.domain.rights.situations import LENGTHENING, SUSPENDING, Situation, SituationKind
from webapp.domain.typed import parse_month
from webapp.rights.periods.actions import IncomeTerms
from webapp.rights.periods.models import Income, IncomeKind
from webapp.rights.periods.words import INCOMES, KINDS

K = SituationKind
# Longer, a year or a month was mistyped. The longest maternity leave, of triplets, is 46 weeks.
LONGEST_DAYS = {
    K.SICK_LEAVE: 3 * 366,
    K.MATERNITY: 366,
    K.ADOPTION: 366,
    K.PATERNITY: 90,
    K.WORK_ACCIDENT: 3 * 366,
    K.ALD: 4 * 366,
    K.TRAINING: 3 * 366,
    K.PTP: 2 * 366,
    K.ABSENCE: 366,
    K.RESIGNATION: 1,
    K.PREVIOUS_RIGHT: 2 * 366,
}
FURTHEST_MONTHS = 24
MOST_CENTS = 100_000_00
MOST_ARE_CENTS = 10_000_00  # the highest AJ of 2026, every day of a month, is 5 616,58 €
DAY_MINUTES = 24 * 60
# What each field is asked of; for the other kinds its place is hidden and what it holds is not looked at.
ASKED_OF = {
    "end_on": frozenset(K) - {K.RESIGNATION},
    "in_contract": SUSPENDING,
    "indemnified": LENGTHENING,
    "paid_by": {K.TRAINING},
    "minutes": {K.TRAINING, K.PTP},
    "gross_cents": {K.PTP},
    "is_legitimate": {K.RESIGNATION},
}
YES_NO = [SelectChoice("no", _l("Non")), SelectChoice("yes", _l("Oui"))]


class MonthField(DayField):
    """A month, as its first day."""

    parse = staticmethod(parse_month)
    widget = MonthInput()  # type: ignore[assignment]

    def shown(self, value: date) -> str:
        return f"{value:%Y-%m}"


class _ProvenForm(Form):
    """What both kinds of forms say of the proof."""

    file = FileField(_l("Justificatif"))
    waiting = SelectField(_l("Ou un papier à classer"), validate_choice=False)
    note = TextField(_l("Note"), [Length(max=500)], widget=TextArea())

    def look_away(self, *names: str) -> None:
        """From fields that the other answers hide; what was typed in them is shown again all the same."""
        for name in names:
            field = self[name]
            field.process_errors, field.validators, field.validate_choice = [], [], False


class PeriodForm(_ProvenForm):
    kind = RadioField(
        _l("Quoi"), choices=[SelectChoice(kind.value, words.name) for kind, words in KINDS.items()]
    )
    start_on = DayField(_l("Du"), [not_empty(_l("Indiquez le premier jour."))])
    end_on = DayField(_l("Au"), [not_empty(_l("Indiquez le dernier jour.")), not_before("start_on")])
    in_contract = RadioField(_l("Pendant un contrat"), choices=YES_NO, default="no")
    indemnified = RadioField(
        _l("Indemnisé par la Sécurité sociale"), choices=list(reversed(YES_NO)), default="yes"
    )
    paid_by = RadioField(_l("Payée par France Travail"), choices=YES_NO, default="no")
    minutes = MinutesField(_l("Heures de l’attestation"))
    gross_cents = CentsField(_l("Salaire brut"))
    is_legitimate = BooleanField(_l("Pour un motif légitime"))
    is_proven = BooleanField(_l("France Travail a déjà le justificatif"))

    @property
    def about(self) -> SituationKind | None:
        return SituationKind(self.kind.data) if self.kind.data in list(SituationKind) else None

    def asks(self, name: str) -> bool:
        return self.about in ASKED_OF[name]

    def validate(self, extra_validators: Any = None) -> bool:
        self.look_away(*(name for name in ASKED_OF if not self.asks(name)))
        return bool(super().validate(extra_validators))

    def validate_end_on(self, field: DayField) -> None:
        kind, days = self.about, self._days
        if kind is None or days is None or not self.asks("end_on"):
            return
        if days > LONGEST_DAYS[kind]:
            raise ValidationError(
                _("%(days)s jours, c’est trop long pour «\u00a0%(kind)s\u00a0». Vérifiez les dates.",
                  days=days, kind=KINDS[kind].name)
            )  # fmt: skip
        if field.data > add_months(clock.today(), FURTHEST_MONTHS):
            raise ValidationError(_("Plus de deux ans à l’avance\u00a0: vérifiez l’année."))

    def validate_start_on(self, field: DayField) -> None:
        if self.about in (K.RESIGNATION, K.PREVIOUS_RIGHT):
            not_in_future(self, field)

    def validate_minutes(self, field: MinutesField) -> None:
        if not self.asks("minutes") or field.process_errors:
            return
        days = self._days
        if not field.data:
            if self._is_paid_by_unemployment:
                return
            raise ValidationError(_("Recopiez les heures de l’attestation. Exemple\u00a0: 35"))
        if days is not None and field.data > days * DAY_MINUTES:
            raise ValidationError(_("Plus de 24\u00a0h par jour\u00a0: vérifiez les heures ou les dates."))

    def validate_gross_cents(self, field: CentsField) -> None:
        if self.asks("gross_cents") and field.data is not None and field.data > MOST_CENTS:
            raise ValidationError(_("Le montant dépasse %(most)s.", most=money(MOST_CENTS)))

    @property
    def _is_paid_by_unemployment(self) -> bool:
        return self.asks("paid_by") and self.paid_by.data == "yes"

    @property
    def _days(self) -> int | None:
        start, end = self.start_on.data, self.end_on.data
        if start is None or end is None or end < start:
            return None
        return DateRange(start, end).days

    def situation(self) -> Situation:
        kind = SituationKind(self.kind.data)
        return Situation(
            key="",
            kind=kind,
            start_on=self.start_on.data,
            end_on=self.start_on.data if kind is K.RESIGNATION else self.end_on.data,
            in_contract=self.asks("in_contract") and self.in_contract.data == "yes",
            minutes=(self.asks("minutes") and self.minutes.data) or 0,
            gross_cents=(self.asks("gross_cents") and self.gross_cents.data) or 0,
            is_paid_by_unemployment=self._is_paid_by_unemployment,
            is_indemnified=not self.asks("indemnified") or self.indemnified.data != "no",
            is_legitimate=self.asks("is_legitimate") and self.is_legitimate.data,
            is_proven=self.is_proven.data,
        )


def filled(situation: Situation) -> dict[str, Any]:
    """A period as its form shows it."""
    return {
        "kind": situation.kind.value,
        "start_on": situation.start_on,
        "end_on": situation.end_on,
        "in_contract": "yes" if situation.in_contract else "no",
        "indemnified": "yes" if situation.is_indemnified else "no",
        "paid_by": "yes" if situation.is_paid_by_unemployment else "no",
        "minutes": situation.minutes or None,
        "gross_cents": situation.gross_cents or None,
        "is_legitimate": situation.is_legitimate,
    }


class IncomeForm(_ProvenForm):
    kind = RadioField(
        _l("Quoi"), choices=[SelectChoice(kind.value, name) for kind, name in INCOMES.items()], default="are"
    )
    month = MonthField(_l("Pour le mois de"), [not_empty(_l("Indiquez le mois."))])
    cents = CentsField(_l("Montant"), [not_empty(_l("Indiquez le montant reçu."))])
    days = QuantityField(_l("Jours payés"))
    received_on = DayField(_l("Reçu le"), [not_in_future])

    def validate(self, extra_validators: Any = None) -> bool:
        if not self.is_are:
            self.look_away("days")
        return bool(super().validate(extra_validators))

    @property
    def is_are(self) -> bool:
        return bool(self.kind.data == IncomeKind.ARE)

    def validate_month(self, field: MonthField) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError(_("Ce mois n’est pas encore arrivé."))

    def validate_cents(self, field: CentsField) -> None:
        most = MOST_ARE_CENTS if self.is_are else MOST_CENTS
        if field.data == 0:
            raise ValidationError(_("Indiquez un montant au-dessus de zéro."))
        if field.data is not None and field.data > most:
            raise ValidationError(
                _("Plus de %(most)s pour un mois\u00a0: vérifiez le montant.", most=money(most, rounded=True))
            )

    def validate_days(self, field: QuantityField) -> None:
        if field.data is None or not self.is_are:
            return
        if field.data % 100:
            raise ValidationError(_("Indiquez des jours entiers."))
        if self.month.data and field.data // 100 > Month.of(self.month.data).range.days:
            raise ValidationError(_("Plus de jours que dans le mois."))

    def validate_received_on(self, field: DayField) -> None:
        if field.data and self.month.data and field.data < self.month.data - timedelta(days=31):
            raise ValidationError(_("Reçu avant le mois dont il s’agit\u00a0: vérifiez les dates."))

    def terms(self) -> IncomeTerms:
        return IncomeTerms(
            kind=IncomeKind(self.kind.data),
            month=self.month.data,
            cents=self.cents.data,
            days=self.days.data // 100 if self.is_are and self.days.data is not None else None,
            received_on=self.received_on.data,
            note=self.note.data,
        )


def filled_income(income: Income) -> dict[str, Any]:
    values = {name: getattr(income, name) for name in ("kind", "month", "cents", "received_on", "note")}
    return {**values, "days": None if income.days is None else income.days * 100}
