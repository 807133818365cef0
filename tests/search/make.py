"""A workspace with a thing of each kind to be found."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid4

from sqlalchemy import insert

from tests.make import Place, World
from webapp.contacts.actions import add_contact
from webapp.contacts.details import Details, WayDetails
from webapp.contacts.models import Contact, Kind, WayKind
from webapp.core import clock
from webapp.core.fold import fold, sort_key
from webapp.documents.models import Document, DocumentKind
from webapp.domain.invoices.document import Line as SoldLine
from webapp.productions.papers.models import ProductionPaper
from webapp.productions.tasks.models import Task

FIRST = ("Jonas", "Maud", "Inès", "Hugo", "Lola", "Yann", "Sana", "Paul", "Élodie", "Karim")
SOUNDS = ("ber", "ker", "vella", "lef", "èvre", "mor", "van", "quem", "éré", "das", "sin", "tal")


def furnish(world: World, place: Place) -> None:
    """Everything is called after the tides, so that one word finds them all."""
    ponant = world.company(place, "Films du Ponant", city="Brest", phone="+33298000000")
    with world.inside(place):
        add_contact(
            Details(
                Kind.PERSON,
                "Aïcha Diallo",
                job="Première assistante",
                company="Films du Ponant",
                phone="+33612345678",
                ways=(WayDetails(WayKind.PHONE, "+33755555501"),),
                tags=("Plongée",),
            )
        )
    world.person(place, "Marée Lefèvre", job="Scripte")
    show = world.production(place, "Les Marées", director="Lola Quéméré")
    engagement = world.engagement(place, ponant, production_id=show.id)
    with world.inside(place) as session:
        engagement = session.merge(engagement)
        engagement.folded = "films du ponant les marees assistante de production"
    world.spot(place, "Phare des Marées", city="Brest")
    world.add(place, Task(production_id=show.id, title="Relever les marées", due_on=date(2026, 11, 20)))
    document(world, place, "Bulletin des marées")
    permit = document(world, place, "Arrêté marées", kind=DocumentKind.PRODUCTION)
    world.add(place, ProductionPaper(production_id=show.id, document_id=permit.id))
    secret = document(world, place, "Budget marées", kind=DocumentKind.PRODUCTION)
    world.add(place, ProductionPaper(production_id=show.id, document_id=secret.id, is_confidential=True))
    world.seller(place)
    client = world.client(place, "Port des Marées")
    world.invoice(place, client, SoldLine("Conseil", 280_00, quantity=100), title="Étude du port")
    world.draft(place, client, title="Suite de l’étude")


def document(world: World, place: Place, title: str, kind: DocumentKind = DocumentKind.PAYSLIP) -> Document:
    row = Document(
        kind=kind,
        title=title,
        file_key="k",
        file_name="a.pdf",
        media_type="application/pdf",
        size=1,
        sha256="0" * 64,
    )
    row.refold()
    found: Document = world.add(place, row)
    return found


def crowd(world: World, place: Place, size: int) -> None:
    with world.inside(place) as session:
        session.connection().execute(insert(Contact.__table__), list(people(place, size)))


def people(place: Place, size: int) -> Iterator[dict[str, Any]]:
    for n in range(size):
        last = "".join(SOUNDS[n // step % len(SOUNDS)] for step in (1, 12, 144)).title()
        name, phone = f"{FIRST[n % len(FIRST)]} {last}", f"+337{n:08d}"
        yield {
            "workspace_id": place.id, "id": uuid4(), "public_id": f"s{n:011d}", "kind": Kind.PERSON, "name": name,
            "sort_key": sort_key(name), "folded": fold(name, phone), "phone": phone, "is_guso": False,
            "created_at": clock.now(),
        }  # fmt: skip
