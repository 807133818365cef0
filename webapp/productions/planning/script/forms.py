"""What is typed about a sequence."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.widgets import TextArea

from webapp.core.forms import Form, Length, LineField, TextField, TypedField, required
from webapp.domain.planning.script import (
    eighths_text,
    parse_eighths,
    parse_roles,
    parse_running,
    running_text,
)
from webapp.productions.planning import labels
from webapp.productions.planning.models import Effect, Light, Need
from webapp.productions.planning.script.pasted import read_extras
from webapp.productions.planning.script.terms import SequenceTerms

LONGEST_PASTE = 200_000


class EighthsField(TypedField):
    """Pages in eighths, typed `2 3/8`."""

    parse = staticmethod(parse_eighths)

    def shown(self, value: int) -> str:
        return eighths_text(value)


class RunningField(TypedField):
    """Minutage, typed `1:30`, in seconds."""

    parse = staticmethod(parse_running)

    def shown(self, value: int) -> str:
        return running_text(value)


class RolesField(TypedField):
    """Numbers of roles, typed `1, 4, 12`."""

    parse = staticmethod(parse_roles)

    def shown(self, value: list[str]) -> str:
        return ", ".join(value)


class ExtrasField(TypedField):
    """How many."""

    parse = staticmethod(read_extras)
    input_mode = "numeric"


def _or_nothing(names):
    return [SelectChoice("", "–"), *(SelectChoice(value, name) for value, name in names.items())]


class SequenceForm(Form):
    number = LineField(_l("Numéro"), [required(_l("Indiquez son numéro.")), Length(max=12)])
    effect = SelectField(_l("Effet"), choices=_or_nothing(labels.EFFECTS))
    light = SelectField(_l("Lumière"), choices=_or_nothing(labels.LIGHTS))
    set_name = LineField(_l("Décor"))
    place = LineField(_l("Lieu de tournage"))
    summary = TextField(_l("Résumé"), [Length(max=1000)])
    story_day = LineField(_l("Jour récit"), [Length(max=40)])
    eighths = EighthsField(_l("Pages"))
    seconds = RunningField(_l("Minutage"))
    roles = RolesField(_l("Rôles"))
    extras = ExtrasField(_l("Figurants"))

    def terms(self) -> SequenceTerms:
        return SequenceTerms(
            number=self.number.data,
            effect=Effect(self.effect.data) if self.effect.data else None,
            light=Light(self.light.data) if self.light.data else None,
            set_name=self.set_name.data,
            place=self.place.data,
            summary=self.summary.data,
            story_day=self.story_day.data,
            eighths=self.eighths.data,
            seconds=self.seconds.data,
            roles=tuple(self.roles.data or ()),
            extras=self.extras.data,
            needs={need.value: text for need in Need if (text := self.need(need).data)},
        )

    @property
    def filled(self):
        """The needs that are written, or wrongly."""
        return [need.value for need in Need if self.need(need).data or self.need(need).errors]

    def need(self, need):
        return self[f"need_{need.value}"]


for _need in Need:
    setattr(SequenceForm, f"need_{_need.value}", LineField(labels.NEEDS[_need]))


class PasteForm(Form):
    lines = StringField(
        _l("Séquences"),
        [required(_l("Collez au moins une ligne.")), Length(max=LONGEST_PASTE)],
        widget=TextArea(),
    )
    update = BooleanField(_l("Mettre à jour celles qui existent déjà"))
