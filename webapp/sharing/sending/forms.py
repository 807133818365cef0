from flask_babel import lazy_gettext as _l
from wtforms.validators import Email

from webapp.core.forms import Form, Length, LineField, TextField, required


class SendingForm(Form):
    to = LineField(_l("À"), [required(_l("Dites à quelle adresse.")), Email(), Length(max=254)])
    message = TextField(_l("Message"), [required(), Length(max=2000)])
