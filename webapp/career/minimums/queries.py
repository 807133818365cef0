from collections.abc import Iterable, Sequence

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from webapp.career.minimums.models import JobMinimum
from webapp.core.db import db
from webapp.domain.career.grids import published
from webapp.domain.career.minimums import Basis, Minimum


def minimums() -> Sequence[JobMinimum]:
    """The latest first."""
    return (
        db()
        .scalars(
            select(JobMinimum)
            .where(JobMinimum.deleted_at.is_(None))
            .order_by(JobMinimum.from_on.desc(), JobMinimum.id)
        )
        .all()
    )


def as_domain(rows: Iterable[JobMinimum]) -> list[Minimum]:
    """Those noted, beside the grids that were read."""
    noted = [
        Minimum(row.job_key, row.from_on, Basis(row.basis), row.cents, row.minutes, row.source)
        for row in rows
    ]
    return [*noted, *published()]


def minimum_or_404(public_id: str, *, deleted: bool = False) -> JobMinimum:
    found = db().scalar(select(JobMinimum).where(JobMinimum.public_id == public_id))
    if found is None or (found.deleted_at is not None) != deleted:
        raise NotFound
    return found
