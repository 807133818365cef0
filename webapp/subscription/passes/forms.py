from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import Email

from webapp.core.forms import Form, Length, LineField, TextField, required

LANGUAGES = [SelectChoice("fr", _l("Français")), SelectChoice("en", _l("Anglais"))]
PAYERS = [
    SelectChoice("company", _l("La société de production")),
    SelectChoice("me", _l("Moi, tout de suite")),
]


class PassForm(Form):
    production = SelectField(_l("Production"), validators=[required(_l("Choisissez une production."))])
    payer = RadioField(_l("Qui paie\u00a0?"), choices=PAYERS, default="company")


class SendingForm(Form):
    to = LineField(_l("À"), [required(_l("Dites à quelle adresse.")), Email(), Length(max=254)])
    language = SelectField(_l("Langue"), choices=LANGUAGES, default="fr")
    message = TextField(_l("Message"), [required(), Length(max=2000)])
