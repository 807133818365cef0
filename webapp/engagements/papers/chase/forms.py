from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.fields import SelectChoice

from webapp.core.forms import DayField, Form, not_empty, not_in_future
from webapp.engagements.papers.models import Channel
from webapp.engagements.papers.words import CHANNELS


class ReminderForm(Form):
    """What one says one has done; the papers and the draft stand beside it."""

    channel = RadioField(
        _l("Comment"),
        choices=[SelectChoice(key.value, name) for key, name in CHANNELS.items()],
        default=Channel.MAIL,
    )
    reminded_on = DayField(_l("Le"), [not_empty(_l("Indiquez le jour de la relance.")), not_in_future])
