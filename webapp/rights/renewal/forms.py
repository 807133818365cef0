from flask_babel import lazy_gettext as _l

from webapp.core.forms import DayField, Form


class RequestForm(Form):
    """The day of the request; read from the address."""

    class Meta(Form.Meta):
        csrf = False

    on = DayField(_l("Demandé le"))
