"""Days in a row, less those nobody works; and days that fall outside the dates of a production."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from webapp.domain.periods import DateRange
from webapp.domain.refusals import Refused
from webapp.domain.typed import parse_day
from webapp.domain.words import sentence

SATURDAY, SUNDAY = 5, 6
MOST_DAYS = 200
DAY_AND_MONTH = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})")


def working_days(span: DateRange, off: Iterable[date] = (), *, saturdays: bool, sundays: bool) -> list[date]:
    """The days of a span, without Saturdays and Sundays when they are not worked, nor the days off."""
    if span.days > MOST_DAYS * 2:
        raise Refused(sentence("Ajoutez au plus %(most)s jours à la fois.", most=MOST_DAYS))
    left_out = set(off)
    rested = {day for day, works in ((SATURDAY, saturdays), (SUNDAY, sundays)) if not works}
    days = [day for day in span if day.weekday() not in rested and day not in left_out]
    if not days:
        raise Refused(sentence("Il ne reste aucun jour entre ces deux dates."))
    if len(days) > MOST_DAYS:
        raise Refused(sentence("Ajoutez au plus %(most)s jours à la fois.", most=MOST_DAYS))
    return days


def parse_days_off(text: str, span: DateRange) -> list[date]:
    """Dates from `11/11, 25/12/2026`; without a year, the one that falls in the span."""
    return [_day_off(word, span) for word in re.split(r"[\s,;]+", text) if word]


def _day_off(word: str, span: DateRange) -> date:
    if not DAY_AND_MONTH.fullmatch(word):
        return parse_day(word)
    years = range(span.start_on.year, span.end_on.year + 1)
    candidates = [parse_day(f"{word}/{year}".replace(".", "/").replace("-", "/")) for year in years]
    return next((day for day in candidates if day in span), candidates[0])


def outside(days: Iterable[date], phases: Sequence[DateRange]) -> list[date]:
    """Those that no phase holds; a production without phases holds them all."""
    return [day for day in days if phases and not any(day in phase for phase in phases)]
