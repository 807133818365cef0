"""Documents in a production, made without the pages."""

from datetime import date
from io import BytesIO
from typing import Any

from werkzeug.datastructures import FileStorage

from tests.documents.files import PDF
from tests.make import Place, World
from webapp.documents.actions import add_document
from webapp.documents.models import DocumentKind
from webapp.productions.models import Production
from webapp.productions.papers.models import PaperKind, ProductionPaper


def paper(
    world: World, place: Place, production: Production, title: str = "Plan de travail", **values: Any
) -> ProductionPaper:
    content = values.pop("content", PDF + title.encode())
    values = {"kind": PaperKind.SCHEDULE, "dated_on": date(2026, 11, 19), **values}
    with world.inside(place) as session:
        document = add_document(
            FileStorage(BytesIO(content), f"{title}.pdf"),
            by=place.account_id,
            kind=DocumentKind.PRODUCTION,
            title=title,
        )
        made = ProductionPaper(production_id=production.id, document_id=document.id, **values)
        session.add(made)
    return made
