"""What is typed of a day: a few fields for each person, all sent at once, and nothing lost when one is wrong."""

from dataclasses import replace
from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, ValidationError
from wtforms.validators import Length
from wtforms.widgets import TextInput

from webapp.contacts.models import Contact
from webapp.core.forms import (
    DayField,
    Form,
    LineField,
    MinutesField,
    TextField,
    TimeField,
    not_empty,
    not_in_future,
    required,
)
from webapp.core.i18n import spoken
from webapp.domain import typed
from webapp.domain.crewhours import LONGEST_MINUTES, Rule, Stint, checked
from webapp.domain.refusals import Refused
from webapp.domain.words import Minutes, sentence
from webapp.productions.crew.models import Department, Member
from webapp.productions.hours.actions import Noted
from webapp.productions.hours.book import Line

PLANNED = "planned"
END_OF = "end_of-"


class ShortField(MinutesField):
    """A short time: `60` is minutes, `1h`, `1h30` and `0:45` are hours and minutes."""

    widget = TextInput()
    input_mode = "text"

    @staticmethod
    def parse(text: str) -> int:
        said = typed.tidy(text)
        if said.isascii() and said.isdigit() and len(said) < 5:
            minutes = int(said)
        elif typed.TIME.fullmatch(said):
            minutes = typed.parse_hours(said)
        else:
            raise Refused(
                sentence(
                    "«\u00a0%(typed)s\u00a0» n’est pas une durée. Exemple\u00a0: 60, ou 1h30.",
                    typed=typed.quoted(said),
                )
            )
        if minutes > LONGEST_MINUTES:
            raise Refused(sentence("La durée dépasse %(most)s.", most=Minutes(LONGEST_MINUTES)))
        return minutes

    def shown(self, value: int) -> str:
        return str(value)


class EntryForm(Form):
    """One day of one person; `seen` says what stood when it was shown."""

    class Meta(Form.Meta):
        csrf = False  # the form around all of them has it

    seen = HiddenField()
    call = TimeField(_l("Convocation"))
    start = TimeField(_l("Début"))
    end = TimeField(_l("Fin réelle"))
    pause = ShortField(_l("Coupure"))
    travel = ShortField(_l("Trajet"))
    absent = BooleanField(_l("Absence"))
    notes = LineField(_l("Note"), [Length(max=200)])

    def show(self, noted: Noted) -> None:
        self.call.data, self.start.data, self.end.data = (
            noted.call_minute,
            noted.start_minute,
            noted.end_minute,
        )
        self.pause.data = noted.break_minutes if noted.start_minute is not None else None
        self.travel.data = noted.travel_minutes or None
        self.absent.data, self.notes.data = noted.is_absent, noted.notes

    def said(self) -> Noted:
        return Noted(
            self.call.data,
            self.start.data,
            self.end.data,
            self.pause.data or 0,
            self.travel.data or 0,
            bool(self.absent.data),
            self.notes.data,
        )


class PersonDay:
    """A person on the form of a day."""

    def __init__(self, member: Member, contact: Contact, line: Line, *, is_sent: bool) -> None:
        self.member, self.contact, self.line = member, contact, line
        self.stands = Noted.of(line.entry)
        self.meanwhile: Noted | None = None
        self.form = EntryForm(prefix=f"{member.public_id}-", formdata=request.form if is_sent else None)
        if not is_sent:
            self.form.show(self.stands)
        self.see(_read_mark(self.form.seen.data) if is_sent else self.stands)

    def see(self, stands: Noted) -> None:
        """What the form shown next says to have seen."""
        self.seen = stands
        self.form.seen.data = mark_of(stands)

    @property
    def department(self) -> Department:
        return Department(self.member.department)

    @property
    def is_touched(self) -> bool:
        return self.form.said() != self.seen

    def said(self, on: date, fill: str, end: int | None) -> Noted:
        """What is to be noted, the button that was pressed included; a refusal goes to its field."""
        noted, plan = self.form.said(), self.line.plan
        if fill == PLANNED and noted.is_blank and plan:
            return Noted(plan.call_minute, plan.call_minute, plan.end_minute, plan.break_minutes)
        if (
            fill == END_OF + self.department
            and not noted.is_absent
            and (plan or noted.start_minute is not None)
        ):
            if noted.is_blank and plan:
                noted = Noted(plan.call_minute, plan.call_minute, None, plan.break_minutes)
            noted = replace(noted, end_minute=end)
        return self._checked(on, noted)

    def _checked(self, on: date, noted: Noted) -> Noted:
        times = (noted.call_minute, noted.start_minute, noted.end_minute)
        if noted.is_blank:
            return noted
        if noted.is_absent:
            if any(time is not None for time in times):
                self._refuse(self.form.absent, _("Absence ou heures\u00a0: gardez l’un des deux."))
            return Noted(is_absent=True, notes=noted.notes)
        if noted.start_minute is None:
            self._refuse(self.form.start, _("Indiquez le début."))
            return noted
        if noted.end_minute is not None:
            stint = Stint(on, noted.start_minute, noted.end_minute, noted.break_minutes, 0, noted.call_minute)
            try:
                checked(stint)
            except Refused as refused:
                wrong = self.form.pause if stint.break_minutes >= stint.presence_minutes else self.form.end
                self._refuse(wrong, spoken(refused.sentence))
        return noted

    def _refuse(self, field: Any, text: str) -> None:
        field.errors = [*field.errors, text]

    @property
    def wrong(self) -> list[tuple[str, str]]:
        name = self.contact.name
        return [
            (key, _("%(name)s, %(field)s", name=name, field=str(said).lower()))
            for key, said in self.form.wrong
        ]


class RuleForm(Form):
    day_minutes = MinutesField(
        _l("Heures d’une journée"), [not_empty(_l("Indiquez les heures d’une journée."))]
    )
    night_start = TimeField(_l("La nuit commence à"), [not_empty(_l("Indiquez l’heure."))])
    night_end = TimeField(_l("La nuit finit à"), [not_empty(_l("Indiquez l’heure."))])

    @staticmethod
    def validate_day_minutes(_form: object, field: MinutesField) -> None:
        if field.data is not None and not 60 <= field.data <= LONGEST_MINUTES:
            raise ValidationError(_("Une journée a de 1 à 18 heures."))

    def validate_night_end(self, field: TimeField) -> None:
        if field.data is not None and field.data == self.night_start.data:
            raise ValidationError(_("La nuit commence et finit à la même heure."))

    def rule(self) -> Rule:
        return Rule(self.day_minutes.data, self.night_start.data, self.night_end.data)


class AttestationForm(Form):
    attested_by = LineField(_l("Attestée par"), [required(_l("Indiquez qui atteste."))])
    attested_job = LineField(_l("Qualité"))
    attested_on = DayField(_l("Le"), [not_empty(_l("Indiquez le jour.")), not_in_future])


class CorrectionForm(Form):
    reason = TextField(
        _l("Raison de la correction"),
        [required(_l("Indiquez pourquoi\u00a0: la raison reste avec la nouvelle version.")), Length(max=400)],
    )


def mark_of(noted: Noted) -> str:
    """What stood, to come back with the form."""
    numbers = (
        noted.call_minute,
        noted.start_minute,
        noted.end_minute,
        noted.break_minutes,
        noted.travel_minutes,
        int(noted.is_absent),
    )
    return "/".join("" if one is None else str(one) for one in numbers) + f"/{noted.notes or ''}"


def _read_mark(text: str | None) -> Noted:
    """Anybody may write it: what cannot be read is nothing seen."""
    parts = (text or "").split("/", 6)
    if len(parts) != 7 or not all(
        part == "" or (part.isascii() and part.isdigit() and len(part) < 6) for part in parts[:6]
    ):
        return Noted()
    call, start, end, pause, travel, absent = (int(part) if part else None for part in parts[:6])
    return Noted(call, start, end, pause or 0, travel or 0, bool(absent), parts[6] or None)
