"""One year of a workspace, put together from its rights, its work and what came in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from uuid import UUID

from webapp.domain.refusals import Refused
from webapp.domain.rights.forecast import Right
from webapp.domain.rights.holidays import FIRST_MONTH
from webapp.domain.rights.situations import Situation
from webapp.domain.rights.window import date_anniversaire
from webapp.domain.rights.work import WorkPeriod
from webapp.domain.rights.year import Receipt, Stream, YearIncome, year_income
from webapp.engagements.work import work_periods
from webapp.rights.known import known
from webapp.rights.models import Opening
from webapp.rights.queries import openings
from webapp.rights.running import looked_at_since, rights_had, running
from webapp.rights.standing import KEPT, same


def year_of(year: int, workspace_id: UUID) -> YearIncome:
    """Three statements, and no job older than they need."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    had = [opening for opening in rights_had(openings()) if _runs_between(opening, first, last)]
    found = known(workspace_id)
    since = [looked_at_since(opening, found.situations) for opening in had]
    # A month takes what the ones before it could not: a right is told from its first day.
    periods = same(work_periods(since=min([date(year - 1, FIRST_MONTH, 1), *since])))
    rights = tuple(_rights(had, periods, found.situations))
    receipts = tuple(Receipt(Stream(one.kind), one.month, one.cents, one.days) for one in found.incomes)
    return _year_income(year, periods, rights, receipts, found.situations)


_year_income = lru_cache(KEPT)(year_income)


def _runs_between(opening: Opening, first: date, last: date) -> bool:
    assert opening.fct_on is not None
    return opening.fct_on < last and first <= (opening.anniversary_on or date_anniversaire(opening.fct_on))


def _rights(
    had: Sequence[Opening], periods: tuple[WorkPeriod, ...], situations: Sequence[Situation]
) -> list[Right]:
    """Those whose allocation is known, notified or estimated."""
    found = []
    for opening in had:
        current = running(periods, opening, tuple(situations))
        try:
            right = current.right if current else None
        except Refused:  # older than the figures of law that are known
            continue
        if right is not None:
            found.append(right)
    return found
