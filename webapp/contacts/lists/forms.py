from flask_babel import lazy_gettext as _l

from webapp.core.forms import Form, Length, LineField, required


class ListForm(Form):
    name = LineField(_l("Nom de la liste"), [required(), Length(max=80)])
