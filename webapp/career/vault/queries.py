"""The papers one keeps for life, and those that are missing, by employer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, func, or_, select

from webapp.career.vault.models import Vault
from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.documents.models import Document, DocumentKind, Retention
from webapp.engagements.listing import is_missing
from webapp.engagements.models import Engagement, Paper, PayPeriod
from webapp.engagements.queries import alive, with_names
from webapp.engagements.standing import HELD, SIGNED
from webapp.productions.models import Production

Rows = Sequence[Row[*tuple[Any, ...]]]

MOST_EMPLOYERS = 50  # on the page; the ZIP tells them all


@dataclass(frozen=True)
class Owing:
    """An employer: papers that have not come, and those that came without a copy kept here."""

    public_id: str
    name: str
    missing: int
    without_copy: int


def vault() -> Vault | None:
    return db().scalar(select(Vault))


def vault_by_id(vault_id: UUID) -> Vault | None:
    """For the worker, in turn with who throws it away."""
    return db().scalar(select(Vault).where(Vault.id == vault_id).with_for_update())


def weighed() -> tuple[int, int]:
    """How many papers the coffre holds, and how heavy they are."""
    count, size = (
        db().execute(select(func.count(), func.coalesce(func.sum(Document.size), 0)).where(*_kept())).one()
    )
    return int(count), int(size)


def owing(today: date) -> list[Owing]:
    """The employer that owes most comes first."""
    missing = func.count().filter(is_missing(today))
    uncopied = func.count().filter(_has_no_copy())
    counted = (
        with_names(select(Contact.public_id, Contact.name, missing, uncopied))
        .join(Paper, Paper.engagement_id == Engagement.id)
        .outerjoin(PayPeriod, PayPeriod.id == Paper.pay_period_id)
        .where(alive(), Engagement.state.in_(SIGNED))
        .group_by(Contact.public_id, Contact.name, Contact.sort_key)
        .having(or_(missing > 0, uncopied > 0))
        .order_by(missing.desc(), uncopied.desc(), Contact.sort_key)
        .limit(MOST_EMPLOYERS)
    )
    return [Owing(*row) for row in db().execute(counted)]


def documents() -> Rows:
    """Of each paper kept, what it is and whose; one joined to several jobs comes once for each."""
    job = and_(Engagement.id == Paper.engagement_id, alive())
    return (
        db()
        .execute(
            select(
                Document.id,
                Document.kind,
                Document.title,
                Document.file_key,
                Document.file_name,
                Document.size,
                Document.sha256,
                Document.dated_on,
                Document.created_at,
                Document.filed_at,
                Paper.kind.label("paper"),
                *_of_job(),
            )
            .outerjoin(Paper, Paper.document_id == Document.id)
            .outerjoin(Engagement, job)
            .outerjoin(PayPeriod, PayPeriod.id == Paper.pay_period_id)
            .outerjoin(Contact, Contact.id == Engagement.employer_id)
            .outerjoin(Production, Production.id == Engagement.production_id)
            .where(*_kept())
            .order_by(Engagement.start_on, Document.dated_on, Document.id, Paper.id)
        )
        .all()
    )


def papers() -> Rows:
    """Every paper that signed jobs bring, here or not."""
    return (
        db()
        .execute(
            with_names(
                select(
                    Paper.kind.label("paper"),
                    Paper.state,
                    Paper.expected_on,
                    Paper.received_on,
                    Paper.document_id,
                    *_of_job(),
                )
            )
            .join(Paper, Paper.engagement_id == Engagement.id)
            .outerjoin(PayPeriod, PayPeriod.id == Paper.pay_period_id)
            .where(alive(), Engagement.state.in_(SIGNED))
            .order_by(Contact.sort_key, Engagement.start_on, Engagement.id, Paper.id)
        )
        .all()
    )


def _of_job() -> tuple[Any, ...]:
    return (
        Engagement.contract_job,
        Engagement.regime,
        Engagement.start_on,
        Engagement.end_on,
        PayPeriod.start_on.label("period_start_on"),
        PayPeriod.end_on.label("period_end_on"),
        Contact.name.label("employer"),
        Contact.is_guso,
        Production.title.label("production"),
    )


def _kept() -> list[ColumnElement[bool]]:
    """One's own, or to be kept for life; never those of a production."""
    return [
        Document.deleted_at.is_(None),
        Document.kind != DocumentKind.PRODUCTION,
        or_(Document.is_mine, Document.retention == Retention.LIFE),
    ]


def _has_no_copy() -> ColumnElement[bool]:
    return and_(Paper.state.in_(HELD), Paper.document_id.is_(None))
