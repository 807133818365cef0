"""What France Travail and Audiens owe, estimated from the right that runs and the work there is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from webapp.domain.owed import Due, OwedKind, are_due_on, holiday_pay_due_on
from webapp.domain.periods import DAY, DateRange, Month
from webapp.domain.refusals import Refused
from webapp.domain.rights.forecast import MonthCash, net_wages
from webapp.domain.rights.holidays import holiday_pay, holiday_year
from webapp.domain.rights.work import WorkPeriod
from webapp.domain.words import Sentence, sentence
from webapp.rights.known import Known, Received
from webapp.rights.periods.models import IncomeKind
from webapp.rights.running import cash_of, running

FRANCE_TRAVAIL = "France Travail"
AUDIENS = "Audiens"


def owed_kind(received: Received) -> OwedKind | None:
    """A micro-entreprise is owed nothing by itself: its customers are."""
    return None if received.kind is IncomeKind.MICRO else OwedKind(received.kind.value)


def payer(received: Received) -> str:
    return FRANCE_TRAVAIL if received.kind is IncomeKind.ARE else AUDIENS


def purpose(received: Received) -> Sentence:
    return are_of(received.month) if received.kind is IncomeKind.ARE else sentence("Congés Spectacles")


def benefits(periods: Sequence[WorkPeriod], known: Known, today: date) -> tuple[list[Due], Sentence | None]:
    """The sums owed, and why one of them could not be estimated."""
    try:
        return [*_are(periods, known, today), *_holiday_pay(periods, known, today)], None
    except Refused as refusal:
        return [], refusal.sentence


def are_of(month: Month) -> Sentence:
    return sentence("ARE, %(month)s", month=month.name)


def last_closed_year(today: date) -> DateRange:
    """Of Congés Spectacles."""
    return holiday_year(holiday_year(today).start_on - DAY)


def _are(periods: Sequence[WorkPeriod], known: Known, today: date) -> list[Due]:
    """Each month over of the right, unless its ARE is noted."""
    noted = {one.month for one in known.incomes if one.kind is IncomeKind.ARE}
    return [
        Due(
            kind=OwedKind.ARE,
            key=f"{cash.month.year}-{cash.month.number:02d}",
            who=FRANCE_TRAVAIL,
            what=are_of(cash.month),
            cents=cash.are_cents,
            is_estimated=True,
            due_on=are_due_on(cash.month),
        )
        for cash in _months(periods, known)
        if cash.month.end_on < today and cash.are_cents and cash.month not in noted
    ]


def _months(periods: Sequence[WorkPeriod], known: Known) -> list[MonthCash]:
    run = running(tuple(periods), known.opening, known.situations)
    if run is None or run.right is None:
        return []
    return cash_of(run.right, run.periods, known.situations, known.micro)


def _holiday_pay(periods: Sequence[WorkPeriod], known: Known, today: date) -> list[Due]:
    """Of the last year closed, unless a payment came since; net, as the year counts it."""
    year = last_closed_year(today)
    is_noted = any(
        one.kind is IncomeKind.CONGES_SPECTACLES and one.month.start_on > year.end_on for one in known.incomes
    )
    cents = 0 if is_noted else net_wages(holiday_pay(periods, year.end_on).pay_cents)
    if not cents:
        return []
    owed = Due(
        kind=OwedKind.CONGES_SPECTACLES,
        key=str(year.start_on.year),
        who=AUDIENS,
        what=sentence(
            "Congés Spectacles, %(first)s-%(last)s", first=year.start_on.year, last=year.end_on.year
        ),
        cents=cents,
        is_estimated=True,
        due_on=holiday_pay_due_on(year),
    )
    return [owed]
