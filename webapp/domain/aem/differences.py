"""What an AEM says against what was worked, and what each difference can cause: said as a risk, never as a ruling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from webapp.domain.aem.figures import Field, Figures, Value, is_same
from webapp.domain.periods import Month
from webapp.domain.refusals import Refused
from webapp.domain.rights.work import cachets_to_minutes
from webapp.domain.words import Cents, Minutes, Sentence, sentence


@dataclass(frozen=True)
class Difference:
    field: Field
    expected: Value
    received: Value

    def may_cause(self, on: date, annexe: int | None = None) -> Sentence:
        """`on` is a day of the period: what a cachet is worth is dated, and a day may have no known figure."""
        try:
            return self._cause(on, annexe)
        except Refused as refusal:
            return refusal.sentence

    def _cause(self, on: date, annexe: int | None) -> Sentence:
        match self.field:
            case Field.START_ON | Field.END_ON:
                return self._dates()
            case Field.HOURS:
                return _hours(self._less)
            case Field.CACHETS:
                return _hours(_worth(self.expected, on) - _worth(self.received, on))
            case Field.GROSS:
                return self._gross()
            case Field.DAYS:
                return self._days()
            case Field.JOB:
                return _job(annexe)
            case _:
                return OTHERS[self.field]

    @property
    def _less(self) -> int:
        assert isinstance(self.expected, int) and isinstance(self.received, int)
        return self.expected - self.received

    def _dates(self) -> Sentence:
        assert isinstance(self.expected, date) and isinstance(self.received, date)
        if Month.of(self.expected) != Month.of(self.received):
            return sentence(
                "Le mois serait %(wrong)s, et non %(right)s\u00a0: des jours payés autrement, et peut-être hors de la période de référence.",
                right=Month.of(self.expected).name,
                wrong=Month.of(self.received).name,
            )
        if self.field == Field.END_ON:
            return sentence(
                "La fin de contrat peut ouvrir vos droits\u00a0: sa date fixe la période de référence."
            )
        return sentence(
            "Des jours peuvent sortir de la période de référence, ou être payés deux fois puis repris."
        )

    def _gross(self) -> Sentence:
        if self._less > 0:
            return sentence(
                "%(amount)s de moins dans votre salaire de référence (SR), et une AJ plus basse.",
                amount=Cents(self._less),
            )
        return sentence(
            "%(amount)s de trop dans votre salaire de référence (SR)\u00a0: un trop-perçu peut vous être réclamé.",
            amount=Cents(-self._less),
        )

    def _days(self) -> Sentence:
        if self._less < 0:
            return sentence("La franchise congés payés compte ces jours\u00a0: elle peut s’allonger.")
        return sentence(
            "La franchise congés payés compte ces jours\u00a0: elle peut être recalculée plus tard."
        )


OTHERS = {
    Field.EMPLOYER: sentence("France Travail peut ne pas rattacher l’AEM à cet employeur."),
    Field.SIRET: sentence("France Travail peut ne pas rattacher l’AEM à cet employeur."),
    Field.NAF: sentence(
        "L’annexe 8 dépend de l’activité de l’employeur\u00a0: avec un autre code NAF, le contrat peut être refusé."
    ),
    Field.OBJECT_NUMBER: sentence(
        "Un numéro d’objet faux peut bloquer l’AEM, ou la rattacher à une autre œuvre."
    ),
    Field.ONGOING: sentence(
        "«\u00a0Contrat en cours\u00a0» dit si c’est la fin\u00a0: France Travail peut attendre une autre AEM, ou clore trop tôt."
    ),
}


def differences(expected: Figures, received: Figures) -> list[Difference]:
    """Field by field, in the order of the paper; what one side leaves out is no difference."""
    return [
        Difference(field, expected[field], received[field])
        for field in Field
        if field in expected and field in received and not is_same(field, expected[field], received[field])
    ]


def _hours(less: int) -> Sentence:
    if less > 0:
        return sentence("%(hours)s de moins vers vos 507 h, et une AJ plus basse.", hours=Minutes(less))
    return sentence(
        "%(hours)s de trop vers vos 507 h\u00a0: l’AJ serait revue, et un trop-perçu peut vous être réclamé.",
        hours=Minutes(-less),
    )


def _worth(cachets: Value, on: date) -> int:
    assert isinstance(cachets, int)
    return cachets_to_minutes(cachets, on)


def _job(annexe: int | None) -> Sentence:
    if annexe == 10:
        return sentence(
            "L’annexe 10 est celle des artistes\u00a0: sous un autre emploi, le contrat peut être refusé."
        )
    return sentence(
        "Emploi à vérifier sur la liste de l’annexe 8\u00a0: s’il n’y est pas, le contrat peut être refusé et passer au régime général."
    )
