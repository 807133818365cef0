from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from webapp.calendar.shared import SECTION as CALENDAR
from webapp.calendar.shared import CalendarShown
from webapp.core.db import db
from webapp.core.links import LinkClosed
from webapp.productions.models import Phase, Production, ShowKind
from webapp.productions.shared import by_production, gathered
from webapp.sharing.calendars.models import ShareCalendar
from webapp.sharing.models import Share
from webapp.sharing.opened.page import PhaseShown, phases_of
from webapp.sharing.opened.queries import Opened


@dataclass(frozen=True)
class Followed:
    """A production whose dates are followed."""

    key: str
    title: str
    kind: ShowKind
    phases: tuple[PhaseShown, ...]
    dates: CalendarShown


@dataclass(frozen=True)
class Reading:
    """What a calendar is made of: the dates as they are, and what was said of them last."""

    productions: tuple[Followed, ...]
    said: Mapping[str, list[Any]]
    changed_at: datetime | None  # None: never read
    is_subscribed: bool


def reading_of(opened: Opened) -> Reading:
    """One statement, as the role of links."""
    row = (
        db()
        .execute(
            select(
                gathered(_frames(opened)).label("frames"),
                gathered(CALENDAR.rows(opened.scope)).label("days"),
                ShareCalendar.said,
                ShareCalendar.changed_at,
                ShareCalendar.subscribed_at,
            )
            .select_from(Share)
            .outerjoin(ShareCalendar, ShareCalendar.share_id == Share.id)
            .where(Share.id == opened.share)
        )
        .one_or_none()
    )
    if row is None or not row.frames:
        raise LinkClosed
    days = by_production(row.days)
    frames = sorted(row.frames, key=lambda one: opened.scope.productions.index(UUID(one["id"])))
    return Reading(
        productions=tuple(
            Followed(
                key=one["key"],
                title=one["title"],
                kind=ShowKind(one["kind"]),
                phases=phases_of(one["phases"]),
                dates=CALENDAR.values(days[UUID(one["id"])], opened.scope),
            )
            for one in frames
        ),
        said=row.said or {},
        changed_at=row.changed_at,
        is_subscribed=row.subscribed_at is not None,
    )


def calendar_of(share_id: UUID) -> ShareCalendar | None:
    return db().scalar(select(ShareCalendar).where(ShareCalendar.share_id == share_id))


def _frames(opened: Opened) -> Any:
    phases = (
        select(Phase.kind, Phase.name, Phase.start_on.label("start"), Phase.end_on.label("end"))
        .where(Phase.production_id == Production.id)
        .order_by(Phase.start_on, Phase.end_on)
        .correlate(Production)
    )
    return select(
        Production.id,
        Production.public_id.label("key"),
        Production.title,
        Production.kind,
        gathered(phases).label("phases"),
    ).where(Production.id.in_(opened.scope.productions), Production.deleted_at.is_(None))
