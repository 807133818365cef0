"""How a daily allowance was computed, gross then net."""

from __future__ import annotations

from fractions import Fraction

from webapp.domain.money import half_up
from webapp.domain.rights import scales
from webapp.domain.rights.allowance import (
    Allowance,
    Net,
    Tax,
    contributions_rate,
    hours_divisor,
    is_longer,
    wage_divisor,
)
from webapp.domain.rights.reference import Reference
from webapp.domain.rights.steps import Step
from webapp.domain.words import Cents, Hundredths, Minutes, Sentence, Value, sentence

PERCENT = 100  # basis points


def explain_allowance(reference: Reference, found: Allowance) -> list[Step]:
    """From the wages and the hours of the period to what a day is worth before anything is taken."""
    return [
        _wages(reference),
        *_ptp(reference),
        *_sar(reference),
        _part_a(found),
        _hours(reference),
        _part_b(found),
        _part_c(found),
        _bounds(found),
        _gross(found),
    ]


def explain_net(
    found: Net,
    reference: Reference,
    *,
    tax: Tax = Tax.FULL,
    alsace_moselle: bool = False,
    wage: Fraction | None = None,
) -> list[Step]:
    """What is taken from a day, and what is left before income tax; `wage` is the SJM of a letter."""
    on = reference.result.window.end_on
    return [
        _retraite(found, reference, wage),
        _contributions(found, contributions_rate(on, tax, alsace_moselle=alsace_moselle), reference),
        Step(
            sentence("Allocation nette par jour, avant impôt"),
            sentence(
                "%(gross)s − %(retraite)s − %(taken)s",
                gross=Cents(found.gross_cents),
                retraite=Cents(found.retraite_cents),
                taken=Cents(found.contributions_cents),
            ),
            {"gross": Cents(found.gross_cents)},
            Cents(found.net_cents),
        ),
    ]


def _wages(reference: Reference) -> Step:
    return Step(
        sentence("Salaires bruts des annexes 8 et 10"),
        sentence("Avant tout abattement. Les heures au-delà d’un plafond gardent leur salaire"),
        {},
        Cents(reference.work_wages_cents),
        scales.GUIDE_ALLOWANCE,
    )


def _ptp(reference: Reference) -> list[Step]:
    if not reference.ptp_wages_cents:
        return []
    wages = Cents(reference.ptp_wages_cents)
    return [
        Step(
            sentence("Salaires du projet de transition professionnelle"),
            None,
            {},
            wages,
            scales.GUIDE_ALLOWANCE,
        )
    ]


def _sar(reference: Reference) -> list[Step]:
    if reference.sar_cents == reference.sr_cents:
        return []
    return [
        Step(
            sentence("Salaire annuel de référence"),
            sentence(
                "Ramené à la période entière, sans les jours de maternité, d’adoption ou de longue maladie"
            ),
            {"sr": Cents(reference.sr_cents), "days": reference.result.window.days},
            Cents(reference.sar_cents),
            scales.GUIDE_ALLOWANCE,
        )
    ]


def _part_a(found: Allowance) -> Step:
    basis = found.basis
    knee = scales.value(scales.WAGE_KNEE[basis.annexe], basis.on)
    told: dict[str, Value] = {
        "minimum": Cents(basis.minimum_cents),
        "rate": _times(scales.value(scales.WAGE_RATE[basis.annexe], basis.on)),
        "first": Cents(min(basis.sr_cents, knee)),
        "beyond_rate": _times(scales.value(scales.WAGE_RATE_BEYOND, basis.on)),
        "beyond": Cents(max(0, basis.sr_cents - knee)),
        "divisor": Cents(half_up(wage_divisor(basis))),
    }
    return Step(
        sentence("A, selon vos salaires"),
        sentence("%(minimum)s × (%(rate)s × %(first)s + %(beyond_rate)s × %(beyond)s) ÷ %(divisor)s", **told),
        told,
        Cents(found.a_cents),
        scales.on(scales.AJ_MINIMUM, basis.on).source,
        _longer_period(found),
    )


def _longer_period(found: Allowance) -> Sentence | None:
    if not is_longer(found.basis):
        return None
    return sentence("Période allongée\u00a0: les deux diviseurs suivent les heures demandées.")


def _hours(reference: Reference) -> Step:
    return Step(
        sentence("Heures travaillées, sans enseignement ni formation"),
        None,
        {},
        Minutes(reference.nht_minutes),
        scales.GUIDE_ALLOWANCE,
        sentence("Prises après les plafonds de chaque mois\u00a0: c’est notre lecture."),
    )


def _part_b(found: Allowance) -> Step:
    basis = found.basis
    knee = scales.value(scales.HOURS_KNEE[basis.annexe], basis.on)
    told: dict[str, Value] = {
        "minimum": Cents(basis.minimum_cents),
        "rate": _times(scales.value(scales.HOURS_RATE, basis.on)),
        "first": Minutes(min(basis.nht_minutes, knee)),
        "beyond_rate": _times(scales.value(scales.HOURS_RATE_BEYOND, basis.on)),
        "beyond": Minutes(max(0, basis.nht_minutes - knee)),
        "divisor": Minutes(hours_divisor(basis)),
    }
    return Step(
        sentence("B, selon vos heures"),
        sentence("%(minimum)s × (%(rate)s × %(first)s + %(beyond_rate)s × %(beyond)s) ÷ %(divisor)s", **told),
        told,
        Cents(found.b_cents),
        scales.GUIDE_ALLOWANCE,
    )


def _part_c(found: Allowance) -> Step:
    basis = found.basis
    told: dict[str, Value] = {
        "minimum": Cents(basis.minimum_cents),
        "rate": _times(scales.value(scales.FIXED_RATE[basis.annexe], basis.on)),
    }
    return Step(
        sentence("C, part fixe"),
        sentence("%(minimum)s × %(rate)s", **told),
        told,
        Cents(found.c_cents),
        scales.GUIDE_ALLOWANCE,
    )


def _bounds(found: Allowance) -> Step:
    told: dict[str, Value] = {"floor": Cents(found.floor_cents), "ceiling": Cents(found.ceiling_cents)}
    return Step(
        sentence("Plancher et plafond"),
        sentence("Entre %(floor)s et %(ceiling)s", **told),
        told,
        _bound(found),
        scales.on(scales.PASS_ANNUAL, found.basis.on).source,
        scales.not_yet_known(scales.PASS_ANNUAL, found.basis.on),
    )


def _bound(found: Allowance) -> Sentence:
    if found.sum_cents < found.floor_cents:
        return sentence("plancher appliqué")
    if found.sum_cents > found.ceiling_cents:
        return sentence("plafond appliqué")
    return sentence("non atteints")


def _gross(found: Allowance) -> Step:
    told: dict[str, Value] = {
        "a": Cents(found.a_cents),
        "b": Cents(found.b_cents),
        "c": Cents(found.c_cents),
    }
    return Step(
        sentence("Allocation brute par jour"),
        sentence("%(a)s + %(b)s + %(c)s, chacune arrondie au centime", **told),
        told,
        Cents(found.gross_cents),
    )


def _retraite(found: Net, reference: Reference, wage: Fraction | None) -> Step:
    on = reference.result.window.end_on
    told: dict[str, Value] = {
        "rate": Hundredths(scales.value(scales.RETRAITE_RATE, on)),
        "wage": Cents(half_up(reference.daily_wage if wage is None else wage)),
    }
    return Step(
        sentence("Retraite complémentaire"),
        sentence("%(rate)s\u00a0%% du salaire journalier moyen, %(wage)s", **told)
        if found.retraite_cents
        else sentence("Rien n’est pris sur l’allocation minimale"),
        told,
        Cents(-found.retraite_cents),
        scales.on(scales.RETRAITE_RATE, on).source,
    )


def _contributions(found: Net, rate: int, reference: Reference) -> Step:
    on = reference.result.window.end_on
    told: dict[str, Value] = {
        "rate": Hundredths(rate),
        "base": Hundredths(scales.value(scales.CONTRIBUTIONS_BASE, on)),
        "left": Cents(found.gross_cents - found.retraite_cents),
        "due": Cents(found.full_contributions_cents),
        "floor": Cents(found.smic_day_cents),
    }
    if rate and not found.full_contributions_cents:
        formula = sentence("Rien n’est pris sur l’allocation minimale")
    elif found.is_held:
        formula = sentence("%(due)s dus, limités pour garder %(floor)s, le SMIC journalier", **told)
    else:
        formula = sentence("%(rate)s\u00a0%% de %(base)s\u00a0%% de %(left)s", **told)
    return Step(
        sentence("CSG et CRDS"),
        formula,
        told,
        Cents(-found.contributions_cents),
        scales.on(scales.CSG_RATE, on).source,
        scales.not_yet_known(scales.SMIC_HOUR, on),
    )


def _times(basis_points: int) -> Hundredths:
    """42 % as the factor 0,42."""
    return Hundredths(basis_points // PERCENT)
