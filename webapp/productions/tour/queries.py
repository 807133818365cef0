"""The feuilles de route of a production, as rows and as the plain values of the domain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, ScalarSelect, and_, func, inspect, select
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by
from sqlalchemy.orm import aliased
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact
from webapp.core.db import Base, db
from webapp.places.models import Keeper, Place, PlaceKind
from webapp.productions.crew.models import Member
from webapp.productions.models import Production
from webapp.productions.planning.models import Day, Service
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

Crew = Sequence[Row[Member, Contact]]


@dataclass(frozen=True)
class Sheet:
    """A feuille de route with what is written in it; `lines` are plain, by part."""

    production: Production
    row: RouteSheet
    day: Day
    place: Place | None
    lines: Mapping[str, list[dict[str, Any]]]

    @property
    def id(self) -> str:
        return self.row.public_id

    @property
    def until_on(self) -> date:
        """The last day; a day moved later keeps at least its own."""
        return max(self.row.until_on or self.day.on, self.day.on)


@dataclass(frozen=True)
class Dated:
    """A day of the production with its services, and the feuille de route that begins on it."""

    day: Day
    place: Place | None
    services: list[dict[str, Any]]
    sheet: Sheet | None


def sheet_or_404(production: str, public_id: str, *, deleted: bool = False) -> Sheet:
    found = (
        db()
        .execute(
            select(Production, RouteSheet, Day, Place, *_written())
            .join(RouteSheet, RouteSheet.production_id == Production.id)
            .join(Day, Day.id == RouteSheet.day_id)
            .outerjoin(Place, Place.id == Day.place_id)
            .where(
                Production.public_id == production,
                Production.deleted_at.is_(None),
                RouteSheet.public_id == public_id,
            )
        )
        .one_or_none()
    )
    if found is None or (found.RouteSheet.deleted_at is not None) != deleted:
        raise NotFound
    return _sheet(found.Production, found)


def dates_of(production: Production) -> list[Dated]:
    """Every day of the production in order, the first crew before the second."""
    rows = db().execute(
        select(Day, Place, RouteSheet, _services(), *_written())
        .outerjoin(Place, Place.id == Day.place_id)
        .outerjoin(RouteSheet, and_(RouteSheet.day_id == Day.id, RouteSheet.deleted_at.is_(None)))
        .where(Day.production_id == production.id)
        .order_by(Day.on, Day.unit)
    )
    return [
        Dated(row.Day, row.Place, row.services, _sheet(production, row) if row.RouteSheet else None)
        for row in rows
    ]


def days_with_services(production_id: UUID) -> list[Dated]:
    rows = db().execute(
        select(Day, Place, _services())
        .outerjoin(Place, Place.id == Day.place_id)
        .where(Day.production_id == production_id)
        .order_by(Day.on, Day.unit)
    )
    return [Dated(row.Day, row.Place, row.services, None) for row in rows]


def day_to_show_or_404(production_id: UUID, public_id: str) -> Row[Day, Place | None, RouteSheet | None]:
    """A day, its place, and the feuille de route it has already."""
    found = (
        db()
        .execute(
            select(Day, Place, RouteSheet)
            .outerjoin(Place, Place.id == Day.place_id)
            .outerjoin(RouteSheet, and_(RouteSheet.day_id == Day.id, RouteSheet.deleted_at.is_(None)))
            .where(Day.production_id == production_id, Day.public_id == public_id)
        )
        .one_or_none()
    )
    if found is None:
        raise NotFound
    return found


def others_of(sheet: Sheet) -> list[Row[RouteSheet, Day, Place | None]]:
    """The other feuilles de route of the production, the nearest before this one first."""
    found = (
        db()
        .execute(
            select(RouteSheet, Day, Place)
            .join(Day, Day.id == RouteSheet.day_id)
            .outerjoin(Place, Place.id == Day.place_id)
            .where(
                RouteSheet.production_id == sheet.production.id,
                RouteSheet.id != sheet.row.id,
                RouteSheet.deleted_at.is_(None),
            )
        )
        .all()
    )
    here = sheet.day.on
    return sorted(found, key=lambda one: (one.Day.on > here, abs((one.Day.on - here).days)))


def line_or_404(model: type[Line], sheet: Sheet, public_id: str, *, deleted: bool = False) -> Any:
    line = db().scalar(select(model).where(model.sheet_id == sheet.row.id, model.public_id == public_id))
    if line is None or (line.deleted_at is not None) != deleted:
        raise NotFound
    return line


def hotels() -> Sequence[Place]:
    return (
        db()
        .scalars(
            select(Place)
            .where(Place.deleted_at.is_(None), Place.kind == PlaceKind.HOTEL)
            .order_by(Place.folded)
        )
        .all()
    )


def number_of_sheets(production_id: UUID) -> ScalarSelect[int]:
    """Those deleted included: they hold people's tickets and rooms too."""
    mine = RouteSheet.production_id == production_id
    return select(func.count()).select_from(RouteSheet).where(mine).scalar_subquery()


def _sheet(production: Production, row: Any) -> Sheet:
    parts = ("trips", "meals", "rooms", "allowances", "invitations", "calls", "keepers")
    return Sheet(production, row.RouteSheet, row.Day, row.Place, {part: getattr(row, part) for part in parts})


def _written() -> list[Any]:
    """The lines of a feuille de route, each part as one value of its row."""
    hotel = aliased(Place)
    hotel_phone = (
        select(Keeper.phone)
        .where(Keeper.place_id == hotel.id, Keeper.phone.is_not(None))
        .order_by(Keeper.position)
        .limit(1)
        .scalar_subquery()
    )
    hotel_of = (
        select(
            func.jsonb_build_object(
                "name", hotel.name, "city", hotel.city, "address", hotel.address, "phone", hotel_phone
            )
        )
        .where(hotel.id == RouteRoom.place_id)
        .scalar_subquery()
    )
    phone = (
        select(Contact.phone)
        .join(Member, Member.contact_id == Contact.id)
        .where(Member.id == RouteCall.member_id, RouteCall.shows_phone, Member.shares_phone)
        .scalar_subquery()
    )
    seats = _all(RouteSeat, RouteSeat.trip_id == RouteTrip.id, (RouteSeat.id,))
    sleepers = _all(RouteSleeper, RouteSleeper.room_id == RouteRoom.id, (RouteSleeper.id,))
    return [
        _lines(RouteTrip, (RouteTrip.on, RouteTrip.leaves_minute), seats=seats).label("trips"),
        _lines(RouteMeal, (RouteMeal.on, RouteMeal.minute)).label("meals"),
        _lines(RouteRoom, (RouteRoom.arrive_on,), sleepers=sleepers, place=hotel_of).label("rooms"),
        _lines(RouteAllowance, ()).label("allowances"),
        _lines(RouteInvitation, ()).label("invitations"),
        _lines(RouteCall, (), member_phone=phone).label("calls"),
        _all(Keeper, Keeper.place_id == Place.id, (Keeper.position,)).label("keepers"),
    ]


def _services() -> Any:
    return _all(Service, Service.day_id == Day.id, (Service.start_minute, Service.position)).label("services")


def _lines(model: type[Any], order: tuple[Any, ...], **more: Any) -> ScalarSelect[Any]:
    mine = and_(model.sheet_id == RouteSheet.id, model.deleted_at.is_(None))
    return _all(model, mine, (*order, model.id), **more)


def _all(
    model: type[Base], mine: ColumnElement[bool], order: tuple[Any, ...], **more: Any
) -> ScalarSelect[Any]:
    """The rows that are of the row around, as a JSON list of objects with the names of the model."""
    names = [attribute.key for attribute in inspect(model).column_attrs]
    pairs = [it for name in names for it in (name, getattr(model, name))]
    pairs += [it for name, value in more.items() for it in (name, value)]
    listed = func.jsonb_agg(aggregate_order_by(func.jsonb_build_object(*pairs), *order), type_=JSONB)
    return select(func.coalesce(listed, func.jsonb_build_array(), type_=JSONB)).where(mine).scalar_subquery()
