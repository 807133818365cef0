from datetime import date

import pytest

from webapp.domain.declaration.situations import Situation, Situations, check_situations, situations_known
from webapp.domain.periods import DAY, Month
from webapp.domain.refusals import Refused
from webapp.domain.rights.situations import Situation as Period
from webapp.domain.rights.situations import SituationKind

NONE, MICRO, SICK = Situation.NONE, Situation.SELF_EMPLOYED, Situation.SICK


def said(*ticked: Situation, cents: int | None = None) -> Situations:
    return Situations(frozenset(ticked), cents)


@pytest.mark.parametrize(
    ("situations", "has_lines", "why"),
    [
        (said(NONE), True, "le mois a des contrats"),
        (said(NONE, MICRO, cents=100), False, "ne vont pas ensemble"),
        (said(MICRO), True, "indiquez ce que vous avez encaissé"),
        (said(cents=100), True, "cochez-la, ou effacez le montant"),
        (said(), False, "le mois n’a pas de contrat".capitalize()),
    ],
)
def test_what_cannot_be_true_together_is_refused(situations, has_lines, why):
    with pytest.raises(Refused, match=why):
        check_situations(situations, has_lines)


@pytest.mark.parametrize(
    ("situations", "has_lines"),
    [
        (said(), True),
        (said(NONE), False),
        (said(NONE, SICK), False),
        (said(SICK), False),
        (said(MICRO, cents=0), False),
        (said(MICRO, cents=120_00), True),
        (said(*(set(Situation) - {NONE}), cents=1), True),
    ],
)
def test_what_can_be_true_together_is_taken(situations, has_lines):
    check_situations(situations, has_lines)


@pytest.mark.parametrize(
    ("kind", "start_on", "ticked"),
    [
        (SituationKind.PTP, date(2026, 11, 30), {Situation.TRAINING}),
        (SituationKind.ALD, date(2026, 10, 31), {SICK}),
        (SituationKind.ADOPTION, date(2026, 11, 1), {Situation.PARENTAL}),
        (SituationKind.RESIGNATION, date(2026, 11, 10), {NONE}),
        (SituationKind.SICK_LEAVE, date(2026, 10, 30), {NONE}),
        (SituationKind.SICK_LEAVE, date(2026, 12, 1), {NONE}),
    ],
)
def test_a_period_that_touches_the_month_is_ticked(kind, start_on, ticked):
    lived = Period("", kind, start_on, start_on + DAY)
    assert situations_known(Month(2026, 11), [lived], None, has_lines=False) == said(*ticked)


def test_an_income_of_a_micro_entreprise_is_ticked_even_when_it_is_nothing():
    assert situations_known(Month(2026, 11), [], 0, has_lines=True) == said(MICRO, cents=0)
    assert situations_known(Month(2026, 11), [], None, has_lines=True) == said()
