"""The events of one ICS file, from standard input to standard output: run alone, with hardly any right.

The file comes from a stranger. What it may cost is bounded before the first byte is read: time of
processor, memory, no file written. The answer is the word `events` and a line of JSON, or one word that says
why not. Times are given in Paris.
"""

import hashlib
import json
import logging
import sys
import warnings
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

SECONDS, MEMORY = 12, 640 << 20
STEP = timedelta(days=92)
DAY = timedelta(days=1)
PARIS = ZoneInfo("Europe/Paris")
TOO_OFTEN = ("SECONDLY", "MINUTELY")
MOST_LETTERS = (
    3_000_000  # of all the dates together: a short file that repeats a long text is not a long answer
)


class Stopped(Exception):
    """Raised with the word that says why the file is not taken."""


def limit() -> None:
    with suppress(ImportError):  # a newcomer's Windows has no limits but the time its parent waits
        import resource

        for name, most in (
            ("RLIMIT_CPU", SECONDS),
            ("RLIMIT_AS", MEMORY),
            ("RLIMIT_FSIZE", 0),
            ("RLIMIT_CORE", 0),
        ):
            with suppress(ValueError, OSError, AttributeError):
                resource.setrlimit(getattr(resource, name), (most, most))


def answer(content: bytes, first: date, last: date, most_events: int, most_dates: int) -> str:
    from icalendar import Calendar

    calendar = Calendar.from_ical(content.lstrip(b"\xef\xbb\xbf"))
    if calendar.name != "VCALENDAR":
        raise Stopped("unreadable")
    rules = [rule for event in calendar.walk("VEVENT") for rule in rules_of(event)]
    if any(frequency in TOO_OFTEN for rule in rules for frequency in rule.get("FREQ", [])):
        raise Stopped("often")
    events = list(dates_of(calendar, first, last, most_events, most_dates))
    is_endless = any("UNTIL" not in rule and "COUNT" not in rule for rule in rules)
    said = {"name": text_of(calendar.get("X-WR-CALNAME"), 80), "is_endless": is_endless, "events": events}
    return f"events\n{json.dumps(said)}"


def rules_of(event: Any) -> list[Any]:
    found = event.get("RRULE")
    return [] if found is None else found if isinstance(found, list) else [found]


def repeats(event: Any) -> bool:
    """As the file says it: once unfolded, every date has a RECURRENCE-ID."""
    return any(name in event for name in ("RRULE", "RDATE", "RECURRENCE-ID"))


def dates_of(
    calendar: Any, first: date, last: date, most_events: int, most_dates: int
) -> Iterator[dict[str, Any]]:
    """Every date in the span, a season at a time, so that a rule too rich is known before it is unfolded."""
    import recurring_ical_events

    repeated = {str(event.get("UID")) for event in calendar.walk("VEVENT") if repeats(event)}
    query = recurring_ical_events.of(calendar, keep_recurrence_attributes=True, skip_bad_series=True)
    seen: set[tuple[str, str]] = set()
    by_event: dict[str, int] = {}
    letters = 0
    start = first
    while start <= last:
        for event in query.between(start, min(start + STEP, last + DAY)):
            found = event_of(event, repeated)
            if found is None or (found["uid"], found["occurrence"]) in seen:
                continue
            seen.add((found["uid"], found["occurrence"]))
            by_event[found["uid"]] = by_event.get(found["uid"], 0) + 1
            if by_event[found["uid"]] > most_dates:
                raise Stopped("often")
            if len(seen) > most_events:
                raise Stopped("many")
            letters += len(found["title"]) + len(found["place"]) + len(found["text"])
            if letters > MOST_LETTERS:
                raise Stopped("wordy")
            yield found
        start += STEP


def event_of(event: Any, repeated: set[str]) -> dict[str, Any] | None:
    """Plain values in Paris, or None for an event that was called off or has no day."""
    if str(event.get("STATUS", "")).upper() == "CANCELLED" or event.get("DTSTART") is None:
        return None
    start, end = event["DTSTART"].dt, end_of(event)
    uid = str(event.get("UID") or "") or f"{event.get('SUMMARY', '')} {start.isoformat()}"
    place = event.get("RECURRENCE-ID")
    return {
        "uid": hashlib.sha256(uid.encode("utf-8", "replace")).hexdigest(),
        "occurrence": moment_of(place.dt if place is not None else start)
        if str(event.get("UID")) in repeated
        else "",
        "title": text_of(event.get("SUMMARY"), 200),
        "place": text_of(event.get("LOCATION"), 200),
        "text": text_of(event.get("DESCRIPTION"), 2000, lines=True),
        **hours_of(start, end),
    }


def end_of(event: Any) -> date:
    start: date = event["DTSTART"].dt
    end: date = start if isinstance(start, datetime) else start + DAY
    if event.get("DTEND") is not None:
        end = event["DTEND"].dt
    elif event.get("DURATION") is not None:
        end = start + event["DURATION"].dt
    return end


def hours_of(start: date, end: date) -> dict[str, Any]:
    """Days, both included, and minutes since midnight; what ends in the night belongs to the day before."""
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        first = start.date() if isinstance(start, datetime) else start
        last = (end.date() if isinstance(end, datetime) else end) - DAY
        return days(first, max(first, last), None, None)
    begins, ends = in_paris(start), in_paris(end)
    last = ends.date()
    if last == begins.date() + DAY and (ends.hour, ends.minute) <= (begins.hour, begins.minute):
        last = begins.date()
    minutes = ends.hour * 60 + ends.minute if ends > begins else None
    return days(begins.date(), max(last, begins.date()), begins.hour * 60 + begins.minute, minutes)


def days(start_on: date, end_on: date, start_minute: int | None, end_minute: int | None) -> dict[str, Any]:
    return {
        "start_on": start_on.isoformat(),
        "end_on": end_on.isoformat(),
        "start_minute": start_minute,
        "end_minute": end_minute,
    }


def in_paris(value: datetime) -> datetime:
    """A time without a zone is the reader's own."""
    return value.replace(tzinfo=PARIS) if value.tzinfo is None else value.astimezone(PARIS)


def moment_of(value: date) -> str:
    if isinstance(value, datetime):
        return in_paris(value).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return value.strftime("%Y%m%d")


def text_of(value: Any, longest: int, *, lines: bool = False) -> str:
    text = str(value or "").replace("\x00", "")
    kept = "".join(c for c in text if c.isprintable() or c.isspace())
    return (kept.strip() if lines else " ".join(kept.split()))[:longest]


def main() -> None:
    limit()
    logging.disable()
    warnings.simplefilter("ignore")
    first, last = map(date.fromisoformat, sys.argv[1:3])
    try:
        said = answer(sys.stdin.buffer.read(), first, last, *map(int, sys.argv[3:5]))
    except Stopped as stopped:
        said = str(stopped)
    except Exception:  # whatever a hostile file makes the parser do
        said = "unreadable"
    sys.stdout.buffer.write(said.encode("utf-8", "replace"))


if __name__ == "__main__":
    main()
