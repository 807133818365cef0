"""The dates of a link as events of another calendar, and what changed since they were told last."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from webapp.calendar.feeds.ics import FeedEvent, Stamp, stamped
from webapp.core.formats import joined, time_of_day
from webapp.productions.labels import phase_name
from webapp.productions.planning.shared import DayShown
from webapp.sharing.calendars.queries import Followed, Reading


@dataclass(frozen=True)
class Told:
    """A calendar as it is told now."""

    name: str
    events: tuple[FeedEvent, ...]
    stamps: Mapping[str, Stamp]
    said: dict[str, list[Any]]
    changed_at: datetime
    is_news: bool


def told(reading: Reading, today: date, now: datetime) -> Told:
    now = now.replace(microsecond=0)
    there = [(one.key, event) for one in reading.productions for event in _events(one)]
    owned = [*there, *_gone(reading, {event.uid for _key, event in there}, today)]
    owned.sort(key=lambda one: (one[1].start_on, one[1].end_on))
    events = tuple(event for _key, event in owned)
    stamps = stamped(events, {uid: _stamp(one) for uid, one in reading.said.items()}, now)
    said = {event.uid: [*_kept(stamps[event.uid]), event.start_on.isoformat(), key] for key, event in owned}
    is_news = reading.changed_at is None or said != reading.said
    return Told(
        name=", ".join(one.title for one in reading.productions),
        events=events,
        stamps=stamps,
        said=said,
        changed_at=now if is_news or reading.changed_at is None else reading.changed_at,
        is_news=is_news,
    )


def _events(one: Followed) -> Iterator[FeedEvent]:
    for day in one.dates.days:
        yield _day(one, day)
    seen: Counter[str] = Counter()
    for phase in one.phases:
        seen[phase.kind] += 1  # rows of phases are made anew at each change: their rank names them
        yield FeedEvent(
            uid=_uid("phase", one.key, phase.kind, str(seen[phase.kind])),
            title=f"{one.title}, {phase_name(phase, one.kind)}",
            start_on=phase.start_on,
            end_on=phase.end_on,
            is_free=True,
        )


def _day(one: Followed, day: DayShown) -> FeedEvent:
    """From the convocation, or from the PAT where it is all that is said; without hours, the whole day."""
    start = day.ready if day.call is None else day.call
    meal = _("coupure repas %(meal)s", meal=time_of_day(day.meal)) if day.meal is not None else ""
    return FeedEvent(
        uid=_uid("day", day.key),
        title=f"{one.title}, {day.rank}",
        start_on=day.on,
        end_on=day.on,
        start_minute=start,
        end_minute=None if start is None else day.end,
        place=day.where,
        text=joined(day.hours, meal, between=", "),
        is_free=day.is_off,
    )


def _gone(reading: Reading, there: Collection[str], today: date) -> Iterator[tuple[str, FeedEvent]]:
    """Days to come that were told and are no more, of the productions still shown; said once more as cancelled, unless
    the same date has another day in its place."""
    titles = {one.key: one.title for one in reading.productions}
    taken = {(one.key, day.on) for one in reading.productions for day in one.dates.days}
    for uid, (_digest, _count, _at, start, key) in reading.said.items():
        on = date.fromisoformat(start)
        is_gone = uid.startswith("day-") and uid not in there and key in titles
        if is_gone and on >= today and (key, on) not in taken:
            title = _("%(production)s, jour annulé", production=titles[key])
            yield key, FeedEvent(uid, title, on, on, is_free=True, is_cancelled=True)


def _uid(*parts: str) -> str:
    """Apart from those of the freelancer's own calendar, which somebody may follow too."""
    return f"{'-'.join(parts)}@share.raccord"


def _kept(stamp: Stamp) -> Sequence[Any]:
    return stamp.digest, stamp.sequence, stamp.changed_at.isoformat()


def _stamp(said: Sequence[Any]) -> Stamp:
    digest, count, changed_at = said[:3]
    return Stamp(digest, count, datetime.fromisoformat(changed_at))
