from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, HiddenField, RadioField, SelectField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.validators import Length
from wtforms.widgets import TextArea

from webapp.core import clock
from webapp.core.forms import (
    DayField,
    Form,
    LineField,
    Rows,
    TextField,
    TimeField,
    not_before,
    not_empty,
    required,
)
from webapp.engagements.lines import LineForm
from webapp.engagements.models import Regime, State
from webapp.engagements.terms import LineTerms, Terms
from webapp.engagements.words import STATES

LINES_SHOWN, MOST_LINES = 3, 20
LONGEST_DAYS = 3 * 366

STAGES = {
    "lead": (State.LEAD, None),
    "option-1": (State.OPTION, 1),
    "option-2": (State.OPTION, 2),
    "confirmed": (State.CONFIRMED, None),
    "done": (State.DONE, None),
    "released": (State.RELEASED, None),
    "cancelled": (State.CANCELLED, None),
}
STAGE_NAMES = [
    SelectChoice("lead", _l("Piste")),
    SelectChoice("option-1", _l("1re option")),
    SelectChoice("option-2", _l("2e option")),
    SelectChoice("confirmed", _l("Confirmé")),
    SelectChoice("done", _l("Déjà fait")),
]
COUNTED = {
    "8": (Regime.SPECTACLE, 8),
    "10": (Regime.SPECTACLE, 10),
    "general": (Regime.GENERAL, None),
    "teaching": (Regime.TEACHING, None),
}
COUNTED_NAMES = [
    SelectChoice("8", _l("Annexe 8, technique")),
    SelectChoice("10", _l("Annexe 10, artiste")),
    SelectChoice("general", _l("Régime général")),
    SelectChoice("teaching", _l("Enseignement")),
]


class EngagementForm(Form):
    stage = RadioField(_l("Où en est-on"), choices=STAGE_NAMES, default="confirmed")
    employer = LineField(_l("Employeur"), [required(_l("Indiquez l’employeur\u00a0: le nom suffit."))])
    production = LineField(_l("Production"))
    makes_production = BooleanField(_l("Créer cette production"))
    offered_production = HiddenField()
    contract_job = LineField(
        _l("Emploi au contrat"), [required(_l("Indiquez l’emploi. Exemple\u00a0: secrétaire de production."))]
    )
    actual_job = LineField(_l("Fonction réelle"))
    called_by = LineField(_l("Qui a appelé"))
    call_back_on = DayField(_l("Rappeler le"))
    option_until_on = DayField(_l("Réponse avant le"))
    start_on = DayField(_l("Premier jour"), [not_empty(_l("Indiquez le premier jour."))])
    end_on = DayField(
        _l("Dernier jour"), [not_empty(_l("Indiquez le dernier jour.")), not_before("start_on")]
    )
    daily_start = TimeField(_l("Début de journée"))
    daily_end = TimeField(_l("Fin de journée"))
    lines = Rows(FormField(LineForm), _l("Durée et salaire"), min_entries=LINES_SHOWN, max_entries=MOST_LINES)
    counted = SelectField(_l("Régime"), choices=COUNTED_NAMES, default="8")
    idcc = LineField(_l("Convention collective (IDCC)"), [Length(max=4)])
    place = LineField(_l("Lieu"))
    notes = TextField(_l("Notes"), widget=TextArea())
    clash_reason = LineField(_l("Raison"))
    keeps_cachets = HiddenField()

    asked_line = 0  # where to go on writing, after “Ajouter une ligne”

    def validate_end_on(self, field: Any) -> None:
        if self.start_on.data and field.data and (field.data - self.start_on.data).days > LONGEST_DAYS:
            raise ValidationError(_("Un engagement dure au plus trois ans. Vérifiez l’année."))
        if self.stage.data == "done" and field.data and field.data > clock.today():
            raise ValidationError(_("La fin n’est pas passée. Choisissez «\u00a0Confirmé\u00a0»."))

    def validate_daily_end(self, field: Any) -> None:
        start, end = self.daily_start.data, field.data
        if (start is None) is not (end is None) and not (self.daily_start.errors or field.errors):
            raise ValidationError(_("Indiquez le début et la fin, ou aucun des deux."))
        if start is not None and start == end:
            raise ValidationError(_("La journée commence et finit à la même heure."))

    def validate_idcc(self, field: Any) -> None:
        if field.data and not (field.data.isascii() and field.data.isdigit()):
            raise ValidationError(_("Un IDCC a quatre chiffres. Exemple\u00a0: 3097."))

    def keep_stage(self, state: State) -> None:
        """A job released or cancelled stays so while it is edited."""
        if state in (State.RELEASED, State.CANCELLED):
            self.stage.choices = [*STAGE_NAMES, SelectChoice(state.value, STATES[state])]

    def ask_line(self) -> None:
        """The first line left blank is the one to go on with; another is added when all are filled."""
        blank = [place for place, entry in enumerate(self.lines.entries) if place and entry.form.is_blank]
        if not blank and len(self.lines.entries) < MOST_LINES:
            self.lines.append_entry()
        self.asked_line = blank[0] if blank else len(self.lines.entries) - 1

    @property
    def has_more_lines(self) -> bool:
        """Lines after the first are in use, or were just asked for."""
        used = any(not entry.form.is_blank or entry.form.errors for entry in self.lines.entries[1:])
        return used or self.asked_line > 0

    def terms(self, *, employer_id: UUID, production_id: UUID | None, idcc: str | None = None) -> Terms:
        state, rank = STAGES[self.stage.data]
        regime, annexe = COUNTED[self.counted.data]
        is_open = state in (State.LEAD, State.OPTION)
        own_idcc = self.idcc.data.zfill(4) if self.idcc.data else None
        return Terms(
            state=state,
            employer_id=employer_id,
            contract_job=self.contract_job.data or "",
            start_on=self.start_on.data,
            end_on=self.end_on.data,
            lines=self.line_terms(),
            production_id=production_id,
            actual_job=self.actual_job.data,
            daily_start_minute=self.daily_start.data,
            daily_end_minute=self.daily_end.data,
            regime=regime,
            annexe=annexe,
            idcc=own_idcc or idcc,
            place=self.place.data,
            notes=self.notes.data,
            option_rank=rank,
            option_until_on=self.option_until_on.data if state == State.OPTION else None,
            called_by=self.called_by.data if is_open else None,
            call_back_on=self.call_back_on.data if state == State.LEAD else None,
        )

    def line_terms(self) -> tuple[LineTerms, ...]:
        return tuple(entry.form.terms() for entry in self.lines.entries if not entry.form.is_blank)


def filled(terms: Terms, *, employer: str | None, production: str | None) -> dict[str, Any]:
    """The values of a form that shows these terms."""
    return {
        "stage": stage_of(terms.state, terms.option_rank),
        "employer": employer,
        "production": production,
        "contract_job": terms.contract_job,
        "actual_job": terms.actual_job,
        "called_by": terms.called_by,
        "call_back_on": terms.call_back_on,
        "option_until_on": terms.option_until_on,
        "start_on": terms.start_on,
        "end_on": terms.end_on,
        "daily_start": terms.daily_start_minute,
        "daily_end": terms.daily_end_minute,
        "counted": counted_of(terms),
        "idcc": terms.idcc,
        "place": terms.place,
        "notes": terms.notes,
        "lines": [_line(line) for line in terms.lines],
    }


def stage_of(state: State, option_rank: int | None) -> str:
    return f"option-{option_rank or 1}" if state == State.OPTION else state.value


def counted_of(terms: Terms) -> str:
    return str(terms.annexe or 8) if terms.regime == Regime.SPECTACLE else terms.regime.value


def _line(line: LineTerms) -> dict[str, Any]:
    without_hours = line.unit in ("cachet", "bonus")
    return {
        "unit": line.unit,
        "quantity": None if line.unit == "hour" else line.quantity,
        "hours": None if without_hours else line.minutes,
        "gross": line.gross_cents,
        "label": line.label,
    }
