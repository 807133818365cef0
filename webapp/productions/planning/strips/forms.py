"""What is typed about a line of a day."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, ValidationError
from wtforms.fields import SelectChoice

from webapp.core.forms import Form, LineField, TimeField
from webapp.productions.planning import labels
from webapp.productions.planning.forms import day_choices
from webapp.productions.planning.models import StripKind

POOL = "pool"


class SpotForm(Form):
    """Where to put a sequence."""

    day = SelectField(_l("Jour"))
    where = RadioField(
        _l("Place dans la journée"),
        choices=[SelectChoice("last", _l("En dernier")), SelectChoice("first", _l("En premier"))],
        default="last",
    )

    def over(self, rows, *, live, pool=False):
        """Among these days, or back to the pool."""
        later = [SelectChoice(POOL, _("À placer plus tard"))] if pool else []
        self.day.choices = [*day_choices(rows, live=live), *later]
        return self


class LineForm(Form):
    kind = SelectField(
        _l("Ligne"),
        choices=[SelectChoice(kind, name) for kind, name in labels.STRIPS.items()],
        default=StripKind.NOTE,
    )
    minute = TimeField(_l("Heure"))
    text = LineField(_l("Texte"))

    def validate_text(self, field):
        if self.kind.data == StripKind.NOTE and not field.data and self.minute.data is None:
            raise ValidationError(_("Écrivez l’information."))


class StripForm(Form):
    """The hour of a sequence on its day, and a word for that day alone."""

    minute = TimeField(_l("Heure"))
    text = LineField(_l("Texte"))
