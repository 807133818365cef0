"""Why days are waited for, and what a month pays."""

from __future__ import annotations

from fractions import Fraction

from webapp.domain.money import half_up
from webapp.domain.rights import scales
from webapp.domain.rights.allowance import smic_month
from webapp.domain.rights.payment import MonthPay
from webapp.domain.rights.reference import Reference
from webapp.domain.rights.steps import Step
from webapp.domain.rights.waiting import Balance, HolidayFranchise, WageFranchise
from webapp.domain.words import Cents, Hundredths, Minutes, Sentence, Value, sentence


def explain_waiting(reference: Reference, holiday: HolidayFranchise, wages: WageFranchise) -> list[Step]:
    """In the order in which the months take them."""
    return [_waiting(reference), _holiday(reference, holiday), _wage_franchise(reference, wages)]


def explain_waited(balance: Balance) -> Step:
    """All that is waited for, where the totals of a letter have replaced the estimates."""
    told: dict[str, Value] = {
        "deferral": balance.deferral,
        "waiting": balance.waiting,
        "holiday": balance.holiday,
        "wage": balance.wage,
    }
    formula = (
        sentence(
            "Différé %(deferral)s, attente %(waiting)s, congés payés %(holiday)s, salaires %(wage)s", **told
        )
        if balance.deferral
        else sentence("Attente %(waiting)s, congés payés %(holiday)s, salaires %(wage)s", **told)
    )
    return Step(sentence("Retenu pour ce droit"), formula, told, _days(balance.left))


def explain_month(pay: MonthPay, annexe: int) -> list[Step]:
    """From the days of the month to what it pays."""
    return [
        Step(sentence("Jours du mois dans le droit"), None, {}, _days(pay.days), scales.GUIDE_MONTH),
        _unpaid(pay, annexe),
        *_taken(pay),
        _paid(pay),
        *_cap(pay),
    ]


def _waiting(reference: Reference) -> Step:
    days = scales.value(scales.WAITING_DAYS, reference.result.window.end_on)
    return Step(
        sentence("Délai d’attente"),
        sentence("Une fois en douze mois"),
        {},
        _days(days),
        scales.GUIDE_WAITING,
    )


def _holiday(reference: Reference, found: HolidayFranchise) -> Step:
    on = reference.result.window.end_on
    told: dict[str, Value] = {
        "worked": reference.days_worked,
        "each": Hundredths(scales.value(scales.HOLIDAY_DAYS, on)),
        "per": scales.value(scales.HOLIDAY_PER_DAYS, on),
        "monthly": found.monthly,
    }
    return Step(
        sentence("Franchise congés payés"),
        sentence("%(worked)s\u00a0j travaillés × %(each)s ÷ %(per)s, %(monthly)s par mois", **told),
        told,
        _days(found.total),
        scales.GUIDE_WAITING,
        _guessed(reference.days_guessed),
    )


def _guessed(periods: int) -> Sentence | None:
    if not periods:
        return None
    if periods == 1:
        return sentence(
            "Les jours d’une AEM ne sont pas encore connus\u00a0: 8\u00a0h ou un cachet par jour."
        )
    return sentence(
        "Les jours de %(count)s AEM ne sont pas encore connus\u00a0: 8\u00a0h ou un cachet par jour.",
        count=periods,
    )


def _wage_franchise(reference: Reference, found: WageFranchise) -> Step:
    on = reference.result.window.end_on
    smic_day = half_up(Fraction(scales.value(scales.SMIC_HOUR, on) * 35, 7))
    told: dict[str, Value] = {
        "wages": Cents(reference.all_wages_cents),
        "month": Cents(half_up(smic_month(on))),
        "sjm": Cents(half_up(reference.daily_wage)),
        "divisor": scales.value(scales.WAGE_FRANCHISE_DIVISOR, on),
        "day": Cents(smic_day),
        "free": scales.value(scales.WAGE_FRANCHISE_FREE, on),
        "least": found.least,
    }
    return Step(
        sentence("Franchise salaires"),
        sentence("%(wages)s ÷ %(month)s × %(sjm)s ÷ (%(divisor)s × %(day)s) − %(free)s", **told),
        told,
        _days(found.total),
        scales.GUIDE_WAITING,
        _two_readings(found),
    )


def _two_readings(found: WageFranchise) -> Sentence:
    if found.total == found.least:
        return sentence(
            "Le «\u00a0SMIC journalier\u00a0» de cette franchise n’est pas défini par le guide\u00a0: même résultat dans les deux "
            "lectures connues."
        )
    return sentence(
        "Le «\u00a0SMIC journalier\u00a0» de cette franchise n’est pas défini par le guide\u00a0: %(least)s\u00a0j si c’est une "
        "journée de 7\u00a0h. Recopiez le total de votre notification.",
        least=found.least,
    )


def _unpaid(pay: MonthPay, annexe: int) -> Step:
    on = pay.month.end_on
    told: dict[str, Value] = {
        "hours": Minutes(pay.minutes),
        "day": Minutes(scales.value(scales.DAY_HOURS[annexe], on)),
        "rate": Hundredths(scales.value(scales.UNPAID_RATE[annexe], on) // 100),
    }
    if pay.is_full:
        formula = sentence(
            "%(hours)s ÷ %(day)s\u00a0: %(days)s jours travaillés ou plus, rien n’est payé",
            days=scales.value(scales.FULL_MONTH_DAYS[annexe], on),
            **told,
        )
    else:
        formula = sentence("%(hours)s ÷ %(day)s × %(rate)s, jours entiers", **told)
    return Step(sentence("Jours non indemnisables"), formula, told, _less(pay.unpaid), scales.GUIDE_MONTH)


def _taken(pay: MonthPay) -> list[Step]:
    named = (
        (sentence("Différé spécifique"), pay.taken.deferral),
        (sentence("Délai d’attente"), pay.taken.waiting),
        (sentence("Franchise congés payés"), pay.taken.holiday),
        (sentence("Franchise salaires"), pay.taken.wage),
    )
    return [Step(name, None, {}, _less(days), scales.GUIDE_WAITING) for name, days in named if days]


def _paid(pay: MonthPay) -> Step:
    days = pay.days - pay.unpaid - pay.taken.days
    told: dict[str, Value] = {"days": days, "aj": Cents(pay.aj_cents)}
    return Step(
        sentence("ARE brute du mois"),
        sentence("%(days)s\u00a0j × %(aj)s", **told),
        told,
        Cents(pay.before_cap_cents),
        scales.GUIDE_MONTH,
    )


def _cap(pay: MonthPay) -> list[Step]:
    if not pay.is_capped:
        return []
    told: dict[str, Value] = {
        "cap": Cents(pay.cap_cents),
        "gross": Cents(pay.work.gross_cents),
        "days": pay.paid,
    }
    return [
        Step(
            sentence("Plafond de cumul"),
            sentence("%(cap)s − %(gross)s de salaires, %(days)s\u00a0j payés", **told),
            told,
            Cents(pay.are_cents),
            scales.on(scales.MONTH_CAP_RATE, pay.month.end_on).source,
            scales.not_yet_known(scales.PASS_ANNUAL, pay.month.end_on),
        )
    ]


def _days(count: int) -> Sentence:
    return sentence("%(days)s\u00a0j", days=count)


def _less(count: int) -> Sentence:
    return sentence("− %(days)s\u00a0j", days=count) if count else _days(0)
