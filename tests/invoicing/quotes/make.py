"""A quote, begun and sent as the person does it, and the link its client opens."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from tests.browse import Browser
from tests.make import Place, World
from webapp.contacts.models import Contact
from webapp.core import clock, links
from webapp.domain.invoices.document import Instalment, Line, Unit
from webapp.domain.invoices.draft import Draft
from webapp.invoicing.models import Client, Quote, QuoteState, SellerProfile
from webapp.invoicing.quotes import sending
from webapp.invoicing.quotes.actions import begin_quote, keep_quote

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
    client, production_id = client or world.client(place), typed.pop("production_id", None)
    typed = {
        "title": "Fête de la mer",
        "valid_until": clock.today() + timedelta(days=30),
        "schedule": SCHEDULE,
        **typed,
    }
    with world.inside(place):
        draft = Draft(lines=lines or LINES, **typed)
        return begin_quote(client.id, draft, clock.today(), production_id=production_id)


def sent(world: World, place: Place, client: Client | None = None, *lines: Line, **typed: Any) -> Quote:
    """By mail, to the client."""
    made = quote(world, place, client, *lines, **typed)
    send(world, place, made)
    return made


def send(world: World, place: Place, made: Quote, on: date | None = None) -> None:
    with world.inside(place):
        sending.send(made.id, on or clock.today(), CAMILLE, to=BUYER, message="Bonjour,")


def hand(world: World, place: Place, made: Quote) -> None:
    """By a link that one gives oneself: no mail, as often as one likes."""
    with world.inside(place):
        sending.share(made.id, clock.today(), CAMILLE)


def change(world: World, place: Place, made: Quote, **typed: Any) -> None:
    """What the person types once it was sent."""
    with world.inside(place) as session:
        quote = session.scalars(select(Quote).where(Quote.id == made.id)).one()
        keep_quote(quote, replace(quote.draft, **typed), clock.today())


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


def offered(world: World, place: Place, contact: Contact) -> tuple[Quote, str]:
    """The one quote sent to somebody known, and the path of its link."""
    with world.inside(place) as session:
        known = session.scalars(select(Quote)).first()
        client = session.scalars(select(Client).where(Client.contact_id == contact.id)).first()
    if known is None:
        a_seller(world, place)
        client = client or world.client(place, "Lenoir Films", contact=contact, email=None)
        known = sent(world, place, client)
    return known, path_of(world, place, known)


def a_seller(world: World, place: Place) -> None:
    """Unless there is one."""
    with world.inside(place) as session:
        known = session.scalars(select(SellerProfile)).first()
    if known is None:
        world.seller(place)


def answered(world: World, place: Place, phone: Browser) -> None:
    """Every mail there is: a question, then no, then yes to what is sent again."""
    a_seller(world, place)
    made = sent(world, place, world.client(place, "Atelier Hauteur"))
    path = path_of(world, place, made)
    asked = {"name": "Paul", "email": "paul@mairie.exemple", "words": "Et la suite ?"}
    phone.client.post(f"{path}/question", data=asked)
    phone.client.post(f"{path}/refusal", data={"name": "Paul", "version": "1"})
    send(world, place, made)
    agreed = {"version": "2", "total": "176000", "name": "Paul", "agrees": "y", "does": "accept"}
    phone.client.post(path, data=agreed)
    assert again(world, place, made).state == QuoteState.ACCEPTED
