"""How a job or a paper stands on a day: what is stored, read with the calendar at hand."""

from datetime import date
from enum import StrEnum

from webapp.engagements.models import PaperState, State

SIGNED = (State.CONFIRMED, State.DONE)
OPEN = (State.LEAD, State.OPTION)
CLOSED = (State.RELEASED, State.CANCELLED)
HELD = (PaperState.RECEIVED, PaperState.CORRECTED)


class PaperStanding(StrEnum):
    TO_COME = "to_come"
    EXPECTED = "expected"
    LATE = "late"
    RECEIVED = "received"
    WRONG = "wrong"
    CORRECTED = "corrected"

    @property
    def is_missing(self) -> bool:
        return self in (PaperStanding.EXPECTED, PaperStanding.LATE, PaperStanding.WRONG)


def state_on(state: str, end_on: date, today: date) -> State:
    """A confirmed job whose last day is past is done: nobody has to say so."""
    if state == State.CONFIRMED and end_on < today:
        return State.DONE
    return State(state)


def paper_on(state: str, due_from: date, expected_on: date | None, today: date) -> PaperStanding:
    """`due_from` is the day from which the paper can exist: the end of its work, the start for a contract."""
    if state not in (PaperState.TO_COME, PaperState.EXPECTED):
        return PaperStanding(state)
    if expected_on is not None and expected_on < today:
        return PaperStanding.LATE
    if state == PaperState.EXPECTED or due_from <= today:
        return PaperStanding.EXPECTED
    return PaperStanding.TO_COME


def is_justified(state: str | None, seen_on: date | None) -> bool:
    """The AEM is in, or its hours were seen in the person's own space at France Travail."""
    return state in HELD or seen_on is not None
