"""What a feed gives of the calendar: never a phone, a wage, a note nor who called."""

from collections.abc import Collection, Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from webapp.calendar import words
from webapp.calendar.feeds.ics import FeedEvent
from webapp.calendar.things import Kind, Thing, things_of
from webapp.engagements.models import State

HOLDS: dict[str, Any] = {
    "jobs": _l("Engagements signés"),
    "options": _l("Options, et leurs jours de réponse"),
    "days": _l("Jours de production"),
    "tasks": _l("Tâches"),
}
DOMAIN = "raccord"


def events_of(
    rows: Iterable[Any], holds: Collection[str], *, production: str = "", has_places: bool
) -> list[FeedEvent]:
    """In the order of their first day; a job that its planned days cut in two is two events."""
    wanted = [
        row for row in rows if (not production or row.production_id == production) and _asked(row, holds)
    ]
    found: dict[str, FeedEvent] = {}
    for thing in things_of(wanted):
        uid, part = _uid(thing), 1
        while _key(uid, part) in found:
            part += 1
        found[_key(uid, part)] = _event(thing, _key(uid, part), has_places)
    return list(found.values())


def _asked(row: Any, holds: Collection[str]) -> bool:
    """A job is cut by the days of its production only where those are given too."""
    match row.source:
        case "job":
            signed = row.state in (State.CONFIRMED, State.DONE)
            return "jobs" in holds if signed else row.state == State.OPTION and "options" in holds
        case "day":
            return "days" in holds
        case "task":
            return "tasks" in holds
    return False  # what was imported belongs to others


def _uid(thing: Thing) -> str:
    return f"{thing.kind.value}-{thing.of.public_id}"


def _key(uid: str, part: int) -> str:
    return f"{uid}@{DOMAIN}" if part == 1 else f"{uid}-{part}@{DOMAIN}"


def _event(thing: Thing, uid: str, has_places: bool) -> FeedEvent:
    of = thing.of
    is_free = thing.kind in (Kind.ANSWER, Kind.TASK)
    return FeedEvent(
        uid=uid,
        title=_title(thing),
        start_on=thing.days.start_on,
        end_on=thing.days.end_on,
        start_minute=thing.start_minute,
        end_minute=thing.end_minute,
        place=(of.place or "") if has_places and not is_free else "",
        text=words.ready_of(of) if thing.kind is Kind.DAY else "",
        is_tentative=thing.is_tentative,
        is_free=is_free,
    )


def _title(thing: Thing) -> str:
    title = words.title_of(thing)
    return _("Option\u00a0: %(title)s", title=title) if thing.is_tentative else title
