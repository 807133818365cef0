from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from webapp.core.db import db
from webapp.domain.owed import Age, age_of, wages_due_on
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.engagements.models import PayPeriod


def receive_today(period: PayPeriod, today: date) -> None:
    """One tap; a second one, or another window, changes nothing of what was noted."""
    if period.start_on > today:
        raise Refused(sentence("Le travail n’a pas encore commencé."))
    if period.paid_on is None:
        receive(period, today, None)


def receive(period: PayPeriod, on: date, net_cents: int | None) -> None:
    """The wages came; without an amount, what was expected is taken as it is."""
    period.paid_on = on
    period.net_received_cents = net_cents
    db().flush()


def take_back(period: PayPeriod) -> None:
    """They did not come after all."""
    period.paid_on = period.net_received_cents = None
    db().flush()


def receive_old(periods: Iterable[PayPeriod], today: date) -> int:
    """Those of the oldest age, each taken as paid on the day it was due; how many they were."""
    old = [period for period in periods if age_of(wages_due_on(period.end_on), today) is Age.OLD]
    for period in old:
        period.paid_on = wages_due_on(period.end_on)
    db().flush()
    return len(old)
