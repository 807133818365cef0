"""What other periods bring to a count: hours assimilated, of training, of a PTP, each with what limits it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from webapp.domain.periods import DateRange, spread
from webapp.domain.rights import scales
from webapp.domain.rights.situations import (
    Situation,
    SituationKind,
    assimilated_minutes,
    is_followed_by_work,
    ptp_minutes,
    training_minutes,
)
from webapp.domain.rights.work import WorkPeriod
from webapp.domain.words import Minutes, Sentence, sentence


@dataclass(frozen=True)
class Extra:
    """What one other period counts for in a window, and why when it is less than its hours."""

    situation: Situation
    window_minutes: int
    counted_minutes: int
    why: tuple[Sentence, ...] = ()

    @property
    def is_paid_like_work(self) -> bool:
        """It enters the NHT: assimilated days and the PTP do, training does not."""
        return self.situation.kind is not SituationKind.TRAINING


def count_extras(
    situations: Iterable[Situation],
    periods: Sequence[WorkPeriod],
    window: DateRange,
    *,
    teaching_minutes: int = 0,
    has_former_right: bool = False,
    in_rattrapage: bool = False,
) -> tuple[Extra, ...]:
    """`teaching_minutes` are those already counted: training shares 338 h with them, 226 h in a clause de rattrapage."""
    inside = [situation for situation in situations if situation.range.overlaps(window)]
    known = sorted(inside, key=lambda s: (s.start_on, s.end_on, s.kind, s.key))
    most = scales.value(scales.RATTRAPAGE_TRAINING if in_rattrapage else scales.TRAINING, window.end_on)
    left = max(0, most - teaching_minutes)
    extras, lived = [], set[date]()
    for situation in known:
        if situation.kind is SituationKind.TRAINING:
            extra = _training(situation, window, left, most)
            left -= extra.counted_minutes
        else:
            extra = _like_work(situation, periods, window, has_former_right, lived)
        extras.append(extra)
    return tuple(extras)


def ptp_wages(situations: Iterable[Situation], window: DateRange) -> int:
    """In cents: the wages of a PTP enter the salaire de référence."""
    return sum(
        spread(situation.gross_cents, situation.range, window)
        for situation in situations
        if situation.kind is SituationKind.PTP
    )


def _training(situation: Situation, window: DateRange, left: int, most: int) -> Extra:
    inside = training_minutes(situation, window)
    counted = min(inside, left)
    why: tuple[Sentence, ...] = ()
    if counted < inside:
        why = (
            sentence(
                "Formation et enseignement limités à %(limit)s\u00a0: %(cut)s ne comptent pas.",
                limit=Minutes(most),
                cut=Minutes(inside - counted),
            ),
        )
    return Extra(situation, inside, counted, why)


def _like_work(
    situation: Situation,
    periods: Sequence[WorkPeriod],
    window: DateRange,
    has_former_right: bool,
    lived: set[date],
) -> Extra:
    """`lived` are the assimilated days that count already: a day of two periods counts once."""
    ptp = ptp_minutes(situation, window)
    assimilated = assimilated_minutes(situation, window, has_former_right)
    if not assimilated:
        return Extra(situation, ptp, ptp)
    if not is_followed_by_work(situation, periods):
        return Extra(situation, assimilated, 0, (sentence("Aucune période de travail ne suit encore."),))
    inside = situation.range.intersection(window)
    assert inside is not None
    fresh = [day for day in inside if day not in lived]
    lived.update(fresh)
    counted = assimilated // inside.days * len(fresh)
    why: tuple[Sentence, ...] = ()
    if counted < assimilated:
        why = (sentence("Des jours comptent déjà avec une autre période."),)
    return Extra(situation, assimilated, counted, why)
