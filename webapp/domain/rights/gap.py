"""Why a notified allocation differs from the estimate of it: the work that France Travail did not keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from webapp.domain.periods import spread
from webapp.domain.refusals import Refused
from webapp.domain.rights.allowance import Allowance, Basis, allowance, rough_rule
from webapp.domain.rights.counts import CountedLine, HoursResult, Kind
from webapp.domain.rights.reference import Reference, refer
from webapp.domain.rights.situations import Situation

CLOSE_CENTS = 1  # the guide cuts where notifications round
NEAR_CENTS = 5


@dataclass(frozen=True)
class Gap:
    """`cents` is notified less estimated; `lines` the work that explains it, none when nothing found does."""

    cents: int
    lines: tuple[CountedLine, ...] = ()

    @property
    def is_none(self) -> bool:
        return abs(self.cents) <= CLOSE_CENTS


def explain_gap(result: HoursResult, notified_cents: int, situations: Sequence[Situation] = ()) -> Gap:
    return gap_of(refer(result, situations), notified_cents)


def gap_of(whole: Reference, notified_cents: int) -> Gap:
    """Tried in turn: all the work whose AEM is missing, each job whose AEM is missing, each other job."""
    gap = Gap(notified_cents - whole.allowance.gross_cents)
    if gap.cents >= -CLOSE_CENTS:
        return gap
    work = [line for line in whole.result.lines if line.kind is Kind.WORK and line.counted_minutes]
    missing = tuple(line for line in work if not line.justified)
    rough = rough_rule(whole.basis)
    for lines in (missing, *((line,) for line in sorted(work, key=lambda line: line.justified))):
        sr_cents, nht_minutes = _without(whole, lines)
        # Else not worth the exact calculation: a right of ten years holds hundreds of jobs to try.
        if nht_minutes > 0 and abs(rough(sr_cents, nht_minutes) - notified_cents) <= NEAR_CENTS:
            basis = replace(whole.basis, sr_cents=sr_cents, nht_minutes=nht_minutes)
            if lines and _agrees(basis, notified_cents):
                return Gap(gap.cents, lines)
    return gap


def _without(whole: Reference, lines: Sequence[CountedLine]) -> tuple[int, int]:
    """The wages and the hours when these lines are not kept."""
    window, basis = whole.result.window, whole.basis
    wages = sum(spread(line.period.gross_cents, line.period.range, window) for line in lines)
    return basis.sr_cents - wages, basis.nht_minutes - sum(line.counted_minutes for line in lines)


def _agrees(basis: Basis, notified_cents: int) -> bool:
    try:
        return abs(allowance(basis).gross_cents - notified_cents) <= CLOSE_CENTS
    except Refused:
        return False


def parts_told(basis: Basis, sr_cents: int | None, nht_minutes: int | None) -> Allowance:
    """The parts by the salary and hours of the letter, where it tells them."""
    return allowance(
        replace(
            basis,
            sr_cents=basis.sr_cents if sr_cents is None else sr_cents,
            nht_minutes=basis.nht_minutes if nht_minutes is None else nht_minutes,
        )
    )
