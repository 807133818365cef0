from datetime import UTC, date, datetime, timedelta

import pytest

from webapp.domain.plans import prices
from webapp.domain.plans.prices import Interval, Price, Sold, for_the_rest, price_named, price_of

CENTS = {
    (Sold.PRO, Interval.MONTH): 900,
    (Sold.PRO, Interval.YEAR): 8400,
    (Sold.SEAT, Interval.MONTH): 600,
    (Sold.SEAT, Interval.YEAR): 5600,
    (Sold.PASS, Interval.ONCE): 2900,
}


def test_the_file_says_each_price_once() -> None:
    assert {(one.what, one.interval): one.cents for one in prices.prices()} == CENTS
    keys = [one.lookup_key for one in prices.prices()]
    assert len(set(keys)) == len(keys)
    assert all(type(one.from_on) is date for one in prices.prices())


def test_a_year_costs_less_than_twelve_months() -> None:
    for what in (Sold.PRO, Sold.SEAT):
        assert price_of(what, Interval.YEAR).cents < 12 * price_of(what, Interval.MONTH).cents


@pytest.mark.parametrize(("what", "interval"), CENTS)
def test_each_is_found_by_what_it_sells_and_by_its_name(what: Sold, interval: Interval) -> None:
    found = price_of(what, interval)
    assert found.cents == CENTS[what, interval]
    assert price_named(found.lookup_key) == found


def test_what_is_not_sold_is_not_found() -> None:
    assert price_named("raccord_pro_month_1999") is None
    with pytest.raises(ValueError, match="empty"):
        price_of(Sold.PASS, Interval.MONTH)


def test_the_last_one_said_is_the_one_sold_wherever_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [
        Price(f"pro_{year}", Sold.PRO, Interval.MONTH, cents, date(year, 1, 1))
        for year, cents in ((2027, 1000), (2029, 1200), (2028, 1100))
    ]
    monkeypatch.setattr(prices, "prices", lambda: tuple(made))
    assert price_of(Sold.PRO, Interval.MONTH).cents == 1200
    named = price_named("pro_2027")
    assert named is not None and named.cents == 1000


@pytest.mark.parametrize(
    ("interval", "days", "cents"),
    [
        (Interval.MONTH, 30, 900), (Interval.MONTH, 31, 900), (Interval.MONTH, 10, 300), (Interval.MONTH, -1, 0),
        (Interval.YEAR, 73, 180), (Interval.YEAR, None, 0),
    ],
)  # fmt: skip
def test_what_is_left_of_a_period_is_worth_its_share(
    interval: Interval, days: int | None, cents: int
) -> None:
    now = datetime(2026, 11, 27, tzinfo=UTC)
    ends_at = now + timedelta(days=days) if days is not None else None
    assert for_the_rest(900, interval, now, ends_at) == cents
