"""How the figures of a job not signed yet are computed, with it, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from webapp.domain.money import half_up
from webapp.domain.rights import scales
from webapp.domain.rights.allowance import Allowance, hours_divisor, wage_divisor
from webapp.domain.rights.explain import explain_hours
from webapp.domain.rights.forecast import NET_OF_GROSS, MonthCash, Right
from webapp.domain.rights.reference import Reference
from webapp.domain.rights.scales import Scale
from webapp.domain.rights.steps import Step
from webapp.domain.rights.whatif import MonthMoney, WhatIf
from webapp.domain.words import Cents, Hundredths, Minutes, Sentence, sentence

HUNDREDTH_OF_DAY = 100


@dataclass(frozen=True)
class Part:
    """One figure and how one comes to it."""

    title: Sentence
    result: Minutes | Cents
    steps: list[Step]


def explain(found: WhatIf) -> list[Part]:
    """The hours, the allocation they would give, then the money of each month."""
    result, reference = found.after.result, found.after.reference
    parts = [Part(sentence("Heures comptées"), Minutes(result.total_minutes), explain_hours(result))]
    if reference is not None:
        title, steps = sentence("Allocation du prochain droit"), explain_allowance(reference)
        parts.append(Part(title, Cents(reference.allowance.gross_cents), steps))
    for money in found.after.months:
        title, steps = sentence("Argent de %(month)s", month=money.month.name), _month(money, found.right)
        parts.append(Part(title, Cents(money.total_cents), steps))
    return parts


def explain_allowance(reference: Reference) -> list[Step]:
    found = reference.allowance
    basis, day = found.basis, found.basis.on
    minimum = Cents(basis.minimum_cents)
    fixed = _percent(scales.FIXED_RATE[basis.annexe], day)
    return [
        _step(sentence("Salaire de référence"), None, Cents(basis.sr_cents)),
        _step(sentence("Heures travaillées retenues"), None, Minutes(basis.nht_minutes)),
        _wages(found),
        _hours(found),
        _step(
            sentence("C, part fixe"),
            sentence("%(minimum)s × %(rate)s", minimum=minimum, rate=fixed),
            Cents(found.c_cents),
            scales.FIXED_RATE[basis.annexe],
            day,
        ),
        _step(
            sentence("Allocation brute par jour"),
            sentence(
                "A + B + C, au moins %(floor)s, au plus %(ceiling)s",
                floor=Cents(found.floor_cents),
                ceiling=Cents(found.ceiling_cents),
            ),
            Cents(found.gross_cents),
            scales.AJ_FLOOR[basis.annexe],
            day,
        ),
    ]


def _wages(found: Allowance) -> Step:
    basis = found.basis
    knee = scales.value(scales.WAGE_KNEE[basis.annexe], basis.on)
    return _step(
        sentence("A, les salaires"),
        sentence(
            "%(minimum)s × (%(rate)s de %(first)s + %(beyond)s de %(rest)s) ÷ %(divisor)s",
            minimum=Cents(basis.minimum_cents),
            rate=_percent(scales.WAGE_RATE[basis.annexe], basis.on),
            first=Cents(min(basis.sr_cents, knee)),
            beyond=_percent(scales.WAGE_RATE_BEYOND, basis.on),
            rest=Cents(max(0, basis.sr_cents - knee)),
            divisor=Cents(half_up(wage_divisor(basis))),
        ),
        Cents(found.a_cents),
        scales.AJ_MINIMUM,
        basis.on,
    )


def _hours(found: Allowance) -> Step:
    basis = found.basis
    knee = scales.value(scales.HOURS_KNEE[basis.annexe], basis.on)
    return _step(
        sentence("B, les heures"),
        sentence(
            "%(minimum)s × (%(rate)s de %(first)s + %(beyond)s de %(rest)s) ÷ %(divisor)s",
            minimum=Cents(basis.minimum_cents),
            rate=_percent(scales.HOURS_RATE, basis.on),
            first=Minutes(min(basis.nht_minutes, knee)),
            beyond=_percent(scales.HOURS_RATE_BEYOND, basis.on),
            rest=Minutes(max(0, basis.nht_minutes - knee)),
            divisor=Minutes(hours_divisor(basis)),
        ),
        Cents(found.b_cents),
        scales.HOURS_RATE,
        basis.on,
    )


def _month(money: MonthMoney, right: Right | None) -> list[Step]:
    if money.cash is None or right is None:
        return [_net_wages_of(money)]
    return [*_days_of(money.cash, right), *_are_of(money.cash, right), _net_wages_of(money), _total(money)]


def _days_of(cash: MonthCash, right: Right) -> list[Step]:
    pay, day = cash.pay, cash.month.end_on
    hours = Minutes(scales.value(scales.DAY_HOURS[right.annexe], day))
    rate = Hundredths(scales.value(scales.UNPAID_RATE[right.annexe], day) // 100)
    return [
        _step(
            sentence("Jours de travail"),
            sentence("%(worked)s ÷ %(hours)s", worked=Minutes(pay.minutes), hours=hours),
            _quantity(pay.work_days),
            scales.DAY_HOURS[right.annexe],
            day,
        ),
        _step(
            sentence("Jours non indemnisés"),
            sentence("Mois plein\u00a0: aucun jour n’est payé")
            if pay.is_full
            else sentence(
                "%(days)s × %(rate)s, sans les décimales", days=_quantity(pay.work_days), rate=rate
            ),
            _count(pay.unpaid),
            scales.UNPAID_RATE[right.annexe],
            day,
        ),
        _step(
            sentence("Attente et franchises prises"),
            None,
            _count(pay.taken.days),
            scales.HOLIDAY_MONTHLY,
            day,
        ),
        _step(
            sentence("Jours indemnisés"),
            sentence(
                "%(days)s − %(unpaid)s − %(taken)s", days=pay.days, unpaid=pay.unpaid, taken=pay.taken.days
            ),
            _count(pay.paid),
        ),
    ]


def _are_of(cash: MonthCash, right: Right) -> list[Step]:
    pay, day = cash.pay, cash.month.end_on
    formula = (
        sentence("Salaires et allocation sous %(cap)s ensemble", cap=Cents(pay.cap_cents))
        if pay.is_capped
        else sentence("%(days)s × %(amount)s", days=_count(pay.paid), amount=Cents(pay.aj_cents))
    )
    return [
        _step(sentence("Allocation brute"), formula, Cents(pay.are_cents), scales.MONTH_CAP_RATE, day),
        _step(
            sentence("Allocation nette avant impôt"),
            sentence(
                "%(net)s nets pour %(gross)s bruts par jour",
                net=Cents(right.net_cents),
                gross=Cents(right.aj_cents),
            ),
            Cents(cash.are_cents),
            scales.RETRAITE_RATE,
            day,
        ),
    ]


def _net_wages_of(money: MonthMoney) -> Step:
    return _step(
        sentence("Salaires nets"),
        sentence(
            "Ordre de grandeur\u00a0: %(rate)s du brut, aucun texte ne le dit",
            rate=sentence("%(rate)s\u00a0%%", rate=NET_OF_GROSS),
        ),
        Cents(money.wages_cents),
    )


def _total(money: MonthMoney) -> Step:
    return _step(sentence("Ensemble du mois"), None, Cents(money.total_cents))


def _step(
    label: Sentence,
    formula: Sentence | None,
    result: Cents | Minutes | Sentence,
    scale: Scale | None = None,
    day: date | None = None,
) -> Step:
    source = scales.on(scale, day).source if scale is not None and day is not None else None
    return Step(label, formula, {}, result, source)


def _percent(scale: Scale, day: date) -> Sentence:
    return sentence("%(rate)s\u00a0%%", rate=Hundredths(scales.value(scale, day)))


def _quantity(days: Fraction) -> Sentence:
    return sentence("%(days)s\u00a0j", days=Hundredths(half_up(days * HUNDREDTH_OF_DAY)))


def _count(days: int) -> Sentence:
    return sentence("%(days)s\u00a0j", days=days)
