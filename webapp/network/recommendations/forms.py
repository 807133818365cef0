"""What is typed about a name given: contacts are written by their name, as one says them."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField

from webapp.core.forms import (
    DayField,
    Form,
    Length,
    LineField,
    TextField,
    choices_of,
    not_empty,
    not_in_future,
    required,
)
from webapp.network.models import Direction

DIRECTIONS = {
    Direction.GIVEN: _l("J’ai donné son nom"),
    Direction.RECEIVED: _l("A donné mon nom"),
}


class RecommendationForm(Form):
    direction = RadioField(_l("Sens"), choices=choices_of(DIRECTIONS), default=Direction.GIVEN)
    contact = LineField(_l("Qui"), [required(_l("Indiquez qui."))])
    to = LineField(_l("À qui"))
    purpose = LineField(_l("Pour quoi"), [Length(max=200)])
    on = DayField(_l("Le"), [not_empty(_l("Indiquez le jour.")), not_in_future])
    note = TextField(_l("Note"), [Length(max=1000)])
