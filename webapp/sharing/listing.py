"""The links of the workspace: each with what it shows, how often it was seen, and until when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, false, func, or_, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from webapp.core.db import db
from webapp.core.fold import fold, folded
from webapp.productions.models import Production
from webapp.sharing.models import Share, ShareProduction
from webapp.sharing.queries import KEPT
from webapp.sharing.visits.counted import Counted
from webapp.sharing.visits.queries import counted_of, tallied

PAGE = 50
SOON = timedelta(days=7)
NEAR = 20  # links told on the page of a production


@dataclass(frozen=True)
class Shown:
    """A production of a link."""

    id: UUID
    public_id: str
    title: str
    label: str
    hue: int


@dataclass(frozen=True)
class Listed:
    share: Share
    productions: tuple[Shown, ...]  # none: all deleted or archived, it opens no more
    seen: Counted

    @property
    def public_id(self) -> str:
        return self.share.public_id

    @property
    def ids(self) -> tuple[UUID, ...]:
        return tuple(one.id for one in self.productions)

    def is_active(self, today: date) -> bool:
        return self.share.revoked_at is None and self.share.ends_on >= today and bool(self.productions)

    def ends_soon(self, today: date) -> bool:
        return self.is_active(today) and self.share.ends_on <= today + SOON

    def days_left(self, today: date) -> int:
        return (self.share.ends_on - today).days


@dataclass(frozen=True)
class Found:
    listed: tuple[Listed, ...]
    active: int
    ended: int
    shut: int  # of the active, closed by the plan


def shares_found(
    words: str, production: str, today: date, page: int, *, passed: Collection[UUID] | None = None
) -> Found:
    """One page: those about to end first, then the last made, then those that are over. One statement.

    `passed`: productions whose pass alone keeps a link open; None: the plan opens all.
    """
    live = _is_live(today)
    shut = false() if passed is None else and_(live, _shows(*KEPT, Production.id.not_in(passed)))
    soon = and_(live, Share.ends_on <= today + SOON)
    rows = (
        db()
        .execute(
            _listed(
                func.count().filter(live).over().label("active"),
                func.count().filter(~live).over().label("ended"),
                func.count().filter(shut).over().label("shut"),
            )
            .where(*_asked(words, production))
            .order_by(
                case((soon, 0), (live, 1), else_=2),
                case((soon, Share.ends_on)),
                Share.created_at.desc(),
                Share.id.desc(),
            )
            .limit(PAGE)
            .offset((page - 1) * PAGE)
        )
        .all()
    )
    counts = (rows[0].active, rows[0].ended, rows[0].shut) if rows else (0, 0, 0)
    return Found(tuple(_told(row) for row in rows), *counts)


def shares_of(production: Production, today: date) -> list[Listed]:
    """The active links of a production, the last made first."""
    rows = db().execute(
        _listed()
        .where(_shows(Production.id == production.id), _is_live(today))
        .order_by(Share.created_at.desc(), Share.id.desc())
        .limit(NEAR)
    )
    return [_told(row) for row in rows]


def share_with(share_id: str) -> Listed | None:
    row = db().execute(_listed().where(Share.public_id == share_id)).one_or_none()
    return _told(row) if row else None


def productions_shared() -> list[Any]:
    """Rows (public_id, title) of those that a link shows, to filter by."""
    shown = select(ShareProduction.production_id)
    return list(
        db().execute(
            select(Production.public_id, Production.title)
            .where(Production.id.in_(shown), Production.deleted_at.is_(None))
            .order_by(Production.folded)
            .limit(PAGE)
        )
    )


def _listed(*more: Any) -> Any:
    shown, seen = _productions().label("shown"), tallied().label("tallied")
    return select(Share, shown, seen, *more).select_from(Share)


def _productions() -> ScalarSelect[Any]:
    each = func.jsonb_build_array(
        Production.id, Production.public_id, Production.title, Production.label, Production.hue
    )
    return (
        select(func.jsonb_agg(aggregate_order_by(each, ShareProduction.position)))
        .select_from(ShareProduction)
        .join(Production, Production.id == ShareProduction.production_id)
        .where(ShareProduction.share_id == Share.id, *KEPT)
        .correlate(Share)
        .scalar_subquery()
    )


def _told(row: Any) -> Listed:
    return Listed(
        row.Share, tuple(Shown(UUID(key), *rest) for key, *rest in row.shown or ()), counted_of(row.tallied)
    )


def _is_live(today: date) -> ColumnElement[bool]:
    return and_(Share.revoked_at.is_(None), Share.ends_on >= today, _shows(*KEPT))


def _shows(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """A production of the link is like this."""
    return (
        select(ShareProduction.id)
        .join(Production, Production.id == ShareProduction.production_id)
        .where(ShareProduction.share_id == Share.id, *conditions)
        .correlate(Share)
        .exists()
    )


def _asked(words: str, production: str) -> list[ColumnElement[bool]]:
    """Each word in the name of who receives it, or in the title of what it shows."""
    said = [
        or_(
            folded(Share.name).contains(word, autoescape=True),
            _shows(Production.folded.contains(word, autoescape=True)),
        )
        for word in fold(words).split()
    ]
    return [*said, *([_shows(Production.public_id == production)] if production else [])]
