from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.refusals import Refused
from webapp.domain.retroplanning import Retroplan, Step

TODAY = date(2026, 11, 23)
PERMIT, PARKING, SAFETY, TRAINS = (UUID(int=number) for number in range(1, 5))
FIRST_DAY = date(2026, 12, 7)


def plan(*, permit_done: bool = False) -> Retroplan:
    """The permit, then the parking, then the safety plan; the trains apart."""
    return Retroplan(
        [
            Step(PERMIT, "Autorisation", date(2026, 11, 20), is_done=permit_done),
            Step(PARKING, "Stationnement", date(2026, 11, 27), after=PERMIT),
            Step(SAFETY, "Plan de prévention", date(2026, 12, 4), after=PARKING),
            Step(TRAINS, "Billets de train", date(2026, 11, 24)),
        ]
    )


def titles(steps):
    return [step.title for step in steps]


def test_a_task_is_late_from_the_day_after_until_it_is_done():
    step = Step(PERMIT, "Autorisation", TODAY)
    assert step.late_days(TODAY) == 0
    assert step.late_days(TODAY + timedelta(days=3)) == 3
    assert Step(PERMIT, "Autorisation", TODAY, is_done=True).late_days(TODAY + timedelta(days=3)) == 0
    assert Step(PERMIT, "Autorisation").late_days(TODAY) == 0


def test_a_task_is_blocked_by_the_one_it_waits_for_until_that_is_done():
    assert plan().blocker(PARKING).title == "Autorisation"
    assert plan(permit_done=True).blocker(PARKING) is None
    assert plan(permit_done=True).blocker(SAFETY).title == "Stationnement"
    assert plan().blocker(TRAINS) is None


def test_the_chain_is_told_both_ways():
    assert titles(plan().chain(SAFETY)) == ["Stationnement", "Autorisation"]
    assert titles(plan().waiting(PERMIT)) == ["Stationnement", "Plan de prévention"]
    assert plan().waiting(TRAINS) == []


def test_the_margin_goes_to_the_first_that_waits_or_to_the_first_day():
    assert plan().margin_days(PARKING, FIRST_DAY, TODAY) == 7
    assert plan().margin_days(SAFETY, FIRST_DAY, TODAY) == 3
    assert plan().margin_days(TRAINS, FIRST_DAY, TODAY) == 13
    assert plan().margin_days(TRAINS, None, TODAY) is None


def test_what_is_late_has_the_margin_left_from_today():
    assert plan().margin_days(PERMIT, FIRST_DAY, TODAY) == 4
    assert plan().margin_days(PERMIT, FIRST_DAY, date(2026, 11, 30)) == -3
    assert plan(permit_done=True).margin_days(PERMIT, FIRST_DAY, TODAY) is None


def test_a_task_after_the_first_day_has_no_margin_before_it():
    late = Retroplan([Step(PERMIT, "AEM", date(2026, 12, 20))])
    assert late.margin_days(PERMIT, FIRST_DAY, TODAY) is None


def test_a_ring_is_refused_with_the_tasks_it_goes_round_by():
    with pytest.raises(Refused) as refusal:
        plan().refuse_ring(PERMIT, SAFETY)
    said = str(refusal.value).replace("\u00a0", " ")
    assert "« Autorisation » → « Plan de prévention » → « Stationnement » → « Autorisation »" in said


def test_a_task_does_not_wait_for_itself():
    with pytest.raises(Refused):
        plan().refuse_ring(TRAINS, TRAINS)


def test_what_makes_no_ring_is_accepted():
    plan().refuse_ring(TRAINS, SAFETY)
    plan().refuse_ring(SAFETY, TRAINS)
    plan().refuse_ring(SAFETY, UUID(int=99))


def test_the_worst_task_late_is_the_one_that_holds_the_most_back():
    day = date(2026, 11, 26)
    assert plan().worst(day).title == "Autorisation"
    assert plan(permit_done=True).worst(day).title == "Billets de train"
    assert plan(permit_done=True).worst(TODAY) is None


def test_a_task_no_longer_there_blocks_nothing():
    alone = Retroplan([Step(PARKING, "Stationnement", after=PERMIT)])
    assert alone.blocker(PARKING) is None
    assert alone.chain(PARKING) == []


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20))
def test_any_links_even_a_ring_are_walked_to_an_end(links):
    after = {UUID(int=task): UUID(int=other) for task, other in links}
    found = Retroplan([Step(UUID(int=n), str(n), after=after.get(UUID(int=n))) for n in range(8)])
    for key in found.steps:
        assert len(found.chain(key)) <= 8
        assert len(found.waiting(key)) <= 8


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=20))
def test_links_accepted_one_by_one_never_make_a_ring(links):
    after: dict[UUID, UUID] = {}
    for task, other in ((UUID(int=a), UUID(int=b)) for a, b in links):
        known = Retroplan([Step(UUID(int=n), str(n), after=after.get(UUID(int=n))) for n in range(6)])
        try:
            known.refuse_ring(task, other)
        except Refused:
            continue
        after[task] = other
    for task in after:
        seen, step = set(), task
        while step in after:
            assert step not in seen
            seen.add(step)
            step = after[step]
