"""The months that can be declared, as addresses name them."""

from werkzeug.exceptions import NotFound

from webapp.domain.declaration.windows import CALENDARS
from webapp.domain.periods import Month
from webapp.domain.typed import LAST_YEAR


def month_or_404(text: str) -> Month:
    month = Month.of_iso(text)
    if month is None or month < CALENDARS[0].first or month.year >= LAST_YEAR:
        raise NotFound
    return month
