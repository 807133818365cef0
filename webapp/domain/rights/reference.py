"""From a count of hours to what the allocation is computed from: SR, NHT, SJM."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from webapp.domain.periods import DateRange, spread
from webapp.domain.rights.allowance import Allowance, Basis, allowance, annual_reference_wage
from webapp.domain.rights.counts import CountedLine, HoursResult, Kind
from webapp.domain.rights.extras import ptp_wages
from webapp.domain.rights.situations import Situation, maternity_days
from webapp.domain.rights.work import SIGNED


@dataclass(frozen=True)
class Reference:
    """What a period of reference holds; amounts in cents, before any abattement.

    `work_wages_cents` and `ptp_wages_cents` make the SR, which no cap of hours reduces; `sar_cents` differs from
    it when maternity, adoption or a long illness took days of the period. `all_wages_cents` adds the wages of
    every other regime, for the franchise salaires. `days_worked` are those of the AEM, `days_guessed` the
    periods whose AEM has not told them.
    """

    result: HoursResult
    work_wages_cents: int
    ptp_wages_cents: int
    all_wages_cents: int
    sar_cents: int
    nht_minutes: int
    days_worked: int
    days_guessed: int

    @property
    def sr_cents(self) -> int:
        return self.work_wages_cents + self.ptp_wages_cents

    @property
    def basis(self) -> Basis:
        return Basis(
            annexe=self.result.annexe,
            sr_cents=self.sar_cents,
            nht_minutes=self.nht_minutes,
            on=self.result.window.end_on,
            required_minutes=self.result.threshold_minutes,
        )

    @property
    def allowance(self) -> Allowance:
        """Raises Refused when nothing counts, or a figure of that day is not known."""
        return allowance(self.basis)

    @property
    def daily_wage(self) -> Fraction:
        return self.allowance.daily_wage


def refer(
    result: HoursResult, situations: Iterable[Situation] = (), *, justified_only: bool = False
) -> Reference:
    """With `justified_only`, the work whose AEM is in and the periods that are proven, alone."""
    known = [s for s in situations if s.is_proven or not justified_only]
    lines = [line for line in result.lines if not justified_only or line.justified]
    work = [line for line in lines if line.kind is Kind.WORK]
    extras = [
        e for e in result.extras if e.is_paid_like_work and (e.situation.is_proven or not justified_only)
    ]
    wages = _inside(work, result.window)
    ptp = ptp_wages(known, result.window)
    apart = maternity_days(known, result.window)
    return Reference(
        result=result,
        work_wages_cents=wages,
        ptp_wages_cents=ptp,
        all_wages_cents=ptp + wages + _inside(_paid_beside(lines, result), result.window),
        sar_cents=annual_reference_wage(wages + ptp, days=result.window.days, maternity_days=apart),
        nht_minutes=sum([line.counted_minutes for line in work]) + sum(e.counted_minutes for e in extras),
        days_worked=sum([spread(line.period.days_told, line.period.range, result.window) for line in work]),
        days_guessed=sum([line.period.days_worked is None for line in work]),
    )


def _paid_beside(lines: Sequence[CountedLine], result: HoursResult) -> list[CountedLine]:
    """Beside the work that counts: signed and ended; what is outside has no wages in the period."""
    return [
        line
        for line in lines
        if line.kind not in (Kind.WORK, Kind.OUTSIDE)
        and line.period.state in SIGNED
        and line.period.contract_ends_on <= result.on
    ]


def _inside(lines: Sequence[CountedLine], window: DateRange) -> int:
    """Their wages that fall in the window."""
    return sum([spread(line.period.gross_cents, line.period.range, window) for line in lines])
