"""What each contract is worth in one civil month, as the portal of France Travail asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.domain.periods import DateRange, Month, spread
from webapp.domain.rights.work import Regime
from webapp.domain.words import Sentence, sentence

CACHET = 100  # hundredths


class Doubt(StrEnum):
    """Why a line is an estimate."""

    RUNNING = "running"
    SPREAD = "spread"
    UNPROVEN = "unproven"
    GROSS = "gross"


@dataclass(frozen=True)
class PaidPeriod:
    """One pay period of a signed contract, or the whole contract when it has none, with what it pays."""

    contract: str
    employer: str
    job: str
    contract_days: DateRange
    days: DateRange
    minutes: int = 0
    cachets: int = 0  # hundredths
    gross_cents: int = 0
    regime: Regime = Regime.SPECTACLE
    has_figures: bool = False
    """Its hours or cachets were written for it, not taken as a share of the contract's."""
    has_gross: bool = False
    is_justified: bool = False
    is_alone: bool = True
    """The only one of its contract: what the contract says is what it says."""
    production: str = ""
    label: str = ""
    hue: int = 1


@dataclass(frozen=True)
class Line:
    """What one contract is worth in one month, as the portal asks for it."""

    contract: str
    employer: str
    start_on: date
    end_on: date
    minutes: int
    cachets: int  # hundredths
    gross_cents: int
    doubt: Doubt | None
    regime: Regime = Regime.SPECTACLE
    job: str = ""
    production: str = ""
    label: str = ""
    hue: int = 1
    contract_days: DateRange | None = None

    @property
    def days(self) -> DateRange:
        return DateRange(self.start_on, self.end_on)

    @property
    def is_certain(self) -> bool:
        return self.doubt is None

    @property
    def is_part(self) -> bool:
        """The contract began before these days, or goes on after them."""
        return self.contract_days is not None and self.contract_days != self.days

    @property
    def why(self) -> Sentence:
        match self.doubt:
            case Doubt.RUNNING:
                return sentence("Le contrat n’est pas fini\u00a0: ce sont les chiffres prévus.")
            case Doubt.SPREAD:
                return sentence(
                    "Part du contrat, répartie sur ses jours\u00a0: les chiffres de la période de paie la préciseront."
                )
            case Doubt.UNPROVEN:
                return sentence(
                    "Chiffres du contrat\u00a0: ni AEM ni période de paie ne les confirme encore."
                )
            case Doubt.GROSS:
                return sentence("Le brut vient du contrat\u00a0: la période de paie n’en donne pas.")
            case None:
                return sentence("Chiffres de l’AEM ou de la période de paie.")


def lines_of(month: Month, periods: Iterable[PaidPeriod], on: date) -> list[Line]:
    """One line per contract that works in the month, the first day first."""
    within = month.range
    contracts: dict[str, list[PaidPeriod]] = {}
    for period in periods:
        if period.days.overlaps(within):
            contracts.setdefault(period.contract, []).append(period)
    lines = [_line(within, own, on) for own in contracts.values()]
    return sorted(lines, key=lambda line: (line.start_on, line.end_on, line.employer, line.contract))


def _line(within: DateRange, periods: Sequence[PaidPeriod], on: date) -> Line:
    first = periods[0]
    days = first.contract_days.intersection(within) or first.days.intersection(within)
    assert days is not None, "only periods that touch the month are given"
    return Line(
        contract=first.contract,
        employer=first.employer,
        start_on=days.start_on,
        end_on=days.end_on,
        minutes=sum(spread(one.minutes, one.days, within) for one in periods),
        cachets=sum(_cachets_in(within, one) for one in periods),
        gross_cents=sum(spread(one.gross_cents, one.days, within) for one in periods),
        doubt=_doubt(within, days, periods, on),
        regime=first.regime,
        job=first.job,
        production=first.production,
        label=first.label,
        hue=first.hue,
        contract_days=first.contract_days,
    )


def _cachets_in(within: DateRange, period: PaidPeriod) -> int:
    """A cachet is not cut between two months; a part of one stays with the first day."""
    whole, rest = divmod(period.cachets, CACHET)
    return CACHET * spread(whole, period.days, within) + (rest if period.days.start_on in within else 0)


def _doubt(within: DateRange, days: DateRange, periods: Sequence[PaidPeriod], on: date) -> Doubt | None:
    inside = all(one.days.intersection(within) == one.days for one in periods)
    proven = all(one.has_figures or (one.is_justified and one.is_alone) for one in periods)
    if inside and proven:
        known = all(one.has_gross or (one.is_alone and not one.has_figures) for one in periods)
        return None if known else Doubt.GROSS
    if days.end_on >= on:
        return Doubt.RUNNING
    is_share = not inside or any(not (one.has_figures or one.is_alone) for one in periods)
    return Doubt.SPREAD if is_share else Doubt.UNPROVEN
