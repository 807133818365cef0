from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, ValidationError

from webapp.core.forms import Form, Length, TextField
from webapp.productions.callsheets.answers.actions import LONGEST_WORRY


class OwnForm(Form):
    does = HiddenField()
    worry = TextField(_l("Votre message"), [Length(max=LONGEST_WORRY)])

    @property
    def tells_a_worry(self) -> bool:
        return self.does.data == "worry"

    def validate_worry(self, field):
        if self.tells_a_worry and not field.data:
            raise ValidationError(_("Écrivez ce qui pose souci."))


class GroupForm(OwnForm):
    who = RadioField(_l("Qui êtes-vous\u00a0?"), choices=[], validate_choice=False)

    def validate_who(self, field):
        if not field.data:
            raise ValidationError(_("Choisissez votre nom."))
