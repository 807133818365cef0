from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Label, Row, func, or_, select
from werkzeug.exceptions import NotFound

from webapp.core.db import db
from webapp.core.fold import fold
from webapp.places.models import Keeper, Place, PlaceKind

Rows = Sequence[Row[*tuple[Any, ...]]]

PAGE = 50


def place_or_404(public_id: str, *, deleted: bool = False) -> Place:
    place = db().scalar(select(Place).where(Place.public_id == public_id))
    if place is None or (place.deleted_at is not None) != deleted:
        raise NotFound
    return place


def places_for_choice() -> Sequence[Place]:
    """Those kept, by name."""
    return db().scalars(select(Place).where(Place.deleted_at.is_(None)).order_by(Place.folded)).all()


def places_found(words: str, kind: PlaceKind | None, page: int) -> Rows:
    """One page of the list, by name, with the first number to call at each."""
    columns = (Place.public_id, Place.kind, Place.name, Place.address, Place.city, first_phone())
    return (
        db()
        .execute(
            select(*columns)
            .where(Place.deleted_at.is_(None), *_each_word(words), *([Place.kind == kind] if kind else []))
            .order_by(Place.folded, Place.id)
            .limit(PAGE)
            .offset((page - 1) * PAGE)
        )
        .all()
    )


def first_phone() -> Label[str | None]:
    """`phone`: of the first who has one, at the place of the row."""
    return (
        select(Keeper.phone)
        .where(Keeper.place_id == Place.id, Keeper.phone.is_not(None))
        .order_by(Keeper.position)
        .limit(1)
        .scalar_subquery()
        .label("phone")
    )


def count_of_kinds(words: str) -> dict[PlaceKind, int]:
    """How many places of each kind the words find."""
    counted = db().execute(
        select(Place.kind, func.count())
        .where(Place.deleted_at.is_(None), *_each_word(words))
        .group_by(Place.kind)
    )
    found = {PlaceKind(kind): count for kind, count in counted.all()}
    return {kind: found.get(kind, 0) for kind in PlaceKind}


def keepers_of(place_id: UUID) -> Sequence[Keeper]:
    """Who to ask for there, in the order they were typed."""
    return db().scalars(select(Keeper).where(Keeper.place_id == place_id).order_by(Keeper.position)).all()


def places_called(name: str) -> Sequence[Place]:
    """Places whose folded words begin with this name, the first kept first; the rest is compared by the caller."""
    folded = fold(name)
    alike = or_(Place.folded == folded, Place.folded.startswith(f"{folded} ", autoescape=True))
    return (
        db()
        .scalars(
            select(Place)
            .where(Place.deleted_at.is_(None), alike if folded else Place.name == name)
            .order_by(Place.created_at, Place.id)
            .limit(PAGE)
        )
        .all()
    )


def _each_word(words: str) -> list[ColumnElement[bool]]:
    return [Place.folded.contains(word, autoescape=True) for word in fold(words).split()]
