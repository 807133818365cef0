from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from webapp.core import clock
from webapp.core.forms import DayField, Form, not_empty
from webapp.subscription.actions import LONGEST_PAUSE


class PauseForm(Form):
    resumes_on = DayField(_l("Reprendre le"), [not_empty(_l("Indiquez le jour de la reprise."))])

    def validate_resumes_on(self, field: DayField) -> None:
        if field.data is None:
            return
        if field.data <= clock.today():
            raise ValidationError(_("Choisissez un jour à partir de demain."))
        if field.data > clock.today() + LONGEST_PAUSE:
            raise ValidationError(_("Une pause dure un an au plus."))


def next_month() -> PauseForm:
    form = PauseForm(formdata=None)
    form.resumes_on.data = clock.today() + timedelta(days=30)
    return form
