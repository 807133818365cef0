from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Float, Index, Integer, SmallInteger, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core import clock
from webapp.core.db import Base, Instant
from webapp.core.fold import fold
from webapp.core.searchable import Searchable
from webapp.core.tenancy import Addressable, TenantScoped, tenant_fk


class PlaceKind(StrEnum):
    SET = "set"  # décor
    HALL = "hall"
    STUDIO = "studio"
    BASE = "base"  # base arrière, cantine, loges
    HOTEL = "hotel"
    OTHER = "other"


class Place(Searchable, Addressable, TenantScoped, Base):
    """Where work happens: its address, how to get in, and the nearest hospital."""

    __tablename__ = "places"

    kind: Mapped[PlaceKind] = mapped_column(String(10), default=PlaceKind.SET)
    name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(String(700), default="")
    address: Mapped[str | None] = mapped_column(String(400))
    postal_code: Mapped[str | None] = mapped_column(String(10))
    city: Mapped[str | None] = mapped_column(String(100))
    # Degrees, WGS 84: the sun is computed from them.
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    access: Mapped[str | None] = mapped_column(String(2000))
    parking: Mapped[str | None] = mapped_column(String(2000))
    power: Mapped[str | None] = mapped_column(String(1000))
    hospital: Mapped[str | None] = mapped_column(String(400))
    hospital_phone: Mapped[str | None] = mapped_column(String(40))
    # A hall: seats, and its stage in centimetres.
    capacity: Mapped[int | None] = mapped_column(Integer)
    stage_width: Mapped[int | None] = mapped_column(Integer)
    stage_depth: Mapped[int | None] = mapped_column(Integer)
    stage_height: Mapped[int | None] = mapped_column(Integer)
    truck_access: Mapped[str | None] = mapped_column(String(1000))
    dressing_rooms: Mapped[str | None] = mapped_column(String(1000))
    hotels: Mapped[str | None] = mapped_column(String(2000))
    notes: Mapped[str | None] = mapped_column(String(5000))
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude"),
        Index("ix_places_folded", "workspace_id", "folded"),
    )

    def refold(self) -> None:
        """Bring the searched words up to date after a change."""
        self.folded = fold(self.name, self.city, self.address)[:700]


class Keeper(TenantScoped, Base):
    """Someone to ask for at a place: directeur technique, accueil, gardien, mairie."""

    __tablename__ = "place_keepers"

    place_id: Mapped[UUID] = mapped_column(Uuid)
    position: Mapped[int] = mapped_column(SmallInteger, default=0)
    job: Mapped[str] = mapped_column(String(100))
    name: Mapped[str | None] = mapped_column(String(200))
    phone: Mapped[str | None] = mapped_column(String(40))
    email: Mapped[str | None] = mapped_column(String(254))

    __table_args__ = (
        tenant_fk("place_id", "places", ondelete="CASCADE"),
        Index("ix_place_keepers_place", "workspace_id", "place_id"),
    )
