from contextlib import suppress
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.money import MOST_CENTS, half_up, parse_cents, shared
from webapp.domain.refusals import Refused
from webapp.domain.words import Cents


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("84,50", 8450),
        ("84.50", 8450),
        ("84,5", 8450),
        ("84", 8400),
        ("0", 0),
        ("0,05", 5),
        ("1 234,5", 123450),
        ("1 234,50 €", 123450),
        ("1\u00a0234,50\u00a0€", 123450),
        ("1\u202f234,50\u00a0€", 123450),
        ("1\u2009234,50€", 123450),
        ("1234,50 EUR", 123450),
        ("12 euros", 1200),
        ("  84,50  ", 8450),
        ("10 000 000", MOST_CENTS),
    ],
)
def test_an_amount_is_read_as_typed(typed: str, cents: int) -> None:
    assert parse_cents(typed) == cents


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("84,5O", "«\u00a084,5O\u00a0» n’est pas un montant. Exemple\u00a0: 84,50."),
        ("84,505", "«\u00a084,505\u00a0» n’est pas un montant"),
        ("1.234", "n’est pas un montant"),
        ("1.234,50", "n’est pas un montant"),
        ("1,234.50", "n’est pas un montant"),
        ("12 34,50", "n’est pas un montant"),
        ("84,", "n’est pas un montant"),
        (",50", "n’est pas un montant"),
        ("€", "n’est pas un montant"),
        ("8 4", "n’est pas un montant"),
        ("1e3", "n’est pas un montant"),
        ("٣٤", "n’est pas un montant"),
        ("nan", "n’est pas un montant"),
        ("", "Indiquez un montant"),
        (" \u00a0 ", "Indiquez un montant"),
        ("-5", "ne peut pas être négatif"),
        ("−5,00", "ne peut pas être négatif"),
        ("10 000 000,01", "dépasse 10\u202f000\u202f000,00\u00a0€"),
        ("9" * 5000, "n’est pas un montant"),
        ("99" * 6, "dépasse"),
    ],
)
def test_an_amount_with_no_single_meaning_is_refused(typed: str, said: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_cents(typed)

    assert said in str(refusal.value)
    assert len(str(refusal.value)) < 120


@pytest.mark.parametrize("typed", ["-12,30", "−12,30", "- 12,30 €"])
def test_an_amount_below_zero_is_read_where_it_is_allowed(typed: str) -> None:
    assert parse_cents(typed, negative=True) == -1230


@given(st.integers(-MOST_CENTS, MOST_CENTS))
def test_an_amount_shown_is_read_back(cents: int) -> None:
    assert parse_cents(str(Cents(cents)), negative=True) == cents


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_a_refusal(typed: str) -> None:
    with suppress(Refused):
        assert 0 <= parse_cents(typed) <= MOST_CENTS


@pytest.mark.parametrize(
    ("amount", "cents"), [("1/2", 1), ("49/100", 0), ("-1/2", 0), ("-51/100", -1), ("7", 7)]
)
def test_a_half_goes_up(amount: str, cents: int) -> None:
    assert half_up(Fraction(amount)) == cents


@given(st.fractions())
def test_an_amount_goes_to_the_nearest_cent(amount: Fraction) -> None:
    assert half_up(amount) == floor(amount + Fraction(1, 2))


@given(st.integers(), st.integers(1, 10**6))
def test_a_part_is_rounded_as_the_fraction_of_it(cents: int, parts: int) -> None:
    assert shared(cents, parts) == half_up(Fraction(cents, parts))
