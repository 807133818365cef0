from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.minima import Minima, minima


def test_the_grid_of_the_producers_follows_from_its_weeks() -> None:
    """Grid of the USPA, undated: an assistant, an adjoint, a chargé, an administrator."""
    assert minima(730_03) == Minima(834_32, 162_23, 185_40)
    assert minima(473_48) == Minima(541_12, 105_22, 120_25)
    assert minima(983_67) == Minima(1124_19, 218_59, 249_82)
    assert minima(896_74).week_39_cents == 1024_85


def test_a_day_of_eight_hours_may_differ_by_a_cent_from_the_printed_grid() -> None:
    """It prints 234,27 for a specialised assistant: the wages it starts from have more decimals."""
    assert minima(922_46) == Minima(1054_24, 204_99, 234_28)


def test_nothing_gives_nothing() -> None:
    assert minima(0) == Minima(0, 0, 0)


@given(st.integers(0, 5000_00))
def test_longer_work_is_never_paid_less(week_cents: int) -> None:
    found = minima(week_cents)

    assert found.week_39_cents >= week_cents
    assert found.day_8_cents >= found.day_7_cents
