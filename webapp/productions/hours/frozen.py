"""A week as plain values: what an attested version keeps for good, and what every file is made from."""

from dataclasses import asdict
from typing import Any

from webapp.productions.hours.book import Book, Line, Sheet

Frozen = dict[str, Any]


def freeze(book: Book) -> Frozen:
    return {
        "week": book.monday.isoformat(),
        "rule": asdict(book.rule),
        "people": [_person(sheet) for sheet in book.sheets if sheet.is_noted],
    }


def without_notes(frozen: Frozen) -> Frozen:
    """For a file: why somebody was away may be of their health, and goes out only when asked for."""
    people = [
        {**person, "days": [{**day, "notes": None} for day in person["days"]]} for person in frozen["people"]
    ]
    return {**frozen, "people": people}


def _person(sheet: Sheet) -> Frozen:
    return {
        "key": sheet.member.public_id,
        "name": sheet.contact.name,
        "job": sheet.member.contract_job,
        "department": str(sheet.member.department),
        "days": [_day(line) for line in sheet.lines if line.entry],
        "total": asdict(sheet.total),
    }


def _day(line: Line) -> Frozen:
    entry = line.entry
    assert entry is not None
    return {
        "on": line.on.isoformat(),
        "is_absent": entry.is_absent,
        "call": entry.call_minute,
        "start": entry.start_minute,
        "end": entry.end_minute,
        "break": entry.break_minutes,
        "travel": entry.travel_minutes,
        "notes": entry.notes,
        "count": asdict(line.count) if line.count else None,
    }
