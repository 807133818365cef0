"""Figures and wordings of the law of invoices: each with the days it holds and the text that says so.

They stand in `figures.toml`; none is written elsewhere. A day that no figure covers is refused with a sentence:
better no figure than a wrong one.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from webapp.domain.invoices.document import Activity
from webapp.domain.refusals import Refused
from webapp.domain.rights.scales import Source
from webapp.domain.words import Sentence, sentence


@dataclass(frozen=True)
class Figure:
    value: int
    from_on: date
    source: Source
    until_on: date | None = None
    uncertain: Sentence | None = None

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True, eq=False)
class Scale:
    """The successive values of one figure, oldest first."""

    name: Sentence
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class VatRate:
    bp: int
    is_choosable: bool
    figure: Figure


@dataclass(frozen=True)
class Wording:
    text: str
    from_on: date
    until_on: date | None
    is_cibs: bool
    source: Source
    uncertain: Sentence | None = None

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True)
class Duty:
    """Of the reform: what begins on a day."""

    key: str
    from_on: date
    said: Sentence
    source: Source


FIGURES: dict[str, Any] = tomllib.loads(
    files("webapp.domain.invoices").joinpath("figures.toml").read_text(encoding="utf-8")
)
SOURCES = {name: Source(**of) for name, of in FIGURES["sources"].items()}
EVERY_SCALE: list[Scale] = []
UNCERTAIN = {
    "announced": sentence("Annoncé par l’administration, avant que la loi ne l’écrive."),
    "no_wording": sentence("Aucune formule officielle n’est encore connue."),
}
DUTIES = {
    "receive": sentence(
        "Toute entreprise assujettie à la TVA, franchise comprise, reçoit ses factures électroniques par une"
        " plateforme agréée."
    ),
    "issue": sentence(
        "Les PME et les micro-entreprises, franchise comprise, émettent leurs factures par une plateforme agréée et"
        " transmettent leurs données de vente et de paiement."
    ),
}


def known(scale: Scale, day: date) -> Figure | None:
    return next((figure for figure in scale.figures if figure.holds_on(day)), None)


def on(scale: Scale, day: date) -> Figure:
    """Raises Refused for a day without a figure."""
    figure = known(scale, day)
    if figure is None:
        raise Refused(sentence("Aucun chiffre connu au %(day)s\u00a0: %(name)s.", day=day, name=scale.name))
    return figure


def value(scale: Scale, day: date) -> int:
    return on(scale, day).value


def wording(key: str, day: date, *, cibs: bool = False) -> Wording:
    """What a mention reads on a day; raises Refused when none is known."""
    holding = [one for one in WORDINGS[key] if one.holds_on(day)]
    if not holding:
        raise Refused(sentence("Les mentions d’un document du %(day)s ne sont pas connues.", day=day))
    return next((one for one in holding if one.is_cibs is cibs), holding[0])


def vat_rates(day: date) -> tuple[int, ...]:
    """Basis points a person may choose, the highest first."""
    return tuple(
        sorted(
            (rate.bp for rate in VAT_RATES if rate.is_choosable and rate.figure.holds_on(day)), reverse=True
        )
    )


def is_vat_rate(bp: int, day: date) -> bool:
    """Of all the rates of France that an invoice of the day may bear (BR-FR-16)."""
    return any(rate.bp == bp and rate.figure.holds_on(day) for rate in VAT_RATES)


@lru_cache(1_000)
def members(day: date) -> frozenset[str]:
    """ISO codes of the members of the European Union."""
    return frozenset(
        country
        for row in FIGURES["members"]
        if row["from"] <= day and day <= row.get("until", date.max)
        for country in row["countries"]
    )


def duties(day: date) -> tuple[Duty, ...]:
    """Of the reform of invoicing, those in force, oldest first."""
    return tuple(duty for duty in REFORM if duty.from_on <= day)


def _uncertain(row: dict[str, Any]) -> Sentence | None:
    return UNCERTAIN[row["uncertain"]] if "uncertain" in row else None


def _figure(row: dict[str, Any]) -> Figure:
    return Figure(row["value"], row["from"], SOURCES[row["source"]], row.get("until"), _uncertain(row))


def _scale(key: str, name: Sentence) -> Scale:
    scale = Scale(name, tuple(_figure(row) for row in FIGURES[key]))
    EVERY_SCALE.append(scale)
    return scale


VAT_RATES = tuple(
    VatRate(row["value"], row.get("choosable", False), _figure(row)) for row in FIGURES["vat_rates"]
)
WORDINGS = {
    key: tuple(
        Wording(
            row["text"],
            row["from"],
            row.get("until"),
            row.get("cibs", False),
            SOURCES[row["source"]],
            _uncertain(row),
        )
        for row in rows
    )
    for key, rows in FIGURES["wordings"].items()
}
REFORM = tuple(
    Duty(row["key"], row["from"], DUTIES[row["key"]], SOURCES[row["source"]]) for row in FIGURES["reform"]
)

_FRANCHISE_SERVICES = _scale("franchise_services", sentence("Seuil de la franchise de TVA, services"))
_FRANCHISE_SERVICES_MOST = _scale(
    "franchise_services_most", sentence("Seuil majoré de la franchise de TVA, services")
)
_MICRO_SERVICES = _scale("micro_services", sentence("Seuil de la micro-entreprise, services"))
FRANCHISE = {
    Activity.LIBERAL: _FRANCHISE_SERVICES,
    Activity.SERVICES: _FRANCHISE_SERVICES,
    Activity.SALES: _scale("franchise_sales", sentence("Seuil de la franchise de TVA, ventes")),
}
FRANCHISE_MOST = {
    Activity.LIBERAL: _FRANCHISE_SERVICES_MOST,
    Activity.SERVICES: _FRANCHISE_SERVICES_MOST,
    Activity.SALES: _scale("franchise_sales_most", sentence("Seuil majoré de la franchise de TVA, ventes")),
}
MICRO = {
    Activity.LIBERAL: _MICRO_SERVICES,
    Activity.SERVICES: _MICRO_SERVICES,
    Activity.SALES: _scale("micro_sales", sentence("Seuil de la micro-entreprise, ventes")),
}
RECOVERY = _scale("recovery", sentence("Indemnité forfaitaire pour frais de recouvrement"))
LEGAL_INTEREST = _scale("legal_interest", sentence("Taux d’intérêt légal des professionnels"))
LEGAL_INTEREST_TIMES = _scale("legal_interest_times", sentence("Multiple du taux d’intérêt légal, au moins"))
ECB = _scale("ecb", sentence("Taux de refinancement de la Banque centrale européenne"))
ECB_POINTS = _scale("ecb_points", sentence("Majoration du taux de la Banque centrale européenne"))
ECB_POINTS_PUBLIC = _scale(
    "ecb_points_public", sentence("Majoration du taux de la Banque centrale européenne, acheteurs publics")
)
LONGEST_TERM = _scale("longest_term", sentence("Délai de paiement le plus long"))
LONGEST_TERM_MONTH_END = _scale(
    "longest_term_month_end", sentence("Délai de paiement le plus long, fin de mois")
)
NOTE = _scale("note", sentence("Note due à un client particulier"))
WITHDRAWAL = _scale("withdrawal", sentence("Délai de rétractation à distance"))
RETENTION = _scale("retention", sentence("Conservation des factures"))
