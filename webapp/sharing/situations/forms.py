"""What is typed of a situation, and of who validated it."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import Length

from webapp.core.forms import (
    DayField,
    Form,
    LineField,
    TextField,
    TimeField,
    not_empty,
    not_in_future,
    required,
)

LONGEST = 1000


class SituationForm(Form):
    """`after` is the last situation when the form was shown."""

    on = DayField(_l("Situation au"), [not_empty(_l("Indiquez le jour.")), not_in_future])
    text = TextField(
        _l("Ce que vous en dites"),
        [required(_l("Écrivez une phrase, ou reprenez celle qui est proposée.")), Length(max=LONGEST)],
        filters=[lambda text: text and text.replace("\r\n", "\n")],
    )
    by_name = LineField(_l("Établie par"), [required(_l("Indiquez qui l’établit."))])
    by_job = LineField(_l("Fonction"))
    after = HiddenField()


class ValidationForm(Form):
    validated_by = LineField(_l("Validée par"), [required(_l("Indiquez qui valide."))])
    validated_job = LineField(_l("Fonction"))
    on = DayField(_l("Le"), [not_empty(_l("Indiquez le jour.")), not_in_future])
    minute = TimeField(_l("À"), [not_empty(_l("Indiquez l’heure."))])
