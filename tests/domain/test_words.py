from datetime import date

import pytest

from webapp.domain.words import Cents, Hundredths, Minutes, Sentence, sentence


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Minutes(56 * 60), "56\u00a0h"),
        (Minutes(6 * 60 + 30), "6\u00a0h\u00a030"),
        (Minutes(8 * 60 + 5), "8\u00a0h\u00a005"),
        (Minutes(0), "0\u00a0h"),
        (Minutes(-90), "-1\u00a0h\u00a030"),
        (Minutes(1103 * 60), "1\u202f103\u00a0h"),
        (Cents(123450), "1\u202f234,50\u00a0€"),
        (Cents(5), "0,05\u00a0€"),
        (Cents(-100), "-1,00\u00a0€"),
        (Hundredths(150), "1,5"),
        (Hundredths(200), "2"),
        (Hundredths(105), "1,05"),
    ],
)
def test_values_are_shown_in_french(value: object, shown: str) -> None:
    assert str(value) == shown


def test_a_sentence_is_filled_with_its_values() -> None:
    said = sentence("Du %(start)s, %(time)s", start=date(2026, 11, 1), time=Minutes(60))

    assert str(said) == "Du 01/11/2026, 1\u00a0h"


def test_a_sentence_may_hold_another_one() -> None:
    assert str(sentence("%(what)s en trop", what=sentence("%(n)s jours", n=3))) == "3 jours en trop"


def test_a_percent_sign_in_a_sentence_is_written_twice() -> None:
    assert str(sentence("100 %%")) == "100 %"


def test_two_sentences_saying_the_same_are_equal() -> None:
    assert sentence("%(n)s jours", n=3) == Sentence("%(n)s jours", {"n": 3})
    assert sentence("%(n)s jours", n=3) != sentence("%(n)s jours", n=4)
