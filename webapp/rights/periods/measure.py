"""What a period changes, read from what is kept."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.core import clock
from webapp.domain.rights.situations import Situation
from webapp.engagements.work import work_periods
from webapp.rights.periods.effects import Effect, effect
from webapp.rights.periods.queries import situations
from webapp.rights.queries import current_opening
from webapp.rights.standing import default_day, known_from


def effect_of(situation: Situation, known: Sequence[Situation] | None = None) -> Effect:
    """What it changes beside the other periods, `known` when they are read already."""
    known = situations() if known is None else known
    others = [other for other in known if other.key != situation.key]
    opening, today = current_opening(), clock.today()
    days = (default_day(opening, today), situation.end_on)
    since = min(situation.start_on, *(known_from(opening, day, known) for day in days))
    return effect(situation, others, work_periods(since=since), opening, today=today)
