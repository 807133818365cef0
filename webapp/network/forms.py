"""What is typed of an exchange, and of a rhythm."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, ValidationError
from wtforms.validators import Optional

from webapp.core import clock
from webapp.core.forms import (
    DayField,
    DaysField,
    Form,
    Length,
    TextField,
    TypedField,
    choices_of,
    not_in_future,
    required,
)
from webapp.domain.network.touch import LONGEST, NEVER, USUAL
from webapp.domain.refusals import Refused
from webapp.domain.typed import parse_quantity
from webapp.domain.words import sentence
from webapp.network.actions import Told
from webapp.network.labels import EXCHANGES
from webapp.network.models import ExchangeKind

LONGEST_TALK = 24 * 60
# What says nothing without a word; a call or a coffee says that one spoke.
WORDY = (ExchangeKind.NOTE,)
# What a button of the rhythm asks for.
RHYTHMS = {**{str(days): days for days in USUAL}, "never": NEVER, "tags": None}


class TalkField(TypedField):
    """How long one talked, in whole minutes."""

    input_mode = "numeric"

    @staticmethod
    def parse(text):
        minutes, part = divmod(parse_quantity(text), 100)
        if part or not 0 < minutes <= LONGEST_TALK:
            raise Refused(sentence("Indiquez des minutes entières. Exemple\u00a0: 12."))
        return minutes


class NoteForm(Form):
    """The quick line: its button says what it was, and it was today."""

    kind = RadioField(_l("Échange"), choices=choices_of(EXCHANGES), default=ExchangeKind.CALL)
    note = TextField(_l("Note rapide"), [Length(max=2000)])

    def validate_note(self, field):
        if self.kind.data in WORDY and not field.data:
            raise ValidationError(_("Écrivez ce que vous voulez garder."))

    def told(self) -> Told:
        return Told(ExchangeKind(self.kind.data), clock.today(), self.note.data)


class ExchangeForm(NoteForm):
    on = DayField(_l("Date"), [required(), not_in_future])
    minutes = TalkField(_l("Durée"))
    note = TextField(_l("Ce qui s’est dit"), [Length(max=2000)])

    def told(self) -> Told:
        return Told(ExchangeKind(self.kind.data), self.on.data, self.note.data, self.minutes.data)


class RhythmForm(Form):
    days = DaysField(_l("Tous les combien de jours"), [Optional()])

    def validate_days(self, field):
        if field.data is not None and not 0 < field.data <= LONGEST:
            raise ValidationError(_("Entre 1 et %(max)d jours.", max=LONGEST))
