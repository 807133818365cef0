"""Openings counted: coarse on purpose, a day and a kind of device."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from webapp.core.clock import PARIS
from webapp.sharing.models import Device, Visited

DAYS = 14
LAST = 10


@dataclass(frozen=True)
class Seen:
    at: datetime
    device: Device
    what: Visited

    @property
    def on(self) -> date:
        return self.at.astimezone(PARIS).date()


@dataclass(frozen=True)
class Daily:
    on: date
    times: int


@dataclass(frozen=True)
class Counted:
    """The page of one link: how often, the last time, and each of the last fourteen days, today at the end."""

    times: int
    at: datetime | None
    device: Device | None
    days: tuple[Daily, ...]

    @property
    def most(self) -> int:
        return max(day.times for day in self.days)


@dataclass(frozen=True)
class Visits:
    counted: Counted
    devices: tuple[tuple[Device, int], ...]  # the most used first
    last: tuple[Seen, ...]


def counted(
    times: Iterable[tuple[date, int]], at: datetime | None, device: Device | None, today: date
) -> Counted:
    by_day = Counter[date]()
    for on, number in times:
        by_day[on] += number
    days = tuple(Daily(on, by_day[on]) for on in _days_to(today))
    return Counted(by_day.total(), at, device, days)


def visits(seen: Sequence[Seen], today: date) -> Visits:
    """Of these, the newest first."""
    pages = [one for one in seen if one.what is Visited.PAGE]
    at, device = (pages[0].at, pages[0].device) if pages else (None, None)
    return Visits(
        counted(((one.on, 1) for one in pages), at, device, today),
        tuple(Counter(one.device for one in pages).most_common()),
        tuple(seen[:LAST]),
    )


def _days_to(today: date) -> list[date]:
    return [today - timedelta(days=ago) for ago in reversed(range(DAYS))]
