from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import HiddenField, SelectField, ValidationError
from wtforms.fields import SelectChoice

from webapp.core import clock
from webapp.core.forms import DayField, Form, LineField, TimeField, not_empty, required
from webapp.domain.callsheets.reading import Read
from webapp.productions.callsheets.actions import Figures
from webapp.productions.callsheets.forms import CountField

# In the order of the form; all but the approval may be read in the PDF.
FIELDS = ("number", "day", "call", "ready", "meal", "end", "place", "approved_by", "approved_minute")
MOST_AHEAD, MOST_BEHIND = 400, 30  # days: a year mistyped is not this sheet's


class PdfForm(Form):
    file = FileField(_l("Le PDF de la feuille"))


class FiguresForm(Form):
    number = CountField(_l("Jour de tournage"))
    of = CountField(_l("Sur"))
    unit = SelectField(
        _l("Équipe"), choices=[SelectChoice(str(n), _l("Équipe %(number)s", number=n)) for n in range(1, 5)]
    )
    day = DayField(_l("Date"), [not_empty(_l("Indiquez la date."))])
    call = TimeField(_l("Convocation"), [not_empty(_l("Indiquez la convocation."))])
    ready = TimeField(_l("PAT"))
    meal = TimeField(_l("Coupure repas"))
    end = TimeField(_l("Fin prévue"))
    place = LineField(_l("Lieu"), [required(_l("Indiquez le lieu."))])
    approved_by = LineField(_l("Validée par"))
    approved_minute = TimeField(_l("Validée à"))
    read = HiddenField()  # names of what was read in the PDF

    def validate_day(self, field):
        ahead = (field.data - clock.today()).days if field.data else 0
        if not -MOST_BEHIND <= ahead <= MOST_AHEAD:
            raise ValidationError(_("Vérifiez l’année\u00a0: cette date est trop loin."))

    def is_read(self, name: str) -> bool:
        return name in (self.read.data or "").split()

    def is_missing(self, name: str) -> bool:
        field = self[name]
        return not field.raw_data[0].strip() if field.raw_data else field.data is None

    @property
    def left(self) -> int:
        return sum(self.is_missing(name) for name in FIELDS)

    def figures(self) -> Figures:
        told = {name: self[name].data for name in (*FIELDS, "of")}
        return Figures(**{**told, "unit": int(self.unit.data)})


def form_from(read: Read) -> FiguresForm:
    told: dict[str, Any] = {name: getattr(read, name) for name in read.__dataclass_fields__}
    return FiguresForm(formdata=None, data={**told, "read": " ".join(read.found)})
