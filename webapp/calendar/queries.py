from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, and_, or_, select

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.engagements.models import Engagement, State
from webapp.engagements.queries import BUSY, alive, with_names
from webapp.productions.models import Production


def entries_between(start_on: date, end_on: date) -> Sequence[Row[Any]]:
    """Jobs, options and leads that touch these days or must be answered in them."""
    wanted = with_names(
        select(
            Engagement.public_id,
            Engagement.state,
            Engagement.option_rank,
            Engagement.option_until_on,
            Engagement.call_back_on,
            Engagement.called_by,
            Engagement.contract_job,
            Engagement.start_on,
            Engagement.end_on,
            Engagement.daily_start_minute,
            Engagement.daily_end_minute,
            Engagement.place,
            Contact.name.label("employer"),
            Production.title.label("production"),
            Production.label.label("label"),
            Production.hue.label("hue"),
        )
    ).where(
        alive(),
        Engagement.state.in_((State.LEAD, *BUSY)),
        or_(
            and_(Engagement.start_on <= end_on, Engagement.end_on >= start_on),
            and_(Engagement.state == State.OPTION, Engagement.option_until_on.between(start_on, end_on)),
            and_(Engagement.state == State.LEAD, Engagement.call_back_on.between(start_on, end_on)),
        ),
    )
    return db().execute(wanted.order_by(Engagement.start_on, Engagement.id)).all()
