"""Jobs that are over and what is known of them."""

from datetime import date
from typing import Any

from sqlalchemy import select, update

from tests.engagements.make import added
from tests.make import Place, World
from webapp.engagements.models import Engagement, PayPeriod


def done(world: World, whose: Place, employer: Any = None, **values: Any) -> Engagement:
    """A job of 40 hours and 860 € in October 2026, signed and over, with its pay period."""
    values = {"start_on": date(2026, 10, 5), "end_on": date(2026, 10, 9), **values}
    return added(world, whose, employer, **values)


def period(world: World, whose: Place, engagement: Engagement) -> PayPeriod:
    with world.inside(whose) as session:
        found = session.scalars(select(PayPeriod).where(PayPeriod.engagement_id == engagement.id)).first()
        assert found is not None
        return found


def said(world: World, whose: Place, engagement: Engagement, **values: Any) -> PayPeriod:
    """The pay period with figures of its own."""
    with world.inside(whose) as session:
        session.execute(update(PayPeriod).where(PayPeriod.engagement_id == engagement.id).values(**values))
    return period(world, whose, engagement)
