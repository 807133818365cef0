"""One year of a workspace, put together from its rights, its work and what came in."""

from __future__ import annotations

from datetime import date

from webapp.domain.refusals import Refused
from webapp.domain.rights.forecast import Right
from webapp.domain.rights.work import WorkPeriod
from webapp.domain.rights.year import YearIncome, year_income
from webapp.engagements.queries import work_periods
from webapp.rights.models import Opening
from webapp.rights.queries import openings
from webapp.rights.running import rights_had, running
from webapp.rights.year.queries import Beside, beside


def year_of(year: int) -> YearIncome:
    had, periods = rights_had(openings()), tuple(work_periods())
    # A month takes what the ones before it could not: the rights are told from their first day.
    first, last = date(year, 1, 1), date(year, 12, 31)
    kept = beside(min([first, *(opening.fct_on for opening in had if opening.fct_on)]), last)
    return year_income(year, periods, _rights(had, periods, kept), kept.receipts, kept.situations)


def _rights(had: list[Opening], periods: tuple[WorkPeriod, ...], kept: Beside) -> list[Right]:
    """Those whose allocation is known, notified or estimated."""
    found = []
    for opening in had:
        try:
            current = running(periods, opening, tuple(kept.situations))
        except Refused:  # older than the figures of law that are known
            continue
        if current is not None and current.right is not None:
            found.append(current.right)
    return found
