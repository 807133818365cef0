"""The other periods of a career: illness, a birth, an accident, training, an absence, a resignation, a past right.

What each changes, as the guide of France Travail says it. Three choices are ours where it is silent, the
prudent one each time: what follows a period must be signed work of the annexes; the hours of a certificate
are laid evenly on its days; a day that lengthens the period of reference does so once, however many periods
hold it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from webapp.domain.periods import DAY, DateRange, add_months, spread
from webapp.domain.refusals import Refused
from webapp.domain.rights import scales
from webapp.domain.rights.scales import ACTUALISATION, GUIDE, Source
from webapp.domain.rights.work import SIGNED, Regime, WorkPeriod
from webapp.domain.words import Cents, Minutes, Sentence, Value, sentence


class SituationKind(StrEnum):
    SICK_LEAVE = "sick_leave"
    MATERNITY = "maternity"
    ADOPTION = "adoption"
    PATERNITY = "paternity"
    WORK_ACCIDENT = "work_accident"
    ALD = "ald"
    TRAINING = "training"
    PTP = "ptp"
    ABSENCE = "absence"
    RESIGNATION = "resignation"
    PREVIOUS_RIGHT = "previous_right"


K = SituationKind
SUSPENDING = frozenset({K.SICK_LEAVE, K.MATERNITY, K.ADOPTION, K.PATERNITY, K.WORK_ACCIDENT, K.ALD})
"""What suspends a contract when it falls inside one."""
LENGTHENING = frozenset({K.SICK_LEAVE, K.PATERNITY})
ASSIMILATED = frozenset({K.MATERNITY, K.ADOPTION, K.WORK_ACCIDENT, K.ALD})
"""What counts 5 h a day outside a contract."""
APART = frozenset({K.MATERNITY, K.ADOPTION, K.ALD})
"""What the salaire annuel de référence leaves apart."""

SOURCE: Mapping[SituationKind, Source] = {
    kind: ACTUALISATION if kind is K.ABSENCE else GUIDE for kind in SituationKind
}


NAMES: Mapping[SituationKind, Sentence] = {
    K.SICK_LEAVE: sentence("Arrêt maladie"),
    K.MATERNITY: sentence("Maternité"),
    K.ADOPTION: sentence("Adoption"),
    K.PATERNITY: sentence("Paternité"),
    K.WORK_ACCIDENT: sentence("Accident du travail"),
    K.ALD: sentence("Affection de longue durée"),
    K.TRAINING: sentence("Formation"),
    K.PTP: sentence("Projet de transition professionnelle"),
    K.ABSENCE: sentence("Absence"),
    K.RESIGNATION: sentence("Démission"),
    K.PREVIOUS_RIGHT: sentence("Droit précédent"),
}
RATTRAPAGE_YEARS = 10  # clause de rattrapage: the openings of so many years count


@dataclass(frozen=True)
class Situation:
    key: str
    kind: SituationKind
    start_on: date
    end_on: date
    in_contract: bool = False
    """A contract is suspended meanwhile."""
    minutes: int = 0
    """The hours of the certificate, of training or of a PTP."""
    gross_cents: int = 0
    """The wages of a PTP."""
    is_paid_by_unemployment: bool = False
    """Training that the assurance chômage pays counts for nothing."""
    is_indemnified: bool = True
    """Leave paid by the Sécurité sociale."""
    is_legitimate: bool = False
    """A resignation for a reason that France Travail takes as legitimate."""
    is_proven: bool = False

    @cached_property
    def range(self) -> DateRange:
        return DateRange(self.start_on, self.end_on)


def lengthens(situation: Situation) -> bool:
    return situation.kind in LENGTHENING and situation.is_indemnified and not situation.in_contract


def neutralised(situations: Iterable[Situation], window: DateRange) -> int:
    """The days of the window that lengthen it, none counted twice."""
    return days_of((s.range for s in situations if lengthens(s)), window)


def lengthened(window: DateRange, situations: Iterable[Situation]) -> DateRange:
    """Its start moved back day for day, and again for the days of leave that it then meets.

    That is as many days without leave, going back, as the window holds days of leave.
    """
    leave = [s.range for s in situations if lengthens(s)]
    start_on, left = window.start_on, days_of(leave, window)
    for held in sorted(leave, key=lambda held: held.end_on, reverse=True):
        between = max(0, (start_on - held.end_on).days - 1)
        if between >= left:
            break
        left -= between
        start_on = min(start_on, held.start_on)
    return DateRange(start_on - timedelta(days=left), window.end_on)


def assimilated_minutes(situation: Situation, window: DateRange, has_former_right: bool = False) -> int:
    """5 h a calendar day; an ALD outside a contract needs a former right of the annexes."""
    inside = situation.range.intersection(window)
    if inside is None or not _is_assimilated(situation, has_former_right):
        return 0
    return inside.days * scales.value(scales.ASSIMILATED_DAY, window.end_on)


def is_followed_by_work(situation: Situation, periods: Iterable[WorkPeriod]) -> bool:
    """Days that count 5 h must be; in a contract, its own work after them is enough. A PTP needs none."""
    if situation.kind is K.PTP:
        return True
    work = [p for p in periods if p.state in SIGNED and p.regime is Regime.SPECTACLE]
    if situation.in_contract:
        return any(period.end_on > situation.end_on for period in work)
    return any(period.start_on > situation.end_on for period in work)


def training_minutes(situation: Situation, window: DateRange) -> int:
    """Before the limit it shares with teaching."""
    if situation.kind is not K.TRAINING or situation.is_paid_by_unemployment:
        return 0
    return spread(situation.minutes, situation.range, window)


def ptp_minutes(situation: Situation, window: DateRange) -> int:
    return spread(situation.minutes, situation.range, window) if situation.kind is K.PTP else 0


def maternity_days(situations: Iterable[Situation], window: DateRange) -> int:
    """The days that the salaire annuel de référence leaves apart, none counted twice."""
    return days_of((s.range for s in situations if s.kind in APART), window)


def blocks(situation: Situation, *, worked_minutes_since: int, on: date) -> Sentence | None:
    """Why a resignation stands in the way on a day, None when it does not."""
    if situation.kind is not K.RESIGNATION or situation.is_legitimate or on < situation.end_on:
        return None
    asked = scales.value(scales.WORK_AFTER_RESIGNATION, on)
    if worked_minutes_since >= asked:
        return None
    told: dict[str, Value] = {
        "day": situation.end_on,
        "asked": Minutes(asked),
        "left": Minutes(asked - worked_minutes_since),
        "review": review_on(situation),
    }
    if on >= review_on(situation):
        return sentence(
            "Démission du %(day)s\u00a0: encore %(left)s pour en faire %(asked)s."
            " Vous pouvez demander un réexamen depuis le %(review)s.",
            **told,
        )
    return sentence(
        "Démission du %(day)s\u00a0: encore %(left)s pour en faire %(asked)s."
        " Vous pourrez demander un réexamen à partir du %(review)s.",
        **told,
    )


def review_on(situation: Situation) -> date:
    """From when a resignation may be looked at again."""
    return situation.end_on + scales.value(scales.RESIGNATION_REVIEW, situation.end_on) * DAY


def changes(situation: Situation) -> tuple[Sentence, ...]:
    """What this very period changes; one sentence alone when its day has no known figure."""
    try:
        return tuple(_SAID[situation.kind](situation))
    except Refused as refusal:
        return (refusal.sentence,)


def days_of(ranges: Iterable[DateRange], window: DateRange) -> int:
    """How many days of the window they hold together."""
    total, counted_to = 0, window.start_on - DAY
    for inside in sorted(part for held in ranges if (part := held.intersection(window))):
        if inside.end_on > counted_to:
            total += (inside.end_on - max(counted_to, inside.start_on - DAY)).days
            counted_to = inside.end_on
    return total


def _is_assimilated(situation: Situation, has_former_right: bool) -> bool:
    if situation.in_contract:
        return situation.kind in SUSPENDING
    if situation.kind is K.ALD:
        return has_former_right
    return situation.kind in ASSIMILATED


def _leave(situation: Situation) -> Iterable[Sentence]:
    """Illness and paternity."""
    if situation.in_contract:
        yield from _in_contract(situation)
        return
    if not situation.is_indemnified:
        yield sentence("Sans indemnités de la Sécurité sociale, ni heures ni période d’examen ne changent.")
        return
    yield sentence(
        "La période d’examen s’allonge de %(days)s\u00a0j, sans heures en plus.",
        days=situation.range.days,
    )
    if not situation.is_proven:
        yield sentence("Sans attestation de la Sécurité sociale, elle n’est pas allongée.")
    yield _PAID_ELSEWHERE
    yield _TO_DECLARE


def _birth(situation: Situation) -> Iterable[Sentence]:
    """Maternity and adoption."""
    yield from _in_contract(situation) if situation.in_contract else _five_hours_a_day(situation)
    yield _left_apart(situation)
    if not situation.in_contract:
        yield _PAID_ELSEWHERE
        yield _TO_DECLARE


def _work_accident(situation: Situation) -> Iterable[Sentence]:
    if situation.in_contract:
        yield from _in_contract(situation)
        return
    yield from _five_hours_a_day(situation)
    yield sentence("Seuls comptent les jours d’un arrêt qui se prolonge après la fin du contrat.")
    yield _PAID_ELSEWHERE
    yield _TO_DECLARE


def _ald(situation: Situation) -> Iterable[Sentence]:
    if situation.in_contract:
        yield from _in_contract(situation)
    else:
        yield from _five_hours_a_day(situation)
        yield sentence("Hors contrat, il faut avoir déjà eu des droits aux annexes 8 ou 10.")
    yield _left_apart(situation)
    if not situation.in_contract:
        yield _PAID_ELSEWHERE
        yield _TO_DECLARE


def _training(situation: Situation) -> Iterable[Sentence]:
    if situation.is_paid_by_unemployment:
        yield sentence(
            "Payée par l’assurance chômage, elle compte 0\u00a0h vers les %(goal)s.", goal=_goal(situation)
        )
        return
    yield sentence(
        "%(hours)s vers les %(goal)s, heure pour heure\u00a0: %(most)s au plus, enseignement compris.",
        hours=Minutes(situation.minutes),
        goal=_goal(situation),
        most=Minutes(scales.on(scales.TRAINING, situation.end_on).value),
    )
    yield sentence("Ni salaire ni heures dans le calcul de l’allocation.")
    if not situation.is_proven:
        yield sentence("À justifier par l’attestation de l’organisme de formation.")


def _ptp(situation: Situation) -> Iterable[Sentence]:
    yield sentence(
        "%(hours)s vers les %(goal)s, heure pour heure. Elles comptent aussi dans l’allocation.",
        hours=Minutes(situation.minutes),
        goal=_goal(situation),
    )
    if situation.gross_cents:
        yield sentence("%(gross)s entrent dans le salaire de référence.", gross=Cents(situation.gross_cents))
    yield sentence("Aucune période de travail n’a besoin de suivre.")


def _absence(situation: Situation) -> Iterable[Sentence]:
    least = scales.value(scales.ABSENCE_TO_DECLARE, situation.end_on)
    most = scales.value(scales.ABSENCE_DAYS, situation.end_on)
    days = situation.range.days
    yield sentence("Ni heures ni période d’examen ne changent.")
    if days > least:
        yield sentence(
            "%(days)s\u00a0j, plus de %(least)s\u00a0j\u00a0: à déclarer sous 72\u00a0h.",
            days=days,
            least=least,
        )
    else:
        yield sentence(
            "%(days)s\u00a0j\u00a0: rien à déclarer jusqu’à %(least)s\u00a0j.", days=days, least=least
        )
    yield sentence("%(most)s\u00a0j d’absence par an au plus.", most=most)
    if days > most:
        yield sentence("Cette absence dépasse de %(over)s\u00a0j.", over=days - most)


def _resignation(situation: Situation) -> Iterable[Sentence]:
    if situation.is_legitimate:
        yield sentence("Pour un motif légitime, elle ne bloque rien. Seul France Travail en juge.")
        return
    yield sentence(
        "Elle peut bloquer l’ouverture de droits tant que vous n’avez pas travaillé %(asked)s depuis.",
        asked=Minutes(scales.value(scales.WORK_AFTER_RESIGNATION, situation.end_on)),
    )
    yield sentence(
        "Après %(days)s\u00a0j, à partir du %(review)s, vous pouvez demander un réexamen.",
        days=scales.value(scales.RESIGNATION_REVIEW, situation.end_on),
        review=review_on(situation),
    )


def _previous_right(situation: Situation) -> Iterable[Sentence]:
    yield sentence(
        "Une ouverture de droits, du %(start)s à la date anniversaire du %(end)s.",
        start=situation.start_on,
        end=situation.end_on,
    )
    yield sentence(
        "Elle compte pour la clause de rattrapage, qui demande %(openings)s ouvertures en %(years)s ans ou %(work)s.",
        openings=scales.value(scales.RATTRAPAGE_OPENINGS, situation.end_on),
        years=RATTRAPAGE_YEARS,
        work=Minutes(scales.value(scales.RATTRAPAGE_HOURS, situation.end_on)),
    )
    yield sentence(
        "Prise en compte jusqu’au %(last)s\u00a0: notre lecture, le guide ne dit pas d’où partent les %(years)s ans.",
        last=add_months(situation.start_on, RATTRAPAGE_YEARS * 12),
        years=RATTRAPAGE_YEARS,
    )


def _in_contract(situation: Situation) -> Iterable[Sentence]:
    yield sentence(
        "Contrat suspendu\u00a0: %(each)s par jour, %(hours)s vers les %(goal)s pour %(days)s\u00a0j.",
        **_assimilated(situation),
    )
    yield _MUST_BE_FOLLOWED


def _five_hours_a_day(situation: Situation) -> Iterable[Sentence]:
    yield sentence(
        "Hors contrat\u00a0: %(each)s par jour, %(hours)s vers les %(goal)s pour %(days)s\u00a0j.",
        **_assimilated(situation),
    )
    yield _MUST_BE_FOLLOWED


def _assimilated(situation: Situation) -> dict[str, Value]:
    each, days = scales.value(scales.ASSIMILATED_DAY, situation.end_on), situation.range.days
    return {"each": Minutes(each), "hours": Minutes(each * days), "goal": _goal(situation), "days": days}


def _left_apart(situation: Situation) -> Sentence:
    return sentence(
        "Pour l’allocation, le salaire de référence est ramené à la période entière, ces %(days)s\u00a0j mis à part.",
        days=situation.range.days,
    )


def _goal(situation: Situation) -> Minutes:
    return Minutes(scales.on(scales.THRESHOLD, situation.end_on).value)


_MUST_BE_FOLLOWED = sentence("Il faut qu’une période de travail suive.")
_PAID_ELSEWHERE = sentence("La Sécurité sociale paie ces jours, pas France Travail.")
_TO_DECLARE = sentence("À déclarer à France Travail sous 72\u00a0h.")
_SAID = {
    K.SICK_LEAVE: _leave,
    K.PATERNITY: _leave,
    K.MATERNITY: _birth,
    K.ADOPTION: _birth,
    K.WORK_ACCIDENT: _work_accident,
    K.ALD: _ald,
    K.TRAINING: _training,
    K.PTP: _ptp,
    K.ABSENCE: _absence,
    K.RESIGNATION: _resignation,
    K.PREVIOUS_RIGHT: _previous_right,
}
