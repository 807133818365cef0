"""What is typed of a sheet built here: its sections, and the lines of each."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, HiddenField, SelectField, ValidationError
from wtforms.fields import SelectChoice

from webapp.accounts.forms import EmailField
from webapp.core.forms import DayField, Form, Length, LineField, Rows, TextField, TimeField, required
from webapp.domain.callsheets.sheet import (
    CastCall,
    Child,
    CrewCall,
    ExtrasCall,
    Forecast,
    Head,
    Move,
    Need,
    Scene,
    Sheet,
    Spot,
)
from webapp.domain.planning.script import eighths_text, running_text
from webapp.productions.callsheets.labels import HOURS, NEEDS

LONG = Length(max=400)
EIGHTHS = re.compile(r"(?:(?P<whole>\d{1,2}))?(?: ?(?P<rest>[0-7]) ?/ ?8)?")
MINUTES = re.compile(r"(?P<minutes>\d{1,3})(?:[:'’′] ?(?P<seconds>[0-5]\d)[\"”″]?)?")


def _said(shown: Callable[[int], str], value: int | None) -> str:
    return "" if value is None else shown(value)


class CountField(LineField):
    """A whole number."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata(valuelist)
        if self.data is not None and not (self.data.isascii() and self.data.isdigit() and len(self.data) < 5):
            raise ValueError(_("Un nombre entier. Exemple\u00a0: 12."))
        self.data = int(self.data) if self.data is not None else None

    def pre_validate(self, form: Any) -> None:
        return

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else "" if self.data is None else str(self.data)


class EighthsField(CountField):
    """Pages in eighths: `1 2/8`, `5/8`, `2`."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        LineField.process_formdata(self, valuelist)
        if self.data is None:
            return
        found = EIGHTHS.fullmatch(self.data)
        if found is None or not found[0]:
            raise ValueError(_("Des pages en huitièmes. Exemple\u00a0: 1 2/8."))
        self.data = int(found["whole"] or 0) * 8 + int(found["rest"] or 0)

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else _said(eighths_text, self.data)


class DurationField(CountField):
    """Minutage: `2:10`, `2`."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        LineField.process_formdata(self, valuelist)
        if self.data is None:
            return
        found = MINUTES.fullmatch(self.data)
        if found is None:
            raise ValueError(_("Des minutes et des secondes. Exemple\u00a0: 2:10."))
        self.data = int(found["minutes"]) * 60 + int(found["seconds"] or 0)

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else _said(running_text, self.data)


class RolesField(LineField):
    """Numbers of the roles: `1, 4`."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata(valuelist)
        self.data = tuple(part[:8] for part in re.split(r"[ ,;]+", self.data or "") if part)

    def pre_validate(self, form: Any) -> None:
        return

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else ", ".join(self.data or ())


class LineForm(Form):
    """One line of a section; a line left empty is none."""

    class Meta(Form.Meta):
        csrf = False

    named = "name"  # the field without which there is no line

    @property
    def is_empty(self) -> bool:
        return not any(_is_filled(field) for field in self)

    def validate(self, extra_validators: Any = None) -> bool:
        is_right = bool(super().validate(extra_validators))
        if not self.is_empty and not _is_filled(self[self.named]):
            self[self.named].errors = [*self[self.named].errors, _("À remplir, ou videz la ligne.")]
            return False
        return is_right


def _is_filled(field: Any) -> bool:
    if isinstance(field, BooleanField | HiddenField):
        return False
    if field.raw_data is not None:
        return any(c.isprintable() and not c.isspace() for value in field.raw_data for c in str(value))
    return bool(field.data) or field.data == 0


class HeadForm(LineForm):
    job = LineField(_l("Fonction"))
    name = LineField(_l("Nom"))
    phone = LineField(_l("Téléphone"), [Length(max=40)])
    shows_phone = BooleanField(_l("Montrer son mobile"))

    def made(self) -> Head:
        return Head(self.job.data or "", self.name.data or "", self.phone.data)


class SpotForm(LineForm):
    name = LineField(_l("Décor, ou ce que c’est"))
    place = LineField(_l("Lieu"))
    address = LineField(_l("Adresse"))
    access = TextField(_l("Accès"), [LONG])
    plan = LineField(_l("Plan"))
    parking = TextField(_l("Parking"), [LONG])
    parking_reserved = LineField(_l("Ventousage"))
    hospital = LineField(_l("Hôpital le plus proche"))
    hospital_phone = LineField(_l("Téléphone de l’hôpital"), [Length(max=40)])

    def made(self) -> Spot:
        return Spot(**{**self.data, "name": self.name.data or ""})


class SceneForm(LineForm):
    named = "number"
    number = LineField(_l("Séq."), [Length(max=12)])
    effect = LineField(_l("INT/EXT"), [Length(max=12)])
    light = LineField(_l("Jour/Nuit"), [Length(max=20)])
    set_name = LineField(_l("Décor"))
    summary = TextField(_l("Résumé"), [Length(max=1000)])
    roles = RolesField(_l("Rôles"))
    seconds = DurationField(_l("Minutage"))
    eighths = EighthsField(_l("Pages"))
    story_day = LineField(_l("Jour récit"), [Length(max=40)])
    effects = LineField(_l("Effets"))
    at = TimeField(_l("À"))

    def made(self) -> Scene:
        told = {name: value for name, value in self.data.items() if value is not None}
        return Scene(**told)


class CastForm(LineForm):
    named = "name"
    key = HiddenField()
    is_called = BooleanField(_l("Convoqué"), default=True)
    number = LineField(_l("N°"), [Length(max=8)])
    role = LineField(_l("Rôle"))
    name = LineField(_l("Comédien"))
    pickup = TimeField(_l("Départ"))
    pickup_at = LineField(_l("D’où"), [Length(max=80)])
    makeup = TimeField(_l("HMC"))
    meal = LineField(_l("Repas"), [Length(max=40)])
    ready = TimeField(_l("PAT"))

    def made(self) -> CastCall:
        told = {name: value for name, value in self.data.items() if value is not None and name != "is_called"}
        return CastCall(**{"number": "", "role": "", **told})


class ExtrasForm(LineForm):
    named = "label"
    label = LineField(_l("Libellé"))
    count = CountField(_l("Nombre"))
    call = TimeField(_l("Convocation"))
    makeup = TimeField(_l("HMC"))
    ready = TimeField(_l("PAT"))
    supplement = LineField(_l("Supplément"))
    is_silhouette = BooleanField(_l("Silhouette"))

    def made(self) -> ExtrasCall:
        told = {name: value for name, value in self.data.items() if value is not None}
        return ExtrasCall(**{**told, "count": self.count.data or 0})


class ChildForm(LineForm):
    name = LineField(_l("Enfant"))
    start = TimeField(_l("Pas avant"))
    end = TimeField(_l("Pas après"))
    note = LineField(_l("Autorisation, accompagnant"))

    def made(self) -> Child:
        return Child(self.name.data or "", self.start.data, self.end.data, self.note.data or "")


class CrewForm(LineForm):
    """Somebody who is not on the crew list: a reinforcement of the day."""

    department = LineField(_l("Département"), [Length(max=80)])
    job = LineField(_l("Poste"))
    name = LineField(_l("Nom"))
    call = TimeField(_l("Convocation"))

    def made(self) -> CrewCall:
        return CrewCall(
            "",
            self.department.data or "",
            self.job.data or "",
            self.name.data or "",
            self.call.data,
        )


class MoveForm(LineForm):
    named = "arrives"
    at = TimeField(_l("Heure"))
    leaves = LineField(_l("De"))
    arrives = LineField(_l("Vers"))
    people = LineField(_l("Passagers"))
    driver = LineField(_l("Chauffeur"))
    vehicle = LineField(_l("Véhicule"))

    def made(self) -> Move:
        return Move(self.at.data, *(self[name].data or "" for name in ("leaves", "arrives", "people", "driver", "vehicle")))  # fmt: skip


class ForecastForm(LineForm):
    named = "text"
    day = DayField(_l("Jour"))
    text = LineField(_l("Ce qui est prévu"))

    def validate_day(self, field):
        if not self.is_empty and field.data is None:
            raise ValidationError(_("Indiquez le jour."))

    def made(self) -> Forecast:
        return Forecast(self.day.data, self.text.data or "")


class NeedsForm(Form):
    """A text by department and by kind of care."""

    class Meta(Form.Meta):
        csrf = False


for _key, _name in NEEDS.items():
    setattr(NeedsForm, _key, TextField(_name, [Length(max=1000)]))


class SectionForm(Form):
    """Some fields of a sheet, and lines of some of its sections."""

    values: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    line_names: tuple[str, ...] = ()
    asked = ""  # the section one goes on with, after “Ajouter une ligne”

    def sheet(self, base: Sheet) -> Sheet:
        """What is typed, over what this form does not ask."""
        typed: dict[str, Any] = {name: self[name].data for name in self.values}
        typed |= {name: self[name].data or "" for name in self.texts}
        typed |= {name: tuple(line.made() for line in self.filled(name)) for name in self.line_names}
        return replace(base, **typed)

    def filled(self, name: str) -> list[Any]:
        """The lines that are on the sheet: typed, and called."""
        lines = [entry.form for entry in self[name]]
        return [
            line for line in lines if not line.is_empty and ("is_called" not in line or line.is_called.data)
        ]

    def ask_line(self, name: str) -> None:
        """Another empty line in a section, unless one is there already."""
        self.asked = name
        if all(not entry.form.is_empty for entry in self[name]):
            self.add_line(name)

    def add_line(self, name: str) -> None:
        rows = self[name]
        if rows.max_entries is None or len(rows) < rows.max_entries:
            rows.append_entry()


class SheetForm(SectionForm):
    """Everything but the sequences, the cast and the crew, which have pages of their own."""

    values = ("number", "of", "call", "ready", "meal", "meal_end", "end", "is_continuous", "sunrise", "sunset",
              "meals_count", "shows_phones")  # fmt: skip
    texts = ("kind", "hours_kind", "company", "weather_morning", "weather_afternoon", "meals_diets", "vhss", "risks",
             "notes")  # fmt: skip
    line_names = ("heads", "spots", "extras", "children", "moves", "forecasts")

    # En-tête.
    number = CountField(_l("Jour n°"))
    of = CountField(_l("Sur"))
    kind = LineField(_l("Journée"), [Length(max=80)])
    hours_kind = SelectField(
        _l("Horaires"),
        choices=[SelectChoice("", _l("Non précisé")), *(SelectChoice(str(h), h) for h in HOURS)],
    )
    company = LineField(_l("Production"))
    heads = Rows(FormField(HeadForm), label=_l("Contacts du jour"), description=_l("contact"), max_entries=12)
    shows_phones = BooleanField(_l("Montrer les téléphones de toute l’équipe"))
    # Horaires.
    call = TimeField(_l("Convocation"))
    ready = TimeField(_l("PAT"))
    meal = TimeField(_l("Coupure repas"))
    meal_end = TimeField(_l("Reprise"))
    end = TimeField(_l("Fin prévue"))
    is_continuous = BooleanField(_l("Journée continue"))
    sunrise = TimeField(_l("Lever du soleil"))
    sunset = TimeField(_l("Coucher du soleil"))
    weather_morning = LineField(_l("Météo, matin"))
    weather_afternoon = LineField(_l("Météo, après-midi"))
    # Le reste.
    spots = Rows(FormField(SpotForm), label=_l("Lieux"), description=_l("lieu"), max_entries=10)
    extras = Rows(FormField(ExtrasForm), label=_l("Figuration"), description=_l("figuration"), max_entries=30)
    children = Rows(FormField(ChildForm), label=_l("Enfants"), description=_l("enfant"), max_entries=20)
    needs = FormField(NeedsForm)
    moves = Rows(FormField(MoveForm), label=_l("Transports"), description=_l("trajet"), max_entries=60)
    meals_count = CountField(_l("Couverts"))
    meals_diets = LineField(_l("Régimes, comptés"))
    vhss = TextField(_l("VHSS"), [LONG])
    risks = TextField(_l("Risques"), [Length(max=2000)])
    forecasts = Rows(FormField(ForecastForm), label=_l("Prévisions"), description=_l("jour"), max_entries=6)
    notes = TextField(_l("Notes"))

    def take_phones(self, phones: Mapping[str, str]) -> None:
        """A head's phone is shown where its box is ticked: typed, else as the crew list has it."""
        for line in (entry.form for entry in self.heads):
            if not line.shows_phone.data:
                line.phone.data = None
            elif not line.phone.data:
                line.phone.data = phones.get(line.name.data or "")

    def sheet(self, base: Sheet) -> Sheet:
        needs = self.needs.form
        told = tuple(Need(str(NEEDS[key]), needs[key].data, key) for key in NEEDS if needs[key].data)
        return replace(super().sheet(base), needs=told)


class ScenesForm(SectionForm):
    line_names = ("scenes",)
    scenes = Rows(FormField(SceneForm), label=_l("Séquences"), description=_l("séquence"), max_entries=80)


class CastSectionForm(SectionForm):
    line_names = ("cast",)
    cast = Rows(FormField(CastForm), label=_l("Comédiens"), description=_l("comédien"), max_entries=80)


class CrewSectionForm(SectionForm):
    """Those of the crew list are boxes and times (`calls.py`); these are the others."""

    line_names = ("crew",)
    crew = Rows(FormField(CrewForm), label=_l("Renforts"), description=_l("renfort"), max_entries=60)


SECTION_FORMS: dict[str, type[SectionForm]] = {
    "scenes": ScenesForm,
    "cast": CastSectionForm,
    "crew": CrewSectionForm,
}


class ApprovalForm(Form):
    approved_by = LineField(_l("Validée par"), [required(_l("Indiquez qui valide."))])
    approved_job = LineField(_l("Fonction"))
    approved_on = DayField(_l("Le"))
    approved_minute = TimeField(_l("À"))


class AddressForm(Form):
    email = EmailField(_l("Adresse mail"), [required(_l("Indiquez l’adresse.")), Length(max=254)])
