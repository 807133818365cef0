from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.orm import aliased
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact
from webapp.contacts.queries import PAGE
from webapp.core.db import db
from webapp.network.models import Direction, Recommendation

Rows = Sequence[Row[*tuple[Any, ...]]]
To = aliased(Contact)


def recommendation_or_404(recommendation_id: str, *, deleted: bool = False) -> Recommendation:
    found = db().scalar(select(Recommendation).where(Recommendation.public_id == recommendation_id))
    if found is None or (found.deleted_at is not None) != deleted:
        raise NotFound
    return found


def listed(direction: Direction, page: int) -> Rows:
    """One page, latest first; `found` counts them all."""
    return _latest(_rows().where(Recommendation.direction == direction), PAGE, page)


def count_of_directions() -> dict[Direction, int]:
    counted = db().execute(
        select(Recommendation.direction, func.count())
        .join(Contact, Contact.id == Recommendation.contact_id)
        .where(Recommendation.deleted_at.is_(None), Contact.deleted_at.is_(None))
        .group_by(Recommendation.direction)
    )
    found = {Direction(direction): count for direction, count in counted.all()}
    return {direction: found.get(direction, 0) for direction in Direction}


def about(contact: Contact, *, most: int) -> Rows:
    """Those that name somebody, on either side."""
    named = or_(Recommendation.contact_id == contact.id, Recommendation.to_contact_id == contact.id)
    return _latest(_rows().where(named), most)


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Recommendation.public_id,
            Recommendation.direction,
            Recommendation.purpose,
            Recommendation.on,
            Recommendation.note,
            Contact.public_id.label("contact_id"),
            Contact.name.label("name"),
            To.public_id.label("to_id"),
            To.name.label("to"),
            To.deleted_at.label("to_deleted_at"),
            func.count().over().label("found"),
        )
        .join(Contact, Contact.id == Recommendation.contact_id)
        .outerjoin(To, To.id == Recommendation.to_contact_id)
        .where(Recommendation.deleted_at.is_(None), Contact.deleted_at.is_(None))
    )


def _latest(wanted: Select[*tuple[Any, ...]], most: int, page: int = 1) -> Rows:
    ordered = wanted.order_by(Recommendation.on.desc(), Recommendation.created_at.desc(), Recommendation.id)
    return db().execute(ordered.limit(most).offset((page - 1) * most)).all()
