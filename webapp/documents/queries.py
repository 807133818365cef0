"""What is read of documents; deleted ones are left out unless said."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, select
from werkzeug.exceptions import NotFound

from webapp.core.db import db
from webapp.core.fold import fold
from webapp.documents.models import Document, DocumentKind

Rows = Sequence[Row[*tuple[Any, ...]]]

PAGE = 50
SHOWN = (
    Document.public_id,
    Document.kind,
    Document.title,
    Document.file_name,
    Document.media_type,
    Document.size,
    Document.dated_on,
    Document.is_mine,
    Document.source,
    Document.created_at,
    func.count().over().label("total"),
)


def document_or_404(public_id: str, *, deleted: bool = False) -> Document:
    """One of the person's own, or of the tray; those of a production are opened from its pages."""
    document = db().scalar(
        select(Document).where(Document.public_id == public_id, Document.kind != DocumentKind.PRODUCTION)
    )
    if document is None or (document.deleted_at is not None) != deleted:
        raise NotFound
    return document


def unfiled() -> Rows:
    """The newest papers of the tray; `total` on each row says how many there are."""
    return (
        db()
        .execute(
            select(*SHOWN)
            .where(Document.filed_at.is_(None), Document.deleted_at.is_(None))
            .order_by(Document.created_at.desc(), Document.id.desc())
            .limit(PAGE)
        )
        .all()
    )


def filed(words: str, kind: DocumentKind | None, page: int) -> Rows:
    """One page of filed papers, the newest dated first; `total` on each row says how many there are."""
    query = select(*SHOWN).where(
        Document.filed_at.is_not(None),
        Document.deleted_at.is_(None),
        Document.kind != DocumentKind.PRODUCTION,
    )
    for word in fold(words).split():
        query = query.where(Document.folded.contains(word, autoescape=True))
    if kind:
        query = query.where(Document.kind == kind)
    newest = func.coalesce(Document.dated_on, func.date(Document.created_at))
    return (
        db()
        .execute(query.order_by(newest.desc(), Document.id.desc()).limit(PAGE).offset((page - 1) * PAGE))
        .all()
    )
