from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, SelectField, StringField
from wtforms.fields import SelectChoice

from webapp.core.forms import Form, Length, LineField, required
from webapp.productions import labels

HUES = [SelectChoice(str(hue), name) for hue, name in labels.HUES.items()]


class FileForm(Form):
    file = FileField(_l("Fichier ICS"), [FileRequired(_l("Choisissez un fichier."))])


class AddressForm(Form):
    url = StringField(
        _l("Adresse de l’agenda"), [required(), Length(max=2000)], filters=[lambda text: (text or "").strip()]
    )


class CalendarForm(Form):
    """What an imported calendar is called, its colour, and whose it is."""

    name = LineField(_l("Nom"), [required(), Length(max=80)])
    production = SelectField(_l("Production"), default="")
    hue = RadioField(_l("Couleur"), choices=HUES, default="6")

    def __init__(self, productions, **values):
        super().__init__(**values)
        self.ids = {row.public_id: row.id for row in productions}
        self.production.choices = [
            SelectChoice("", _("Aucune")),
            *(SelectChoice(row.public_id, row.title) for row in productions),
        ]

    def terms(self):
        return {
            "name": self.name.data,
            "hue": int(self.hue.data),
            "production_id": self.ids.get(self.production.data),
        }
