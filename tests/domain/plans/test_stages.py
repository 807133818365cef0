"""Where a subscription is, and what is told of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from webapp.domain.plans.stages import NEWS, SOON, Stage, Told, days_left, news_of, stage_of
from webapp.domain.plans.standing import GRACE, IS_PRO, OPEN, Plan

NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)
DAY, LATER, AGO = timedelta(days=1), NOW + timedelta(days=20), NOW - timedelta(days=20)


@pytest.mark.parametrize(
    ("status", "stage", "when_ending"),
    [
        (None, Stage.LIBRE, Stage.LIBRE),
        ("trialing", Stage.COMING, Stage.ENDING),
        ("active", Stage.ACTIVE, Stage.ENDING),
        ("past_due", Stage.LATE, Stage.LATE),
        ("paused", Stage.PAUSED, Stage.PAUSED),
        ("unpaid", Stage.LAPSED, Stage.LAPSED),
        ("canceled", Stage.ENDED, Stage.ENDED),
        ("incomplete", Stage.LIBRE, Stage.LIBRE),
        ("incomplete_expired", Stage.LIBRE, Stage.LIBRE),  # never paid: nothing has ended
        ("of_next_year", Stage.LIBRE, Stage.LIBRE),
    ],
)
def test_each_status_has_its_stage(status: str | None, stage: Stage, when_ending: Stage) -> None:
    plan = Plan(status=status)
    assert stage_of(plan, NOW, cancels_at=None) is stage
    assert stage_of(plan, NOW, cancels_at=LATER) is when_ending
    assert stage_of(replace(plan, is_sold=False), NOW, cancels_at=None) is Stage.OPEN
    assert status is None or status in IS_PRO or status == "of_next_year"


@pytest.mark.parametrize(
    ("left", "stage"), [(timedelta(microseconds=1), Stage.LATE), (timedelta(), Stage.LAPSED)]
)
def test_grace_ends_at_its_instant(left: timedelta, stage: Stage) -> None:
    plan = Plan(status="past_due", past_due_since=NOW - GRACE + left)
    assert stage_of(plan, NOW, cancels_at=None) is stage


@pytest.mark.parametrize("status", [None, "canceled", "incomplete", "incomplete_expired"])
def test_a_trial_that_runs_is_one_whatever_was_tried_meanwhile(status: str | None) -> None:
    plan = Plan(status=status, trial_ends_at=NOW + timedelta(microseconds=1))
    assert stage_of(plan, NOW, cancels_at=None) is Stage.TRIAL
    assert stage_of(replace(plan, trial_ends_at=NOW), NOW, cancels_at=None) is not Stage.TRIAL


@pytest.mark.parametrize(
    ("left", "days"),
    [(timedelta(), 0), (-DAY, 0), (timedelta(seconds=1), 1), (DAY, 1), (DAY + timedelta(seconds=1), 2)],
)
def test_a_day_begun_counts(left: timedelta, days: int) -> None:
    assert days_left(NOW + left, NOW) == days


def told(plan: Plan, now: datetime = NOW) -> list[Told]:
    return [news.told for news in news_of(plan, now, stripe_id="sub_1")]


@pytest.mark.parametrize(
    ("plan", "news"),
    [
        (OPEN, []),
        (Plan(), []),
        (Plan(trial_ends_at=NOW + SOON + DAY), []),
        (Plan(trial_ends_at=NOW + SOON), [Told.TRIAL_ENDS]),
        (Plan(trial_ends_at=NOW), [Told.TRIAL_ENDED]),
        (Plan(trial_ends_at=NOW - NEWS), []),
        # Subscribed in the trial, and stopped: the trial goes on, then Libre.
        (Plan(status="canceled", trial_ends_at=LATER), []),
        (Plan(status="canceled", trial_ends_at=NOW + DAY), [Told.TRIAL_ENDS]),
        (Plan(status="canceled", trial_ends_at=NOW), [Told.ENDED]),
        (Plan(status="active", trial_ends_at=NOW + DAY), []),
        # Never paid: what ends is the trial.
        (Plan(status="incomplete_expired", trial_ends_at=NOW), [Told.TRIAL_ENDED]),
        (Plan(status="past_due", past_due_since=NOW), [Told.PAST_DUE]),
        (Plan(status="past_due", past_due_since=NOW - GRACE + DAY), [Told.PAST_DUE, Told.LAST_DAYS]),
        (Plan(status="past_due", past_due_since=NOW - GRACE), [Told.ENDED]),
        (Plan(status="past_due", past_due_since=NOW - GRACE - NEWS), []),
        (Plan(status="unpaid"), [Told.ENDED]),
        (Plan(status="paused"), []),
    ],
)
def test_what_there_is_to_tell(plan: Plan, news: list[Told]) -> None:
    assert told(plan) == news


def test_a_payment_refused_again_after_another_is_news_and_its_end_is_told_once() -> None:
    def key(plan: Plan) -> str:
        (news,) = news_of(plan, NOW, stripe_id="sub_1")
        return f"{news.told} {news.key}"

    first = Plan(status="past_due", past_due_since=NOW - GRACE)
    assert key(first) == key(replace(first, status="canceled")) == key(replace(first, status="unpaid"))
    assert key(first) != key(replace(first, past_due_since=NOW - GRACE - DAY))
