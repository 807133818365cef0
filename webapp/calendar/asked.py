"""The dates an address asks for; one that does not exist is a page that does not exist."""

import re
from datetime import date

from flask import abort

from webapp.calendar.days import week_of
from webapp.domain.periods import DateRange, Month

MONTH = re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])")
WEEK = re.compile(r"(?P<year>(?:19|20)\d\d)-W(?P<week>0[1-9]|[1-4]\d|5[0-3])")
DAY = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
YEAR = re.compile(r"(?:19|20)\d\d")


def month_asked(asked: str | None) -> Month | None:
    if not asked:
        return None
    found = MONTH.fullmatch(asked)
    if found is None:
        abort(404)
    return Month(int(found["year"]), int(found["month"]))


def week_asked(asked: str) -> DateRange:
    found = WEEK.fullmatch(asked)
    try:
        return week_of(date.fromisocalendar(int(found["year"]), int(found["week"]), 1))  # type: ignore[index]
    except (TypeError, ValueError):  # no such form, or a year of 52 weeks
        abort(404)


def day_asked(asked: str) -> date:
    try:
        return date.fromisoformat(asked if DAY.fullmatch(asked) else "")
    except ValueError:
        abort(404)


def iso_week(on: date) -> str:
    year, week, _weekday = on.isocalendar()
    return f"{year}-W{week:02d}"


def year_asked(asked: str) -> DateRange:
    if not YEAR.fullmatch(asked):
        abort(404)
    return DateRange(date(int(asked), 1, 1), date(int(asked), 12, 31))


def is_day(asked: str) -> bool:
    return DAY.fullmatch(asked) is not None
