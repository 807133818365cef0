"""The daily allowance: three parts, a floor and a ceiling, and what is taken from it.

Guide « Intermittents du spectacle » of February 2026, p. 10 to 12. Each part is rounded half up to the cent:
known notifications agree with that, where the guide's own example 6 cuts (0,01 € under).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from math import ceil

from webapp.domain.money import half_up
from webapp.domain.refusals import Refused
from webapp.domain.rights import scales
from webapp.domain.words import sentence

ALL = 10_000  # basis points
HOUR = 60


class Tax(StrEnum):
    """What the person's tax notice makes of the CSG; the CRDS goes with it."""

    FULL = "full"
    REDUCED = "reduced"
    NONE = "none"


@dataclass(frozen=True)
class Basis:
    """What an allocation is computed from.

    `sr_cents`, salaire de référence: gross wages of annexes 8 and 10. `nht_minutes`, nombre d’heures
    travaillées, after the caps of the months. `on` is the fin de contrat: the figures of law are those of
    that day. `aj_minimum_cents` is given only to try another figure. `required_minutes` above 507 h are those
    of a longer period (readmission): both divisors then follow them.
    """

    annexe: int
    sr_cents: int
    nht_minutes: int
    on: date
    required_minutes: int | None = None
    aj_minimum_cents: int | None = None

    @property
    def minimum_cents(self) -> int:
        if self.aj_minimum_cents is not None:
            return self.aj_minimum_cents
        return scales.value(scales.AJ_MINIMUM, self.on)


@dataclass(frozen=True)
class Allowance:
    """In cents a day, before anything is taken from it."""

    basis: Basis
    a_cents: int
    b_cents: int
    c_cents: int
    floor_cents: int
    ceiling_cents: int

    @property
    def sum_cents(self) -> int:
        return self.a_cents + self.b_cents + self.c_cents

    @property
    def gross_cents(self) -> int:
        return min(max(self.sum_cents, self.floor_cents), self.ceiling_cents)

    @property
    def daily_wage(self) -> Fraction:
        return daily_wage(self.basis)


@dataclass(frozen=True)
class Net:
    """The allocation before income tax; `smic_day_cents` is what CSG and CRDS may not take it under."""

    gross_cents: int
    retraite_cents: int
    contributions_cents: int
    full_contributions_cents: int
    smic_day_cents: int
    net_cents: int

    @property
    def is_held(self) -> bool:
        """The floor kept a part of CSG and CRDS away."""
        return self.contributions_cents < self.full_contributions_cents


def allowance(basis: Basis) -> Allowance:
    """Raises Refused without hours, and on a day whose figures are not known."""
    if basis.nht_minutes <= 0:
        raise Refused(sentence("Sans heures retenues, pas d’allocation à calculer."))
    minimum = basis.minimum_cents
    return Allowance(
        basis=basis,
        a_cents=half_up(minimum * _wages(basis)),
        b_cents=half_up(minimum * _hours(basis)),
        c_cents=half_up(Fraction(minimum * scales.value(scales.FIXED_RATE[basis.annexe], basis.on), ALL)),
        floor_cents=scales.value(scales.AJ_FLOOR[basis.annexe], basis.on),
        ceiling_cents=ceiling(basis.on),
    )


def roughly(basis: Basis) -> float:
    """The allocation in cents within a few of them."""
    return rough_rule(basis)(basis.sr_cents, basis.nht_minutes)


def rough_rule(basis: Basis) -> Callable[[int, int], float]:
    """The same from other wages and hours, for those who try many."""
    return _roughly(basis.annexe, basis.on, basis.required_minutes)


@lru_cache(64)
def _roughly(annexe: int, on: date, required_minutes: int | None) -> Callable[[int, int], float]:
    basis = Basis(annexe, 0, 1, on, required_minutes)
    minimum = basis.minimum_cents
    wage_knee = scales.value(scales.WAGE_KNEE[annexe], on)
    wage_rate = scales.value(scales.WAGE_RATE[annexe], on) * minimum / ALL / float(wage_divisor(basis))
    wage_beyond = scales.value(scales.WAGE_RATE_BEYOND, on) * minimum / ALL / float(wage_divisor(basis))
    hours_knee = scales.value(scales.HOURS_KNEE[annexe], on)
    hours_rate = scales.value(scales.HOURS_RATE, on) * minimum / ALL / hours_divisor(basis)
    hours_beyond = scales.value(scales.HOURS_RATE_BEYOND, on) * minimum / ALL / hours_divisor(basis)
    fixed = scales.value(scales.FIXED_RATE[annexe], on) * minimum / ALL
    floor, most = scales.value(scales.AJ_FLOOR[annexe], on), ceiling(on)

    def found(sr_cents: int, nht_minutes: int) -> float:
        wages = wage_rate * min(sr_cents, wage_knee) + wage_beyond * max(0, sr_cents - wage_knee)
        hours = hours_rate * min(nht_minutes, hours_knee) + hours_beyond * max(0, nht_minutes - hours_knee)
        return min(max(wages + hours + fixed, floor), most)

    return found


def _wages(basis: Basis) -> Fraction:
    knee = scales.value(scales.WAGE_KNEE[basis.annexe], basis.on)
    rate = scales.value(scales.WAGE_RATE[basis.annexe], basis.on)
    beyond = scales.value(scales.WAGE_RATE_BEYOND, basis.on)
    weighed = rate * min(basis.sr_cents, knee) + beyond * max(0, basis.sr_cents - knee)
    return Fraction(weighed, ALL) / wage_divisor(basis)


def _hours(basis: Basis) -> Fraction:
    knee = scales.value(scales.HOURS_KNEE[basis.annexe], basis.on)
    rate = scales.value(scales.HOURS_RATE, basis.on)
    beyond = scales.value(scales.HOURS_RATE_BEYOND, basis.on)
    weighed = rate * min(basis.nht_minutes, knee) + beyond * max(0, basis.nht_minutes - knee)
    return Fraction(weighed, ALL * hours_divisor(basis))


def wage_divisor(basis: Basis) -> Fraction:
    """5 000 € a year of reference; the required hours at the hourly SMIC in a longer one."""
    if is_longer(basis):
        return Fraction(hours_divisor(basis) * scales.value(scales.SMIC_HOUR, basis.on), HOUR)
    return Fraction(scales.value(scales.WAGE_DIVISOR, basis.on))


def hours_divisor(basis: Basis) -> int:
    """In minutes."""
    return basis.required_minutes or scales.value(scales.THRESHOLD, basis.on)


def is_longer(basis: Basis) -> bool:
    return hours_divisor(basis) > scales.value(scales.THRESHOLD, basis.on)


def ceiling(day: date, pass_cents: int | None = None) -> int:
    """34,4 % of four times the plafond annuel, by day."""
    yearly = pass_cents if pass_cents is not None else scales.value(scales.PASS_ANNUAL, day)
    return half_up(Fraction(scales.value(scales.AJ_CEILING_RATE, day) * 4 * yearly, ALL * 365))


def daily_wage(basis: Basis) -> Fraction:
    """SJM, salaire journalier moyen, in cents: SR ÷ (NHT ÷ 8 h), ÷ 10 h in annexe 10."""
    if basis.nht_minutes <= 0:
        raise Refused(sentence("Sans heures retenues, pas de salaire journalier moyen."))
    return Fraction(
        basis.sr_cents * scales.value(scales.DAY_HOURS[basis.annexe], basis.on), basis.nht_minutes
    )


def net(
    gross_cents: int,
    wage: Fraction,
    *,
    on: date,
    tax: Tax = Tax.FULL,
    alsace_moselle: bool = False,
    smic_hour_cents: int | None = None,
) -> Net:
    """`wage` is the SJM in cents; `on` the day paid.

    Nothing is taken from the minimal allocation. CSG, CRDS and the local regime go together, on 98,25 % of what
    the retraite complémentaire leaves, and stop at the daily SMIC.
    """
    smic_day = smic_day_floor(on, smic_hour_cents)
    if gross_cents <= scales.value(scales.AJ_MINIMUM, on):
        return Net(gross_cents, 0, 0, 0, smic_day, gross_cents)
    retraite = min(gross_cents, half_up(wage * scales.value(scales.RETRAITE_RATE, on) / ALL))
    left = gross_cents - retraite
    rate = contributions_rate(on, tax, alsace_moselle=alsace_moselle)
    full = half_up(Fraction(left * rate * scales.value(scales.CONTRIBUTIONS_BASE, on), ALL * ALL))
    taken = max(0, min(full, left - smic_day))
    return Net(gross_cents, retraite, taken, full, smic_day, left - taken)


def contributions_rate(on: date, tax: Tax = Tax.FULL, *, alsace_moselle: bool = False) -> int:
    """In basis points: CSG and CRDS, and the local regime of those who pay them."""
    if tax is Tax.NONE:
        return 0
    csg = scales.value(scales.CSG_RATE if tax is Tax.FULL else scales.CSG_REDUCED_RATE, on)
    local = scales.value(scales.ALSACE_MOSELLE_RATE, on) if alsace_moselle else 0
    return csg + scales.value(scales.CRDS_RATE, on) + local


def smic_day_floor(on: date, smic_hour_cents: int | None = None) -> int:
    """35 h a week of SMIC, by day, up to the whole euro: what every known statement shows."""
    hourly = smic_hour_cents if smic_hour_cents is not None else scales.value(scales.SMIC_HOUR, on)
    return ceil(Fraction(hourly * 35, 7 * 100)) * 100


def smic_month(on: date) -> Fraction:
    """Cents: 35 h on 52 weeks out of 12 months."""
    return Fraction(scales.value(scales.SMIC_HOUR, on) * 35 * 52, 12)


def annual_reference_wage(sr_cents: int, *, days: int, maternity_days: int) -> int:
    """SAR: the wages of a period of which maternity, adoption or a long illness took days."""
    worked = days - maternity_days
    if worked <= 0 or maternity_days < 0:
        raise Refused(sentence("Les jours de maternité dépassent la période."))
    return half_up(Fraction(sr_cents * days, worked))
