"""Birthdays as they are kept: `1988-03-14`, or `--03-14` when the year is not said."""

from __future__ import annotations

from datetime import date


def birthday_ends(today: date) -> tuple[str, ...]:
    """How the birthdays of the day end; who was born on 29 February is wished on the 28th of other years."""
    end = f"-{today:%m-%d}"
    return (end, "-02-29") if end == "-02-28" and not _is_leap(today.year) else (end,)


def is_birthday(kept: str | None, today: date) -> bool:
    return bool(kept) and str(kept).endswith(birthday_ends(today))


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
