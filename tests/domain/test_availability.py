from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.availability import availability_sentence, free_ranges
from webapp.domain.periods import DateRange

HORIZON = DateRange(date(2026, 3, 2), date(2027, 3, 31))


def between(start: str, end: str) -> DateRange:
    return DateRange(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("busy", "said"),
    [
        ([("2026-03-14", "2026-03-29")], "Disponible du 2 au 13 mars, puis à partir du 30."),
        ([], "Disponible à partir du 2 mars."),
        ([("2026-03-01", "2026-03-31")], "Disponible à partir du 1er avril."),
        ([("2026-02-01", "2027-03-31")], "Pas de disponibilité du 2 mars au 31 mars 2027."),
        ([("2026-03-03", "2027-03-31")], "Disponible le 2 mars."),
        (
            [("2026-03-04", "2026-03-19"), ("2026-03-21", "2026-03-27"), ("2026-04-04", "2026-04-09")],
            "Disponible les 2 et 3 mars, le 20, du 28 mars au 3 avril, puis à partir du 10.",
        ),
        (
            [("2026-03-02", "2026-12-20"), ("2027-01-09", "2027-01-10"), ("2027-01-12", "2027-01-31")],
            "Disponible du 21 décembre au 8 janvier 2027, le 11, puis à partir du 1er février.",
        ),
        (
            [("2026-03-02", "2026-03-31"), ("2026-04-02", "2026-04-09"), ("2026-04-12", "2027-04-30")],
            "Disponible le 1er avril, puis les 10 et 11.",
        ),
    ],
)
def test_free_days_are_said_shortly(busy: list[tuple[str, str]], said: str) -> None:
    free = free_ranges([between(*days) for days in busy], HORIZON)

    assert availability_sentence(free, HORIZON) == said


@st.composite
def jobs(draw: st.DrawFn) -> DateRange:
    start_on = draw(st.dates(date(2026, 2, 1), date(2027, 5, 1)))
    return DateRange(start_on, start_on + timedelta(days=draw(st.integers(0, 60))))


@given(st.lists(jobs(), max_size=12))
def test_every_day_of_the_horizon_is_either_busy_or_free(busy: list[DateRange]) -> None:
    free = free_ranges(busy, HORIZON)

    assert [day for day in HORIZON if not any(day in job for job in busy)] == [d for r in free for d in r]


@given(st.lists(jobs(), max_size=12))
def test_free_ranges_are_as_long_as_they_can_be(busy: list[DateRange]) -> None:
    free = free_ranges(busy, HORIZON)

    gaps = [(after.start_on - before.end_on).days for before, after in pairwise(free)]
    assert all(gap > 1 for gap in gaps)


@given(st.lists(jobs(), max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_the_jobs_does_not_matter(busy: list[DateRange], random: Random) -> None:
    shuffled = list(busy)
    random.shuffle(shuffled)

    assert free_ranges(shuffled, HORIZON) == free_ranges(busy, HORIZON)
