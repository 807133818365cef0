"""The days of a production, as a link shows them: dates and J n°, then places, hours and sequences when granted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from webapp.core.formats import joined, long_day, time_of_day, upper_first
from webapp.core.pdf import Column, part
from webapp.places.models import Place
from webapp.productions.planning import labels
from webapp.productions.planning.models import COUNTED, Day, DayKind, PlanVersion, Strip
from webapp.productions.planning.models import Sequence as ScriptSequence
from webapp.productions.shared import Field, Rows, Scope, Section


@dataclass(frozen=True)
class Scene:
    number: str
    set_name: str | None

    def __str__(self) -> str:
        return joined(self.number, self.set_name, between=" ")


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
        return str(_("J%(rank)s", rank=self.number)) if self.number else ""

    @property
    def name(self) -> str:
        """`J12, lundi 23 novembre`."""
        kind = "" if self.number else str(labels.DAYS[self.kind])
        return upper_first(joined(self.rank or kind, long_day(self.on), between=", "))

    @property
    def hours(self) -> str:
        said = (
            (_("convocation %(call)s", call=time_of_day(self.call)) if self.call is not None else ""),
            (_("PAT %(ready)s", ready=time_of_day(self.ready)) if self.ready is not None else ""),
            (_("fin %(end)s", end=time_of_day(self.end)) if self.end is not None else ""),
        )
        return upper_first(joined(*said, between=", "))


@dataclass(frozen=True)
class PlanningShown:
    days: tuple[DayShown, ...]
    today: date
    version: int | None  # of the plan de travail last published or received
    dated_on: date | None

    @property
    def coming(self) -> tuple[DayShown, ...]:
        return tuple(day for day in self.days if day.on >= self.today)

    @property
    def past(self) -> tuple[DayShown, ...]:
        return tuple(day for day in self.days if day.on < self.today)


def rows(scope: Scope) -> Select[Any]:
    last = (
        select(func.jsonb_build_array(PlanVersion.number, PlanVersion.dated_on))
        .where(PlanVersion.production_id == Day.production_id)
        .order_by(PlanVersion.number.desc())
        .limit(1)
        .correlate(Day)
        .scalar_subquery()
    )
    asked: list[Any] = [
        Day.production_id,
        Day.public_id.label("key"),
        Day.on.label("on"),
        Day.kind,
        Day.unit,
        last.label("plan"),
    ]
    if scope.has("planning.places"):
        asked += [Place.name.label("place"), Place.city]
    if scope.has("planning.times"):
        asked += [Day.call_minute, Day.ready_minute, Day.meal_minute, Day.end_minute]
    if scope.has("planning.sequences"):
        asked.append(_scenes().label("scenes"))
    found = select(*asked).where(Day.production_id.in_(scope.productions)).order_by(Day.on, Day.unit)
    return found.outerjoin(Place, Place.id == Day.place_id) if scope.has("planning.places") else found


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
    ranks = _ranks(rows)
    version, dated_on = rows[0]["plan"] or (None, None)
    return PlanningShown(
        days=tuple(_day(row, ranks.get(row["key"])) for row in rows),
        today=scope.today,
        version=version,
        dated_on=date.fromisoformat(dated_on) if dated_on else None,
    )


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
    return {day.key: day.name for day in value.coming}


def paper(value: PlanningShown) -> list[dict[str, Any]]:
    """Only the columns that say something."""
    told = [(_("Jour"), [day.name for day in value.days])]
    told += [
        (label, cells)
        for label, cells in (
            (_("Lieu"), [joined(day.place, day.city, between=", ") for day in value.days]),
            (_("Horaires"), [day.hours for day in value.days]),
            (_("Séquences"), [joined(*map(str, day.scenes), between=", ") for day in value.days]),
        )
        if any(cells)
    ]
    columns = [Column(label, rank and 1) for rank, (label, _cells) in enumerate(told)]
    rows = zip(*(cells for _label, cells in told), strict=True)
    return [part(_("Planning"), columns, [(row, False) for row in rows])]


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
