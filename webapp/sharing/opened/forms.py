from flask_babel import lazy_gettext as _l
from wtforms import ValidationError
from wtforms.validators import DataRequired

from webapp.core.forms import REQUIRED, Form, LineField
from webapp.sharing.codes import FIGURES


class CodeForm(Form):
    code = LineField(_l("Code à 4 chiffres"), [DataRequired(REQUIRED)])

    def validate_code(self, field):
        field.data = "".join(field.data.split())
        if not (field.data.isascii() and field.data.isdigit() and len(field.data) == FIGURES):
            raise ValidationError(_l("Le code a quatre chiffres."))
