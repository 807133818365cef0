from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from webapp.contacts.forms import LONGEST_TAG
from webapp.core.fold import fold
from webapp.core.forms import Form, Length, LineField, required


class TagForm(Form):
    # Not `tag`, which is a filter of the selection sent with it.
    new_tag = LineField(_l("Étiquette"), [required(), Length(max=LONGEST_TAG)])

    def validate_new_tag(self, field):
        if field.data and (not fold(field.data) or "," in field.data):
            raise ValidationError(_("Une étiquette a au moins une lettre, et pas de virgule."))
