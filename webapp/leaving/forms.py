from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, PasswordField

from webapp.core.forms import Form, required


class LeaveForm(Form):
    password = PasswordField(_l("Mot de passe"), [required()])
    is_sure = BooleanField(
        _l("Je comprends que rien ne pourra être retrouvé."),
        [required(_l("Cochez la case pour confirmer."))],
    )
