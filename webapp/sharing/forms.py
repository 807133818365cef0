from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from webapp.core import clock
from webapp.core.forms import DayField, Form, not_empty

LONGEST = timedelta(days=2 * 365)


def check_end(_form: Any, field: Any) -> None:
    """The last day a link opens: today at the earliest, in two years at the latest."""
    today = clock.today()
    if field.data and field.data < today:
        raise ValidationError(_("Ce jour est déjà passé."))
    if field.data and field.data > today + LONGEST:
        raise ValidationError(_("Deux ans au plus."))


class UntilForm(Form):
    ends_on = DayField(_l("Jusqu’au"), [not_empty(_l("Dites jusqu’à quel jour.")), check_end])
