from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given

from tests.domain.rights.make import periods, work
from webapp.domain.refusals import Refused
from webapp.domain.rights import projection as ahead
from webapp.domain.rights.hours import count_hours
from webapp.domain.rights.projection import Projection, earliest, reached_on
from webapp.domain.rights.window import right_year
from webapp.domain.rights.work import Regime, State, WorkPeriod

ON = date(2026, 11, 21)
RIGHT = right_year(date(2026, 3, 14))

DONE = [
    work("2026-04-01", "2026-04-30", 200),
    work("2026-05-01", "2026-05-29", 200),
    work("2026-06-01", "2026-06-05", 100),
]
SIGNED = work("2026-12-07", "2026-12-18", 72, state=State.CONFIRMED)


def test_the_hours_are_reached_on_the_end_of_the_contract_that_crosses_them() -> None:
    projection = reached_on([*DONE, work("2026-07-01", "2026-07-03", 7)], RIGHT, on=ON)

    assert (projection.reached_on, projection.is_to_come) == (date(2026, 7, 3), False)


def test_one_minute_short_is_not_reached() -> None:
    short = [*DONE, replace(work("2026-07-01", "2026-07-03", 7), minutes=7 * 60 - 1)]

    assert reached_on(short, RIGHT, on=ON).reached_on is None


def test_signed_work_to_come_reaches_them_later() -> None:
    projection = reached_on([*DONE, SIGNED], RIGHT, on=ON)

    assert (projection.reached_on, projection.is_to_come) == (date(2026, 12, 18), True)
    assert [point.is_to_come for point in projection.points] == [False, False, False, True]


def test_a_contract_that_ends_on_the_day_is_done() -> None:
    projection = reached_on([*DONE, work("2026-11-20", "2026-11-21", 20)], RIGHT, on=ON)

    assert (projection.reached_on, projection.is_to_come) == (ON, False)


def test_an_option_does_not_reach_them() -> None:
    assert reached_on([*DONE, replace(SIGNED, state=State.OPTION)], RIGHT, on=ON).reached_on is None


def test_a_contract_that_ends_after_the_right_is_left_aside() -> None:
    late = replace(SIGNED, contract_end_on=date(2027, 6, 30))

    assert reached_on([*DONE, late], RIGHT, on=ON).reached_on is None


def test_the_person_changes_when_the_hours_are_reached() -> None:
    crowded = [work("2026-04-01", "2026-04-30", 300), work("2026-05-01", "2026-05-29", 300)]
    taught = [*DONE, work("2026-07-01", "2026-07-03", 100, regime=Regime.TEACHING)]
    sung = [
        work("2026-04-01", "2026-04-30", cachets_hundredths=2800, annexe=10),
        work("2026-05-01", "2026-05-29", cachets_hundredths=1500, annexe=10),
    ]

    def most(worked: list[WorkPeriod], **told: Any) -> list[int]:
        return [point.total_minutes // 60 for point in reached_on(worked, RIGHT, on=ON, **told).points]

    assert most(crowded) == [208, 416]
    assert most(crowded, derogation=True) == [260, 520]
    assert most(taught) == [200, 400, 450, 570]
    assert most(taught, age_at_end=50) == [200, 400, 450, 600]
    assert most(sung) == [208, 388]
    assert most(sung, annexe=10) == [336, 516]
    assert reached_on(crowded, RIGHT, on=ON, derogation=True).reached_on == date(2026, 5, 29)


def test_hours_never_reached_are_not_to_come() -> None:
    assert reached_on([], RIGHT, on=ON) == Projection(None, False, ())
    short = reached_on([replace(SIGNED, minutes=60)], RIGHT, on=ON)
    assert (short.reached_on, short.is_to_come) == (None, False)


def test_a_day_without_a_figure_gives_a_sentence() -> None:
    with pytest.raises(Refused, match="Aucun chiffre connu au 31/12/2010"):
        reached_on([], right_year(date(2009, 12, 31)), on=date(2010, 6, 1))


def test_no_work_gives_no_point() -> None:
    assert reached_on([], RIGHT, on=ON).points == ()


@given(periods())
def test_the_hours_never_go_down_and_end_on_the_count_of_the_last_day(worked: list[WorkPeriod]) -> None:
    points = reached_on(worked, RIGHT, on=ON).points

    assert all(a.day < b.day and a.total_minutes <= b.total_minutes for a, b in pairwise(points))
    if points and points[-1].day == RIGHT.end_on:
        assert points[-1].total_minutes == count_hours(worked, RIGHT, on=RIGHT.end_on).total_minutes


@given(periods())
def test_the_crossing_is_the_first_end_of_contract_with_enough_hours(worked: list[WorkPeriod]) -> None:
    found = reached_on(worked, RIGHT, on=ON)
    enough = [point for point in found.points if point.total_minutes >= 507 * 60]

    assert found.reached_on == (enough[0].day if enough else None)
    assert found.is_to_come is (bool(enough) and enough[0].is_to_come)
    assert found.most_minutes == max((point.total_minutes for point in found.points), default=0)
    assert list(found.points[:2]) == list(found.points)[:2]


@given(periods())
def test_no_day_has_enough_hours_before_so_many_are_worked(worked: list[WorkPeriod]) -> None:
    for point in reached_on(worked, RIGHT, on=ON).points:
        if point.total_minutes:
            first = earliest(worked, point.total_minutes)
            assert first is not None and first <= point.day


def test_the_first_day_of_enough_work_is_an_end_of_contract() -> None:
    assert earliest(DONE, 400 * 60) == date(2026, 5, 29)
    assert earliest(DONE[::-1], 400 * 60 + 1) == date(2026, 6, 5)
    assert earliest(DONE, 500 * 60 + 1) is None
    assert earliest([replace(DONE[0], contract_end_on=date(2026, 12, 1))], 60) == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("hours", "reached", "counts"),
    [(6, "2026-06-24", 1), (4, None, 0), (30, "2026-06-10", 12)],
)
def test_few_days_are_counted(
    hours: int, reached: str | None, counts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A job a day: no month passes its cap, or the hours are never enough, or every month is cut."""
    asked: list[date] = []

    def counting(*told: Any, on: date, **more: Any) -> Any:
        asked.append(on)
        return count_hours(*told, on=on, **more)

    monkeypatch.setattr(ahead, "count_hours", counting)
    days = [date(2026, 4, 1) + timedelta(days=n) for n in range(120)]
    found = reached_on([work(day.isoformat(), hours=hours) for day in days], RIGHT, on=ON)

    assert found.reached_on == (date.fromisoformat(reached) if reached else None)
    assert len(asked) == counts
