from datetime import date

import pytest

from webapp.engagements.models import PaperState, State
from webapp.engagements.standing import PaperStanding, is_justified, paper_on, state_on

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("state", "end_on", "shown"),
    [
        ("confirmed", date(2026, 11, 22), State.DONE),
        ("confirmed", date(2026, 11, 23), State.CONFIRMED),
        ("option", date(2026, 11, 1), State.OPTION),
        ("cancelled", date(2026, 11, 1), State.CANCELLED),
        ("done", date(2026, 12, 1), State.DONE),
    ],
)
def test_a_confirmed_job_is_done_from_the_day_after_its_last(state, end_on, shown):
    assert state_on(state, end_on, TODAY) is shown


@pytest.mark.parametrize(
    ("state", "due_from", "expected_on", "shown"),
    [
        ("to_come", date(2026, 12, 1), None, PaperStanding.TO_COME),
        ("to_come", date(2026, 11, 20), date(2026, 12, 15), PaperStanding.EXPECTED),
        ("to_come", date(2026, 10, 9), date(2026, 11, 23), PaperStanding.EXPECTED),
        ("to_come", date(2026, 10, 9), date(2026, 11, 22), PaperStanding.LATE),
        ("expected", date(2026, 12, 31), None, PaperStanding.EXPECTED),
        ("expected", date(2026, 10, 9), date(2026, 11, 15), PaperStanding.LATE),
        ("received", date(2026, 10, 9), date(2026, 11, 15), PaperStanding.RECEIVED),
        ("wrong", date(2026, 10, 9), date(2026, 11, 15), PaperStanding.WRONG),
    ],
)
def test_a_paper_becomes_expected_then_late_by_its_dates(state, due_from, expected_on, shown):
    assert paper_on(state, due_from, expected_on, TODAY) is shown


@pytest.mark.parametrize(
    ("state", "seen_on", "justified"),
    [
        (PaperState.RECEIVED, None, True),
        (PaperState.CORRECTED, None, True),
        (PaperState.WRONG, None, False),
        (PaperState.WRONG, TODAY, True),
        (PaperState.EXPECTED, TODAY, True),
        (PaperState.EXPECTED, None, False),
        (None, None, False),
    ],
)
def test_hours_are_justified_by_an_aem_received_or_seen_at_france_travail(state, seen_on, justified):
    assert is_justified(state, seen_on) is justified
