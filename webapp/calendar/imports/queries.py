from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select
from werkzeug.exceptions import NotFound

from webapp.calendar.models import ImportedEvent, Subscription
from webapp.core.db import db
from webapp.productions.models import Production

MOST_SHOWN = 100


def subscriptions() -> Sequence[Row[Any]]:
    """Those kept, by name, with how many dates each brought and the production it belongs to."""
    count = select(func.count(ImportedEvent.id)).where(ImportedEvent.subscription_id == Subscription.id)
    wanted = (
        select(
            Subscription.public_id,
            Subscription.name,
            Subscription.url.is_not(None).label("is_followed"),
            Subscription.hue,
            Subscription.is_hidden,
            Subscription.read_at,
            Subscription.trouble,
            Production.title.label("production"),
            count.scalar_subquery().label("events"),
        )
        .outerjoin(Production, Production.id == Subscription.production_id)
        .where(Subscription.kept_at.is_not(None))
        .order_by(func.lower(Subscription.name), Subscription.id)
        .limit(MOST_SHOWN)
    )
    return db().execute(wanted).all()


def how_many() -> int:
    return db().scalar(select(func.count(Subscription.id)).where(Subscription.kept_at.is_not(None))) or 0


def subscription_or_404(public_id: str) -> Subscription:
    found = db().scalar(select(Subscription).where(Subscription.public_id == public_id))
    if found is None:
        raise NotFound
    return found


def kept_or_404(public_id: str) -> Subscription:
    """One that is in the calendar."""
    found = subscription_or_404(public_id)
    if found.kept_at is None:
        raise NotFound
    return found


def draft_or_404(public_id: str) -> Subscription:
    """One that is looked at, and not kept yet."""
    found = subscription_or_404(public_id)
    if found.kept_at is not None:
        raise NotFound
    return found


def production_of(subscription: Subscription) -> Production | None:
    if subscription.production_id is None:
        return None
    return db().scalar(select(Production).where(Production.id == subscription.production_id))


def to_refresh(before: datetime) -> Sequence[Subscription]:
    """Addresses not read since."""
    wanted = select(Subscription).where(
        Subscription.url.is_not(None),
        Subscription.kept_at.is_not(None),
        (Subscription.read_at.is_(None)) | (Subscription.read_at < before),
    )
    return db().scalars(wanted.order_by(Subscription.id)).all()


def known(uids: Iterable[str]) -> dict[tuple[str, str], ImportedEvent]:
    """Events already there, whoever brought them."""
    rows = db().scalars(select(ImportedEvent).where(ImportedEvent.uid.in_(set(uids))))
    return {(row.uid, row.occurrence): row for row in rows}


def events_of(subscription_id: UUID) -> Sequence[ImportedEvent]:
    wanted = select(ImportedEvent).where(ImportedEvent.subscription_id == subscription_id)
    return db().scalars(wanted.order_by(ImportedEvent.start_on, ImportedEvent.id)).all()


def hidden_of(subscription_id: UUID) -> Sequence[ImportedEvent]:
    wanted = select(ImportedEvent).where(
        ImportedEvent.subscription_id == subscription_id, ImportedEvent.is_hidden.is_(True)
    )
    return db().scalars(wanted.order_by(ImportedEvent.start_on, ImportedEvent.id).limit(MOST_SHOWN)).all()


def event_or_404(public_id: str) -> Row[ImportedEvent, Subscription]:
    found = (
        db()
        .execute(
            select(ImportedEvent, Subscription)
            .join(Subscription, Subscription.id == ImportedEvent.subscription_id)
            .where(ImportedEvent.public_id == public_id)
        )
        .first()
    )
    if found is None:
        raise NotFound
    return found
