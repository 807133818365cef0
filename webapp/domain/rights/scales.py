"""Figures of law: each with its value, the day it starts and the text that says so.

They stand in `figures.toml`; a figure is never written elsewhere, and the screens show its source beside it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any

from webapp.domain.refusals import Refused
from webapp.domain.words import Sentence, sentence


class Unit(StrEnum):
    MINUTES = "minutes"
    CACHETS = "cachets"
    TENTHS_OF_DAY = "tenths of a day"
    HUNDREDTHS_OF_DAY = "hundredths of a day"
    DAYS = "days"
    MONTHS = "months"
    CENTS = "cents"
    BASIS_POINTS = "basis points"
    TIMES = "times"


@dataclass(frozen=True)
class Source:
    text: str
    on: date
    url: str


@dataclass(frozen=True)
class Figure:
    value: int
    from_on: date
    source: Source
    until_on: date | None = None
    """The last day it is known to hold, for figures that change by themselves every year."""

    def is_known_on(self, day: date) -> bool:
        return self.until_on is None or day <= self.until_on


@dataclass(frozen=True, eq=False)
class Scale:
    """The successive values of one figure, oldest first."""

    name: Sentence
    unit: Unit
    figures: tuple[Figure, ...]


@lru_cache(8_000)
def known(scale: Scale, day: date) -> Figure | None:
    return next((figure for figure in reversed(scale.figures) if figure.from_on <= day), None)


@lru_cache(8_000)
def on(scale: Scale, day: date) -> Figure:
    """Raises Refused before the first figure; past the end of the last one, `is_known_on` says so."""
    figure = known(scale, day)
    if figure is None:
        raise Refused(sentence("Aucun chiffre connu au %(day)s\u00a0: %(name)s.", day=day, name=scale.name))
    return figure


def value(scale: Scale, day: date) -> int:
    return on(scale, day).value


def not_yet_known(scale: Scale, day: date) -> Sentence | None:
    """What to say when the last figure is older than the day."""
    figure = on(scale, day)
    if figure.is_known_on(day):
        return None
    return sentence(
        "%(name)s\u00a0: le chiffre au %(day)s n’est pas encore dans Raccord, celui du %(since)s est pris.",
        name=scale.name,
        day=day,
        since=figure.from_on,
    )


def latest_change(day: date) -> date:
    """The last day a figure of the allocation changed: the date of the rules applied."""
    return max(
        figure.from_on for scale in EVERY_SCALE if (figure := known(scale, day)) and scale is not DAILY_REST
    )


@dataclass(frozen=True)
class ByAnnexe:
    """A figure that each annexe has its own of."""

    of_8: Scale
    of_10: Scale

    def __getitem__(self, annexe: int) -> Scale:
        return self.of_10 if annexe == 10 else self.of_8


FIGURES: dict[str, Any] = tomllib.loads(
    files("webapp.domain.rights").joinpath("figures.toml").read_text(encoding="utf-8")
)
SOURCES = {name: Source(**of) for name, of in FIGURES["sources"].items()}
EVERY_SCALE: list[Scale] = []


def _scale(key: str, name: Sentence, unit: Unit) -> Scale:
    figures = tuple(
        Figure(row["value"], row["from"], SOURCES[row["source"]], row.get("until")) for row in FIGURES[key]
    )
    scale = Scale(name, unit, figures)
    EVERY_SCALE.append(scale)
    return scale


HOUR = 60
TEACHING_AGE = 50
ANNEXE_8_ARTICLE_3 = SOURCES["annexe_8_article_3"]
GUIDE = SOURCES["guide"]
ACTUALISATION = SOURCES["actualisation"]
GUIDE_ALLOWANCE = SOURCES["guide_allowance"]
GUIDE_WAITING = SOURCES["guide_waiting"]
GUIDE_MONTH = SOURCES["guide_month"]

THRESHOLD = _scale("threshold", sentence("Heures pour ouvrir des droits"), Unit.MINUTES)
CACHET = _scale("cachet", sentence("Durée d’un cachet"), Unit.MINUTES)
MONTH_ONE_EMPLOYER = _scale(
    "month_one_employer", sentence("Plafond d’un mois, un seul employeur"), Unit.MINUTES
)
MONTH_SEVERAL_EMPLOYERS = _scale(
    "month_several_employers", sentence("Plafond d’un mois, plusieurs employeurs"), Unit.MINUTES
)
MONTH_DEROGATION = _scale("month_derogation", sentence("Plafond d’un mois, sur dérogation"), Unit.MINUTES)
MONTH_CACHETS = _scale("month_cachets", sentence("Plafond d’un mois, annexe 10"), Unit.CACHETS)
PARTIAL_MONTH_DIVISOR = _scale(
    "partial_month_divisor", sentence("Diviseur d’un mois incomplet"), Unit.TENTHS_OF_DAY
)
TEACHING = _scale("teaching", sentence("Limite d’enseignement"), Unit.MINUTES)
TEACHING_FROM_50 = _scale(
    "teaching_from_50", sentence("Limite d’enseignement à partir de 50 ans"), Unit.MINUTES
)
TRAINING = _scale("training", sentence("Limite de formation"), Unit.MINUTES)
READMISSION_HOURS = _scale(
    "readmission_hours", sentence("Heures de plus par tranche, réadmission"), Unit.MINUTES
)
READMISSION_DAYS = _scale("readmission_days", sentence("Jours d’une tranche, réadmission"), Unit.DAYS)
RATTRAPAGE_FROM = _scale("rattrapage_from", sentence("Clause de rattrapage, heures"), Unit.MINUTES)
RATTRAPAGE_MONTHS = _scale("rattrapage_months", sentence("Clause de rattrapage, durée"), Unit.MONTHS)
RATTRAPAGE_OPENINGS = _scale("rattrapage_openings", sentence("Clause de rattrapage, ouvertures"), Unit.TIMES)
RATTRAPAGE_HOURS = _scale(
    "rattrapage_hours", sentence("Clause de rattrapage, heures en dix ans"), Unit.MINUTES
)
RATTRAPAGE_REQUEST = _scale("rattrapage_request", sentence("Clause de rattrapage, demande"), Unit.DAYS)
RATTRAPAGE_TRAINING = _scale("rattrapage_training", sentence("Clause de rattrapage, formation"), Unit.MINUTES)
RATTRAPAGE_HOLIDAY = _scale(
    "rattrapage_holiday", sentence("Clause de rattrapage, congés payés par mois"), Unit.DAYS
)
RATTRAPAGE_WAGE = _scale("rattrapage_wage", sentence("Clause de rattrapage, salaires par mois"), Unit.DAYS)

ASSIMILATED_DAY = _scale("assimilated_day", sentence("Durée d’un jour assimilé"), Unit.MINUTES)
WORK_AFTER_RESIGNATION = _scale(
    "work_after_resignation", sentence("Travail depuis une démission"), Unit.MINUTES
)
RESIGNATION_REVIEW = _scale("resignation_review", sentence("Réexamen après une démission"), Unit.DAYS)
ABSENCE_DAYS = _scale("absence_days", sentence("Absences d’une année"), Unit.DAYS)
ABSENCE_TO_DECLARE = _scale("absence_to_declare", sentence("Absence à déclarer au-delà de"), Unit.DAYS)

AJ_MINIMUM = _scale("aj_minimum", sentence("Allocation minimale de la formule"), Unit.CENTS)
AJ_FLOOR = ByAnnexe(
    _scale("aj_floor_8", sentence("Plancher de l’allocation, annexe 8"), Unit.CENTS),
    _scale("aj_floor_10", sentence("Plancher de l’allocation, annexe 10"), Unit.CENTS),
)
AJ_CEILING_RATE = _scale("aj_ceiling_rate", sentence("Taux du plafond de l’allocation"), Unit.BASIS_POINTS)
WAGE_KNEE = ByAnnexe(
    _scale("wage_knee_8", sentence("Seuil de salaires, annexe 8"), Unit.CENTS),
    _scale("wage_knee_10", sentence("Seuil de salaires, annexe 10"), Unit.CENTS),
)
WAGE_RATE = ByAnnexe(
    _scale("wage_rate_8", sentence("Taux des salaires, annexe 8"), Unit.BASIS_POINTS),
    _scale("wage_rate_10", sentence("Taux des salaires, annexe 10"), Unit.BASIS_POINTS),
)
WAGE_RATE_BEYOND = _scale("wage_rate_beyond", sentence("Taux des salaires au-delà"), Unit.BASIS_POINTS)
WAGE_DIVISOR = _scale("wage_divisor", sentence("Diviseur des salaires"), Unit.CENTS)
HOURS_KNEE = ByAnnexe(
    _scale("hours_knee_8", sentence("Seuil d’heures, annexe 8"), Unit.MINUTES),
    _scale("hours_knee_10", sentence("Seuil d’heures, annexe 10"), Unit.MINUTES),
)
HOURS_RATE = _scale("hours_rate", sentence("Taux des heures"), Unit.BASIS_POINTS)
HOURS_RATE_BEYOND = _scale("hours_rate_beyond", sentence("Taux des heures au-delà"), Unit.BASIS_POINTS)
FIXED_RATE = ByAnnexe(
    _scale("fixed_rate_8", sentence("Part fixe, annexe 8"), Unit.BASIS_POINTS),
    _scale("fixed_rate_10", sentence("Part fixe, annexe 10"), Unit.BASIS_POINTS),
)
DAY_HOURS = ByAnnexe(
    _scale("day_hours_8", sentence("Heures d’une journée, annexe 8"), Unit.MINUTES),
    _scale("day_hours_10", sentence("Heures d’une journée, annexe 10"), Unit.MINUTES),
)

RETRAITE_RATE = _scale("retraite_rate", sentence("Retraite complémentaire"), Unit.BASIS_POINTS)
CSG_RATE = _scale("csg_rate", sentence("CSG"), Unit.BASIS_POINTS)
CSG_REDUCED_RATE = _scale("csg_reduced_rate", sentence("CSG à taux réduit"), Unit.BASIS_POINTS)
CRDS_RATE = _scale("crds_rate", sentence("CRDS"), Unit.BASIS_POINTS)
CONTRIBUTIONS_BASE = _scale(
    "contributions_base", sentence("Assiette de la CSG et de la CRDS"), Unit.BASIS_POINTS
)
ALSACE_MOSELLE_RATE = _scale(
    "alsace_moselle_rate", sentence("Régime local d’Alsace-Moselle"), Unit.BASIS_POINTS
)
PASS_ANNUAL = _scale("pass_annual", sentence("Plafond annuel de la sécurité sociale"), Unit.CENTS)
SMIC_HOUR = _scale("smic_hour", sentence("SMIC horaire brut"), Unit.CENTS)

WAITING_DAYS = _scale("waiting_days", sentence("Délai d’attente"), Unit.DAYS)
DEFERRAL_DAYS = _scale("deferral_days", sentence("Différé spécifique, maximum"), Unit.DAYS)
HOLIDAY_DAYS = _scale(
    "holiday_days", sentence("Congés payés, jours par tranche travaillée"), Unit.HUNDREDTHS_OF_DAY
)
HOLIDAY_PER_DAYS = _scale("holiday_per_days", sentence("Congés payés, tranche travaillée"), Unit.DAYS)
HOLIDAY_MOST = _scale("holiday_most", sentence("Franchise congés payés, maximum"), Unit.DAYS)
HOLIDAY_KNEE = _scale("holiday_knee", sentence("Franchise congés payés, seuil du forfait"), Unit.DAYS)
HOLIDAY_MONTHLY = _scale("holiday_monthly", sentence("Franchise congés payés, forfait du mois"), Unit.DAYS)
HOLIDAY_MONTHLY_BEYOND = _scale(
    "holiday_monthly_beyond", sentence("Franchise congés payés, forfait du mois au-delà"), Unit.DAYS
)
WAGE_FRANCHISE_FREE = _scale("wage_franchise_free", sentence("Franchise salaires, abattement"), Unit.DAYS)
WAGE_FRANCHISE_DIVISOR = _scale(
    "wage_franchise_divisor", sentence("Franchise salaires, diviseur"), Unit.TIMES
)
WAGE_FRANCHISE_MONTHS = _scale(
    "wage_franchise_months", sentence("Franchise salaires, étalement"), Unit.MONTHS
)
UNPAID_RATE = ByAnnexe(
    _scale("unpaid_rate_8", sentence("Coefficient des jours travaillés, annexe 8"), Unit.BASIS_POINTS),
    _scale("unpaid_rate_10", sentence("Coefficient des jours travaillés, annexe 10"), Unit.BASIS_POINTS),
)
FULL_MONTH_DAYS = ByAnnexe(
    _scale("full_month_days_8", sentence("Mois plein, annexe 8"), Unit.DAYS),
    _scale("full_month_days_10", sentence("Mois plein, annexe 10"), Unit.DAYS),
)
MONTH_CAP_RATE = _scale("month_cap_rate", sentence("Plafond de cumul du mois"), Unit.BASIS_POINTS)
HOLIDAY_PAY_RATE = _scale("holiday_pay_rate", sentence("Congés Spectacles, part du brut"), Unit.BASIS_POINTS)
DAILY_REST = _scale("daily_rest", sentence("Repos entre deux journées"), Unit.MINUTES)
LAST_CHANGE_ON = max(figure.from_on for scale in EVERY_SCALE for figure in scale.figures)
