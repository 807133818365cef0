"""What changes a feuille de route."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, inspect, select

from webapp.core import clock
from webapp.core.db import db, hold
from webapp.domain.refusals import Refused
from webapp.domain.tour import TICKETED
from webapp.domain.words import sentence
from webapp.places.models import Place
from webapp.productions.crew.queries import crew_of
from webapp.productions.planning.models import Day, DayKind
from webapp.productions.tour.models import (
    Line,
    RouteAllowance,
    RouteCall,
    RouteInvitation,
    RouteMeal,
    RouteRoom,
    RouteSeat,
    RouteSheet,
    RouteSleeper,
    RouteTrip,
)

MOST_LINES = 200
LINES: dict[str, type[Line]] = {
    "calls": RouteCall,
    "trips": RouteTrip,
    "meals": RouteMeal,
    "rooms": RouteRoom,
    "allowances": RouteAllowance,
    "invitations": RouteInvitation,
}
COPIED = ("calls", "trips", "meals", "rooms", "allowances")
FACTS = {
    "show": ("show_minute", "doors_minute", "length_minutes", "audience"),
    "ending": ("strike_minute", "strike_text", "leave_minute", "leave_text"),
    "notes": ("notes",),
}
# What is of one booking, and of no other; so is the number of a train.
BOOKED = {"number", "confirmation", "paid_on"}
DAYS = {"on", "arrive_on", "leave_on"}


def add_sheet(day: Day) -> RouteSheet:
    """For the dates that follow one another in the same hall; the one there is, when two ask at once."""
    hold("route sheets", day.production_id)
    there = _sheet_of(day)
    if there is not None:
        return there
    sheet = RouteSheet(production_id=day.production_id, day_id=day.id, until_on=_last_in_a_row(day))
    db().add(sheet)
    db().flush()
    return sheet


def delete_sheet(sheet: RouteSheet) -> None:
    sheet.deleted_at = clock.now()
    db().flush()


def restore_sheet(sheet: RouteSheet) -> None:
    """Refused when the date has another one since."""
    hold("route sheets", sheet.production_id)
    if db().scalar(
        select(RouteSheet.id).where(RouteSheet.day_id == sheet.day_id, RouteSheet.deleted_at.is_(None))
    ):
        raise Refused(sentence("Cette date a déjà une autre feuille de route."))
    sheet.deleted_at = None
    db().flush()


def erase_sheets(production_id: UUID) -> int:
    """For good, with every line; how many there were."""
    found = db().scalars(select(RouteSheet).where(RouteSheet.production_id == production_id)).all()
    for sheet in found:
        db().delete(sheet)
    db().flush()
    return len(found)


def write(row: RouteSheet | Line, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    db().flush()


def add_line(part: str, sheet: RouteSheet, values: Mapping[str, Any]) -> Any:
    _room_for_more(part, sheet, 1)
    line: Any = LINES[part](sheet_id=sheet.id, **values)
    db().add(line)
    db().flush()
    return line


def seat(trip: RouteTrip, seats: Mapping[UUID, tuple[bool, str | None]]) -> None:
    """Those who travel, by their member, with whether their ticket is taken and its number."""
    hold("route lines", trip.sheet_id)
    db().execute(delete(RouteSeat).where(RouteSeat.trip_id == trip.id))
    db().add_all(
        RouteSeat(trip_id=trip.id, member_id=member, is_taken=taken, ticket=ticket)
        for member, (taken, ticket) in seats.items()
    )
    db().flush()


def lodge(room: RouteRoom, members: Collection[UUID]) -> None:
    hold("route lines", room.sheet_id)
    db().execute(delete(RouteSleeper).where(RouteSleeper.room_id == room.id))
    db().add_all(RouteSleeper(room_id=room.id, member_id=member) for member in members)
    db().flush()


def add_rooms(sheet: RouteSheet, values: Mapping[str, Any], members: Collection[UUID]) -> None:
    """One room for each."""
    _room_for_more("rooms", sheet, len(members))
    for member in members:
        room = RouteRoom(sheet_id=sheet.id, **values)
        db().add(room)
        db().flush()
        db().add(RouteSleeper(room_id=room.id, member_id=member))
    db().flush()


def delete_line(line: Line) -> None:
    line.deleted_at = clock.now()
    db().flush()


def restore_line(line: Line) -> None:
    line.deleted_at = None
    db().flush()


def copy_parts(
    source: RouteSheet, from_on: date, target: RouteSheet, to_on: date, parts: Collection[str]
) -> int:
    """Parts of another feuille, their days moved, for those present; how many lines and parts were taken.

    Tickets, confirmations and numbers of rooms stay behind, and so does whoever is not there that day.
    """
    move, copied = to_on - from_on, 0
    for part in parts:
        told = {name: getattr(source, name) for name in FACTS.get(part, ())}
        for name, value in told.items():
            if value is not None:
                setattr(target, name, value)
        copied += any(value is not None for value in told.values())
    if "ending" in parts:
        for name in ("strike_on", "leave_on"):
            if getattr(source, name):
                setattr(target, name, getattr(source, name) + move)
    present = _present(target.production_id, to_on)
    for part in COPIED:
        if part in parts:
            copied += _copy_lines(part, source, target, move, present)
    db().flush()
    return copied


def _present(production_id: UUID, on: date) -> set[UUID]:
    return {member.id for member, _contact in crew_of(production_id) if member.is_in(on)}


def _copy_lines(
    part: str, source: RouteSheet, target: RouteSheet, move: timedelta, present: set[UUID]
) -> int:
    model = LINES[part]
    lines = db().scalars(select(model).where(model.sheet_id == source.id, model.deleted_at.is_(None))).all()
    _room_for_more(part, target, len(lines))
    made = {line.id: model(sheet_id=target.id, **_copied(line, move)) for line in lines}
    db().add_all(made.values())
    db().flush()
    if part == "trips":
        for held in db().scalars(select(RouteSeat).where(RouteSeat.trip_id.in_(made))).all():
            if held.member_id in present:
                db().add(RouteSeat(trip_id=made[held.trip_id].id, member_id=held.member_id))
    if part == "rooms":
        for sleeper in db().scalars(select(RouteSleeper).where(RouteSleeper.room_id.in_(made))).all():
            if sleeper.member_id in present:
                db().add(RouteSleeper(room_id=made[sleeper.room_id].id, member_id=sleeper.member_id))
    return len(lines)


def _copied(line: Line, move: timedelta) -> dict[str, Any]:
    own = {"workspace_id", "id", "public_id", "sheet_id", "created_at", "deleted_at"} | BOOKED
    names = [attribute.key for attribute in inspect(type(line)).column_attrs if attribute.key not in own]
    values = {name: getattr(line, name) for name in names}
    if isinstance(line, RouteTrip) and line.mode in TICKETED:
        values["reference"] = None
    return {name: value + move if name in DAYS else value for name, value in values.items()}


def _room_for_more(part: str, sheet: RouteSheet, count: int) -> None:
    hold("route lines", sheet.id)
    model = LINES[part]
    there = db().scalar(
        select(func.count()).select_from(model).where(model.sheet_id == sheet.id, model.deleted_at.is_(None))
    )
    if (there or 0) + count > MOST_LINES:
        raise Refused(
            sentence("Une feuille de route garde au plus %(most)s lignes par partie.", most=MOST_LINES)
        )


def _sheet_of(day: Day) -> RouteSheet | None:
    return db().scalar(select(RouteSheet).where(RouteSheet.day_id == day.id, RouteSheet.deleted_at.is_(None)))


def _last_in_a_row(day: Day) -> date | None:
    """The last of the dates that follow this one in its hall, none of which has a feuille of its own."""
    if day.place_id is None:
        return None
    following = db().execute(
        select(Day.on, Day.kind, Day.place_id, RouteSheet.id)
        .outerjoin(RouteSheet, (RouteSheet.day_id == Day.id) & RouteSheet.deleted_at.is_(None))
        .where(Day.production_id == day.production_id, Day.unit == day.unit, Day.on > day.on)
        .order_by(Day.on)
    )
    last = day.on
    for on, kind, place_id, sheet_id in following:
        if on != last + timedelta(days=1) or kind != DayKind.SHOW or place_id != day.place_id or sheet_id:
            break
        last = on
    return last if last > day.on else None


def place_named_by(public_id: str, hotels: Collection[Place]) -> UUID | None:
    return next((place.id for place in hotels if place.public_id == public_id), None)
