from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from webapp.core.db import db
from webapp.productions.models import Production
from webapp.sharing.models import Share, ShareProduction

PURPOSE = "share"


def share_or_404(public_id: str) -> Share:
    found = db().scalar(select(Share).where(Share.public_id == public_id))
    if found is None:
        raise NotFound
    return found


def productions_of_share(share_id: UUID) -> Sequence[Production]:
    """In the order of the page; what was deleted or archived is no longer on it."""
    wanted = (
        select(Production)
        .join(ShareProduction, ShareProduction.production_id == Production.id)
        .where(
            ShareProduction.share_id == share_id,
            Production.deleted_at.is_(None),
            Production.archived_at.is_(None),
        )
        .order_by(ShareProduction.position)
    )
    return db().scalars(wanted).all()


def share_by_id(share_id: UUID) -> Share | None:
    return db().scalar(select(Share).where(Share.id == share_id))


def shown_by(share_id: UUID) -> Sequence[ShareProduction]:
    return db().scalars(select(ShareProduction).where(ShareProduction.share_id == share_id)).all()
