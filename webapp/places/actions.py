"""What changes a place."""

from sqlalchemy import delete, select

from webapp.core import clock
from webapp.core.db import db, hold
from webapp.core.fold import fold
from webapp.core.tenancy import workspace_of
from webapp.places.models import Keeper, Place, PlaceKind
from webapp.places.queries import places_called
from webapp.places.sheet import EVERYWHERE, HALL_ONLY, HALLS, Sheet


def add_place(sheet: Sheet) -> Place:
    place = Place()
    _write(place, sheet)
    db().add(place)
    db().flush()
    _set_keepers(place, sheet)
    return place


def update_place(place: Place, sheet: Sheet) -> None:
    # Two who save at the same time do it in turn: the lines of one replace those of the other.
    db().execute(select(Place.id).where(Place.id == place.id).with_for_update())
    _write(place, sheet)
    db().execute(delete(Keeper).where(Keeper.place_id == place.id))
    _set_keepers(place, sheet)


def place_named(name: str, kind: PlaceKind = PlaceKind.SET) -> Place:
    """The place kept under this name, else a new one of that kind."""
    there = _named(name)
    if there is None:
        hold("places", workspace_of(db()))  # somebody may be making it: look again after them
        there = _named(name)
    return there or add_place(Sheet(name=" ".join(name.split())[:200], kind=kind))


def delete_place(place: Place) -> None:
    """Out of the lists; days and sequences still name it."""
    place.deleted_at = clock.now()
    db().flush()


def restore_place(place: Place) -> None:
    place.deleted_at = None
    db().flush()


def _named(name: str) -> Place | None:
    wanted = fold(name) or name
    return next((p for p in places_called(name) if (fold(p.name) or p.name) == wanted), None)


def _write(place: Place, sheet: Sheet) -> None:
    """What a hall alone has stays as it was while the place is called something else."""
    for field in (*EVERYWHERE, *(HALL_ONLY if sheet.kind in HALLS else ())):
        setattr(place, field, getattr(sheet, field))
    place.latitude, place.longitude = sheet.coordinates or (None, None)
    place.refold()


def _set_keepers(place: Place, sheet: Sheet) -> None:
    db().add_all(
        Keeper(
            place_id=place.id,
            position=position,
            job=call.job,
            name=call.name,
            phone=call.phone,
            email=call.email,
        )
        for position, call in enumerate(sheet.keepers)
    )
    db().flush()
