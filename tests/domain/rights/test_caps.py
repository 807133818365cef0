from datetime import date
from fractions import Fraction

import pytest

from webapp.domain.periods import DateRange, Month
from webapp.domain.refusals import Refused
from webapp.domain.rights.caps import MonthlyCaps, by_days, within

FEBRUARY = Month(2026, 2)


def test_the_caps_of_2026() -> None:
    assert MonthlyCaps.on(date(2026, 11, 21)) == MonthlyCaps(208 * 60, 250 * 60, 336 * 60)


@pytest.mark.parametrize(
    ("cap_minutes", "first", "last", "minutes"),
    [
        (208 * 60, 1, 28, 208 * 60),
        (208 * 60, 2, 28, 208 * 60),
        (208 * 60, 1, 20, 200 * 60),
        (208 * 60, 1, 1, 600),
        (250 * 60, 1, 5, 3606),
        (336 * 60, 1, 1, 969),
    ],
)
def test_a_partial_month_is_prorated_and_never_above_the_whole(
    cap_minutes: int, first: int, last: int, minutes: int
) -> None:
    window = DateRange(date(2026, 2, first), date(2026, 2, last))

    assert within(cap_minutes, FEBRUARY, window) == minutes


def test_a_month_outside_the_window_counts_nothing() -> None:
    assert within(208 * 60, FEBRUARY, DateRange(date(2026, 3, 1), date(2026, 3, 31))) == 0


def test_a_derogation_lets_every_month_go_up_to_260_hours() -> None:
    assert MonthlyCaps.on(date(2026, 11, 21), derogation=True) == MonthlyCaps(260 * 60, 260 * 60, 336 * 60)


@pytest.mark.parametrize(("employers", "hours"), [(0, 208), (1, 208), (2, 250), (3, 250)])
def test_two_employers_raise_the_cap(employers: int, hours: int) -> None:
    assert MonthlyCaps.on(date(2026, 11, 21)).hours_minutes(employers) == hours * 60


def test_a_share_of_days_keeps_its_fractions() -> None:
    assert by_days(250 * 60, 5, date(2026, 11, 21)) == Fraction(250 * 60 * 50, 208)


@pytest.mark.parametrize(
    "asked",
    [
        MonthlyCaps.on,
        lambda day: MonthlyCaps.on(day, derogation=True),
        lambda day: by_days(208 * 60, 5, day),
        lambda day: within(208 * 60, Month.of(day), DateRange(day, day)),
    ],
)
def test_a_day_without_a_figure_gives_a_sentence(asked) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Refused, match="Aucun chiffre connu au 31/12/2010"):
        asked(date(2010, 12, 31))
