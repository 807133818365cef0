"""An invoice that may be late: issued on 9 October 2026 for 1 150 €, due on 8 November."""

from datetime import date
from typing import Any

from tests.make import Place, World
from webapp.domain.invoices.document import Line
from webapp.invoicing.models import Invoice

NOW = "2026-11-23 08:00"
TODAY = date(2026, 11, 23)
LINES = (Line("Rédaction du dossier d’aide", 280_00, quantity=300), Line("Dépôt de la demande", 310_00))


def billed(world: World, place: Place, *lines: Line, client: Any = None, **values: Any) -> Invoice:
    values = {"on": date(2026, 10, 9), **values}
    return world.invoice(place, client or world.client(place), *(lines or LINES), **values)


def both(world: World, **values: Any) -> tuple[Invoice, Invoice]:
    """One in each workspace."""
    world.seller(world.lune, **values)
    world.seller(world.soleil, **values)
    return billed(world, world.lune), billed(world, world.soleil)
