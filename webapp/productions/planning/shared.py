"""The days of a production, as a link shows them: dates and J n°, then places, hours and sequences when granted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from webapp.core.fold import fold
from webapp.core.formats import day as day_said
from webapp.core.formats import joined, long_day, time_of_day, upper_first
from webapp.core.pdf import Column
from webapp.places.models import Place
from webapp.productions.models import Production
from webapp.productions.planning import labels
from webapp.productions.planning.models import COUNTED, Day, DayKind, PlanVersion, Strip
from webapp.productions.planning.models import Sequence as ScriptSequence
from webapp.productions.shared import Field, Rows, Scope, Section, table

NEXT = 7  # days to come that are there at once; the others unfold


@dataclass(frozen=True)
class Scene:
    number: str
    set_name: str | None


@dataclass(frozen=True)
class DayShown:
    """Minutes since midnight; what was not granted is None."""

    key: str
    on: date
    kind: DayKind
    unit: int
    number: int | None  # J number / of
    of: int | None
    place: str | None
    city: str | None
    call: int | None
    ready: int | None
    meal: int | None
    end: int | None
    scenes: tuple[Scene, ...]

    @property
    def rank(self) -> str:
        """`J12`, `Date 3 / 12`, or what the day is; the second crew says so."""
        return self._ranked(f" / {self.of}" if self.kind == DayKind.SHOW else "")

    @property
    def name(self) -> str:
        """`J12, lundi 23 novembre`."""
        return joined(self.rank, long_day(self.on), between=", ")

    @property
    def subject(self) -> str:
        """Its name, which another date added at the end does not change."""
        return joined(self._ranked(), long_day(self.on), between=", ")

    def _ranked(self, among: str = "") -> str:
        if not self.number:
            said = str(labels.DAYS[self.kind])
        elif self.kind == DayKind.SHOW:
            said = _("Date %(number)s", number=self.number) + among
        else:
            said = str(_("J%(rank)s", rank=self.number))
        return joined(said, _("équipe %(number)s", number=self.unit) if self.unit > 1 else "", between=", ")

    @property
    def where(self) -> str:
        is_told = self.city and self.place and fold(self.city) in fold(self.place)
        return joined(self.place, "" if is_told else self.city, between=", ")

    @property
    def is_off(self) -> bool:
        """A day to rest or on the road."""
        return self.kind in (DayKind.REST, DayKind.TRAVEL)

    @property
    def hours(self) -> str:
        said = (
            (_("convocation %(call)s", call=time_of_day(self.call)) if self.call is not None else ""),
            self._start if self.ready is not None else "",
            (_("fin %(end)s", end=time_of_day(self.end)) if self.end is not None else ""),
        )
        return upper_first(joined(*said, between=", "))

    @property
    def _start(self) -> str:
        at = time_of_day(self.ready)
        is_show = self.kind == DayKind.SHOW
        return str(_("représentation %(ready)s", ready=at) if is_show else _("PAT %(time)s", time=at))

    @property
    def sequences(self) -> str:
        """`12 Cuisine, 14A Jardin`."""
        return joined(*(joined(one.number, one.set_name, between=" ") for one in self.scenes), between=", ")


@dataclass(frozen=True)
class PlanningShown:
    days: tuple[DayShown, ...]
    today: date
    version: int | None  # of the plan de travail last published or received
    label: str | None  # of one received, as its author names it
    dated_on: date | None

    @property
    def source(self) -> str:
        """`Plan de travail, version 6 du 19 nov.`"""
        if self.dated_on is None:
            return ""
        version = self.label or _("version %(number)s", number=self.version)
        return str(_("Plan de travail, %(version)s du %(day)s", version=version, day=day_said(self.dated_on)))

    @property
    def coming(self) -> tuple[DayShown, ...]:
        return tuple(day for day in self.days if day.on >= self.today)

    @property
    def next(self) -> tuple[DayShown, ...]:
        return self.coming[:NEXT]

    @property
    def later(self) -> tuple[DayShown, ...]:
        return self.coming[NEXT:]

    @property
    def past(self) -> tuple[DayShown, ...]:
        return tuple(day for day in self.days if day.on < self.today)


def rows(scope: Scope) -> Select[Any]:
    last = (
        select(func.jsonb_build_array(PlanVersion.number, PlanVersion.label, PlanVersion.dated_on))
        .where(PlanVersion.production_id == Day.production_id)
        .order_by(PlanVersion.number.desc())
        .limit(1)
        .correlate(Day)
        .scalar_subquery()
    )
    found = days_asked(scope, "planning").add_columns(last.label("plan"))
    if scope.has("planning.sequences"):
        found = found.add_columns(_scenes().label("scenes"))
    return found.where(Day.id.is_not(None))


def days_asked(scope: Scope, section: str) -> Select[Any]:
    """Days in their order, with what this section grants of their places and hours; a production without any has
    one row, whose day is None."""
    asked: list[Any] = [
        Production.id.label("production_id"),
        Day.public_id.label("key"),
        Day.on.label("on"),
        Day.kind,
        Day.unit,
    ]
    if scope.has(f"{section}.places"):
        asked += [Place.name.label("place"), Place.city]
    if scope.has(f"{section}.times"):
        asked += [Day.call_minute, Day.ready_minute, Day.meal_minute, Day.end_minute]
    found = (
        select(*asked)
        .select_from(Production)
        .outerjoin(Day, Day.production_id == Production.id)
        .where(Production.id.in_(scope.productions))
        .order_by(Day.on, Day.unit)
    )
    return found.outerjoin(Place, Place.id == Day.place_id) if scope.has(f"{section}.places") else found


def _scenes() -> Any:
    each = func.jsonb_build_array(ScriptSequence.number, ScriptSequence.set_name)
    return (
        select(func.jsonb_agg(aggregate_order_by(each, Strip.position, Strip.id)))
        .join(ScriptSequence, ScriptSequence.id == Strip.sequence_id)
        .where(Strip.day_id == Day.id)
        .correlate(Day)
        .scalar_subquery()
    )


def values(rows: Rows, scope: Scope) -> PlanningShown | None:
    if not rows:
        return None
    number, label, dated_on = rows[0]["plan"] or (None, None, None)
    return PlanningShown(
        days=days_of(rows),
        today=scope.today,
        version=number,
        label=label,
        dated_on=date.fromisoformat(dated_on) if dated_on else None,
    )


def days_of(rows: Rows) -> tuple[DayShown, ...]:
    """Of one production, all of them: each is ranked among the others."""
    ranks = _ranks(rows)
    return tuple(_day(row, ranks.get(row["key"])) for row in rows)


def _day(row: Mapping[str, Any], rank: tuple[int, int] | None) -> DayShown:
    number, of = rank or (None, None)
    return DayShown(
        key=row["key"],
        on=date.fromisoformat(row["on"]),
        kind=DayKind(row["kind"]),
        unit=row["unit"],
        number=number,
        of=of,
        place=row.get("place"),
        city=row.get("city"),
        call=row.get("call_minute"),
        ready=row.get("ready_minute"),
        meal=row.get("meal_minute"),
        end=row.get("end_minute"),
        scenes=tuple(Scene(*scene) for scene in row.get("scenes") or ()),
    )


def _ranks(rows: Rows) -> dict[str, tuple[int, int]]:
    """J n° / of each counted day, by its key; each crew counts its own."""
    found: dict[str, tuple[int, int]] = {}
    for unit in {row["unit"] for row in rows}:
        counted = [row["key"] for row in rows if row["unit"] == unit and row["kind"] in COUNTED]
        found |= {key: (number, len(counted)) for number, key in enumerate(counted, 1)}
    return found


def subjects(value: PlanningShown) -> dict[str, str]:
    """Days to come may be confirmed or asked about."""
    return {day.key: day.subject for day in value.coming}


def paper(value: PlanningShown) -> list[Mapping[str, Any]]:
    days = value.days
    columns = (
        (Column(_("Jour"), 3), [day.name for day in days]),
        (Column(_("Lieu"), 3), [day.where for day in days]),
        (Column(_("Horaires"), 3), [day.hours for day in days]),
        (Column(_("Séquences"), 3), [day.sequences for day in days]),
    )
    return [table(value.source or _("Planning"), columns)]


SECTION = Section(
    key="planning",
    label=_l("Planning"),
    hint=_l("Les jours et leur numéro"),
    fields=(
        Field("places", _l("Lieux")),
        Field("times", _l("Horaires")),
        Field("sequences", _l("Séquences")),
    ),
    rows=rows,
    values=values,
    template="productions/planning/_shared.html",
    subjects=subjects,
    paper=paper,
)
