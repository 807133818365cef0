"""What a count of hours gives back: lines, months and totals that agree to the minute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from webapp.domain.periods import DateRange, Month
from webapp.domain.rights import reasons
from webapp.domain.rights.extras import Extra
from webapp.domain.rights.reasons import Cut
from webapp.domain.rights.work import WorkPeriod
from webapp.domain.words import Sentence


class Kind(StrEnum):
    WORK = "work"
    TEACHING = "teaching"
    TO_COME = "to come"
    OUTSIDE = "outside"
    LEFT_OUT = "left out"


class CountedLine(NamedTuple):
    """What became of one period in this window, on this day."""

    period: WorkPeriod
    kind: Kind
    window: DateRange
    on: date
    window_minutes: int = 0
    counted_minutes: int = 0
    cuts: tuple[Cut, ...] = ()

    @property
    def why(self) -> tuple[Sentence, ...]:
        """When it is not simply its hours; written for those who read it, as most counts give a number alone."""
        match self.kind:
            case Kind.LEFT_OUT:
                ends = reasons.not_ended(self.period, self.window.end_on)
                return (reasons.never_counted(self.period) or ends,)
            case Kind.TO_COME:
                return (reasons.not_ended(self.period, self.on),)
            case Kind.OUTSIDE:
                return (reasons.outside(self.window),)
            case Kind.WORK | Kind.TEACHING:
                spread = reasons.spread_on_days(self.period, self.window)
                return (*spread, *(reasons.cut_short(cut) for cut in self.cuts))

    @property
    def justified(self) -> bool:
        return self.period.justified

    @property
    def cut_minutes(self) -> int:
        return self.window_minutes - self.counted_minutes if self.kind in (Kind.WORK, Kind.TEACHING) else 0


@dataclass(frozen=True)
class MonthCount:
    """One civil month of the window; teaching is counted apart."""

    month: Month
    days: int
    employers: int
    worked_minutes: int
    counted_minutes: int
    cap_minutes: int
    whole_cap_minutes: int

    @property
    def cut_minutes(self) -> int:
        return self.worked_minutes - self.counted_minutes

    @property
    def is_cap_reached(self) -> bool:
        """Else what is cut was so by the cap of hours alone, in annexe 10."""
        return self.counted_minutes == self.cap_minutes

    @property
    def is_partial(self) -> bool:
        return self.days < self.month.range.days


@dataclass(frozen=True)
class HoursResult:
    window: DateRange
    on: date
    annexe: int
    threshold_minutes: int
    teaching_limit_minutes: int
    months: tuple[MonthCount, ...]
    lines: tuple[CountedLine, ...]
    extras: tuple[Extra, ...] = ()

    @cached_property
    def work_minutes(self) -> int:
        return self._counted(Kind.WORK)

    @cached_property
    def teaching_minutes(self) -> int:
        return self._counted(Kind.TEACHING)

    @property
    def total_minutes(self) -> int:
        return self.work_minutes + self.teaching_minutes + self.other_minutes

    @property
    def other_minutes(self) -> int:
        """Assimilated days, training and PTP."""
        return sum(extra.counted_minutes for extra in self.extras)

    @property
    def nht_minutes(self) -> int:
        """Hours of the allocation: work after the caps of its months, which is our reading, assimilated days and PTP."""
        return self.work_minutes + sum(e.counted_minutes for e in self.extras if e.is_paid_like_work)

    @property
    def justified_minutes(self) -> int:
        proven = sum(extra.counted_minutes for extra in self.extras if extra.situation.is_proven)
        return proven + sum([line.counted_minutes for line in self.lines if line.period.justified])

    @property
    def waiting_minutes(self) -> int:
        """Done, but the AEM is not in yet."""
        return self.total_minutes - self.justified_minutes

    @property
    def signed_to_come_minutes(self) -> int:
        """Signed contracts that end after the day, before any cap."""
        return sum([line.window_minutes for line in self.lines if line.kind is Kind.TO_COME])

    @cached_property
    def cut_minutes(self) -> int:
        """Done inside the period, and lost to a cap or a limit."""
        return sum([line.cut_minutes for line in self.lines if line.cuts])

    @property
    def missing_minutes(self) -> int:
        return max(0, self.threshold_minutes - self.total_minutes)

    @property
    def is_reached(self) -> bool:
        return self.total_minutes >= self.threshold_minutes

    def _counted(self, kind: Kind) -> int:
        return sum([line.counted_minutes for line in self.lines if line.kind is kind])
