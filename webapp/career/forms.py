"""What is typed about a title from before Raccord."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, ValidationError

from webapp.career.actions import TitleTerms
from webapp.core import clock
from webapp.core.forms import Form, LineField, TypedField, choices_of, not_empty, required
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.productions.labels import SHOWS
from webapp.productions.models import ShowKind

FIRST_YEAR = 1950


class YearField(TypedField):
    @staticmethod
    def parse(text):
        if not (len(text) == 4 and text.isascii() and text.isdigit() and int(text) >= FIRST_YEAR):
            raise Refused(sentence("Indiquez une année en quatre chiffres. Exemple\u00a0: 2019."))
        return int(text)


class TitleForm(Form):
    title = LineField(_l("Titre"), [required(_l("Indiquez le titre."))])
    first_year = YearField(_l("Année"), [not_empty(_l("Indiquez l’année."))])
    last_year = YearField(_l("Dernière année"))
    kind = SelectField(_l("Type"), choices=choices_of(SHOWS), default=ShowKind.OTHER)
    director = LineField(_l("Réalisation ou mise en scène"))
    company = LineField(_l("Production"))
    job = LineField(_l("Fonction"), [required(_l("Indiquez votre fonction, comme au générique."))])

    def validate_first_year(self, field):
        _not_to_come(field)

    def validate_last_year(self, field):
        _not_to_come(field)
        if field.data and self.first_year.data and field.data < self.first_year.data:
            raise ValidationError(_("La dernière année est avant la première."))

    def terms(self) -> TitleTerms:
        return TitleTerms(
            title=self.title.data,
            first_year=self.first_year.data,
            last_year=self.last_year.data or self.first_year.data,
            kind=ShowKind(self.kind.data),
            job=self.job.data,
            director=self.director.data,
            company=self.company.data,
        )


def _not_to_come(field):
    if field.data and field.data > clock.today().year:
        raise ValidationError(_("Cette année n’est pas encore arrivée."))
