from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    Index,
    Integer,
    SmallInteger,
    String,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.tenancy import Addressable, TenantScoped, tenant_fk
from webapp.domain.tour import Cession, Mode


class RouteSheet(Addressable, TenantScoped, Base):
    """The feuille de route of a date, or of several in a row in the same hall."""

    __tablename__ = "route_sheets"

    production_id: Mapped[UUID] = mapped_column(Uuid)
    day_id: Mapped[UUID] = mapped_column(Uuid)
    until_on: Mapped[date | None] = mapped_column(Date)
    contract_number: Mapped[str | None] = mapped_column(String(60))
    contract_state: Mapped[Cession] = mapped_column(String(10), default=Cession.TO_MAKE)
    contract_on: Mapped[date | None] = mapped_column(Date)
    show_minute: Mapped[int | None] = mapped_column(
        SmallInteger
    )  # where the planning says otherwise or nothing
    doors_minute: Mapped[int | None] = mapped_column(SmallInteger)  # entrée public
    length_minutes: Mapped[int | None] = mapped_column(SmallInteger)
    capacity: Mapped[int | None] = mapped_column(Integer)  # where it is not the hall's
    audience: Mapped[str | None] = mapped_column(String(200))
    strike_on: Mapped[date | None] = mapped_column(Date)
    strike_minute: Mapped[int | None] = mapped_column(SmallInteger)
    strike_text: Mapped[str | None] = mapped_column(String(1000))
    leave_on: Mapped[date | None] = mapped_column(Date)
    leave_minute: Mapped[int | None] = mapped_column(SmallInteger)
    leave_text: Mapped[str | None] = mapped_column(String(1000))
    spared: Mapped[list[str]] = mapped_column(JSONB, default=list)  # what this date does without
    notes: Mapped[str | None] = mapped_column(String(2000))
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("production_id", "productions", ondelete="CASCADE"),
        tenant_fk("day_id", "production_days", ondelete="CASCADE"),
        CheckConstraint("capacity >= 0 AND length_minutes >= 0", name="positive"),
        Index("ix_route_sheets_day", "workspace_id", "day_id"),
        Index("ix_route_sheets_production", "workspace_id", "production_id"),
    )


class Line(Addressable, TenantScoped):
    """A line of a part of a feuille de route."""

    sheet_id: Mapped[UUID] = mapped_column(Uuid)
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)


def _of_a_sheet(table: str) -> tuple[Any, ...]:
    return (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("sheet_id", "route_sheets", ondelete="CASCADE"),
        Index(f"ix_{table}_sheet", "workspace_id", "sheet_id"),
    )


class RouteTrip(Line, Base):
    """Trajet, or the camion décor; who travels is in its seats."""

    __tablename__ = "route_trips"

    on: Mapped[date] = mapped_column("trip_on", Date)
    mode: Mapped[Mode] = mapped_column(String(6), default=Mode.TRAIN)
    leaves: Mapped[str | None] = mapped_column(String(200))
    leaves_minute: Mapped[int | None] = mapped_column(SmallInteger)
    arrives: Mapped[str | None] = mapped_column(String(200))
    arrives_minute: Mapped[int | None] = mapped_column(SmallInteger)
    is_next_day: Mapped[bool] = mapped_column(Boolean, default=False)
    reference: Mapped[str | None] = mapped_column(String(200))  # number of the train, plate, carrier
    notes: Mapped[str | None] = mapped_column(String(1000))

    __table_args__ = (
        *_of_a_sheet("route_trips"),
        CheckConstraint("is_next_day OR arrives_minute >= leaves_minute", name="order"),
    )


class RouteSeat(TenantScoped, Base):
    """Somebody on a trip; `ticket` is its number, or the dossier."""

    __tablename__ = "route_seats"

    trip_id: Mapped[UUID] = mapped_column(Uuid)
    member_id: Mapped[UUID] = mapped_column(Uuid)
    is_taken: Mapped[bool] = mapped_column(Boolean, default=False)  # billet pris
    ticket: Mapped[str | None] = mapped_column(String(60))

    __table_args__ = (
        UniqueConstraint("workspace_id", "trip_id", "member_id"),
        tenant_fk("trip_id", "route_trips", ondelete="CASCADE"),
        tenant_fk("member_id", "crew_members", ondelete="CASCADE"),
        Index("ix_route_seats_member", "workspace_id", "member_id"),
    )


class RouteMeal(Line, Base):
    """A meal and who pays; diets are counted, never named."""

    __tablename__ = "route_meals"

    on: Mapped[date] = mapped_column("meal_on", Date)
    minute: Mapped[int | None] = mapped_column(SmallInteger)
    what: Mapped[str] = mapped_column(String(100))
    where: Mapped[str | None] = mapped_column("meal_at", String(200))
    payer: Mapped[str | None] = mapped_column(String(100))
    count: Mapped[int | None] = mapped_column(SmallInteger)
    diets: Mapped[dict[str, int]] = mapped_column(JSONB, default=dict)

    __table_args__ = (
        *_of_a_sheet("route_meals"),
        CheckConstraint("count >= 0", name="positive"),
    )


class RouteRoom(Line, Base):
    """A room of a hotel that is kept among the places, or only named."""

    __tablename__ = "route_rooms"

    place_id: Mapped[UUID | None] = mapped_column(Uuid)
    hotel: Mapped[str | None] = mapped_column(String(200))
    arrive_on: Mapped[date] = mapped_column(Date)
    leave_on: Mapped[date] = mapped_column(Date)
    kind: Mapped[str | None] = mapped_column(String(60))
    number: Mapped[str | None] = mapped_column(String(20))
    confirmation: Mapped[str | None] = mapped_column(String(60))
    has_breakfast: Mapped[bool] = mapped_column(Boolean, default=False)
    payer: Mapped[str | None] = mapped_column(String(100))
    notes: Mapped[str | None] = mapped_column(String(1000))

    __table_args__ = (
        *_of_a_sheet("route_rooms"),
        tenant_fk("place_id", "places"),
        CheckConstraint("leave_on >= arrive_on", name="order"),
    )


class RouteSleeper(TenantScoped, Base):
    """Somebody in a room."""

    __tablename__ = "route_sleepers"

    room_id: Mapped[UUID] = mapped_column(Uuid)
    member_id: Mapped[UUID] = mapped_column(Uuid)

    __table_args__ = (
        UniqueConstraint("workspace_id", "room_id", "member_id"),
        tenant_fk("room_id", "route_rooms", ondelete="CASCADE"),
        tenant_fk("member_id", "crew_members", ondelete="CASCADE"),
        Index("ix_route_sleepers_member", "workspace_id", "member_id"),
    )


class RouteAllowance(Line, Base):
    """Défraiement of one person, or of each when nobody is named."""

    __tablename__ = "route_allowances"

    member_id: Mapped[UUID | None] = mapped_column(Uuid)
    label: Mapped[str | None] = mapped_column(String(100))
    days: Mapped[int] = mapped_column(Integer, default=100)  # hundredths
    rate_cents: Mapped[int] = mapped_column(Integer)
    payer: Mapped[str | None] = mapped_column(String(100))
    paid_on: Mapped[date | None] = mapped_column(Date)

    __table_args__ = (
        *_of_a_sheet("route_allowances"),
        tenant_fk("member_id", "crew_members", ondelete="CASCADE"),
        CheckConstraint("days >= 0 AND rate_cents >= 0", name="positive"),
    )


class RouteInvitation(Line, Base):
    __tablename__ = "route_invitations"

    name: Mapped[str] = mapped_column(String(200))
    count: Mapped[int] = mapped_column(SmallInteger, default=1)
    member_id: Mapped[UUID | None] = mapped_column(Uuid)  # who invites, else `by`
    by: Mapped[str | None] = mapped_column("invited_by", String(200))

    __table_args__ = (
        *_of_a_sheet("route_invitations"),
        tenant_fk("member_id", "crew_members", ondelete="CASCADE"),
        CheckConstraint("count >= 1", name="positive"),
    )


class RouteCall(Line, Base):
    """Somebody to call that day, besides those of the hall: an office, or someone of the crew whose phone is shown."""

    __tablename__ = "route_calls"

    job: Mapped[str] = mapped_column(String(100))
    name: Mapped[str | None] = mapped_column(String(200))
    phone: Mapped[str | None] = mapped_column(String(40))
    member_id: Mapped[UUID | None] = mapped_column(Uuid)
    shows_phone: Mapped[bool] = mapped_column(Boolean, default=False)  # of the member, theirs and private

    __table_args__ = (
        *_of_a_sheet("route_calls"),
        tenant_fk("member_id", "crew_members", ondelete="CASCADE"),
    )
