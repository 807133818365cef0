from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, ValidationError

from webapp.core.forms import DayField, Form, LineField, required
from webapp.productions.cloning.terms import CloneTerms


class CloneForm(Form):
    title = LineField(_l("Titre de la nouvelle production"), [required()])
    start_on = DayField(_l("Commence le"))
    days = BooleanField(_l("Les journées, avec leurs horaires et leurs lieux"))
    sequences = BooleanField(_l("Les séquences"))
    tasks = BooleanField(_l("Les tâches, à refaire"))
    jobs = BooleanField(_l("Les postes de l’équipe, à pourvoir, sans les personnes"))

    def __init__(self, *args, is_dated, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_dated = is_dated

    def validate_start_on(self, field):
        if self.is_dated and not field.data and not field.process_errors:
            raise ValidationError(_("Indiquez le premier jour\u00a0: toutes les dates en découlent."))

    def terms(self) -> CloneTerms:
        return CloneTerms(
            title=self.title.data,
            start_on=self.start_on.data,
            takes_days=self.days.data,
            takes_sequences=self.sequences.data,
            takes_tasks=self.tasks.data,
            takes_jobs=self.jobs.data,
        )
