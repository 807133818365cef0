"""Renewing a right now weighed against waiting for its date anniversaire, on the same days.

Months are weighed whole, from the first that the new right would pay from its first day: the month of the request
is left to the right that runs. Wages are the same either way, so only the allocation is weighed, net.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from webapp.domain.periods import DAY, DateRange, Month, add_months
from webapp.domain.rights import scales
from webapp.domain.rights.choices import Basis, Choice, Holder, Ledger
from webapp.domain.rights.eligibility import Examination, Rattrapage, rattrapage, retained_fct
from webapp.domain.rights.forecast import MonthCash, Right
from webapp.domain.rights.hours import count_hours
from webapp.domain.rights.situations import RATTRAPAGE_YEARS, Situation
from webapp.domain.rights.work import WorkPeriod
from webapp.domain.words import Cents, Sentence, Value, sentence


@dataclass(frozen=True)
class Side:
    """What one choice brings in: days paid, and the net allocation before income tax."""

    days: int = 0
    cents: int = 0

    def __add__(self, other: Side) -> Side:
        return Side(self.days + other.days, self.cents + other.cents)


@dataclass(frozen=True)
class Weighed:
    """Both choices on the same days, what is owed back not taken off."""

    range: DateRange
    early: Mapping[Month, Side]
    waiting: Mapping[Month, Side]

    @property
    def early_total(self) -> Side:
        return sum(self.early.values(), Side())

    @property
    def waiting_total(self) -> Side:
        return sum(self.waiting.values(), Side())


@dataclass(frozen=True)
class Lead:
    """By how much an early renewal is ahead once a month is over, what is owed back taken off; negative: behind."""

    month: Month
    early: Side
    waiting: Side
    cents: int


@dataclass(frozen=True)
class Renewal:
    on: date
    holder: Holder
    justified: Examination | None
    early: Choice
    waiting: Choice
    to_anniversary: Weighed | None
    to_common_end: Weighed | None
    rattrapage: Rattrapage | None
    """When waiting opens nothing."""

    @property
    def threshold_minutes(self) -> int:
        return scales.value(scales.THRESHOLD, self.on)

    @property
    def justified_minutes(self) -> int:
        return self.justified.result.justified_minutes if self.justified else 0

    @property
    def to_justify_minutes(self) -> int:
        return max(0, self.threshold_minutes - self.justified_minutes)

    @property
    def is_one_enough(self) -> bool:
        """Any AEM among those expected brings what is missing."""
        return all(line.counted_minutes >= self.to_justify_minutes for line in self.early.expected)

    @property
    def is_possible_now(self) -> bool:
        return self.early.basis is Basis.JUSTIFIED and self.early.opened is not None

    def gain_cents(self, weighed: Weighed) -> int:
        """By how much renewing early is ahead on the last day weighed."""
        ahead = weighed.early_total.cents - weighed.waiting_total.cents - self.early.owed.cents
        is_over = weighed.range.end_on >= self.holder.anniversary_on
        return ahead + (self.waiting.owed.cents if is_over else 0)

    @cached_property
    def leads(self) -> list[Lead]:
        """Month after month, to the last day that both choices know."""
        weighed = self.to_common_end
        if weighed is None:
            return []
        found, ahead = [], -self.early.owed.cents
        for month in weighed.range.months():
            early, late = weighed.early.get(month, Side()), weighed.waiting.get(month, Side())
            ahead += early.cents - late.cents
            if month == Month.of(self.holder.anniversary_on):
                ahead += self.waiting.owed.cents
            found.append(Lead(month, early, late, ahead))
        return found

    @property
    def answer(self) -> Sentence | None:
        """None when an early renewal opens nothing, or no whole month is left to weigh."""
        weighed = self.to_anniversary or self.to_common_end
        return _said(self.gain_cents(weighed), weighed.range.end_on) if weighed else None

    @property
    def outlook(self) -> Sentence | None:
        """How it ends, once the right that waiting opens is counted too."""
        if not self.leads or self.to_anniversary is None or self.to_common_end is None:
            return None
        end_on = self.to_common_end.range.end_on
        if end_on <= self.holder.anniversary_on:
            return None
        last = self.leads[-1].cents
        if self.gain_cents(self.to_anniversary) * last >= 0:
            return _said(last, end_on)
        turned = next(lead.month for lead in self.leads if _holds(self.leads, lead))
        told: dict[str, Value] = {"month": turned.name, "amount": Cents(abs(last)), "day": end_on}
        if last > 0:
            return sentence(
                "À partir de %(month)s, renouveler passe devant\u00a0: %(amount)s de plus le %(day)s.", **told
            )
        return sentence(
            "À partir de %(month)s, attendre passe devant\u00a0: %(amount)s de plus le %(day)s.", **told
        )


def weigh(
    holder: Holder,
    periods: Sequence[WorkPeriod],
    *,
    on: date,
    situations: Sequence[Situation] = (),
    micro: Mapping[Month, int] | None = None,
    openings: Sequence[date] = (),
    ten_years_minutes: int = 0,
) -> Renewal:
    """`on` is the day of the request, inside the right; `openings` the first days of the rights had so far.

    `periods` need not go back beyond the fin de contrat that opened the right; `ten_years_minutes` are the hours
    of the ten years before its anniversary.
    """
    ledger = Ledger(holder, tuple(periods), tuple(situations), micro or {}, on)
    justified = ledger.examined(retained_fct(periods, on, justified_only=True))
    early, waiting = ledger.early(justified), ledger.waiting()
    return Renewal(
        on,
        holder,
        justified,
        early,
        waiting,
        to_anniversary=_weighed(ledger, early, waiting, holder.anniversary_on),
        to_common_end=_weighed(ledger, early, waiting, _common_end(holder, early, waiting)),
        rattrapage=None if waiting.opened else _rattrapage(ledger, openings, ten_years_minutes),
    )


def _common_end(holder: Holder, early: Choice, waiting: Choice) -> date:
    ends = [choice.opened.anniversary_on for choice in (early, waiting) if choice.opened]
    return max(holder.anniversary_on, min(ends, default=holder.anniversary_on))


def _weighed(ledger: Ledger, early: Choice, waiting: Choice, until: date) -> Weighed | None:
    """`until` is the anniversary or later."""
    if early.opened is None or early.opened.first_whole_on > until:
        return None
    days = DateRange(early.opened.first_whole_on, until)
    first = Month.of(days.start_on)
    kept = {one.month: _side(one) for one in ledger.kept if one.month >= first}
    if waiting.opened is not None:
        for month, side in _sides(ledger, waiting.opened.right, days).items():
            kept[month] = kept.get(month, Side()) + side
    return Weighed(days, _sides(ledger, early.opened.right, days), kept)


def _sides(ledger: Ledger, right: Right, days: DateRange) -> dict[Month, Side]:
    """The months of a right, on those of its days that are weighed."""
    weighed = right.range.intersection(days)
    return {one.month: _side(one) for one in ledger.cash(right, weighed)} if weighed else {}


def _side(one: MonthCash) -> Side:
    return Side(one.pay.paid, one.are_cents)


def _rattrapage(ledger: Ledger, openings: Sequence[date], ten_years_minutes: int) -> Rattrapage:
    """The hours of the right, which are those of the twelve months before its end that no right has used."""
    holder = ledger.holder
    counted = count_hours(
        ledger.periods,
        DateRange(holder.fct_on + DAY, max(holder.anniversary_on, holder.fct_on + DAY)),
        on=holder.anniversary_on,
        annexe=holder.person.annexe,
        age_at_end=holder.person.age,
        derogation=holder.person.derogation,
        situations=ledger.situations,
        has_former_right=holder.person.has_former_right,
    )
    since = add_months(holder.anniversary_on, -RATTRAPAGE_YEARS * 12)
    return rattrapage(
        holder.anniversary_on,
        counted.total_minutes,
        openings=len({day for day in openings if since < day <= holder.anniversary_on}),
        ten_years_minutes=ten_years_minutes,
    )


def _holds(leads: Sequence[Lead], lead: Lead) -> bool:
    """From this month on, the same choice stays ahead to the end."""
    last = leads[-1].cents
    return all(one.cents * last > 0 for one in leads if one.month >= lead.month)


def _said(gain_cents: int, day: date) -> Sentence:
    if gain_cents > 0:
        return sentence(
            "Renouveler rapporte %(amount)s de plus d’ici le %(day)s.", amount=Cents(gain_cents), day=day
        )
    if gain_cents < 0:
        return sentence(
            "Attendre rapporte %(amount)s de plus d’ici le %(day)s.", amount=Cents(-gain_cents), day=day
        )
    return sentence("Renouveler ou attendre rapporte autant d’ici le %(day)s.", day=day)
