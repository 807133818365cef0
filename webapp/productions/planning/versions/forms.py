"""What is typed about a version."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import ValidationError

from webapp.core.forms import DayField, Form, Length, LineField, TextField, not_empty, not_in_future, required

LONGEST_NOTE = 1000


class PublishForm(Form):
    note = TextField(_l("Ce qui change, en une phrase"), [Length(max=LONGEST_NOTE)])


class ReceivedForm(Form):
    file = FileField(_l("Le PDF"))
    label = LineField(
        _l("Sa version"), [required(_l("Indiquez sa version. Exemple\u00a0: V3.")), Length(max=40)]
    )
    dated_on = DayField(_l("Sa date"), [not_empty(_l("Indiquez une date.")), not_in_future])
    note = TextField(_l("Note"), [Length(max=LONGEST_NOTE)])

    def validate_file(self, field):
        if not field.data or not field.data.filename:
            raise ValidationError(_("Choisissez le PDF reçu."))
