from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, ValidationError

from webapp.core.forms import Form, Length, LineField, TextField, no_address, required
from webapp.sharing.models import ReplyKind

LONGEST = 1000


class AnswerForm(Form):
    """Confirming wants a name; a question wants its words too."""

    kind = HiddenField()
    name = LineField(
        _l("Vos nom et prénom"), [required(_l("Écrivez votre nom.")), Length(max=200), no_address]
    )
    words = TextField(_l("Votre message"), [Length(max=LONGEST)])

    def validate_words(self, field):
        if self.asked is ReplyKind.QUESTION and not field.data:
            raise ValidationError(_l("Écrivez votre question."))

    @property
    def asked(self):
        return ReplyKind.QUESTION if self.kind.data == ReplyKind.QUESTION else ReplyKind.CONFIRMED
