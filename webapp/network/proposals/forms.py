from flask_babel import lazy_gettext as _l

from webapp.core.forms import Form, LineField


class DoneForm(Form):
    note = LineField(_l("Une ligne de note"))
