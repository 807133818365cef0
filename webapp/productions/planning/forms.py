"""What is typed about days."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FormField, SelectField, ValidationError
from wtforms.fields import SelectChoice

from webapp.core.forms import (
    DayField,
    Form,
    Length,
    LineField,
    Rows,
    TextField,
    TimeField,
    choices_of,
    not_before,
    not_empty,
)
from webapp.core.i18n import spoken
from webapp.domain.daytime import following
from webapp.domain.periods import DateRange
from webapp.domain.planning.dates import parse_days_off, working_days
from webapp.domain.planning.plan import PlannedService
from webapp.domain.refusals import Refused
from webapp.productions.labels import LIVE
from webapp.productions.models import ShowKind
from webapp.productions.planning import labels, words
from webapp.productions.planning.models import Day, DayKind, Half
from webapp.productions.planning.queries import ranks
from webapp.productions.planning.terms import DayTerms

MOST_SERVICES = 9
LONGEST_NOTES = 2000
LATEST_READY = 10 * 60  # after the call; later is a mistyped hour


class ServiceForm(Form):
    """One half-day; a line left empty is none."""

    class Meta(Form.Meta):
        csrf = False

    half = SelectField(_l("Moment"), choices=choices_of(labels.HALVES), default=Half.MORNING)
    kind = SelectField(
        _l("Service"),
        choices=[
            SelectChoice("", _l("Aucun")),
            *(SelectChoice(kind, labels.DAYS[kind]) for kind in labels.LIVE_DAYS),
        ],
        default="",
    )
    start = TimeField(_l("De"))
    end = TimeField(_l("À"))
    text = LineField(_l("Précision"))

    def validate_kind(self, field):
        if not field.data and (self.start.data is not None or self.text.data):
            raise ValidationError(_("Choisissez ce que c’est."))

    @property
    def is_empty(self) -> bool:
        return not self.kind.data

    def service(self) -> PlannedService:
        return PlannedService(
            self.half.data, self.kind.data, self.start.data, self.end.data, self.text.data or ""
        )


class DayDetails(Form):
    """What a day says, whatever its date."""

    kind = SelectField(_l("Type de journée"), default=DayKind.SHOOT)
    unit = SelectField(_l("Équipe"), coerce=int, default=1)
    place = LineField(_l("Lieu"))
    call = TimeField(_l("Convocation"))
    ready = TimeField(_l("PAT"))
    meal = TimeField(_l("Coupure repas"))
    end = TimeField(_l("Fin"))
    is_continuous = BooleanField(_l("Journée continue"))
    notes = TextField(_l("Notes"), [Length(max=LONGEST_NOTES)])
    widen = BooleanField(_l("Ajouter ces dates aux étapes de la production"))

    asks_to_widen = False

    def of(self, show: str, day: Day | None = None) -> "DayDetails":
        """In the words of this kind of show; what a day already says may be said again."""
        is_live = ShowKind(show) in LIVE
        kinds = [*(labels.LIVE_DAYS if is_live else labels.FILM_DAYS)]
        if day and day.kind not in kinds:
            kinds.append(DayKind(day.kind))
        self.kind.choices = [SelectChoice(kind, labels.DAYS[kind]) for kind in kinds]
        self.unit.choices = [
            SelectChoice(number, _("Équipe %(number)s", number=number))
            for number in range(1, max(2, day.unit if day else 1) + 1)
        ]
        if is_live:
            self.ready.label.text = _("Début de la représentation")
        return self

    def validate_ready(self, field):
        call, ready = self.call.data, field.data
        if call is not None and ready is not None and following(ready, call) - call > LATEST_READY:
            raise ValidationError(_("Cette heure est avant la convocation."))

    def terms(self, services: tuple[PlannedService, ...] = ()) -> DayTerms:
        return DayTerms(
            kind=DayKind(self.kind.data),
            unit=self.unit.data,
            place=self.place.data,
            call=self.call.data,
            ready=self.ready.data,
            meal=self.meal.data,
            end=self.end.data,
            is_continuous=self.is_continuous.data,
            notes=self.notes.data,
            services=services,
        )


class DayForm(DayDetails):
    on = DayField(_l("Date"), [not_empty(_l("Indiquez une date."))])
    services = Rows(
        FormField(ServiceForm),
        label=_l("Demi-journées"),
        description=_l("ligne"),
        min_entries=0,
        max_entries=MOST_SERVICES,
    )

    asked_line = -1

    @property
    def lines(self) -> list[ServiceForm]:
        return [entry.form for entry in self.services]

    def lines_for(self, show: str) -> None:
        """Half-days are written for live shows alone: three to begin with, and one more than is filled."""
        if ShowKind(show) not in LIVE:
            return
        halves = list(Half)
        while len(self.services) < max(3, self._filled + 1) and len(self.services) < MOST_SERVICES:
            self.services.append_entry({"half": halves[min(len(self.services), 2)]})

    def ask_line(self) -> None:
        if len(self.services) < MOST_SERVICES:
            self.services.append_entry({"half": Half.EVENING})
        self.asked_line = len(self.services) - 1

    def said(self) -> DayTerms:
        return self.terms(tuple(line.service() for line in self.lines if not line.is_empty))

    @property
    def _filled(self) -> int:
        return sum(not line.is_empty for line in self.lines)


class DaysForm(DayDetails):
    """Many days at once."""

    start_on = DayField(_l("Du"), [not_empty(_l("Indiquez une date."))])
    end_on = DayField(_l("Au"), [not_empty(_l("Indiquez une date.")), not_before("start_on")])
    saturdays = BooleanField(_l("Sauf les samedis"))
    sundays = BooleanField(_l("Sauf les dimanches"))
    off = LineField(_l("Sauf ces dates"))

    def validate_off(self, field):
        span = self._span
        if field.data and span:
            try:
                parse_days_off(field.data, span)
            except Refused as refusal:
                raise ValidationError(spoken(refusal.sentence)) from refusal

    def dates(self):
        """Raises Refused when none is left, or too many are."""
        span = self._span
        assert span is not None
        return working_days(
            span,
            parse_days_off(self.off.data or "", span),
            saturdays=not self.saturdays.data,
            sundays=not self.sundays.data,
        )

    @property
    def _span(self) -> DateRange | None:
        start, end = self.start_on.data, self.end_on.data
        return DateRange(start, end) if start and end and start <= end else None


class MoveForm(Form):
    on = DayField(_l("Nouvelle date"), [not_empty(_l("Indiquez une date."))])
    widen = BooleanField(_l("Ajouter cette date aux étapes de la production"))

    asks_to_widen = False


class SwapForm(Form):
    other = SelectField(_l("Échanger avec"))


def day_choices(rows: Sequence[Any], *, live: bool = False) -> list[SelectChoice]:
    """Every day, as `J13, mardi 24 novembre, Maison du père`."""
    found = ranks([row.Day for row in rows])
    return [
        SelectChoice(row.Day.public_id, words.day_title(row.Day, found.get(row.Day.id), row.Place, live=live))
        for row in rows
    ]


def swap_choices(rows: Sequence[Any], day: Day) -> list[SelectChoice]:
    """The other days of its crew that are not locked."""
    keys = {row.Day.public_id for row in rows if row.Day.unit == day.unit and not row.Day.is_locked}
    return [one for one in day_choices(rows) if one.value in keys - {day.public_id}]
