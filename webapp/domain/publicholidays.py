"""The eleven public holidays of France (Code du travail, L3133-1); those of Alsace-Moselle and overseas are not."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
AFTER_EASTER = (1, 39, 50)  # lundi de Pâques, Ascension, lundi de Pentecôte


def is_public_holiday(day: date) -> bool:
    return day in public_holidays(day.year)


@lru_cache(200)
def public_holidays(year: int) -> frozenset[date]:
    moving = (easter(year) + timedelta(days=after) for after in AFTER_EASTER)
    return frozenset([*(date(year, month, number) for month, number in FIXED), *moving])


def easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian computation (Meeus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    last = (32 + 2 * e + 2 * i - h - k) % 7
    month, number = divmod(h + last - 7 * ((a + 11 * h + 22 * last) // 451) + 114, 31)
    return date(year, month, number + 1)
