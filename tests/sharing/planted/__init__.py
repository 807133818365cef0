"""Rows whose every value is found in no other place of a page: by section, what each part of it makes visible."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from sqlalchemy import select

from tests.make import Place, World
from tests.sharing.planted.invoicing import invoices, quotes
from tests.sharing.planted.productions import calendar, callsheets, crew, documents, planning
from tests.sharing.planted.words import Planted
from webapp.core import clock
from webapp.documents.models import Document
from webapp.productions.models import Production
from webapp.sharing.models import Situation

PLANTED: dict[str, Callable[[World, Place, Production], Planted]] = {
    "planning": planning,
    "callsheets": callsheets,
    "documents": documents,
    "crew": crew,
    "calendar": calendar,
    "quotes": quotes,
    "invoices": invoices,
}
NEVER = (
    "NOTEPRIVEE", "FDSPRIVE", "99887766", "99\u00a088\u00a077", "99 88 77", "PAPIER", "NOTEDUCONTACT", "NOTEDEQUIPE",
    "AGENTCACHE", "Villeprivee", "exemple", "3998770", "39 98 77", "7 janv.", "CODEDUPORTAIL",
    "RETAPEDEPUIS", "NOTEDUDEVIS", "BROUILLONSEUL", "AUTRECLIENT", "LIGNE", "NOTEDEPAIEMENT", "FR1420041010050500013M02606",
)  # fmt: skip


def validated(production: Production) -> Situation:
    """What puts amounts in force."""
    return Situation(
        production_id=production.id, on=date(2026, 11, 23), text="Onze jours tournés.", by_name="Camille Roussel",
        validated_by="Sophie Ansel", validated_job="directrice de production", validated_at=clock.now(),
    )  # fmt: skip


def chosen(world: World, place: Place) -> list[UUID]:
    """Every document there is."""
    with world.inside(place) as session:
        return list(session.scalars(select(Document.id)))
