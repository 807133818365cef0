from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.invoices.document import Instalment, Line
from webapp.domain.invoices.offers import (
    Standing,
    dues_of,
    gross_with,
    known_options,
    options_of,
    standing_of,
)

TODAY = date(2026, 11, 27)
LINES = (Line("Coordination", 1_280_00, vat_bp=2000), Line("Démontage", 320_00, vat_bp=2000, is_option=True))
THIRDS = (Instalment("À l’acceptation", 33_33), Instalment("Au départ", 33_33), Instalment("À la fin", 33_34))


@pytest.mark.parametrize(
    ("state", "until", "is_invoiced", "standing"),
    [
        ("draft", date(2026, 11, 26), False, Standing.DRAFT),
        ("sent", TODAY, False, Standing.SENT),
        ("sent", date(2026, 11, 26), False, Standing.EXPIRED),
        ("accepted", date(2026, 11, 26), False, Standing.TO_INVOICE),
        ("accepted", TODAY, True, Standing.INVOICED),
        ("declined", date(2026, 11, 26), False, Standing.DECLINED),
        ("withdrawn", TODAY, False, Standing.WITHDRAWN),
    ],
)
def test_a_quote_stands_where_its_days_and_its_invoices_say(state, until, is_invoiced, standing):
    assert standing_of(state, until, is_invoiced, TODAY) is standing


def test_options_are_named_by_their_rank_and_nothing_else_may_be_taken():
    assert options_of(LINES) == {1: LINES[1]}
    assert known_options(LINES, ["0", "1", "2", "x", "1"]) == (1,)
    assert gross_with(LINES, ()) == 1_536_00
    assert gross_with(LINES, (1,)) == 1_920_00


def test_without_a_schedule_nothing_is_due_apart():
    assert dues_of(LINES, (), ()) == ()


@given(
    st.lists(
        st.builds(
            Line,
            st.just("x"),
            st.integers(1, 9_999_99),
            st.integers(1, 9_99),
            vat_bp=st.sampled_from((2000, 1000, 550)),
            is_option=st.booleans(),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_the_parts_come_to_the_total_whatever_the_rates(lines):
    dues = dues_of(lines, (0,), THIRDS)
    assert sum(due.cents for due in dues) == gross_with(lines, [rank for rank in (0,) if lines[0].is_option])
    assert [due.is_last for due in dues] == [False, False, True]
