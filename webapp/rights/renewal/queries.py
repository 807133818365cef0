from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, Date, cast, func, select

from webapp.core.db import db
from webapp.domain.rights.situations import RATTRAPAGE_YEARS
from webapp.engagements.models import Engagement, Regime
from webapp.engagements.queries import alive
from webapp.engagements.standing import SIGNED
from webapp.engagements.terms import CACHET_MINUTES
from webapp.engagements.work import work_periods
from webapp.rights.known import known
from webapp.rights.models import Opening
from webapp.rights.renewal.weighing import Weighing, weighing
from webapp.rights.running import looked_at_since, rights_had
from webapp.rights.standing import same


def weighed_on(day: date, workspace_id: UUID) -> Weighing:
    """The right that runs, renewed on a day or left to its end. Three statements, and no job older than they need."""
    openings, worked = openings_and_work()
    found, had = known(workspace_id), rights_had(openings)
    periods = same(work_periods(since=looked_at_since(had[0], found.situations))) if had else ()
    return weighing(had, periods, found.situations, day, micro=found.micro, ten_years_minutes=worked)


def openings_and_work() -> tuple[Sequence[Opening], int]:
    """Every opening entered, the last first, and the minutes of the ten years before the anniversary of that one.

    Before any cap, signed work to come included: the clause de rattrapage asks for a career, not for a count.
    """
    wanted = select(Opening, _worked().label("worked"))
    rows = db().execute(wanted.order_by(Opening.created_at.desc(), Opening.id.desc())).all()
    return [row.Opening for row in rows], rows[0].worked if rows else 0


def _worked() -> ColumnElement[Any]:
    minutes = Engagement.minutes + Engagement.cachets * CACHET_MINUTES / 100
    since = cast(Opening.anniversary_on - func.make_interval(RATTRAPAGE_YEARS), Date)
    return (
        select(func.coalesce(cast(func.sum(minutes), BigInteger), 0))
        .where(
            alive(),
            Engagement.state.in_(SIGNED),
            Engagement.regime == Regime.SPECTACLE,
            Engagement.end_on > since,
            Engagement.end_on <= Opening.anniversary_on,
        )
        .correlate(Opening)
        .scalar_subquery()
    )
