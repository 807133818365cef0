"""A calendar as RFC 5545 writes it, with the hours of Paris right across both clock changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from icalendar import Calendar, Event, Timezone

from webapp.domain.daytime import PARIS, following

DAY = timedelta(days=1)
EVERY = "PT6H"  # how often to come back
# The library's own gives the changes an hour late, by the clock they lead to.
ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")


@dataclass(frozen=True)
class FeedEvent:
    """One event: whole days, or the same hours each of its days."""

    uid: str
    title: str
    start_on: date
    end_on: date
    start_minute: int | None = None
    end_minute: int | None = None
    place: str = ""
    text: str = ""
    url: str = ""
    is_tentative: bool = False
    is_free: bool = False
    """It takes no time: a deadline, a task."""
    is_cancelled: bool = field(default=False, repr=False)
    """Told once more so that who had it takes it away; its title says so, the digest need not."""

    @property
    def digest(self) -> str:
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Stamp:
    """What was last said of an event: its digest, how often it changed, and when."""

    digest: str
    sequence: int
    changed_at: datetime


Stamps = Mapping[str, Stamp]


def stamped(events: Iterable[FeedEvent], before: Stamps, now: datetime) -> dict[str, Stamp]:
    """A changed event counts one change more; the others keep their stamp."""
    now = now.replace(microsecond=0)
    found = {}
    for event in events:
        known = before.get(event.uid)
        if known is None:
            found[event.uid] = Stamp(event.digest, 0, now)
        elif known.digest != event.digest:
            found[event.uid] = Stamp(event.digest, known.sequence + 1, now)
        else:
            found[event.uid] = known
    return found


def written(name: str, events: Iterable[FeedEvent], stamps: Stamps) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Raccord//Agenda//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Europe/Paris")
    calendar.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"}, encode=False)
    calendar.add("x-published-ttl", EVERY)
    calendar.add_component(_zone())
    for event in events:
        calendar.add_component(_event(event, stamps[event.uid]))
    return bytes(calendar.to_ical())


def _event(event: FeedEvent, stamp: Stamp) -> Event:
    written = Event()
    written.add("uid", event.uid)
    written.add("dtstamp", stamp.changed_at)
    written.add("last-modified", stamp.changed_at)
    written.add("sequence", stamp.sequence)
    written.add("summary", event.title)
    if event.start_minute is None:
        written.add("dtstart", event.start_on)
        written.add("dtend", event.end_on + DAY)  # RFC 5545: the end is the first day after
    else:
        start, end = _hours(event, event.start_minute)
        written.add("dtstart", start)
        written.add("dtend", end)
        if event.end_on > event.start_on:
            written.add("rrule", {"freq": "daily", "count": (event.end_on - event.start_on).days + 1})
    for name, value in (("location", event.place), ("description", event.text), ("url", event.url)):
        if value:
            written.add(name, value)
    written.add("status", _status(event))
    written.add("transp", "TRANSPARENT" if event.is_tentative or event.is_free else "OPAQUE")
    return written


def _status(event: FeedEvent) -> str:
    if event.is_cancelled:
        return "CANCELLED"
    return "TENTATIVE" if event.is_tentative else "CONFIRMED"


def _hours(event: FeedEvent, start: int) -> tuple[datetime, datetime]:
    """By the clock on the wall, which a change of hour does not move; without an end, an hour."""
    end = start + 60 if event.end_minute is None else following(event.end_minute, start + 1)
    midnight = datetime.combine(event.start_on, time(), tzinfo=PARIS)
    return midnight + timedelta(minutes=start), midnight + timedelta(minutes=end)


@lru_cache(1)
def _zone() -> Timezone:
    found = Timezone.from_ical(ZONE)
    assert isinstance(found, Timezone)
    return found
