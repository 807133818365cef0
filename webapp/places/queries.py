from collections.abc import Sequence

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from webapp.core.db import db
from webapp.places.models import Place


def place_or_404(public_id: str, *, deleted: bool = False) -> Place:
    place = db().scalar(select(Place).where(Place.public_id == public_id))
    if place is None or (place.deleted_at is not None) != deleted:
        raise NotFound
    return place


def places_for_choice() -> Sequence[Place]:
    """Those kept, by name."""
    return db().scalars(select(Place).where(Place.deleted_at.is_(None)).order_by(Place.folded)).all()
