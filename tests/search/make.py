"""A workspace with a thing of each kind to be found."""

from datetime import date

from tests.make import Place, World
from webapp.contacts.actions import add_contact
from webapp.contacts.details import Details, WayDetails
from webapp.contacts.models import Kind, WayKind
from webapp.documents.models import Document, DocumentKind
from webapp.domain.invoices.document import Line as SoldLine
from webapp.productions.papers.models import ProductionPaper
from webapp.productions.tasks.models import Task


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
