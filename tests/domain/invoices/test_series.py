import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.invoices.numbering import next_in, written
from webapp.domain.invoices.series import Shape, begun_elsewhere, may_meet, parse_prefix, run_of
from webapp.domain.refusals import Refused

YEARLY, ON = Shape("", 3, True), date(2026, 11, 17)
SHAPES = st.builds(Shape, st.text("A2-06", max_size=6), st.integers(1, 3), st.booleans())


@pytest.mark.parametrize("typed", ["34", "034", "2026-034"])
def test_the_last_number_of_elsewhere_is_its_rank_or_the_whole_of_it(typed: str):
    rank, year = begun_elsewhere(YEARLY, typed, ON)
    assert (rank, year) == (34, 2026)
    assert next_in(run_of(YEARLY, rank, ON, date(2026, 12, 1)), date(2026, 12, 1)) == ("2026-035", 35)


def test_the_year_after_the_series_starts_again():
    run = run_of(YEARLY, 34, ON, date(2027, 1, 4))
    assert next_in(run, date(2027, 1, 4)) == ("2027-001", 1)


def test_without_a_year_in_it_the_series_goes_on():
    shape = Shape("F", 4, False)
    rank, _year = begun_elsewhere(shape, "F0107", ON)
    assert next_in(run_of(shape, rank, ON, ON), date(2027, 1, 4)) == ("F0108", 108)


def test_nothing_typed_begins_the_series():
    assert begun_elsewhere(YEARLY, " ", None) == (0, None)
    assert next_in(run_of(YEARLY, 0, None, ON), ON) == ("2026-001", 1)


@pytest.mark.parametrize("typed", ["F-2026-034", "2025-034", "2026/034", "0", "trente", "99999999"])
def test_a_number_of_another_shape_is_refused(typed: str):
    with pytest.raises(Refused):
        begun_elsewhere(YEARLY, typed, ON)


def test_a_number_goes_with_its_date():
    with pytest.raises(Refused):
        begun_elsewhere(YEARLY, "34", None)


@pytest.mark.parametrize("typed", ["F 1", "Éé", "n°", "x" * 13, "a.b"])
def test_a_prefix_the_reform_would_not_take_is_refused(typed: str):
    with pytest.raises(Refused):
        parse_prefix(typed)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (Shape("", 3, True), Shape("A-", 3, True), False),
        (Shape("", 3, True), Shape("", 4, True), True),
        (Shape("", 3, True), Shape("", 3, False), False),
        (Shape("", 3, True), Shape("2026-", 3, False), True),
        (Shape("", 3, False), Shape("1", 3, False), True),
        (Shape("F", 3, False), Shape("F-", 3, False), False),
    ],
)
def test_two_series_that_could_write_the_same_number_are_told(one: Shape, other: Shape, meet: bool):
    assert may_meet(one, other) is meet
    assert may_meet(other, one) is meet


@given(SHAPES, SHAPES, st.integers(1, 2000), st.integers(1, 2000))
def test_series_told_apart_never_write_the_same_number(one: Shape, other: Shape, first: int, second: int):
    if not may_meet(one, other):
        for year in (2026, 2060):
            assert written(run_of(one, 0, None, ON), year, first) != written(
                run_of(other, 0, None, ON), year, second
            )


def language(shape: Shape) -> str:
    return re.escape(shape.prefix) + (r"\d{4}-\d+" if shape.is_yearly else r"\d+")


@given(SHAPES, SHAPES, st.text("A2-06", max_size=16))
def test_no_number_belongs_to_two_series_told_apart(one: Shape, other: Shape, number: str):
    if re.fullmatch(language(one), number) and re.fullmatch(language(other), number):
        assert may_meet(one, other)
