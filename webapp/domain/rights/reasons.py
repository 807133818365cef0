"""Why a period counts for less than its hours, in the person's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from webapp.domain.periods import DateRange, Month
from webapp.domain.rights.work import SIGNED, Regime, State, WorkPeriod
from webapp.domain.words import Minutes, Sentence, sentence

NOT_SIGNED: Mapping[State, Sentence] = {
    State.LEAD: sentence("Piste\u00a0: rien n’est signé."),
    State.OPTION: sentence("Option\u00a0: elle comptera une fois confirmée et faite."),
    State.RELEASED: sentence("Option levée."),
    State.CANCELLED: sentence("Engagement annulé."),
}


def never_counted(period: WorkPeriod) -> Sentence | None:
    """What keeps a period out whatever the dates."""
    if period.regime is Regime.GENERAL:
        return sentence("Régime général\u00a0: hors annexes 8 et 10.")
    if period.state not in SIGNED:
        return NOT_SIGNED[period.state]
    if period.regime is Regime.SPECTACLE and period.annexe not in (8, 10):
        return sentence("Annexe à préciser, 8 ou 10.")
    return None


def not_ended(period: WorkPeriod, on: date) -> Sentence:
    if period.contract_starts_on > on:
        return sentence("À venir\u00a0: le contrat commence le %(start)s.", start=period.contract_starts_on)
    return sentence(
        "Contrat en cours le %(on)s, il se termine le %(end)s.", on=on, end=period.contract_ends_on
    )


def outside(window: DateRange) -> Sentence:
    return sentence("Hors de la période %(dates)s.", dates=window.said)


def spread_on_days(period: WorkPeriod, window: DateRange) -> tuple[Sentence, ...]:
    """Said only when laying the hours on the days changes where they fall."""
    inside = period.range.intersection(window)
    if inside is None:
        return ()
    days = {"inside": inside.days, "days": period.range.days}
    said = []
    if period.start_on < window.start_on:
        said.append(
            sentence(
                "À cheval sur le début de la période\u00a0: %(inside)s\u00a0j comptés sur %(days)s.", **days
            )
        )
    elif period.end_on > window.end_on:
        said.append(
            sentence(
                "À cheval sur la fin de la période\u00a0: %(inside)s\u00a0j comptés sur %(days)s.", **days
            )
        )
    if len(inside.months()) > 1:
        said.append(sentence("Heures réparties par jour sur %(count)s mois.", count=len(inside.months())))
    return tuple(said)


@dataclass(frozen=True)
class Cut:
    """Minutes that a limit takes away; `month` is None for that of teaching."""

    minutes: int
    limit_minutes: int
    month: Month | None = None


def cut_short(cut: Cut) -> Sentence:
    limit, minutes = Minutes(cut.limit_minutes), Minutes(cut.minutes)
    if cut.month is None:
        return sentence(
            "Enseignement limité à %(limit)s\u00a0: %(cut)s ne comptent pas.", limit=limit, cut=minutes
        )
    return sentence(
        "Plafond de %(cap)s en %(month)s\u00a0: %(cut)s ne comptent pas.",
        cap=limit,
        month=cut.month.name,
        cut=minutes,
    )
