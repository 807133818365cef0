"""People, shows and jobs that tie them, seen from today."""

from datetime import date, timedelta
from typing import Any

from tests.make import Place, World
from webapp.contacts.models import Contact, Role
from webapp.core import clock
from webapp.engagements.models import Engagement
from webapp.network.models import Direction, Recommendation
from webapp.productions.crew.models import Department
from webapp.productions.models import Phase, PhaseKind, Production


def in_days(count: int) -> date:
    return clock.today() + timedelta(days=count)


def directing(world: World, place: Place, show: Production, contact: Contact) -> None:
    """Head of the production of a show."""
    world.crew(
        place,
        show,
        contact=contact,
        department=Department.PRODUCTION,
        contract_job="Directrice de production",
    )


def worked(world: World, place: Place, employer: Contact, ended: int, **values: Any) -> Engagement:
    """A job of five days that ended so many days ago."""
    return world.engagement(place, employer, start_on=in_days(-ended - 4), end_on=in_days(-ended), **values)


def phase(world: World, place: Place, show: Production, first: int, last: int) -> None:
    world.add(
        place,
        Phase(production_id=show.id, kind=PhaseKind.SHOOT, start_on=in_days(first), end_on=in_days(last)),
    )


def past(world: World, place: Place, contact: Contact, show: str | None = None, **values: Any) -> None:
    """A job of before, on a show that is no production here."""
    values = {"job": "Assistante", "start_on": date(2024, 1, 8), "end_on": date(2024, 3, 8)} | values
    world.add(place, Role(contact_id=contact.id, show=show, **values))


def recommended(
    world: World, place: Place, contact: Contact, direction: Direction = Direction.GIVEN, **values: Any
) -> Recommendation:
    values = {"on": date(2026, 3, 2)} | values
    found: Recommendation = world.add(
        place, Recommendation(contact_id=contact.id, direction=direction, **values)
    )
    return found
