"""What a month may hold besides contracts, and what cannot be true together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from webapp.domain.periods import Month
from webapp.domain.refusals import Refused
from webapp.domain.rights.situations import Situation as Period
from webapp.domain.rights.situations import SituationKind
from webapp.domain.words import sentence


class Situation(StrEnum):
    """What a month may hold besides contracts."""

    TRAINING = "training"
    SICK = "sick"
    PARENTAL = "parental"
    ACCIDENT = "accident"
    PENSION = "pension"
    SELF_EMPLOYED = "self_employed"
    ABSENCE = "absence"
    NONE = "none"


@dataclass(frozen=True)
class Situations:
    ticked: frozenset[Situation] = frozenset()
    self_employed_cents: int | None = None


TICKED_BY: Mapping[SituationKind, Situation] = {
    SituationKind.TRAINING: Situation.TRAINING,
    SituationKind.PTP: Situation.TRAINING,
    SituationKind.SICK_LEAVE: Situation.SICK,
    SituationKind.ALD: Situation.SICK,
    SituationKind.MATERNITY: Situation.PARENTAL,
    SituationKind.ADOPTION: Situation.PARENTAL,
    SituationKind.PATERNITY: Situation.PARENTAL,
    SituationKind.WORK_ACCIDENT: Situation.ACCIDENT,
    SituationKind.ABSENCE: Situation.ABSENCE,
}


def situations_known(
    month: Month, periods: Iterable[Period], earned_cents: int | None, *, has_lines: bool
) -> Situations:
    """What the month holds: the other periods that touch it, the income of a micro-entreprise."""
    ticked = {
        TICKED_BY[one.kind] for one in periods if one.kind in TICKED_BY and one.range.overlaps(month.range)
    }
    if earned_cents is not None:
        ticked.add(Situation.SELF_EMPLOYED)
    if not has_lines and not ticked:
        ticked.add(Situation.NONE)
    return Situations(frozenset(ticked), earned_cents)


def check_situations(said: Situations, has_lines: bool) -> None:
    """Raises Refused for what cannot be true together."""
    ticked, amount = said.ticked, said.self_employed_cents
    if Situation.NONE in ticked and has_lines:
        raise Refused(
            sentence(
                "«\u00a0Aucune activité\u00a0» est coché, et le mois a des contrats. Décochez, ou corrigez les contrats."
            )
        )
    if Situation.NONE in ticked and Situation.SELF_EMPLOYED in ticked:
        raise Refused(
            sentence("«\u00a0Aucune activité\u00a0» et «\u00a0Micro-entreprise\u00a0» ne vont pas ensemble.")
        )
    if Situation.SELF_EMPLOYED in ticked and amount is None:
        raise Refused(
            sentence("Micro-entreprise\u00a0: indiquez ce que vous avez encaissé ce mois-ci, 0 si rien.")
        )
    if Situation.SELF_EMPLOYED not in ticked and amount is not None:
        raise Refused(
            sentence("Un montant de micro-entreprise est indiqué\u00a0: cochez-la, ou effacez le montant.")
        )
    if not has_lines and not ticked:
        raise Refused(
            sentence(
                "Le mois n’a pas de contrat\u00a0: cochez «\u00a0Aucune activité\u00a0», ou ce qui l’a occupé."
            )
        )
