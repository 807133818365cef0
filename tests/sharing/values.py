"""What a section hands over, without the page around it."""

from datetime import date
from typing import Any

from sqlalchemy import select

from tests.make import Place, World
from webapp.productions.models import Production
from webapp.productions.shared import Scope, Section, gathered


def shown(
    world: World, place: Place, section: Section, production: Production, *parts: str, today: date
) -> Any:
    """Of one production, to whom these parts are granted, on a day."""
    scope = Scope((production.id,), frozenset(parts), (), today)
    with world.inside(place) as session:
        return section.values(session.scalar(select(gathered(section.rows(scope)))) or [], scope)
