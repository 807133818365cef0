import pytest

from webapp.domain.declaration.situations import Situation, Situations, check_situations
from webapp.domain.refusals import Refused

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
