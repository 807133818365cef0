"""Birthdays as address books write them, with a year or without."""

import re
from datetime import date

WITHOUT_YEAR = "1604"  # what iPhones write for a year that is not said
WITH = re.compile(r"(?P<year>\d{4})-?(?P<month>\d{2})-?(?P<day>\d{2})(?:[T ].*)?")
WITHOUT = re.compile(r"-{2,3}(?P<month>\d{1,2})-?(?P<day>\d{1,2})(?:T.*)?")
DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})(?:[/.](?P<year>\d{4}))?")
EMPTY = ("0/0/00", "0000-00-00", "00/00/0000")  # Outlook's way to say none


def birthday_of(typed: str) -> str:
    """`1988-03-14`, or `--03-14`; empty when it is no day."""
    found = WITH.fullmatch(typed) or WITHOUT.fullmatch(typed) or DAY_FIRST.fullmatch(typed)
    if found is None:
        return ""
    said = found.groupdict()
    year = said.get("year") or WITHOUT_YEAR
    try:
        day = date(int(year), int(said["month"]), int(said["day"]))
    except ValueError:
        return ""
    return f"--{day:%m-%d}" if year == WITHOUT_YEAR else day.isoformat()
