"""The periods of reference, computed date to date.

Twelve months, not 365 days: France Travail's own examples turn a contract ended on 15/05/2023 into an
anniversary on 15/05/2024, across a 29 February (guide « Intermittents du spectacle », February 2026, ex. 9
and 15).
"""

from __future__ import annotations

from datetime import date

from webapp.domain.periods import DAY, DateRange, add_months
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence

RIGHT_MONTHS = 12


def first_request(on: date) -> DateRange:
    """The twelve months that end on `on`, taken as if a contract ended that day."""
    return DateRange(add_months(on, -RIGHT_MONTHS) + DAY, on)


def since_opening(fct_on: date, on: date) -> DateRange:
    """From the day after the fin de contrat that opened the right: hours are never used twice."""
    if on <= fct_on:
        raise Refused(
            sentence("Le %(on)s n’est pas après la fin de contrat retenue, le %(fct)s.", on=on, fct=fct_on)
        )
    return DateRange(fct_on + DAY, on)


def right_year(fct_on: date) -> DateRange:
    """The whole life of a right, from the day after its fin de contrat to its anniversary."""
    return DateRange(fct_on + DAY, date_anniversaire(fct_on))


def date_anniversaire(fct_on: date) -> date:
    return add_months(fct_on, RIGHT_MONTHS)
