from datetime import date, datetime
from enum import StrEnum
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


class DayKind(StrEnum):
    # Film.
    SHOOT = "shoot"
    PRELIGHT = "prelight"
    SCOUTING = "scouting"  # repérage
    TRIAL = "trial"  # essais
    # Live shows.
    REHEARSAL = "rehearsal"
    PRERIG = "prerig"  # prémontage
    RIG = "rig"  # montage plateau
    FOCUS = "focus"  # réglages
    RUN = "run"  # filage
    RACCORD = "raccord"  # a short run before the show
    SOUND = "sound"  # balance
    DRESS = "dress"  # générale
    SHOW = "show"  # représentation
    STRIKE = "strike"  # démontage
    # Both.
    TRAVEL = "travel"  # route
    REST = "rest"  # relâche
    OTHER = "other"


# The days that are numbered: J 12 / 28 on a film, date 3 / 12 on tour.
COUNTED = (DayKind.SHOOT, DayKind.SHOW)


class Day(Addressable, TenantScoped, Base):
    """One day of a production, of one of its crews (équipe 1, 2).

    Times are minutes since midnight; one before the convocation is of the next day.
    """

    __tablename__ = "production_days"

    production_id: Mapped[UUID] = mapped_column(Uuid)
    on: Mapped[date] = mapped_column("day_on", Date)
    kind: Mapped[DayKind] = mapped_column(String(10), default=DayKind.SHOOT)
    unit: Mapped[int] = mapped_column(SmallInteger, default=1)
    place_id: Mapped[UUID | None] = mapped_column(Uuid)
    call_minute: Mapped[int | None] = mapped_column(SmallInteger)  # convocation générale
    ready_minute: Mapped[int | None] = mapped_column(SmallInteger)  # PAT, or the start of the show
    meal_minute: Mapped[int | None] = mapped_column(SmallInteger)  # coupure repas
    end_minute: Mapped[int | None] = mapped_column(SmallInteger)
    is_continuous: Mapped[bool] = mapped_column(Boolean, default=False)  # journée continue
    is_locked: Mapped[bool] = mapped_column(Boolean, default=False)
    notes: Mapped[str | None] = mapped_column(String(2000))
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        # Checked at the end, so that two days may change places.
        UniqueConstraint(
            "workspace_id", "production_id", "day_on", "unit", deferrable=True, initially="DEFERRED"
        ),
        tenant_fk("production_id", "productions", ondelete="CASCADE"),
        tenant_fk("place_id", "places"),
        CheckConstraint("unit BETWEEN 1 AND 9", name="unit"),
        Index("ix_production_days_on", "workspace_id", "day_on"),
    )


class Effect(StrEnum):
    """Inside or outside."""

    INT = "int"
    EXT = "ext"
    BOTH = "both"


class Light(StrEnum):
    DAY = "day"
    NIGHT = "night"
    DAWN = "dawn"
    DUSK = "dusk"
    MIXED = "mixed"


class Sequence(Addressable, TenantScoped, Base):
    """A sequence of the script, or an act; it waits in the pool until a strip puts it on a day."""

    __tablename__ = "sequences"

    production_id: Mapped[UUID] = mapped_column(Uuid)
    number: Mapped[str] = mapped_column(String(12))
    sort_key: Mapped[str] = mapped_column(String(40), default="")  # 2 before 10, 10 before 10A
    effect: Mapped[Effect | None] = mapped_column(String(5))
    light: Mapped[Light | None] = mapped_column(String(6))
    set_name: Mapped[str | None] = mapped_column(String(200))  # décor, as the script names it
    place_id: Mapped[UUID | None] = mapped_column(Uuid)
    summary: Mapped[str | None] = mapped_column(String(1000))
    story_day: Mapped[str | None] = mapped_column(String(40))  # jour récit
    eighths: Mapped[int | None] = mapped_column(SmallInteger)  # pages, in eighths
    seconds: Mapped[int | None] = mapped_column(Integer)  # minutage
    roles: Mapped[list[str]] = mapped_column(JSONB, default=list)  # numbers of the roles: "1", "4"
    extras: Mapped[int | None] = mapped_column(SmallInteger)  # figurants
    needs: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)  # by department or kind: text
    created_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "production_id", "number"),
        tenant_fk("production_id", "productions", ondelete="CASCADE"),
        tenant_fk("place_id", "places"),
        CheckConstraint("eighths >= 0 AND seconds >= 0 AND extras >= 0", name="positive"),
    )


class Need(StrEnum):
    """What a sequence asks for, by department or because it asks for care; the keys of `Sequence.needs`."""

    PROPS = "props"
    VEHICLES = "vehicles"  # véhicules de jeu
    COSTUMES = "costumes"
    MAKEUP = "makeup"  # maquillage, coiffure
    SET = "set"  # décoration
    CAMERA = "camera"
    GRIP = "grip"  # machinerie
    LIGHT = "light"  # électricité
    SOUND = "sound"
    MANAGEMENT = "management"  # régie
    DIRECTION = "direction"  # mise en scène
    EFFECTS = "effects"
    STUNTS = "stunts"
    WEAPONS = "weapons"
    ANIMALS = "animals"
    DRONE = "drone"
    INTIMACY = "intimacy"
    CHILDREN = "children"


class StripKind(StrEnum):
    SEQUENCE = "sequence"
    MOVE = "move"  # déplacement
    MEAL = "meal"  # coupure repas
    NOTE = "note"  # information


class Strip(Addressable, TenantScoped, Base):
    """A line of a day, in its order: a sequence, or what happens between two."""

    __tablename__ = "strips"

    day_id: Mapped[UUID] = mapped_column(Uuid)
    position: Mapped[int] = mapped_column(SmallInteger, default=0)
    kind: Mapped[StripKind] = mapped_column(String(10), default=StripKind.SEQUENCE)
    sequence_id: Mapped[UUID | None] = mapped_column(Uuid)
    minute: Mapped[int | None] = mapped_column(SmallInteger)
    text: Mapped[str | None] = mapped_column(String(400))

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        tenant_fk("day_id", "production_days", ondelete="CASCADE"),
        tenant_fk("sequence_id", "sequences", ondelete="CASCADE"),
        Index("ix_strips_day", "workspace_id", "day_id"),
        Index("ix_strips_sequence", "workspace_id", "sequence_id"),
    )


class Half(StrEnum):
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class Service(TenantScoped, Base):
    """A half-day of a live show, or a service of three or four hours by agreement."""

    __tablename__ = "services"

    day_id: Mapped[UUID] = mapped_column(Uuid)
    position: Mapped[int] = mapped_column(SmallInteger, default=0)
    half: Mapped[Half] = mapped_column(String(10))
    kind: Mapped[DayKind] = mapped_column(String(10))
    start_minute: Mapped[int | None] = mapped_column(SmallInteger)
    end_minute: Mapped[int | None] = mapped_column(SmallInteger)
    text: Mapped[str | None] = mapped_column(String(400))

    __table_args__ = (
        tenant_fk("day_id", "production_days", ondelete="CASCADE"),
        Index("ix_services_day", "workspace_id", "day_id"),
    )


class PlanVersion(Addressable, TenantScoped, Base):
    """The plan de travail as it was on a day: published here, or received as a PDF from the mise en scène."""

    __tablename__ = "plan_versions"

    production_id: Mapped[UUID] = mapped_column(Uuid)
    number: Mapped[int] = mapped_column(SmallInteger)
    label: Mapped[str | None] = mapped_column(String(40))  # of a PDF, as its author numbers it
    dated_on: Mapped[date] = mapped_column(Date)
    published_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    by_name: Mapped[str] = mapped_column(String(200))
    note: Mapped[str | None] = mapped_column(String(1000))
    snapshot: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))  # domain.planning.plan
    document_id: Mapped[UUID | None] = mapped_column(Uuid)

    __table_args__ = (
        UniqueConstraint("workspace_id", "public_id"),
        UniqueConstraint("workspace_id", "production_id", "number"),
        tenant_fk("production_id", "productions", ondelete="CASCADE"),
        tenant_fk("document_id", "documents", ondelete="CASCADE"),
        CheckConstraint("num_nonnulls(snapshot, document_id) = 1", name="one_content"),
    )


class ServiceLength(TenantScoped, Base):
    """The hours of a service on a show, by its agreement; four when nothing was said."""

    __tablename__ = "service_lengths"

    production_id: Mapped[UUID] = mapped_column(Uuid)
    minutes: Mapped[int] = mapped_column(SmallInteger)

    __table_args__ = (
        UniqueConstraint("workspace_id", "production_id"),
        tenant_fk("production_id", "productions", ondelete="CASCADE"),
        CheckConstraint("minutes IN (180, 240)", name="minutes"),
    )
