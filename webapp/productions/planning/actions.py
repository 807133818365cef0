"""What changes the days of a production."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import delete, select

from webapp.core.db import db, hold
from webapp.domain.periods import DateRange
from webapp.domain.planning.dates import outside
from webapp.domain.refusals import Refused
from webapp.domain.words import Days, sentence
from webapp.places.actions import place_named
from webapp.places.models import PlaceKind
from webapp.productions.labels import LIVE
from webapp.productions.models import Phase, PhaseKind, Production, ShowKind
from webapp.productions.planning.models import Day, Half, Service, ServiceLength
from webapp.productions.planning.signals import Times, day_changed
from webapp.productions.planning.terms import DayTerms
from webapp.productions.queries import phases_of


class OutsidePhases(Refused):
    """Days no phase of the production holds; they may be added to them."""


def add_days(
    production: Production, dates: Sequence[date], terms: DayTerms, *, widen: bool = False
) -> list[Day]:
    """All of them or none."""
    hold_planning(production.id)
    _keep_inside(production, dates, widen=widen)
    _refuse_twice(production.id, dates, terms.unit)
    place_id = _place_of(production, terms)
    days = [Day(production_id=production.id, on=on, place_id=place_id) for on in dates]
    db().add_all(days)
    for day in days:
        _write(day, terms)
    db().flush()
    for day in days:
        _set_services(day, terms)
    return days


def update_day(production: Production, day: Day, on: date, terms: DayTerms, *, widen: bool = False) -> None:
    hold_planning(production.id)
    if (day.on, day.unit) != (on, terms.unit):
        refuse_locked(day)
        _refuse_twice(production.id, [on], terms.unit)
        _keep_inside(production, [on], widen=widen)
    before = Times.of(day)
    day.on = on
    day.place_id = _place_of(production, terms)
    _write(day, terms)
    _say(day, before)
    db().execute(delete(Service).where(Service.day_id == day.id))
    _set_services(day, terms)


def move_day(production: Production, day: Day, on: date, *, widen: bool = False) -> None:
    """To another date, with all that is on it."""
    hold_planning(production.id)
    refuse_locked(day)
    if on != day.on:
        _refuse_twice(production.id, [on], day.unit)
        _keep_inside(production, [on], widen=widen)
    before = Times.of(day)
    day.on = on
    db().flush()
    _say(day, before)


def swap_days(production: Production, day: Day, other: Day) -> None:
    """Each takes the date of the other, with all that is on it."""
    hold_planning(production.id)
    for one in (day, other):
        refuse_locked(one)
    if day.unit != other.unit:
        raise Refused(sentence("Deux journées s’échangent au sein d’une même équipe."))
    before = {day: Times.of(day), other: Times.of(other)}
    day.on, other.on = other.on, day.on
    db().flush()
    for one, times in before.items():
        _say(one, times)


def lock_day(day: Day, *, is_locked: bool) -> None:
    day.is_locked = is_locked
    db().flush()


def delete_day(production: Production, day: Day) -> None:
    """Its sequences go back to the pool."""
    hold_planning(production.id)
    refuse_locked(day)
    db().delete(day)
    db().flush()


def set_service_length(production: Production, minutes: int) -> None:
    hold_planning(production.id)
    kept = db().scalar(select(ServiceLength).where(ServiceLength.production_id == production.id))
    if kept is None:
        db().add(ServiceLength(production_id=production.id, minutes=minutes))
    else:
        kept.minutes = minutes
    db().flush()


def hold_planning(production_id: UUID) -> None:
    """One change of a planning at a time: what was looked at is still so when it is written."""
    hold("planning", production_id)


def refuse_locked(day: Day) -> None:
    if day.is_locked:
        raise Refused(sentence("Le %(day)s est verrouillé. Ouvrez son cadenas pour le changer.", day=day.on))


def _say(day: Day, before: Times) -> None:
    if Times.of(day) != before:
        day_changed.send(day, before=before)


def _place_of(production: Production, terms: DayTerms) -> UUID | None:
    if not terms.place:
        return None
    kind = PlaceKind.HALL if ShowKind(production.kind) in LIVE else PlaceKind.SET
    return place_named(terms.place, kind).id


def _write(day: Day, terms: DayTerms) -> None:
    day.kind, day.unit = terms.kind, terms.unit
    day.call_minute, day.ready_minute = terms.call, terms.ready
    day.meal_minute, day.end_minute = terms.meal, terms.end
    day.is_continuous, day.notes = terms.is_continuous, terms.notes


def _set_services(day: Day, terms: DayTerms) -> None:
    order = list(Half)
    in_order = sorted(terms.services, key=lambda one: (order.index(Half(one.half)), one.start or 0))
    db().add_all(
        Service(
            day_id=day.id,
            position=position,
            half=one.half,
            kind=one.kind,
            start_minute=one.start,
            end_minute=one.end,
            text=one.text or None,
        )
        for position, one in enumerate(in_order)
    )
    db().flush()


def _refuse_twice(production_id: UUID, dates: Sequence[date], unit: int) -> None:
    taken = db().scalars(
        select(Day.on)
        .where(Day.production_id == production_id, Day.unit == unit, Day.on.in_(dates))
        .order_by(Day.on)
    )
    days = taken.all()
    if len(days) == 1:
        raise Refused(sentence("L’équipe %(unit)s a déjà une journée le %(day)s.", unit=unit, day=days[0]))
    if days:
        raise Refused(
            sentence(
                "L’équipe %(unit)s a déjà %(count)s de ces journées, la première le %(day)s.",
                unit=unit,
                count=len(days),
                day=days[0],
            )
        )


def _keep_inside(production: Production, dates: Sequence[date], *, widen: bool) -> None:
    phases = phases_of(production.id)[production.id]
    out = outside(dates, [DateRange(phase.start_on, phase.end_on) for phase in phases])
    if not out:
        return
    if widen:
        _widen(production, phases, out)
        return
    span = Days(min(phase.start_on for phase in phases), max(phase.end_on for phase in phases))
    if len(out) == 1:
        raise OutsidePhases(
            sentence(
                "Le %(day)s est hors des étapes de la production, %(span)s. Changez la date, ou ajoutez-la.",
                day=out[0],
                span=span,
            )
        )
    raise OutsidePhases(
        sentence(
            "%(count)s jours sont hors des étapes de la production, %(span)s\u00a0; le premier est le %(day)s."
            " Changez les dates, ou ajoutez-les.",
            count=len(out),
            span=span,
            day=out[0],
        )
    )


def _widen(production: Production, phases: Sequence[Phase], out: Sequence[date]) -> None:
    """The shoot, or the performances, stretch to hold these days."""
    shoots = [phase for phase in phases if phase.kind == PhaseKind.SHOOT]
    if not shoots:
        db().add(Phase(production_id=production.id, kind=PhaseKind.SHOOT, start_on=min(out), end_on=max(out)))
    elif (first := shoots[0]).start_on > min(out):
        first.start_on = min(out)
    if shoots and shoots[-1].end_on < max(out):
        shoots[-1].end_on = max(out)
    db().flush()
