"""Minimum wages of IDCC 2642 (production audiovisuelle), from the wage of a week of 35 h.

The grid itself is not here: the only one found is not dated. Its identities are: 39 h are paid 40/35 of the
week of 35 h (four hours at +25 %), a day of a short contract is the week ÷ 4,5.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from webapp.domain.money import half_up


@dataclass(frozen=True)
class Minima:
    week_39_cents: int
    day_7_cents: int
    day_8_cents: int


def minima(week_35_cents: int) -> Minima:
    day = Fraction(week_35_cents) / Fraction(9, 2)
    return Minima(half_up(Fraction(week_35_cents * 40, 35)), half_up(day), half_up(day * 8 / 7))
