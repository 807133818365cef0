"""The prices, from one file of dated data."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Sold(StrEnum):
    PRO = "pro"
    SEAT = "seat"  # a second person who writes
    PASS = "pass"  # three months of Pro for one production


class Interval(StrEnum):
    MONTH = "month"
    YEAR = "year"
    ONCE = "once"


# About as long, to tell what is left of one: Stripe counts the seconds.
PERIODS = {Interval.MONTH: timedelta(days=30), Interval.YEAR: timedelta(days=365)}


@dataclass(frozen=True)
class Price:
    """In cents, VAT included."""

    lookup_key: str
    what: Sold
    interval: Interval
    cents: int
    from_on: date


@cache
def prices() -> tuple[Price, ...]:
    held = tomllib.loads((files(__package__) / "prices.toml").read_text(encoding="utf-8"))
    return tuple(
        Price(one["lookup_key"], Sold(one["what"]), Interval(one["interval"]), one["cents"], one["from"])
        for one in held["prices"]
    )


def price_of(what: Sold, interval: Interval) -> Price:
    """The last one said."""
    return max(
        (one for one in prices() if one.what is what and one.interval is interval),
        key=lambda one: one.from_on,
    )


def price_named(lookup_key: str) -> Price | None:
    """One sold before keeps its name here: whoever has it keeps its price."""
    return next((one for one in prices() if one.lookup_key == lookup_key), None)


def interval_of(lookup_key: str | None) -> Interval | None:
    price = price_named(lookup_key) if lookup_key else None
    return price.interval if price else None


def for_the_rest(cents: int, interval: Interval, now: datetime, ends_at: datetime | None) -> int:
    """About what the rest of a period is worth, in cents."""
    left = max(ends_at - now, timedelta()) if ends_at else timedelta()
    return round(cents * min(left / PERIODS[interval], 1))
