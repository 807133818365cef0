from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, IntegerField, ValidationError
from wtforms.validators import Email, Optional
from wtforms.widgets import HiddenInput

from webapp.core.forms import Form, Length, LineField, TextField, no_address, required

NAME = _l("Vos nom et prénom")
LONGEST = 2000


class AcceptForm(Form):
    does = HiddenField()
    version = IntegerField(widget=HiddenInput())
    total = IntegerField(widget=HiddenInput())  # what the page showed: what is agreed to
    name = LineField(NAME, [required(_l("Écrivez votre nom.")), Length(max=200), no_address])
    job = LineField(_l("Votre fonction"), [Length(max=200), no_address])
    email = LineField(_l("Recevoir aussi la copie à cette adresse"), [Optional(), Email(), Length(max=254)])
    agrees = BooleanField()

    def validate_agrees(self, field):
        if not field.data:
            raise ValidationError(_("Cochez cette case pour accepter."))

    @property
    def only_counts(self):
        return self.does.data == "count"


class DeclineForm(Form):
    version = IntegerField(widget=HiddenInput())
    name = LineField(NAME, [required(_l("Écrivez votre nom.")), Length(max=200), no_address])
    words = TextField(_l("Pourquoi"), [Length(max=LONGEST)])


class QuestionForm(Form):
    name = LineField(NAME, [required(_l("Écrivez votre nom.")), Length(max=200), no_address])
    email = LineField(
        _l("Votre mail, pour la réponse"),
        [required(_l("Sans votre mail, personne ne pourra vous répondre.")), Email(), Length(max=254)],
    )
    words = TextField(_l("Votre question"), [required(_l("Écrivez votre question.")), Length(max=LONGEST)])
