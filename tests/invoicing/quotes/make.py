"""A quote, begun and sent as the person does it, and the link its client opens."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from tests.make import Place, World
from webapp.core import clock, links
from webapp.domain.invoices.document import Instalment, Line, Unit
from webapp.domain.invoices.draft import Draft
from webapp.invoicing.models import Client, Quote
from webapp.invoicing.quotes import sending
from webapp.invoicing.quotes.actions import begin_quote

LINES = (
    Line("Coordination du plateau", 320_00, quantity=400, unit=Unit.DAY),
    Line("Demandes d’autorisations", 480_00),
    Line("Permanence le 6 juin", 320_00, quantity=100, unit=Unit.DAY, is_option=True),
)
SCHEDULE = (Instalment("À l’acceptation", 30_00), Instalment("Fin de prestation", 70_00))
CAMILLE = sending.Sender("Camille Roussel", "camille@exemple.fr", "fr")
BUYER = "compta@hauteur.exemple"


def quote(world: World, place: Place, client: Client | None = None, *lines: Line, **typed: Any) -> Quote:
    """1 760 € in a franchise, with an option of 320 €, 30 % at once; a seller is needed to send it."""
    client = client or world.client(place)
    typed = {
        "title": "Fête de la mer",
        "valid_until": clock.today() + timedelta(days=30),
        "schedule": SCHEDULE,
        **typed,
    }
    with world.inside(place):
        return begin_quote(client.id, Draft(lines=lines or LINES, **typed), clock.today())


def sent(world: World, place: Place, client: Client | None = None, *lines: Line, **typed: Any) -> Quote:
    """By mail, to the client."""
    made = quote(world, place, client, *lines, **typed)
    send(world, place, made)
    return made


def send(world: World, place: Place, made: Quote, on: date | None = None) -> None:
    with world.inside(place):
        sending.send(made.id, on or clock.today(), CAMILLE, to=BUYER, message="Bonjour,")


def path_of(world: World, place: Place, made: Quote) -> str:
    """What the client opens."""
    with world.inside(place) as session:
        link_id = session.scalars(select(Quote.link_id).where(Quote.id == made.id)).one()
        assert link_id
        return f"/q/{links.token_of(link_id)}"


def again(world: World, place: Place, made: Quote) -> Quote:
    """The row as it is now."""
    with world.inside(place) as session:
        return session.scalars(select(Quote).where(Quote.id == made.id)).one()
