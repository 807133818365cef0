"""The versions of a plan de travail; what they hold is read only when they are opened."""

from uuid import UUID

from sqlalchemy import Row, and_, func, or_, select
from werkzeug.exceptions import NotFound

from webapp.core.db import db
from webapp.documents.models import Document
from webapp.productions.models import Production
from webapp.productions.papers.models import ProductionPaper
from webapp.productions.planning.models import PlanVersion
from webapp.productions.queries import Rows


def versions_of(production_id: UUID) -> Rows:
    """Rows of the latest first, with the public id and the name of the file of those received."""
    return (
        db()
        .execute(
            select(
                PlanVersion.public_id,
                PlanVersion.number,
                PlanVersion.label,
                PlanVersion.dated_on,
                PlanVersion.published_at,
                PlanVersion.by_name,
                PlanVersion.note,
                PlanVersion.document_id,
                Document.public_id.label("document"),
                Document.file_name,
                Document.deleted_at.label("is_thrown"),
            )
            .outerjoin(Document, Document.id == PlanVersion.document_id)
            .where(PlanVersion.production_id == production_id)
            .order_by(PlanVersion.number.desc())
        )
        .all()
    )


def version_or_404(
    production_id: UUID, public_id: str
) -> Row[PlanVersion, Document | None, ProductionPaper | None]:
    """With the paper of one that was received."""
    row = (
        db()
        .execute(
            select(PlanVersion, Document, ProductionPaper)
            .outerjoin(Document, Document.id == PlanVersion.document_id)
            .outerjoin(ProductionPaper, ProductionPaper.document_id == Document.id)
            .where(PlanVersion.production_id == production_id, PlanVersion.public_id == public_id)
        )
        .one_or_none()
    )
    if row is None:
        raise NotFound
    return row


def with_published(production: str, *public_ids: str) -> tuple[Production, dict[str, PlanVersion]]:
    """The production and those of these versions that were published here, by their public id; the last one as ""."""
    newest = (
        select(func.max(PlanVersion.number))
        .where(PlanVersion.production_id == Production.id, PlanVersion.snapshot.is_not(None))
        .correlate(Production)
        .scalar_subquery()
    )
    wanted = or_(PlanVersion.public_id.in_(public_ids), PlanVersion.number == newest)
    rows = (
        db()
        .execute(
            select(Production, PlanVersion)
            .outerjoin(
                PlanVersion,
                and_(PlanVersion.production_id == Production.id, PlanVersion.snapshot.is_not(None), wanted),
            )
            .where(Production.public_id == production, Production.deleted_at.is_(None))
            .order_by(PlanVersion.number)
        )
        .all()
    )
    if not rows:
        raise NotFound
    found = {version.public_id: version for _production, version in rows if version}
    return rows[0].Production, found | ({"": list(found.values())[-1]} if found else {})


def next_number(production_id: UUID) -> int:
    last = db().scalar(select(func.max(PlanVersion.number)).where(PlanVersion.production_id == production_id))
    return (last or 0) + 1
