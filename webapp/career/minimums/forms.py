"""A minimum as read in a convention: nobody but the person may say it."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, ValidationError

from webapp.career.minimums.actions import MinimumTerms
from webapp.core.forms import (
    CentsField,
    DayField,
    Form,
    Length,
    LineField,
    MinutesField,
    choices_of,
    not_empty,
    required,
)
from webapp.domain.career.minimums import Basis

BASES = {Basis.WEEK: _l("Par semaine"), Basis.DAY: _l("Par jour"), Basis.HOUR: _l("Par heure")}
MOST_MINUTES = {Basis.WEEK: 7 * 24 * 60, Basis.DAY: 24 * 60}
AN_HOUR = 60


class MinimumForm(Form):
    job = LineField(_l("Fonction"), [required(_l("Indiquez la fonction, comme dans vos contrats."))])
    convention = LineField(_l("Convention"), [Length(max=100)])
    cents = CentsField(_l("Minimum brut"), [not_empty(_l("Indiquez le montant."))])
    basis = RadioField(_l("Il vaut"), choices=choices_of(BASES), default=Basis.WEEK)
    minutes = MinutesField(_l("Heures de la semaine ou du jour"))
    from_on = DayField(_l("En vigueur depuis le"), [not_empty(_l("Indiquez le premier jour."))])
    source = LineField(
        _l("Source"), [required(_l("Indiquez où vous l’avez lu\u00a0: accord, grille, page."))]
    )

    def validate_cents(self, field):
        if field.data == 0:
            raise ValidationError(_("Un minimum n’est pas nul."))

    def validate_minutes(self, field):
        most = MOST_MINUTES.get(Basis(self.basis.data)) if self.basis.data in list(Basis) else None
        if most is None:
            return
        if not field.data:
            raise ValidationError(_("Indiquez pour combien d’heures. Exemple\u00a0: 39."))
        if field.data > most:
            raise ValidationError(_("C’est plus d’heures que n’en compte cette durée."))

    def terms(self) -> MinimumTerms:
        basis = Basis(self.basis.data)
        return MinimumTerms(
            job=self.job.data,
            from_on=self.from_on.data,
            basis=basis,
            cents=self.cents.data,
            minutes=AN_HOUR if basis is Basis.HOUR else self.minutes.data,
            source=self.source.data,
            convention=self.convention.data,
        )
