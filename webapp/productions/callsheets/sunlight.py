"""When the sun rises and sets at a place, in minutes since midnight."""

from datetime import date

from webapp.core import sun
from webapp.places.models import Place


def sun_of(place: Place | None, day: date) -> tuple[int | None, int | None]:
    """Nothing where the place has no coordinates, or the sun does not rise and set."""
    if place is None or place.latitude is None or place.longitude is None:
        return None, None
    return sun.sun_of(place.latitude, place.longitude, day) or (None, None)
