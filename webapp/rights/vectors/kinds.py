"""What the domain gives for each kind of case: amounts in euros, hours in hours, dates ISO."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

from webapp.domain.minima import minima
from webapp.domain.periods import DAY, DateRange, Month
from webapp.domain.rights import allowance as aj
from webapp.domain.rights import eligibility, payment, scales, waiting, window
from webapp.domain.rights.caps import by_days
from webapp.rights.vectors.cases import Case, is_number

HOUR = 60


def _cents(euros: Any) -> int:
    if not is_number(euros):
        raise TypeError(f"{euros!r} is not an amount")
    return floor(Fraction(euros) * 100 + Fraction(1, 2))


def _minutes(hours: Any) -> int:
    if not is_number(hours):
        raise TypeError(f"{hours!r} is not a number of hours")
    return floor(Fraction(hours) * HOUR + Fraction(1, 2))


def _day(text: Any) -> date:
    return date.fromisoformat(text)


def _whole(number: Any) -> int:
    if not is_number(number) or number != int(number):
        raise TypeError(f"{number!r} is not a whole number")
    return int(number)


def _euros(cents: Fraction | int) -> Fraction:
    return Fraction(cents) / 100


def _rounded(number: Fraction) -> Fraction:
    return Fraction(floor(number * 100 + Fraction(1, 2)), 100)


def _basis(case: Case, inputs: dict[str, Any]) -> aj.Basis:
    minimum = inputs.get("aj_min")
    return aj.Basis(
        annexe=case.annexe,
        sr_cents=_cents(inputs["sr"]),
        nht_minutes=_minutes(inputs["nht"]),
        on=case.on,
        aj_minimum_cents=None if minimum is None else _cents(minimum),
    )


def _gross(case: Case, inputs: dict[str, Any]) -> dict[str, Any]:
    found = aj.allowance(_basis(case, inputs))
    return {
        "partie_a": _euros(found.a_cents),
        "partie_b": _euros(found.b_cents),
        "partie_c": _euros(found.c_cents),
        "aj_brute": _euros(found.gross_cents),
    }


def _net(case: Case, inputs: dict[str, Any]) -> dict[str, Any]:
    found = aj.allowance(_basis(case, inputs))
    return {"aj_brute": _euros(found.gross_cents)} | _net_of(
        case, inputs, found.gross_cents, found.daily_wage
    )


def _net_from_gross(case: Case, inputs: dict[str, Any]) -> dict[str, Any]:
    return _net_of(case, inputs, _cents(inputs["aj_brute"]), Fraction(inputs["sjm"]) * 100)


def _net_of(case: Case, inputs: dict[str, Any], gross_cents: int, wage: Fraction) -> dict[str, Any]:
    smic = inputs.get("smic_horaire")
    found = aj.net(
        gross_cents,
        wage,
        on=case.on,
        alsace_moselle=bool(inputs.get("alsace_moselle", False)),
        smic_hour_cents=None if smic is None else _cents(smic),
    )
    return {
        "retraite": _euros(found.retraite_cents),
        "csg_crds": _euros(found.contributions_cents),
        "aj_nette": _euros(found.net_cents),
    }


def _ceiling(case: Case, inputs: dict[str, Any]) -> dict[str, Any]:
    return {"aj_plafond": _euros(aj.ceiling(case.on, _cents(inputs["pass_annuel"])))}


def _month_cap(case: Case, inputs: dict[str, Any]) -> dict[str, Any]:
    return {"plafond": _euros(payment.month_cap(case.on, _cents(inputs["pmss"])))}


def _sar(_case: Case, inputs: dict[str, Any]) -> dict[str, Any]:
    found = aj.annual_reference_wage(
        _cents(inputs["sr"]),
        days=_whole(inputs["jours_periode"]),
        maternity_days=_whole(inputs.get("jours_maternite", 0)),
    )
    return {"sar": _euros(found)}


def _deferral(case: Case, inputs: dict[str, Any]) -> dict[str, Any]:
    wage = aj.daily_wage(_basis(case, inputs))
    days = waiting.specific_deferral(
        _cents(inputs["indemnite_percue"]), _cents(inputs["indemnite_legale"]), wage, case.on
    )
    return {"sjm": _rounded(_euros(wage)), "jours": days}


def _reference_period(_case: Case, inputs: dict[str, Any]) -> dict[str, Any]:
    found = window.first_request(_day(inputs["fct"]))
    return {"debut": found.start_on.isoformat(), "fin": found.end_on.isoformat()}


def _anniversary(_case: Case, inputs: dict[str, Any]) -> dict[str, Any]:
    return {"date_anniversaire": window.date_anniversaire(_day(inputs["fct"])).isoformat()}


def _admission(_case: Case, inputs: dict[str, Any]) -> dict[str, Any]:
    """Days worked after the opening put the end of the waiting period off, day for day."""
    fct_on = _day(inputs["fct"])
    opens_on = eligibility.opens_on(fct_on, _day(inputs["inscription"]))
    waited = _whole(inputs.get("delai_attente", waiting.waiting_days(opens_on, None)))
    first_paid_on = opens_on + (waited + _whole(inputs.get("activite", 0))) * DAY
    return {
        "date_anniversaire": window.date_anniversaire(fct_on).isoformat(),
        "pra_debut": window.first_request(fct_on).start_on.isoformat(),
        "debut_droit": opens_on.isoformat(),
        "delai_fin": (first_paid_on - DAY).isoformat(),
        "premier_jour_indemnise": first_paid_on.isoformat(),
    }


def _readmission(_case: Case, inputs: dict[str, Any]) -> dict[str, Any]:
    fct_on, last = _day(inputs["fct"]), inputs.get("delai_deja_applique")
    opens_on = max(fct_on, _day(inputs["date_anniversaire_precedente"])) + DAY
    return {
        "date_anniversaire": window.date_anniversaire(fct_on).isoformat(),
        "debut_droit": opens_on.isoformat(),
        "delai_attente": waiting.waiting_days(opens_on, _day(last) if last else None),
    }


def _exam(_case: Case, inputs: dict[str, Any]) -> dict[str, Any]:
    anniversary_on = _day(inputs["date_anniversaire"])
    pairs = [*inputs.get("contrats_spectacle_a_da", []), *inputs.get("contrats_spectacle", [])]
    contracts = [_contract(pair, anniversary_on) for pair in pairs]
    return {"date_examen": eligibility.exam_on(anniversary_on, contracts).isoformat()}


def _contract(pair: Any, anniversary_on: date) -> DateRange:
    start, end = pair
    start_on = anniversary_on if start == "?" else _day(start)
    return DateRange(min(start_on, _day(end)), _day(end))


def _eligibility(case: Case, inputs: dict[str, Any]) -> dict[str, Any]:
    on = _day(inputs["date_anniversaire"]) if "date_anniversaire" in inputs else case.on
    minutes = _worked(inputs, on)
    return {
        "heures": Fraction(minutes, HOUR),
        "droit_are": minutes >= scales.value(scales.THRESHOLD, on),
        "clause_rattrapage_heures_ok": eligibility.has_rattrapage_hours(minutes, on),
    }


def _rattrapage(_case: Case, inputs: dict[str, Any]) -> dict[str, Any]:
    on = _day(inputs["date_anniversaire"])
    minutes = _worked(inputs, on)
    found = eligibility.rattrapage(on, minutes)
    return {
        "heures": Fraction(minutes, HOUR),
        "droit_are": minutes >= scales.value(scales.THRESHOLD, on),
        "rattrapage_debut": found.range.start_on.isoformat(),
        "rattrapage_fin_max": found.range.end_on.isoformat(),
        "nouvelle_date_anniversaire": found.new_anniversary_on.isoformat(),
    }


def _worked(inputs: dict[str, Any], on: date) -> int:
    cachets = Fraction(inputs.get("cachets", 0)) * scales.value(scales.CACHET, on)
    return _minutes(inputs.get("heures", 0)) + floor(cachets)


def _required(case: Case, inputs: dict[str, Any]) -> dict[str, Any]:
    minutes = eligibility.required_minutes(_whole(inputs["jours_periode"]), case.on)
    return {"heures_requises": Fraction(minutes, HOUR)}


def _holiday(case: Case, inputs: dict[str, Any]) -> dict[str, Any]:
    found = waiting.holiday_franchise(_whole(inputs["jours_travailles"]), case.on)
    return {"total": found.total, "forfait_mensuel": found.monthly}


def _wage_months(case: Case, inputs: dict[str, Any]) -> dict[str, Any]:
    total, months = _whole(inputs["total"]), _whole(inputs["mois_civils_droit"])
    return {"mensuel": waiting.wage_months(total, months, case.on)}


def _unpaid(case: Case, inputs: dict[str, Any]) -> dict[str, Any]:
    days = _whole(inputs["jours_mois"]) if "jours_mois" in inputs else None
    hours = inputs["heures"] if "heures" in inputs else inputs["cachets"] * 12
    unpaid = payment.unpaid_days(_minutes(hours), days, case.annexe, case.on)
    if days is None:
        return {"jours_non_indemnisables": unpaid}
    return {
        "jours_non_indemnisables": unpaid,
        "jours_indemnisables": max(0, days - unpaid - _whole(inputs.get("franchises", 0))),
    }


def _month(case: Case, inputs: dict[str, Any]) -> dict[str, Any]:
    month = Month(*map(int, inputs["mois"].split("-")[:2])) if "mois" in inputs else Month.of(case.on)
    days = _whole(inputs.get("jours_mois", month.range.days))
    pmss = inputs.get("pmss")
    paid, _after = payment.pay_month(
        month,
        payment.MonthWork(_minutes(inputs["heures"]), _cents(inputs.get("brut", 0))),
        annexe=case.annexe,
        aj_cents=_cents(inputs["aj_brute"]),
        other_days=month.range.days - days,
        pmss_cents=None if pmss is None else _cents(pmss),
    )
    return {
        "jours_travail": _rounded(paid.work_days),
        "jours_non_indemnisables": paid.unpaid,
        "are_avant_plafond": _euros(paid.before_cap_cents),
        "jours_indemnisables": paid.paid,
        "are": _euros(paid.are_cents),
    }


def _full_month(case: Case, inputs: dict[str, Any]) -> dict[str, Any]:
    days = _whole(inputs["jours_mois"])
    paid = days - payment.unpaid_days(_minutes(inputs.get("heures", 0)), days, case.annexe, case.on)
    gross, retraite = _cents(inputs["aj_brute"]) * paid, _cents(inputs["retraite_jour"]) * paid
    return {"are_brute": _euros(gross), "retraite": _euros(retraite), "net_social": _euros(gross - retraite)}


def _series(case: Case, inputs: dict[str, Any]) -> dict[str, Any]:
    start = inputs["solde_depart"]
    holiday = _whole(start.get("franchise_cp_restante", 0))
    balance = waiting.Balance(
        waiting=_whole(start.get("delai_restant", 0)),
        holiday=holiday,
        holiday_monthly=waiting.holiday_monthly(holiday, case.on),
        holiday_carried=_whole(start.get("report_cp", 0)),
    )
    months = []
    for told in inputs["mois"]:
        days = _whole(told["jours"])
        unpaid = payment.unpaid_days(_minutes(told["heures"]), days, case.annexe, case.on)
        taken, balance = waiting.take(balance, days - unpaid)
        months.append(
            {
                "mois": told["mois"],
                "jni": unpaid,
                "delai": taken.waiting,
                "franchise_cp": taken.holiday,
                "jours_indemnises": days - unpaid - taken.days,
            }
        )
    return {"mois": months}


def _partial_cap(case: Case, inputs: dict[str, Any]) -> dict[str, Any]:
    cap, days = Fraction(inputs["plafond_mensuel"]), _whole(inputs["jours_calendaires_dans_pra"])
    return {"plafond": _rounded(min(cap, cap * by_days(1, days, case.on)))}


def _micro(case: Case, inputs: dict[str, Any]) -> dict[str, Any]:
    hours = payment.micro_hours(_cents(inputs["ca_mensuel"]), case.on, _cents(inputs["smic_horaire"]))
    return {
        "heures": _rounded(hours),
        "jours_non_indemnisables": payment.unpaid_days(hours * HOUR, None, case.annexe, case.on),
    }


def _minimum_wage(_case: Case, inputs: dict[str, Any]) -> dict[str, Any]:
    found = minima(_cents(inputs["semaine_35h"]))
    return {
        "semaine_39h": _euros(found.week_39_cents),
        "jour_7h": _euros(found.day_7_cents),
        "jour_8h": _euros(found.day_8_cents),
    }


def _aj_claim(case: Case, inputs: dict[str, Any]) -> dict[str, Any]:
    return {"aj_claim": _gross(case, inputs)["aj_brute"]}


Kind = Callable[[Case, dict[str, Any]], dict[str, Any]]
KINDS: dict[str, Kind] = {
    "aj_brute": _gross,
    "aj_nette": _net,
    "aj_nette_from_brute": _net_from_gross,
    "aj_plafond": _ceiling,
    "plafond_cumul": _month_cap,
    "sar": _sar,
    "differe_specifique": _deferral,
    "periode_reference": _reference_period,
    "date_anniversaire": _anniversary,
    "admission_dates": _admission,
    "readmission_dates": _readmission,
    "date_examen": _exam,
    "eligibilite": _eligibility,
    "eligibilite_rattrapage": _rattrapage,
    "seuil_readmission": _required,
    "franchise_cp": _holiday,
    "franchise_salaires_repartition": _wage_months,
    "jours_non_indemnisables": _unpaid,
    "jours_indemnisables": _unpaid,
    "mois": _month,
    "mois_plein": _full_month,
    "serie_mensuelle": _series,
    "plafond_heures_mois_partiel": _partial_cap,
    "micro_entreprise": _micro,
    "salaire_minimum": _minimum_wage,
    "aj_claim": _aj_claim,
    "coef_claim": _unpaid,
}
