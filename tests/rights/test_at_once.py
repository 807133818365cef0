"""What two people, or one with two tabs, note of the same days or month at the same time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.between import real_app
from tests.browse import Browser
from tests.make import World
from webapp.core import clock
from webapp.rights.periods import actions
from webapp.rights.periods.actions import IncomeTerms
from webapp.rights.periods.models import Income, IncomeKind, Period

AT_ONCE = 4
LEAVE = {"kind": "maternity", "start_on": "01/06/2026", "end_on": "30/06/2026", "in_contract": "no"}


@pytest.fixture
def live(settings, addresses, _engine):
    with real_app(settings, addresses, _engine) as app:
        yield app


@pytest.fixture(autouse=True)
def _on_one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 21))


@pytest.fixture
def meet(monkeypatch: pytest.MonkeyPatch):
    """Each looks for what is already noted before any has noted it, as far as they may."""

    def meeting(name: str, count: int) -> None:
        looked, barrier = getattr(actions, name), Barrier(count)

        def look(*args: Any, **named: Any) -> Any:
            found = looked(*args, **named)
            try:
                barrier.wait(0.5)
            except Exception:  # one at a time: nobody else comes
                barrier.abort()
            return found

        monkeypatch.setattr(actions, name, look)

    return meeting


def post_at_once(live, place, *posts: tuple[str, dict[str, str]]) -> list[int]:
    def post(one: tuple[str, dict[str, str]]) -> int:
        return Browser(live, place).client.post(one[0], data=one[1]).status_code

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sorted(pool.map(post, posts))


def test_the_same_days_of_leave_are_noted_once(live, meet):
    world = World(live)
    meet("overlapping", AT_ONCE)
    posts = [("/w/lune/rights/periods/", {**LEAVE, "note": str(n)}) for n in range(AT_ONCE)]
    assert post_at_once(live, world.lune, *posts) == [303, *[422] * (AT_ONCE - 1)]
    with world.inside(world.lune) as session:
        assert session.scalar(select(func.count()).select_from(Period)) == 1


def test_two_incomes_moved_to_the_same_month_leave_one_there_and_a_sentence(live, meet):
    world = World(live)
    keys = []
    for month in (date(2026, 8, 1), date(2026, 9, 1)):
        with world.inside(world.lune):
            keys.append(actions.record_income(None, IncomeTerms(IncomeKind.ARE, month, 100_000)).public_id)
    meet("same_month", 2)
    form = {"kind": "are", "month": "10/2026", "cents": "1 000"}
    posts = [(f"/w/lune/rights/incomes/{key}", form) for key in keys]
    assert post_at_once(live, world.lune, *posts) == [303, 422]
    with world.inside(world.lune) as session:
        assert session.scalar(select(func.count()).where(Income.month == date(2026, 10, 1))) == 1
