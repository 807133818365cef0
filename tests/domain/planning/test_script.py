import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.planning.script import (
    eighths_text,
    parse_eighths,
    parse_roles,
    parse_running,
    running_text,
    sort_key,
)
from webapp.domain.refusals import Refused


@pytest.mark.parametrize(
    ("typed", "eighths"),
    [
        ("2 3/8", 19),
        ("3/8", 3),
        ("2", 16),
        ("  1  7/8 ", 15),
        ("2 0/8", 16),
        ("12/8", 12),
        ("0", 0),
    ],
)
def test_pages_are_typed_in_eighths(typed: str, eighths: int):
    assert parse_eighths(typed) == eighths


@pytest.mark.parametrize("typed", ["", "2.5", "3/4", "2 9/8", "-1", "huit", "2 3/8 4", "501", "3 / 8 /8"])
def test_what_is_no_number_of_eighths_is_refused_with_an_example(typed: str):
    with pytest.raises(Refused):
        parse_eighths(typed)


@given(st.integers(0, 500 * 8))
def test_pages_shown_are_read_back(eighths: int):
    assert parse_eighths(eighths_text(eighths)) == eighths


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("1:30", 90),
        ("1'30", 90),
        ("1’30", 90),
        ("1'30\"", 90),
        ("1 min 30", 90),
        ("1'05''", 65),
        ("2'", 120),
        ("3", 180),
        ('45"', 45),
        ("45 s", 45),
        ("0:45", 45),
    ],
)
def test_a_minutage_is_typed_as_one_writes_it(typed: str, seconds: int):
    assert parse_running(typed) == seconds


@pytest.mark.parametrize("typed", ["", "1:75", "une minute", "-1", "1:2:3", "1,5"])
def test_what_is_no_minutage_is_refused(typed: str):
    with pytest.raises(Refused):
        parse_running(typed)


@given(st.integers(0, 999 * 60))
def test_a_minutage_shown_is_read_back(seconds: int):
    assert parse_running(running_text(seconds)) == seconds


def test_roles_are_numbers_in_order_each_once():
    assert parse_roles("12, 4;1 4") == ["1", "4", "12"]
    assert parse_roles("") == []


@pytest.mark.parametrize("typed", ["Maud", "1, deux", "1234", "²"])
def test_a_role_that_is_no_number_is_named(typed: str):
    with pytest.raises(Refused, match="n’est pas un numéro de rôle"):
        parse_roles(typed)


def test_sequences_follow_the_script():
    numbers = ["10A", "2", "10", "1", "100", "10B", "2A", "A3", "A12", "02B"]
    assert sorted(numbers, key=sort_key) == ["1", "2", "2A", "02B", "10", "10A", "10B", "100", "A3", "A12"]


@given(st.integers(1, 10**11), st.integers(1, 10**11), st.sampled_from(["", "A", "B"]))
def test_a_smaller_number_is_always_before(one: int, other: int, letter: str):
    smaller, larger = sorted((one, other))
    if smaller < larger:
        assert sort_key(f"{smaller}{letter}") < sort_key(str(larger))


@given(st.text(min_size=1, max_size=12))
def test_a_key_fits_its_column(number: str):
    assert len(sort_key(number)) <= 40
