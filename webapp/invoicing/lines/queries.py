from collections.abc import Sequence

from sqlalchemy import select

from webapp.core.db import db
from webapp.invoicing.models import CatalogueItem


def catalogue() -> Sequence[CatalogueItem]:
    """What one sells, by name."""
    return (
        db()
        .scalars(
            select(CatalogueItem)
            .where(CatalogueItem.deleted_at.is_(None))
            .order_by(CatalogueItem.folded, CatalogueItem.id)
        )
        .all()
    )


def item_or_none(public_id: str) -> CatalogueItem | None:
    return db().scalar(
        select(CatalogueItem).where(CatalogueItem.public_id == public_id, CatalogueItem.deleted_at.is_(None))
    )
