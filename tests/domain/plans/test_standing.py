from datetime import UTC, datetime, timedelta
from typing import get_args
from uuid import UUID, uuid4

import pytest
import stripe

from webapp.domain.plans.standing import (
    GRACE,
    IS_PRO,
    OPEN,
    TRIAL,
    Feature,
    Offer,
    Plan,
    open_productions,
    plan_from,
)

NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)
SOON, AGO = timedelta(microseconds=1), -timedelta(microseconds=1)
A, B, C, D, E = (UUID(int=number) for number in range(1, 6))


@pytest.mark.parametrize(
    ("status", "offer"),
    [
        (None, Offer.LIBRE), ("trialing", Offer.PRO), ("active", Offer.PRO), ("past_due", Offer.PRO),
        ("paused", Offer.LIBRE), ("incomplete", Offer.LIBRE), ("incomplete_expired", Offer.LIBRE),
        ("canceled", Offer.LIBRE), ("unpaid", Offer.LIBRE), ("of_next_year", Offer.LIBRE), ("", Offer.LIBRE),
    ],
)  # fmt: skip
def test_each_status_has_its_offer(status: str | None, offer: Offer) -> None:
    assert Plan(status=status).offer(NOW) is offer


def test_every_status_of_stripe_is_known() -> None:
    names = {
        name for part in get_args(stripe.Subscription.__annotations__["status"]) for name in get_args(part)
    }
    assert names == set(IS_PRO)


@pytest.mark.parametrize("status", [*IS_PRO, None])
def test_where_nothing_is_sold_everything_is_open(status: str | None) -> None:
    plan = Plan(is_sold=False, status=status, trial_ends_at=NOW - TRIAL)
    assert plan.offer(NOW) is OPEN.offer(NOW) is Offer.OPEN
    assert all(plan.may(feature, NOW) for feature in Feature)
    assert not plan.may_try


@pytest.mark.parametrize(
    ("left", "offer"),
    [(TRIAL, Offer.TRIAL), (SOON, Offer.TRIAL), (timedelta(), Offer.LIBRE), (AGO, Offer.LIBRE)],
)
def test_the_trial_ends_at_its_instant(left: timedelta, offer: Offer) -> None:
    plan = Plan(trial_ends_at=NOW + left)
    assert plan.offer(NOW) is offer
    assert plan.may(Feature.SHARES, NOW) is (offer is Offer.TRIAL)


@pytest.mark.parametrize(
    ("since", "offer"),
    [(timedelta(), Offer.PRO), (GRACE + AGO, Offer.PRO), (GRACE, Offer.LIBRE), (GRACE + SOON, Offer.LIBRE)],
)
def test_grace_ends_at_its_instant(since: timedelta, offer: Offer) -> None:
    assert Plan(status="past_due", past_due_since=NOW - since).offer(NOW) is offer


def test_a_trial_goes_on_when_a_subscription_ends_before_it() -> None:
    ends = NOW + timedelta(days=3)
    for status in ("canceled", "paused", "incomplete"):
        assert Plan(status=status, trial_ends_at=ends).offer(NOW) is Offer.TRIAL
    assert Plan(status="active", trial_ends_at=ends).offer(NOW) is Offer.PRO


@pytest.mark.parametrize(("left", "has"), [(SOON, True), (timedelta(), False), (AGO, False)])
def test_a_pass_ends_at_its_instant_and_opens_its_production_alone(left: timedelta, has: bool) -> None:
    plan = Plan(passes={A: NOW + left})
    assert plan.has_pass(A, NOW) is has
    assert not plan.has_pass(B, NOW)
    assert plan.offer(NOW) is Offer.LIBRE
    for feature in Feature:
        assert plan.may(feature, NOW, A) is has
        assert not plan.may(feature, NOW)
        assert not plan.may(feature, NOW, B)
        assert not plan.may(feature, NOW, A, B)


def test_a_trial_begins_once_and_only_for_who_never_bought() -> None:
    assert Plan().may_try
    assert not Plan(trial_ends_at=NOW - TRIAL).may_try
    assert not any(Plan(status=status).may_try for status in IS_PRO)


ACTIVE = [A, B, C, D, E]  # the last opened first


@pytest.mark.parametrize(
    ("plan", "opened"),
    [
        (Plan(), {A, B, C}),
        (Plan(kept=(E,)), {E, A, B}),
        (Plan(kept=(C, D, E)), {C, D, E}),
        (Plan(kept=(E, D, C, B)), {E, D, C}),
        (Plan(kept=(uuid4(), uuid4(), D)), {D, A, B}),  # two of the chosen are archived
        (Plan(kept=(D, D, D)), {D, A, B}),
        (Plan(passes={A: NOW + SOON}), {A, B, C, D}),
        (Plan(passes={A: NOW}), {A, B, C}),
        (Plan(passes={E: NOW + SOON, D: NOW + SOON}, kept=(E, D, C)), {E, D, C, A, B}),
        (Plan(passes={uuid4(): NOW + SOON}), {A, B, C}),  # of an archived one
        (Plan(status="active"), set(ACTIVE)),
        (Plan(trial_ends_at=NOW + SOON), set(ACTIVE)),
        (OPEN, set(ACTIVE)),
    ],
)
def test_those_that_stay_open(plan: Plan, opened: set[UUID]) -> None:
    assert open_productions(plan, NOW, ACTIVE) == opened


@pytest.mark.parametrize("active", [[], [A], [A, B, C]])
def test_with_three_or_fewer_nothing_closes(active: list[UUID]) -> None:
    for plan in (Plan(), Plan(kept=(E,)), Plan(kept=tuple(active)), Plan(status="canceled")):
        assert open_productions(plan, NOW, active) == set(active)


def test_a_plan_is_read_from_what_the_door_tells() -> None:
    assert plan_from({}) == plan_from(dict.fromkeys(("status", "seats", "passes", "kept"))) == Plan()
    told = {
        "status": "past_due", "past_due_since": "2026-12-01T11:00:00+01:00", "trial_ends_at": "2026-12-31T10:00:00+00:00",
        "seats": 2, "passes": {str(A): "2027-03-01T10:00:00+00:00"}, "kept": [str(B), str(C)],
    }  # fmt: skip
    plan = plan_from(told)
    assert plan == Plan(
        status="past_due", past_due_since=NOW, trial_ends_at=NOW + TRIAL, seats=2,
        passes={A: datetime(2027, 3, 1, 10, tzinfo=UTC)}, kept=(B, C),
    )  # fmt: skip
