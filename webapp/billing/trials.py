"""One trial for a person: it runs in all the spaces they alone own, those they add included."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from webapp.billing import actions, queries, stripe
from webapp.core.db import db, hold
from webapp.core.tenancy import act_as, workspace_of
from webapp.domain.plans.standing import TRIAL
from webapp.workspaces.signals import space_added


def init_app() -> None:
    """Listen to the spaces, whose room knows nothing of plans."""
    space_added.connect(_join)


def begin(person: UUID) -> datetime:
    """In the space that is open and in the others. Returns its end."""
    hold("trials of", person)
    ends_at = actions.begin_trial()
    act_as(db(), person=person)
    for _each in _others():
        _run(ends_at)
    return ends_at


def _join(_workspace_id: UUID) -> None:
    """A space just made, and open, is tried with those before it."""
    if not stripe.is_sold():
        return
    rows = [queries.subscription() for _each in _others()]
    ends = [row.trial_ends_at for row in rows if row is not None and row.trial_ends_at is not None]
    if ends:
        _run(min(ends))


def _run(ends_at: datetime) -> None:
    row = actions.own_row()
    if row.trial_ends_at is None:
        row.trial_started_at, row.trial_ends_at = ends_at - TRIAL, ends_at
        db().flush()


def _others() -> Iterator[UUID]:
    """Each is open in its turn; then the first again."""
    here = workspace_of(db())
    for each in queries.spaces_owned_alone():
        if each != here:
            act_as(db(), workspace=each)
            yield each
    act_as(db(), workspace=here)
