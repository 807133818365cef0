"""What is read of the documents of a production. Confidential ones are for those who may write."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased
from werkzeug.exceptions import NotFound

from webapp.core import clock
from webapp.core.db import db
from webapp.core.fold import fold
from webapp.documents.models import Document, DocumentKind
from webapp.productions.models import Production
from webapp.productions.papers.models import PaperKind, ProductionDrop, ProductionPaper

Rows = Sequence[Row[*tuple[Any, ...]]]

PAGE = 50
SOON = timedelta(days=21)  # a town answers in two or three weeks

Newer = aliased(ProductionPaper)
NewerFile = aliased(Document)
IS_REPLACED = exists(
    select(Newer.id)
    .join(NewerFile, NewerFile.id == Newer.document_id)
    .where(Newer.replaces_id == ProductionPaper.id, NewerFile.deleted_at.is_(None))
).label("is_replaced")

# Whatever was chosen: wages, minors and somebody else's feuille de service never go through a link.
NEVER_SHARED = (PaperKind.CONTRACT, PaperKind.MINOR, PaperKind.CALL_SHEET)
MAY_BE_SHARED = and_(
    ProductionPaper.is_confidential.is_(False),
    ProductionPaper.archived_at.is_(None),
    ProductionPaper.kind.not_in(NEVER_SHARED),
    Document.deleted_at.is_(None),
)


class Standing(StrEnum):
    """Where a document stands; the first four are the tabs of the list."""

    CURRENT = "current"
    ENDING = "ending"
    REPLACED = "replaced"
    ARCHIVED = "archived"


def paper_or_404(
    production_id: UUID, public_id: str, *, deleted: bool = False, confidential: bool
) -> tuple[ProductionPaper, Document, bool]:
    """The paper, its document, and whether a newer one took its place; `confidential`: those are seen too."""
    row = (
        db()
        .execute(
            select(ProductionPaper, Document, IS_REPLACED)
            .join(Document, Document.id == ProductionPaper.document_id)
            .where(ProductionPaper.production_id == production_id, ProductionPaper.public_id == public_id)
        )
        .first()
    )
    if (
        row is None
        or (row[1].deleted_at is not None) != deleted
        or (row[0].is_confidential and not confidential)
    ):
        raise NotFound
    return row[0], row[1], row[2]


def papers_found(
    production_id: UUID,
    standing: Standing,
    words: str,
    kind: PaperKind | None,
    page: int,
    *,
    confidential: bool,
) -> Rows:
    """One page, what ends soon first, then by kind and the latest; `total` on each row says how many there are."""
    today = clock.today()
    query = _of(production_id, confidential=confidential).where(_stands(standing, today))
    for word in fold(words).split():
        query = query.where(
            or_(
                Document.folded.contains(word, autoescape=True),
                func.lower(func.coalesce(ProductionPaper.issuer, "")).contains(word, autoescape=True),
            )
        )
    if kind:
        query = query.where(ProductionPaper.kind == kind)
    ends = case((ProductionPaper.valid_until_on <= today + SOON, ProductionPaper.valid_until_on))
    latest = func.coalesce(ProductionPaper.dated_on, func.date(ProductionPaper.created_at))
    return (
        db()
        .execute(
            query.order_by(ends.nulls_last(), latest.desc(), ProductionPaper.id.desc())
            .limit(PAGE)
            .offset((page - 1) * PAGE)
        )
        .all()
    )


def counts_of(production_id: UUID, *, confidential: bool) -> dict[Standing, int]:
    today = clock.today()
    found = _of(production_id, confidential=confidential)
    counted = [func.count().filter(_stands(standing, today)) for standing in Standing]
    row = db().execute(found.with_only_columns(*counted, maintain_column_froms=True)).one()
    return dict(zip(Standing, row, strict=True))


def drop_or_404(production_id: UUID, public_id: str) -> ProductionDrop:
    drop = db().scalar(
        select(ProductionDrop).where(
            ProductionDrop.production_id == production_id, ProductionDrop.public_id == public_id
        )
    )
    if drop is None:
        raise NotFound
    return drop


def dropped(drop_id: UUID) -> Sequence[Row[ProductionPaper, Document]]:
    """What was kept of a drop, in the order of its files."""
    return (
        db()
        .execute(
            select(ProductionPaper, Document)
            .join(Document, Document.id == ProductionPaper.document_id)
            .where(ProductionPaper.drop_id == drop_id, Document.deleted_at.is_(None))
            .order_by(ProductionPaper.id)
        )
        .all()
    )


def waiting_documents(public_ids: Sequence[str]) -> Sequence[Document]:
    """Those of the tray that are named, as long as nobody has filed them."""
    return (
        db()
        .scalars(
            select(Document)
            .where(
                Document.public_id.in_(public_ids),
                Document.filed_at.is_(None),
                Document.deleted_at.is_(None),
                Document.kind == DocumentKind.UNFILED,
            )
            .order_by(Document.created_at)
        )
        .all()
    )


def every_paper(production_id: UUID) -> Sequence[Row[ProductionPaper, Document, bool]]:
    """All that is not deleted, whatever its state, for the ZIP: by kind, then the oldest."""
    return (
        db()
        .execute(
            select(ProductionPaper, Document, IS_REPLACED)
            .join(Document, Document.id == ProductionPaper.document_id)
            .where(ProductionPaper.production_id == production_id, Document.deleted_at.is_(None))
            .order_by(ProductionPaper.kind, ProductionPaper.created_at, ProductionPaper.id)
        )
        .all()
    )


def size_of(production_id: UUID) -> int:
    """Bytes of its documents."""
    found = db().scalar(
        select(func.coalesce(func.sum(Document.size), 0))
        .join(ProductionPaper, ProductionPaper.document_id == Document.id)
        .where(ProductionPaper.production_id == production_id, Document.deleted_at.is_(None))
    )
    return int(found or 0)


def number_of(production_id: UUID, *kinds: PaperKind) -> ScalarSelect[int]:
    """How many there are, as a column of somebody's statement; without kinds, deleted ones included."""
    query = (
        select(func.count())
        .select_from(ProductionPaper)
        .join(Document, Document.id == ProductionPaper.document_id)
        .where(ProductionPaper.production_id == production_id)
    )
    if kinds:
        query = query.where(ProductionPaper.kind.in_(kinds), Document.deleted_at.is_(None))
    return query.scalar_subquery()


def number_ended(production_id: UUID) -> ScalarSelect[int]:
    """Those in force whose day has passed."""
    return (
        select(func.count())
        .select_from(ProductionPaper)
        .join(Document, Document.id == ProductionPaper.document_id)
        .where(
            ProductionPaper.production_id == production_id,
            Document.deleted_at.is_(None),
            _stands(Standing.CURRENT, clock.today()),
            ProductionPaper.valid_until_on < clock.today(),
        )
        .scalar_subquery()
    )


def productions_to_file_in() -> Rows:
    """Rows (public_id, title, label, hue) of those not archived, by title."""
    return (
        db()
        .execute(
            select(Production.public_id, Production.title, Production.label, Production.hue)
            .where(Production.deleted_at.is_(None), Production.archived_at.is_(None))
            .order_by(Production.folded)
        )
        .all()
    )


def _of(production_id: UUID, *, confidential: bool) -> Select[*tuple[Any, ...]]:
    columns = (
        ProductionPaper.public_id,
        ProductionPaper.kind,
        ProductionPaper.version,
        ProductionPaper.issuer,
        ProductionPaper.dated_on,
        ProductionPaper.valid_until_on,
        ProductionPaper.is_confidential,
        ProductionPaper.created_at,
        Document.title,
        Document.media_type,
        func.count().over().label("total"),
    )
    query = (
        select(*columns)
        .select_from(ProductionPaper)
        .join(Document, Document.id == ProductionPaper.document_id)
        .where(ProductionPaper.production_id == production_id, Document.deleted_at.is_(None))
    )
    return query if confidential else query.where(ProductionPaper.is_confidential.is_(False))


def _stands(standing: Standing, today: date) -> ColumnElement[bool]:
    kept, replaced = ProductionPaper.archived_at.is_(None), IS_REPLACED.element
    match standing:
        case Standing.ARCHIVED:
            return ~kept
        case Standing.REPLACED:
            return and_(kept, replaced)
        case Standing.ENDING:
            return and_(kept, ~replaced, ProductionPaper.valid_until_on <= today + SOON)
        case Standing.CURRENT:
            return and_(kept, ~replaced)
