from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.clashes import Job, Level, clashes_of
from webapp.domain.periods import DateRange
from webapp.domain.rights.work import State


def job(key: str, start: str, end: str | None = None, hours: str = "", **overrides: object) -> Job:
    """`hours` is "8:00-18:30", or nothing when they are not known."""
    told: dict[str, object] = {
        "key": key,
        "label": f"Job {key}",
        "employer": f"Employer {key}",
        "start_on": date.fromisoformat(start),
        "end_on": date.fromisoformat(end or start),
    }
    if hours:
        told["daily_start_minute"], told["daily_end_minute"] = (
            int(clock.split(":")[0]) * 60 + int(clock.split(":")[1]) for clock in hours.split("-")
        )
    return Job(**(told | overrides))  # type: ignore[arg-type]


def level_between(one: Job, other: Job) -> Level | None:
    found = clashes_of(one, [other])
    assert len(found) <= 2  # the hours that meet, and a night too short
    return found[0].level if found else None


DAY_JOB = job("a", "2026-06-08", "2026-06-12", "8:00-18:00")


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (DAY_JOB, job("b", "2026-06-12", hours="14:00-20:00"), Level.RED),
        (DAY_JOB, job("b", "2026-06-12", hours="17:59-20:00"), Level.RED),
        (DAY_JOB, job("b", "2026-06-12", hours="18:00-20:00"), None),
        (job("a", "2026-06-12", hours="8:00-12:00"), job("b", "2026-06-12", hours="14:00-18:00"), None),
        (DAY_JOB, job("b", "2026-06-12"), Level.ORANGE),
        (job("a", "2026-06-12"), job("b", "2026-06-12"), Level.ORANGE),
        (job("a", "2026-06-12"), job("b", "2026-06-13"), None),
        (DAY_JOB, job("b", "2026-06-13"), None),
        (DAY_JOB, job("b", "2026-06-13", hours="5:00-12:00"), None),
        (DAY_JOB, job("b", "2026-06-13", hours="4:59-12:00"), Level.ORANGE),
        (DAY_JOB, job("b", "2026-06-07", hours="10:00-21:00"), None),
        (DAY_JOB, job("b", "2026-06-07", hours="10:00-21:01"), Level.ORANGE),
        (DAY_JOB, job("b", "2026-06-14", hours="0:00-4:00"), None),
        (DAY_JOB, job("b", "2026-06-07", hours="20:00-8:01"), Level.RED),
        (DAY_JOB, job("b", "2026-06-07", hours="20:00-8:00"), Level.ORANGE),
        (DAY_JOB, job("b", "2026-06-06", hours="20:00-8:00"), None),
        (job("a", "2026-06-11", hours="8:00-12:00"), job("b", "2026-06-11", hours="20:00-2:00"), None),
        (
            job("a", "2026-06-11", "2026-06-12", hours="8:00-12:00"),
            job("b", "2026-06-11", hours="20:00-2:00"),
            Level.ORANGE,
        ),
        # One of the two nights of a clock change is an hour shorter than the clock says, the other longer.
        (
            job("a", "2026-03-28", hours="10:00-22:00"),
            job("b", "2026-03-29", hours="9:00-18:00"),
            Level.ORANGE,
        ),
        (job("a", "2026-03-28", hours="10:00-22:00"), job("b", "2026-03-29", hours="10:00-18:00"), None),
        (job("a", "2026-10-24", hours="10:00-23:00"), job("b", "2026-10-25", hours="9:00-18:00"), None),
        (
            job("a", "2026-10-24", hours="10:00-23:01"),
            job("b", "2026-10-25", hours="9:00-18:00"),
            Level.ORANGE,
        ),
        (
            job("a", "2026-10-25", hours="10:00-23:00"),
            job("b", "2026-10-26", hours="9:00-18:00"),
            Level.ORANGE,
        ),
    ],
)
def test_two_signed_jobs_meet_the_same_way_seen_from_either(
    one: Job, other: Job, level: Level | None
) -> None:
    assert level_between(one, other) is level
    assert level_between(other, one) is level


@pytest.mark.parametrize(
    ("mine", "theirs", "hours", "level"),
    [
        (State.CONFIRMED, State.CONFIRMED, "14:00-20:00", Level.RED),
        (State.CONFIRMED, State.DONE, "14:00-20:00", Level.RED),
        (State.OPTION, State.CONFIRMED, "14:00-20:00", Level.RED),
        (State.OPTION, State.CONFIRMED, "19:00-20:00", Level.ORANGE),
        (State.OPTION, State.CONFIRMED, "", Level.ORANGE),
        (State.OPTION, State.OPTION, "14:00-20:00", Level.ORANGE),
        (State.OPTION, State.OPTION, "19:00-20:00", None),
        (State.OPTION, State.OPTION, "", Level.ORANGE),
        (State.LEAD, State.CONFIRMED, "14:00-20:00", None),
        (State.RELEASED, State.CONFIRMED, "14:00-20:00", None),
        (State.CANCELLED, State.CONFIRMED, "", None),
    ],
)
def test_the_state_of_each_job_weighs(mine: State, theirs: State, hours: str, level: Level | None) -> None:
    one = replace(DAY_JOB, state=mine)
    other = job("b", "2026-06-12", hours=hours, state=theirs)

    assert level_between(one, other) is level
    assert level_between(other, one) is level


def test_a_clash_names_the_other_job_and_the_days() -> None:
    [clash] = clashes_of(DAY_JOB, [job("b", "2026-06-10", "2026-06-14", "14:00-20:00")])

    assert str(clash.sentence) == "Mêmes horaires que Job b, Employer b, du 10/06/2026 au 12/06/2026."
    assert clash.other is not None
    assert clash.other.key == "b"
    assert clash.days == DateRange(date(2026, 6, 10), date(2026, 6, 12))


def test_a_short_rest_is_told_in_hours() -> None:
    [clash] = clashes_of(DAY_JOB, [job("b", "2026-06-13", hours="4:15-12:00")])

    assert str(clash.sentence) == (
        "10\u00a0h\u00a015 de repos entre la fin de Job a, journée du 12/06/2026, et le début de Job b. "
        "Minimum 11\u00a0h."
    )


@pytest.mark.parametrize(
    ("mine", "theirs", "said"),
    [
        (
            State.CONFIRMED,
            State.CONFIRMED,
            "Mêmes dates que Job b, Employer b, le 12/06/2026. Horaires à préciser.",
        ),
        (State.CONFIRMED, State.OPTION, "Mêmes dates que l’option Job b, Employer b, le 12/06/2026."),
        (
            State.OPTION,
            State.CONFIRMED,
            "Option aux dates d’un engagement signé\u00a0: Job b, Employer b, le 12/06/2026.",
        ),
    ],
)
def test_the_same_dates_are_told_by_what_is_signed(mine: State, theirs: State, said: str) -> None:
    [clash] = clashes_of(replace(DAY_JOB, state=mine), [job("b", "2026-06-12", state=theirs)])

    assert str(clash.sentence) == said


def test_a_short_night_is_told_beside_the_days_that_meet() -> None:
    """A night shoot of three nights, then days of another show: each night ends five hours before."""
    nights = job("nights", "2026-11-30", "2026-12-02", hours="18:00-4:00")
    days = job("days", "2026-12-01", "2026-12-03", hours="9:00-19:00")
    found = clashes_of(days, [nights])
    assert [clash.level for clash in found] == [Level.RED, Level.ORANGE]
    assert "5\u00a0h de repos" in str(found[1].sentence)
    assert found[1].days == DateRange(date(2026, 11, 30), date(2026, 12, 1))


def test_the_worst_clash_comes_first() -> None:
    found = clashes_of(
        DAY_JOB,
        [
            job("tight", "2026-06-07", hours="10:00-22:00"),
            job("free", "2026-07-01"),
            job("impossible", "2026-06-09", "2026-06-13", hours="12:00-23:00"),
        ],
    )

    told = [(clash.level, clash.other.key) for clash in found if clash.other]
    assert told[0] == (Level.RED, "impossible")
    assert (Level.ORANGE, "tight") in told


def test_a_job_does_not_clash_with_itself() -> None:
    assert clashes_of(DAY_JOB, [DAY_JOB]) == []


def test_work_older_than_the_law_on_rest_raises_no_note() -> None:
    old = job("a", "1990-06-12", hours="8:00-23:00", minutes=300 * 60)

    assert clashes_of(old, [job("b", "1990-06-13", hours="1:00-9:00")]) == []


@st.composite
def jobs(draw: st.DrawFn, key: str) -> Job:
    around = draw(st.sampled_from([date(2026, 3, 26), date(2026, 10, 22)]))
    start_on = around + timedelta(days=draw(st.integers(0, 6)))
    known = draw(st.booleans())
    return Job(
        key=key,
        label=key,
        employer=key,
        start_on=start_on,
        end_on=start_on + timedelta(days=draw(st.integers(0, 4))),
        daily_start_minute=draw(st.integers(0, 1439)) if known else None,
        daily_end_minute=draw(st.integers(0, 1440)) if known else None,
        state=draw(st.sampled_from(State)),
    )


@given(jobs("a"), jobs("b"))
def test_a_clash_is_mutual_across_clock_changes(one: Job, other: Job) -> None:
    assert level_between(one, other) is level_between(other, one)


@given(
    jobs("a"),
    st.lists(st.integers(0, 9), unique=True).flatmap(
        lambda keys: st.tuples(*(jobs(f"o{key}") for key in keys))
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_other_jobs_does_not_matter(
    one: Job, others: tuple[Job, ...], random: Random
) -> None:
    shuffled = list(others)
    random.shuffle(shuffled)

    assert clashes_of(one, shuffled) == clashes_of(one, others)
