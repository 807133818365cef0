"""What is no longer what was declared, and what that may cost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from webapp.domain.declaration.lines import Line
from webapp.domain.rights.work import Regime
from webapp.domain.words import Cents, Days, Hundredths, Minutes, Sentence, sentence


class Change(StrEnum):
    MISSING = "missing"
    TOO_MANY = "too_many"
    EMPLOYER = "employer"
    DAYS = "days"
    HOURS = "hours"
    CACHETS = "cachets"
    GROSS = "gross"


Figure = str | Days | Minutes | Hundredths | Cents


@dataclass(frozen=True)
class Difference:
    """One thing that is no longer what was declared."""

    change: Change
    employer: str
    contract: str
    before: Figure | None
    after: Figure | None
    cost: Sentence
    is_certain: bool
    """What is known today comes from the pay, not from the contract alone."""


def differences(declared: Iterable[Line], today: Iterable[Line]) -> list[Difference]:
    """What changed between a copy kept and the lines of today, contract by contract."""
    said, known = ({line.contract: line for line in lines} for lines in (declared, today))
    found: list[Difference] = []
    for contract, line in known.items():
        if contract not in said:
            found.append(_missing(line))
        else:
            found += _changes(said[contract], line)
    return found + [_too_many(line) for contract, line in said.items() if contract not in known]


def _missing(line: Line) -> Difference:
    if line.regime is Regime.GENERAL:
        cost = sentence("Un travail non déclaré peut faire reprendre les allocations des jours travaillés.")
    else:
        cost = sentence(
            "Les heures non déclarées sont exclues des 507\u00a0h, et les allocations des jours travaillés peuvent être reprises."
        )
    return Difference(Change.MISSING, line.employer, line.contract, None, _worth(line), cost, line.is_certain)


def _too_many(line: Line) -> Difference:
    cost = sentence(
        "Un contrat déclaré en trop retire des jours indemnisables\u00a0: une part peut vous être due."
    )
    return Difference(Change.TOO_MANY, line.employer, line.contract, _worth(line), None, cost, True)


def _changes(said: Line, known: Line) -> Iterable[Difference]:
    def changed(change: Change, old: Figure, new: Figure, cost: Sentence) -> Difference:
        return Difference(change, known.employer, known.contract, old, new, cost, known.is_certain)

    if said.employer.casefold() != known.employer.casefold():
        yield changed(
            Change.EMPLOYER,
            said.employer,
            known.employer,
            sentence("Sous un autre nom que celui de l’AEM, France Travail peut ne pas rapprocher les deux."),
        )
    if said.days != known.days:
        yield changed(
            Change.DAYS,
            said.days.said,
            known.days.said,
            sentence(
                "Les dates doivent être celles du contrat et de l’AEM, sinon le paiement peut attendre."
            ),
        )
    if said.minutes != known.minutes:
        cost = _cost_of_work(known.minutes > said.minutes, known.regime)
        yield changed(Change.HOURS, Minutes(said.minutes), Minutes(known.minutes), cost)
    if said.cachets != known.cachets:
        cost = _cost_of_work(known.cachets > said.cachets, known.regime)
        yield changed(Change.CACHETS, Hundredths(said.cachets), Hundredths(known.cachets), cost)
    if said.gross_cents != known.gross_cents:
        cost = _cost_of_gross(known.gross_cents > said.gross_cents)
        yield changed(Change.GROSS, Cents(said.gross_cents), Cents(known.gross_cents), cost)


def _cost_of_work(is_more: bool, regime: Regime) -> Sentence:
    if not is_more:
        return sentence(
            "Moins de travail, donc moins de jours non indemnisables\u00a0: une part peut vous être due."
        )
    if regime is Regime.GENERAL:
        return sentence(
            "Plus de travail, donc plus de jours non indemnisables\u00a0: le trop-perçu peut être repris."
        )
    return sentence(
        "Plus de travail, donc plus de jours non indemnisables\u00a0: le trop-perçu peut être repris, et les heures non déclarées exclues des 507\u00a0h."
    )


def _cost_of_gross(is_more: bool) -> Sentence:
    if is_more:
        return sentence(
            "Plus de brut\u00a0: le mois peut passer le plafond des salaires et allocations, et créer un trop-perçu."
        )
    return sentence("Moins de brut\u00a0: si le plafond du mois a joué, une part peut vous être due.")


def _worth(line: Line) -> Figure:
    return Hundredths(line.cachets) if line.cachets and not line.minutes else Minutes(line.minutes)
