from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.widgets import TextArea

from webapp.core.forms import Form, choices_of, required
from webapp.productions.crew import labels

LONGEST = 30_000


class LinesField(StringField):
    """Many lines, as they were pasted: tabs stay."""

    widget = TextArea()

    def pre_validate(self, form):
        if self.data and len(self.data) > LONGEST:
            raise ValidationError(_("Au plus %(max)d caractères.", max=LONGEST))


class ManyForm(Form):
    lines = LinesField(_l("Une personne par ligne"), [required()])
    department = SelectField(
        _l("Département"),
        choices=[SelectChoice("", _l("D’après le poste")), *choices_of(labels.DEPARTMENTS)],
        default="",
    )
