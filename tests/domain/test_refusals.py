import pytest

from webapp.domain.refusals import Refused
from webapp.domain.words import sentence


def test_a_refusal_carries_the_sentence_for_the_person() -> None:
    with pytest.raises(Refused, match="Il reste 2 jours") as refusal:
        raise Refused(sentence("Il reste %(n)s jours", n=2))

    assert refusal.value.sentence.values == {"n": 2}
