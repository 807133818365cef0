from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from werkzeug.exceptions import NotFound

from webapp.core import clock
from webapp.core.db import db
from webapp.productions.keeping import closing_links
from webapp.productions.models import Production
from webapp.sharing.models import Share, ShareProduction

PURPOSE = "share"
# What was deleted, archived or has gone to another company is on no page.
KEPT = (
    Production.deleted_at.is_(None),
    Production.archived_at.is_(None),
    func.coalesce(ShareProduction.company_id == Production.company_id, True),
)


def share_or_404(public_id: str) -> Share:
    found = db().scalar(select(Share).where(Share.public_id == public_id))
    if found is None:
        raise NotFound
    return found


def share_with_productions(public_id: str) -> tuple[Share, list[UUID]]:
    """Likewise, with what is on its page. One statement."""
    shown = (
        select(func.jsonb_agg(aggregate_order_by(Production.id, ShareProduction.position)))
        .select_from(ShareProduction)
        .join(Production, Production.id == ShareProduction.production_id)
        .where(ShareProduction.share_id == Share.id, *KEPT)
        .correlate(Share)
        .scalar_subquery()
    )
    row = db().execute(select(Share, shown).where(Share.public_id == public_id)).one_or_none()
    if row is None:
        raise NotFound
    return row[0], [UUID(one) for one in row[1] or ()]


def productions_of_share(share_id: UUID) -> Sequence[Production]:
    """In the order of the page."""
    wanted = (
        select(Production)
        .join(ShareProduction, ShareProduction.production_id == Production.id)
        .where(ShareProduction.share_id == share_id, *KEPT)
        .order_by(ShareProduction.position)
    )
    return db().scalars(wanted).all()


def share_by_id(share_id: UUID) -> Share | None:
    return db().scalar(select(Share).where(Share.id == share_id))


def shown_by(share_id: UUID) -> Sequence[ShareProduction]:
    return db().scalars(select(ShareProduction).where(ShareProduction.share_id == share_id)).all()


def companies_of(productions: Collection[UUID]) -> dict[UUID, UUID | None]:
    wanted = select(Production.id, Production.company_id).where(Production.id.in_(productions))
    return {row.id: row.company_id for row in db().execute(wanted)}


@closing_links.connect
def _closing(passed: Collection[UUID]) -> int:
    """Those that open today, and show a production without a pass."""
    live = (
        select(func.count(Share.id.distinct()))
        .join(ShareProduction, ShareProduction.share_id == Share.id)
        .join(Production, Production.id == ShareProduction.production_id)
        .where(
            Share.revoked_at.is_(None),
            Share.ends_on >= clock.today(),
            Production.id.not_in(passed),
            *KEPT,
        )
    )
    return db().scalar(live) or 0
