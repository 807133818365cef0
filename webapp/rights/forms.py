from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import BooleanField, RadioField, ValidationError
from wtforms.fields import SelectChoice

from webapp.core import clock
from webapp.core.formats import day
from webapp.core.forms import CentsField, DayField, DaysField, Form, MinutesField, not_in_future
from webapp.domain.periods import add_months
from webapp.domain.rights import scales
from webapp.domain.rights.allowance import Tax
from webapp.domain.rights.eligibility import is_foreclosed
from webapp.domain.rights.window import date_anniversaire
from webapp.rights.actions import ONLY_IN_A_LETTER, REST_OF_THE_LETTER, OpeningTerms
from webapp.rights.models import Opening
from webapp.rights.standing import Mode

ANNEXES = [SelectChoice("8", "8"), SelectChoice("10", "10")]
# An allocation of a day: above, cents were typed as euros or a month as a day. The legal ceiling of 2026
# is 181,18 €, far under.
MOST_AJ_CENTS = 500_00
LONGEST_RIGHT_MONTHS = 24
MOST_NHT_MINUTES = 24 * 366 * 60
MOST_WAGE_DAYS = 366  # no text limits a franchise salaires


class DayForm(Form):
    """Which day to count for, and how; read from the address."""

    class Meta(Form.Meta):
        csrf = False

    on = DayField(lazy_gettext("Compter au"))
    mode = RadioField(
        lazy_gettext("Compter"),
        choices=[
            SelectChoice(Mode.SINCE.value, lazy_gettext("Depuis l’ouverture")),
            SelectChoice(Mode.FIRST.value, lazy_gettext("Sur 12\u00a0mois")),
        ],
        validate_choice=False,
    )
    annexe = RadioField(lazy_gettext("Annexe"), choices=ANNEXES, validate_choice=False)

    @property
    def asked_annexe(self) -> int | None:
        """To look at the other annexe for a moment; nothing is stored."""
        return int(self.annexe.data) if self.annexe.data in ("8", "10") else None


class OpeningForm(Form):
    situation = RadioField(
        lazy_gettext("Votre situation"),
        choices=[
            SelectChoice("rights", lazy_gettext("J’ai déjà des droits")),
            SelectChoice("first", lazy_gettext("Première demande")),
        ],
        default="rights",
    )
    fct_on = DayField(lazy_gettext("Fin de contrat (FCT)"), [not_in_future])
    anniversary_on = DayField(lazy_gettext("Date anniversaire"))
    aj_cents = CentsField(lazy_gettext("AJ brute notifiée"))
    annexe = RadioField(lazy_gettext("Annexe"), choices=ANNEXES, default="8")
    notified_on = DayField(lazy_gettext("Notifiée le"), [not_in_future])
    born_on = DayField(lazy_gettext("Date de naissance"), [not_in_future])
    registered_on = DayField(lazy_gettext("Inscription"), [not_in_future])
    sr_cents = CentsField(lazy_gettext("Salaire de référence"))
    nht_minutes = MinutesField(lazy_gettext("Heures retenues (NHT)"))
    waiting_days = DaysField(lazy_gettext("Délai d’attente"))
    deferral_days = DaysField(lazy_gettext("Différé spécifique"))
    holiday_days = DaysField(lazy_gettext("Franchise congés payés"))
    wage_days = DaysField(lazy_gettext("Franchise salaires"))
    tax = RadioField(
        lazy_gettext("CSG sur l’allocation"),
        choices=[
            SelectChoice(Tax.FULL.value, lazy_gettext("Taux plein, 6,2 %")),
            SelectChoice(Tax.REDUCED.value, lazy_gettext("Taux réduit, 3,8 %")),
            SelectChoice(Tax.NONE.value, lazy_gettext("Exonération")),
        ],
        default=Tax.FULL.value,
    )
    is_alsace_moselle = BooleanField(lazy_gettext("Régime local d’Alsace-Moselle"))
    has_derogation = BooleanField(lazy_gettext("Dérogation de la DREETS : 260 h par mois au lieu de 250"))

    @classmethod
    def of(cls, opening: Opening | None, situation: str | None) -> "OpeningForm":
        """The last opening to correct, or an empty form with the situation already chosen."""
        if opening is None:
            return cls(situation=situation or "rights")
        return cls(
            obj=opening,
            situation=situation or ("first" if opening.is_first_request else "rights"),
            annexe=str(opening.annexe),
        )

    @property
    def is_first(self) -> bool:
        return self.situation.data == "first"

    @property
    def letter(self) -> list[Any]:
        """What only a notification says."""
        return [self[name] for name in ONLY_IN_A_LETTER]

    @property
    def rest_is_open(self) -> bool:
        """The rest of the letter holds something to read."""
        return any(self[name].data is not None or self[name].errors for name in REST_OF_THE_LETTER)

    def validate(self, extra_validators: Any = None) -> bool:
        if self.is_first:  # the fields of the letter are hidden then: what they hold is not looked at
            for field in self.letter:
                field.data, field.process_errors, field.validators = None, [], []
        return bool(super().validate(extra_validators))

    def validate_fct_on(self, field: DayField) -> None:
        if not self.is_first and field.data is None:
            raise ValidationError(
                _("Recopiez la fin de contrat que le courrier retient. Exemple\u00a0: 14/03/2026")
            )

    def validate_anniversary_on(self, field: DayField) -> None:
        fct_on = self.fct_on.data
        if field.data is None or fct_on is None:
            return
        if field.data <= fct_on:
            raise ValidationError(
                _("La date anniversaire vient après la fin de contrat. D’habitude 12\u00a0mois\u00a0: le %(day)s.",
                  day=day(date_anniversaire(fct_on), year=True))
            )  # fmt: skip
        if field.data > add_months(fct_on, LONGEST_RIGHT_MONTHS):
            raise ValidationError(_("Plus de deux ans après la fin de contrat\u00a0: vérifiez l’année."))

    def validate_aj_cents(self, field: CentsField) -> None:
        if field.data is not None and not 0 < field.data <= MOST_AJ_CENTS:
            raise ValidationError(_("L’AJ est un montant par jour. Exemple\u00a0: 59,20"))

    def validate_notified_on(self, field: DayField) -> None:
        if field.data and self.fct_on.data and field.data < self.fct_on.data:
            raise ValidationError(_("Le courrier vient après la fin de contrat."))

    def validate_registered_on(self, field: DayField) -> None:
        fct_on = self.fct_on.data
        if field.data and fct_on and is_foreclosed(fct_on, field.data):
            raise ValidationError(_("Plus d’un an après la fin de contrat, elle n’ouvre plus de droits."))

    def validate_nht_minutes(self, field: MinutesField) -> None:
        if field.data is not None and not 0 < field.data <= MOST_NHT_MINUTES:
            raise ValidationError(_("Le nombre d’heures de la période, comme 625."))

    def validate_sr_cents(self, field: CentsField) -> None:
        if field.data == 0:
            raise ValidationError(_("Le total des salaires de la période, comme 13 477,00."))

    def validate_waiting_days(self, field: DaysField) -> None:
        _at_most(field, scales.value(scales.WAITING_DAYS, clock.today()))

    def validate_deferral_days(self, field: DaysField) -> None:
        _at_most(field, scales.value(scales.DEFERRAL_DAYS, clock.today()))

    def validate_holiday_days(self, field: DaysField) -> None:
        _at_most(field, scales.value(scales.HOLIDAY_MOST, clock.today()))

    def validate_wage_days(self, field: DaysField) -> None:
        _at_most(field, MOST_WAGE_DAYS)

    def validate_born_on(self, field: DayField) -> None:
        if field.data and not 14 <= (clock.today() - field.data).days // 365 <= 110:
            raise ValidationError(_("Vérifiez l’année de naissance."))

    def terms(self) -> OpeningTerms:
        return OpeningTerms(
            is_first_request=self.is_first,
            fct_on=self.fct_on.data,
            anniversary_on=self.anniversary_on.data,
            aj_cents=self.aj_cents.data,
            annexe=int(self.annexe.data),
            notified_on=self.notified_on.data,
            born_on=self.born_on.data,
            has_derogation=self.has_derogation.data,
            is_alsace_moselle=self.is_alsace_moselle.data,
            tax=Tax(self.tax.data),
            **{name: self[name].data for name in REST_OF_THE_LETTER},
        )


def _at_most(field: DaysField, most: int) -> None:
    if field.data is not None and field.data > most:
        raise ValidationError(_("%(most)s jours au plus.", most=most))
