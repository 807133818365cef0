from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField
from wtforms.fields import SelectChoice

from webapp.calendar.feeds.events import HOLDS
from webapp.core.forms import Form, Length, LineField

LONGEST_NAME = 80


class FeedForm(Form):
    """Whose days, and which of them, go out by a private address."""

    production = SelectField(_l("De quelle production"), default="")
    jobs = BooleanField(HOLDS["jobs"])
    options = BooleanField(HOLDS["options"])
    days = BooleanField(HOLDS["days"])
    tasks = BooleanField(HOLDS["tasks"])
    places = BooleanField(_l("Avec les lieux"))
    name = LineField(_l("Nom de l’agenda"), [Length(max=LONGEST_NAME)])

    def __init__(self, productions, **values):
        super().__init__(**values)
        self.productions = {row.public_id: row.title for row in productions}
        self.production.choices = [
            SelectChoice("", _("Tout l’espace")),
            *(SelectChoice(key, title) for key, title in self.productions.items()),
        ]

    def holds(self) -> tuple[str, ...]:
        return tuple(key for key in HOLDS if self[key].data)

    def validate(self, extra_validators=None):
        is_right = super().validate(extra_validators)
        if not self.holds():
            self.jobs.errors = [_("Choisissez au moins une chose à donner.")]
            return False
        return is_right
