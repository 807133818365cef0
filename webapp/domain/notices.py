"""The mails that say what is coming, and when each leaves. Hours are those of Paris."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from webapp.domain.daytime import PARIS

OPTION_DAYS = 2
CONTRACT_DAYS = 21
CHANGE_DAYS = 7  # a change further away is read on the page


class Notice(StrEnum):
    TOMORROW = "tomorrow"
    CHANGE = "change"
    OPTION = "option"
    CONTRACT = "contract"
    REPLY = "reply"
    OPENING = "opening"


# Asked three hours in a row, so that a worker that was down still tells it; each is told once.
HOURS = {Notice.TOMORROW: (19, 20, 21), Notice.OPTION: (7, 8, 9), Notice.CONTRACT: (8, 9, 10)}
AHEAD = {
    Notice.TOMORROW: timedelta(days=1),
    Notice.OPTION: timedelta(days=OPTION_DAYS),
    Notice.CONTRACT: timedelta(days=CONTRACT_DAYS),
}


def due_at(now: datetime) -> list[Notice]:
    """Those to tell at this hour; a change, an answer and an opening are told when they happen."""
    hour = now.astimezone(PARIS).hour
    return [notice for notice, hours in HOURS.items() if hour in hours]
