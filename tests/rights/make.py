"""Jobs with their AEM, as a year of work leaves them."""

from datetime import date
from typing import Any

from tests.make import Place, World
from webapp.contacts.models import Contact
from webapp.engagements.models import Engagement, Paper, PaperKind, PaperState, PayPeriod


def job(
    world: World,
    place: Place,
    start: str,
    end: str,
    hours: int,
    *,
    employer: Contact | None = None,
    aem: PaperState | None = PaperState.RECEIVED,
    **values: Any,
) -> Engagement:
    start_on, end_on = date.fromisoformat(start), date.fromisoformat(end)
    engagement = world.engagement(
        place, employer, start_on=start_on, end_on=end_on, minutes=hours * 60, **values
    )
    if aem is not None:
        with world.inside(place) as session:
            period = PayPeriod(engagement_id=engagement.id, start_on=start_on, end_on=end_on)
            session.add(period)
            session.flush()
            session.add(
                Paper(engagement_id=engagement.id, pay_period_id=period.id, kind=PaperKind.AEM, state=aem)
            )
    return engagement
