"""How long passes of one production last, paid one after the other or at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from webapp.domain.daytime import PARIS
from webapp.domain.periods import add_months

PASS_MONTHS = 3


def ends_of(paid_at: Sequence[datetime]) -> list[datetime]:
    """Three months each, from its payment or from the end of the one before. Those given are in order."""
    ends: list[datetime] = []
    for at in paid_at:
        start = max(at, ends[-1] if ends else at).astimezone(PARIS)
        ends.append(datetime.combine(add_months(start.date(), PASS_MONTHS), start.timetz()))
    return ends
