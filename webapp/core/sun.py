"""Sunrise and sunset, computed from coordinates: nothing is asked of the network."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from astral import Observer
from astral.sun import sunrise, sunset

from webapp.core.clock import PARIS

HALF_MINUTE = timedelta(seconds=30)


def sun_of(latitude: float, longitude: float, day: date) -> tuple[int, int] | None:
    """(sunrise, sunset) in minutes of the clock of Paris; None where the sun does not rise or set that day."""
    observer = Observer(latitude, longitude)
    try:
        return _minute(sunrise, observer, day), _minute(sunset, observer, day)
    except ValueError:
        return None


def _minute(event: Callable[..., datetime], observer: Observer, day: date) -> int:
    at = event(observer, date=day, tzinfo=PARIS) + HALF_MINUTE
    return at.hour * 60 + at.minute
