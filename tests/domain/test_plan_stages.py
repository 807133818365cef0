"""Where a subscription is, and what is told of it."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from webapp.domain.plans.stages import Stage, Told, days_left, news_of, stage_of
from webapp.domain.plans.standing import GRACE, Plan

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("plan", "cancels_at", "stage"),
    [
        (Plan(is_sold=False, status="active"), None, Stage.OPEN),
        (Plan(), None, Stage.LIBRE),
        (Plan(trial_ends_at=NOW + DAY), None, Stage.TRIAL),
        (Plan(trial_ends_at=NOW), None, Stage.LIBRE),
        (Plan(status="trialing", trial_ends_at=NOW + DAY), None, Stage.COMING),
        (Plan(status="active"), None, Stage.ACTIVE),
        (Plan(status="active"), NOW + DAY, Stage.ENDING),
        (Plan(status="trialing"), NOW + DAY, Stage.ENDING),
        (Plan(status="past_due", past_due_since=NOW - DAY), None, Stage.LATE),
        (Plan(status="past_due", past_due_since=NOW - GRACE), None, Stage.LAPSED),
        (Plan(status="past_due"), None, Stage.LATE),
        (Plan(status="unpaid"), None, Stage.LAPSED),
        (Plan(status="paused"), None, Stage.PAUSED),
        (Plan(status="canceled"), NOW - DAY, Stage.ENDED),
        (Plan(status="canceled", trial_ends_at=NOW + DAY), None, Stage.TRIAL),
        (Plan(status="incomplete"), None, Stage.LIBRE),
        (Plan(status="incomplete_expired"), None, Stage.ENDED),
    ],
)
def test_each_state_of_stripe_is_one_stage(plan, cancels_at, stage):
    assert stage_of(plan, NOW, cancels_at=cancels_at) is stage


def test_a_day_begun_counts():
    assert [days_left(NOW + gap, NOW) for gap in (30 * DAY, DAY + timedelta(1e-5), DAY, -DAY)] == [
        30,
        2,
        1,
        0,
    ]


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        (Plan(is_sold=False, trial_ends_at=NOW + DAY), []),
        (Plan(trial_ends_at=NOW + 4 * DAY), []),
        (Plan(trial_ends_at=NOW + 3 * DAY), [Told.TRIAL_ENDS]),
        (Plan(trial_ends_at=NOW), [Told.TRIAL_ENDED]),
        (Plan(trial_ends_at=NOW - 8 * DAY), []),
        (Plan(trial_ends_at=NOW + DAY, status="trialing"), []),
        (Plan(status="past_due", past_due_since=NOW - DAY), [Told.PAST_DUE]),
        (Plan(status="past_due", past_due_since=NOW - 12 * DAY), [Told.PAST_DUE, Told.LAST_DAYS]),
        (Plan(status="past_due", past_due_since=NOW - GRACE), [Told.ENDED]),
        (Plan(status="canceled"), [Told.ENDED]),
        (Plan(status="paused", passes={uuid4(): NOW}), []),
    ],
)
def test_what_is_told_and_when(plan, told):
    assert [news.told for news in news_of(plan, NOW, stripe_id="sub_1")] == told


def test_the_end_is_told_once_whether_grace_or_stripe_ends_it():
    late = Plan(status="past_due", past_due_since=NOW - GRACE)
    keys = {
        (news.told, news.key)
        for plan in (late, Plan(status="canceled"))
        for news in news_of(plan, NOW, stripe_id="sub_1")
    }
    assert len(keys) == 1
