"""A month as addresses name it: `2026-11`."""

import re

from werkzeug.exceptions import NotFound

from webapp.domain.declaration.windows import CALENDARS
from webapp.domain.periods import Month
from webapp.domain.typed import LAST_YEAR

SLUG = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


def slug_of(month: Month) -> str:
    return f"{month.year}-{month.number:02d}"


def month_or_404(slug: str) -> Month:
    found = SLUG.fullmatch(slug)
    month = Month(int(found[1]), int(found[2])) if found else None
    if month is None or month < CALENDARS[0].first or month.year >= LAST_YEAR:
        raise NotFound
    return month
