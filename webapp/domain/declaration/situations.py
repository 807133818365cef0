"""What a month may hold besides contracts, and what cannot be true together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from webapp.domain.refusals import Refused
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
