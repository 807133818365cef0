from dataclasses import dataclass
from datetime import date

from webapp.career.minimums.models import JobMinimum
from webapp.career.queries import key_of
from webapp.core import clock
from webapp.core.db import db
from webapp.domain.career.minimums import Basis


@dataclass(frozen=True)
class MinimumTerms:
    job: str
    from_on: date
    basis: Basis
    cents: int
    minutes: int
    source: str
    convention: str | None = None


def add_minimum(terms: MinimumTerms) -> JobMinimum:
    row = JobMinimum(**vars(terms), job_key=key_of(terms.job))
    db().add(row)
    db().flush()
    return row


def update_minimum(row: JobMinimum, terms: MinimumTerms) -> None:
    for name, value in vars(terms).items():
        setattr(row, name, value)
    row.job_key = key_of(terms.job)
    db().flush()


def delete_minimum(row: JobMinimum) -> None:
    row.deleted_at = clock.now()
    db().flush()


def restore_minimum(row: JobMinimum) -> None:
    row.deleted_at = None
    db().flush()
