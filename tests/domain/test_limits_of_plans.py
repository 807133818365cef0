from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from webapp.domain.plans.limits import CHANGE_EVERY, choice_opens_at, room_left, takes_a_place
from webapp.domain.plans.standing import OPEN, Plan, open_productions

NOW = datetime(2026, 12, 11, 9, tzinfo=UTC)
A, B, C, D, E = (UUID(int=number) for number in range(1, 6))
FOREVER = NOW + timedelta(days=90)
LIBRE = Plan()
TRIED = Plan(trial_ends_at=NOW - timedelta(days=1))
TRIAL = Plan(trial_ends_at=NOW + timedelta(days=1))
PRO = Plan(status="active")


@pytest.mark.parametrize(
    ("plan", "active", "left"),
    [
        pytest.param(LIBRE, [], 3, id="Libre begins with three"),
        pytest.param(LIBRE, [A, B, C], 0, id="and they are soon taken"),
        pytest.param(TRIED, [A, B, C, D, E], 0, id="what Pro left is no debt"),
        pytest.param(TRIAL, [A, B, C, D], None, id="a trial has no limit"),
        pytest.param(PRO, [A, B, C, D], None, id="nor has Pro"),
        pytest.param(Plan(status="paused"), [A, B], 1, id="a pause is Libre"),
        pytest.param(OPEN, [A, B, C, D], None, id="nothing is sold here"),
        pytest.param(Plan(passes={A: FOREVER}), [A, B, C, D], 0, id="a pass adds its own"),
        pytest.param(Plan(passes={A: FOREVER}), [A, B, C], 1, id="and takes no place"),
        pytest.param(Plan(passes={A: NOW}), [A, B, C], 0, id="until it ends"),
    ],
)
def test_places_left(plan: Plan, active: list[UUID], left: int | None):
    assert room_left(plan, NOW, active) == left


@pytest.mark.parametrize(
    ("plan", "writable"),
    [
        pytest.param(TRIED, {A, B, C}, id="without a choice the last opened"),
        pytest.param(Plan(kept=(E, D, C)), {C, D, E}, id="those chosen"),
        pytest.param(Plan(kept=(E,)), {E, A, B}, id="the places left go to the last opened"),
        pytest.param(Plan(kept=(UUID(int=9), E, D)), {D, E, A}, id="one that is gone leaves its place"),
        pytest.param(Plan(passes={E: FOREVER}), {E, A, B, C}, id="a pass adds its own"),
        pytest.param(Plan(kept=(E, D, C), passes={E: FOREVER}), {E, D, C, A}, id="chosen and passed, once"),
        pytest.param(Plan(passes={E: NOW}), {A, B, C}, id="a pass that ended"),
        pytest.param(PRO, {A, B, C, D, E}, id="Pro opens all"),
    ],
)
def test_those_that_may_be_written(plan: Plan, writable: set[UUID]):
    assert open_productions(plan, NOW, [A, B, C, D, E]) == writable


@pytest.mark.parametrize(
    ("chosen", "kept_at", "opens_at"),
    [
        pytest.param([C, D, E], None, None, id="the first choice is free"),
        pytest.param([A, B, C], NOW, None, id="what is already open takes no place"),
        pytest.param([A], NOW, None, id="nor does one of them alone"),
        pytest.param([B, C, D], NOW, NOW + CHANGE_EVERY, id="another waits a month"),
        pytest.param([B, C, D], NOW - CHANGE_EVERY, None, id="and then is free"),
    ],
)
def test_when_a_choice_may_be_made(chosen: list[UUID], kept_at: datetime | None, opens_at: datetime | None):
    assert choice_opens_at(TRIED, NOW, [A, B, C, D, E], chosen, kept_at) == opens_at


def test_a_choice_takes_a_place_when_one_that_was_open_is_read_only_after_it():
    assert takes_a_place(TRIED, NOW, [A, B, C, D], [D])
    assert not takes_a_place(Plan(kept=(A, B)), NOW, [A, B, C], [C, B])
