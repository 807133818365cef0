from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.domain.invoices.document import ClientKind
from webapp.domain.invoices.late import (
    Late,
    Paid,
    default_penalty,
    late,
    least_penalty,
    why_not_penalty,
)
from webapp.domain.refusals import Refused

BUSINESS, PUBLIC, CONSUMER = ClientKind.BUSINESS, ClientKind.PUBLIC, ClientKind.CONSUMER
PROFESSIONALS = [kind for kind in ClientKind if kind is not CONSUMER]


def told(found: Late) -> list[tuple[str, str, int, int, int | None, int | None]]:
    return [
        (
            f"{step.start_on:%d/%m/%y}", f"{step.end_on:%d/%m/%y}", step.days, step.owed_cents,
            step.rate.bp if step.rate else None, step.cents,
        )
        for step in found.steps
    ]  # fmt: skip


def test_three_times_the_legal_rate_of_each_half_year():
    """1 000 € from 31 May to 30 July 2025: 30 days at 3 × 3.71 %, 30 at 3 × 2.76 %.

    100 000 × 0.1113 × 30 ÷ 365 = 914.79; 100 000 × 0.0828 × 30 ÷ 365 = 680.55.
    """
    found = late(1_000_00, date(2025, 5, 31), date(2025, 7, 30), BUSINESS)
    assert told(found) == [
        ("01/06/25", "30/06/25", 30, 1_000_00, 11_13, 9_15),
        ("01/07/25", "30/07/25", 30, 1_000_00, 8_28, 6_81),
    ]
    assert (found.interest_cents, found.recovery_cents, found.total_cents) == (15_96, 40_00, 55_96)
    assert found.is_whole and found.said is None
    assert str(found.steps[0].said) == "1\u202f000,00\u00a0€ × 11,13\u00a0% × 30\u00a0jours ÷ 365"
    assert [step.rate.source.on.isoformat() for step in found.steps if step.rate] == [
        "2024-12-17",
        "2025-06-19",
    ]
    assert found.recovery_source and "D. 441-5" in found.recovery_source.text


def test_a_part_paid_bears_interest_until_its_day():
    """400 € on 15 June: 15 days on 1 000 € (457.40), 15 on 600 € (274.44), 30 at 8.28 % (408.33)."""
    found = late(
        1_000_00, date(2025, 5, 31), date(2025, 7, 30), BUSINESS, payments=[Paid(date(2025, 6, 15), 400_00)]
    )
    assert told(found) == [
        ("01/06/25", "15/06/25", 15, 1_000_00, 11_13, 4_57),
        ("16/06/25", "30/06/25", 15, 600_00, 11_13, 2_74),
        ("01/07/25", "30/07/25", 30, 600_00, 8_28, 4_08),
    ]
    assert found.total_cents == 11_39 + 40_00


def test_the_agreed_rate_does_not_follow_the_half_years():
    """1 000 × 12 % × 30 ÷ 365 = 9.863; all the days of 2026 have it, known legal rate or not."""
    found = late(1_000_00, date(2026, 6, 15), date(2026, 7, 15), BUSINESS, penalty_bp=12_00)
    assert told(found) == [
        ("16/06/26", "30/06/26", 15, 1_000_00, 12_00, 4_93),
        ("01/07/26", "15/07/26", 15, 1_000_00, 12_00, 4_93),
    ]
    assert found.is_whole


def test_a_public_body_owes_the_rate_of_the_half_year_it_became_late_in():
    """3.15 + 8 = 11.15 %: 1 000 × 0.1115 × 15 ÷ 365 = 4.582, then × 30 = 9.164."""
    found = late(1_000_00, date(2025, 6, 15), date(2025, 7, 30), PUBLIC, penalty_bp=20_00)
    assert told(found) == [
        ("16/06/25", "30/06/25", 15, 1_000_00, 11_15, 4_58),
        ("01/07/25", "30/07/25", 30, 1_000_00, 11_15, 9_16),
    ]
    after = late(1_000_00, date(2025, 6, 30), date(2025, 7, 30), PUBLIC)
    assert [step.rate.bp for step in after.steps if step.rate] == [10_15]


def test_a_half_year_without_a_rate_is_told_and_not_guessed():
    found = late(1_000_00, date(2040, 12, 1), date(2041, 1, 10), BUSINESS)
    assert told(found) == [
        ("02/12/40", "31/12/40", 30, 1_000_00, None, None),
        ("01/01/41", "10/01/41", 10, 1_000_00, None, None),
    ]
    assert (found.interest_cents, found.total_cents, found.is_whole) == (0, 40_00, False)
    assert str(found.said).startswith("Le taux du semestre du 01/07/2040 n’est pas encore connu")
    assert "01/01/2041" in str(found.steps[1].said)


@pytest.mark.parametrize(
    ("due", "half"),
    [("2040-06-30", "01/07/2040"), ("2040-06-29", "01/01/2040"), ("2040-07-31", "01/07/2040")],
)
def test_the_half_year_not_known_is_named_by_its_first_day(due: str, half: str):
    due_on = date.fromisoformat(due)
    said = late(1_000_00, due_on, due_on + timedelta(1), BUSINESS).said
    assert str(said) == (
        f"Le taux du semestre du {half} n’est pas encore connu de Raccord\u00a0: ses pénalités ne sont pas comptées."
    )


def test_what_is_known_is_counted_all_the_same():
    found = late(1_000_00, date(2023, 5, 31), date(2023, 7, 30), BUSINESS)
    assert [step.cents for step in found.steps] == [None, 10_41]
    assert (found.interest_cents, found.is_whole) == (10_41, False)
    assert "01/01/2023" in str(found.said)


def test_a_consumer_owes_nothing_more():
    found = late(1_000_00, date(2025, 5, 31), date(2025, 7, 30), CONSUMER, penalty_bp=12_00)
    assert (found.steps, found.total_cents) == ((), 0)
    assert "particulier" in str(found.said)


@pytest.mark.parametrize("to", PROFESSIONALS)
@pytest.mark.parametrize(
    ("until", "is_late"), [("2025-05-30", False), ("2025-05-31", False), ("2025-06-01", True)]
)
def test_it_begins_the_day_after_the_due_date(to: ClientKind, until: str, is_late: bool):
    """1 000 × 11.13 % ÷ 365 = 0.3049 a day; of a public body, 11.15 %: 0.3055."""
    found = late(1_000_00, date(2025, 5, 31), date.fromisoformat(until), to)
    assert found.total_cents == ((40_31 if to is PUBLIC else 40_30) if is_late else 0)
    assert (found.recovery_source is not None) is is_late


@pytest.mark.parametrize(("on", "cents", "steps"), [
    ("2025-05-31", 1_000_00, 0),  # in time
    ("2025-05-31", 999_99, 1),
    ("2025-06-01", 1_000_00, 1),  # one day late
    ("2025-05-01", 1_200_00, 0),
])  # fmt: skip
def test_paid_in_time_nothing_is_owed(on: str, cents: int, steps: int):
    found = late(
        1_000_00,
        date(2025, 5, 31),
        date(2025, 6, 30),
        BUSINESS,
        payments=[Paid(date.fromisoformat(on), cents)],
    )
    assert len(found.steps) == steps
    assert found.recovery_cents == (40_00 if steps else 0)


@given(
    st.integers(1, 5_000_00),
    st.dates(date(2023, 7, 1), date(2025, 12, 1)),
    st.integers(0, 200),
    st.lists(st.tuples(st.integers(-30, 220), st.integers(1, 2_000_00)), max_size=4),
)
def test_steps_follow_one_another_and_each_day_counts_once(
    due: int, due_on: date, length: int, paid: list[tuple[int, int]]
):
    until = due_on + timedelta(length)
    payments = [Paid(due_on + timedelta(after), cents) for after, cents in paid]
    found = late(due, due_on, until, BUSINESS, payments=payments)
    by_day = {step.start_on + timedelta(rank): step for step in found.steps for rank in range(step.days)}
    assert len(by_day) == sum(step.days for step in found.steps)
    for rank in range(1, length + 1):
        day = due_on + timedelta(rank)
        owed = due - sum(one.cents for one in payments if one.on < day)
        assert (by_day[day].owed_cents if day in by_day else 0) == max(0, owed)
        if day in by_day:
            step = by_day[day]
            assert step.rate and step.rate.bp == least_penalty(day)
            assert (step.start_on.year, step.start_on.month > 6) == (day.year, day.month > 6)
    assert max(by_day, default=until) <= until


def test_the_least_and_the_default_rates_of_a_day():
    assert (least_penalty(date(2026, 3, 1)), default_penalty(date(2026, 3, 1))) == (7_86, 12_15)
    for asked in (least_penalty, default_penalty):
        with pytest.raises(Refused, match="Aucun chiffre connu au 01/01/2040"):
            asked(date(2040, 1, 1))


@pytest.mark.parametrize(("bp", "day", "is_refused"), [
    (7_86, "2026-03-01", False), (7_85, "2026-03-01", True), (0, "2026-03-01", True), (0, "2040-01-01", False),
])  # fmt: skip
def test_an_agreed_rate_is_three_times_the_legal_one_at_least(bp: int, day: str, is_refused: bool):
    said = why_not_penalty(bp, date.fromisoformat(day))
    assert (said is not None) == is_refused
    assert said is None or str(said) == (
        "Votre taux de pénalités est sous le minimum de la loi, 7,86\u00a0% au 01/03/2026."
    )
