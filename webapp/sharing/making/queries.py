"""What a link can be made of: productions of one company, their documents, and what is usual to say of oneself."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, case, func, or_, select
from sqlalchemy.orm import aliased

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.engagements.models import Engagement
from webapp.engagements.standing import SIGNED
from webapp.invoicing.models import SellerProfile
from webapp.productions.crew.models import Member
from webapp.productions.models import Phase, Production
from webapp.productions.papers.models import ProductionPaper
from webapp.productions.papers.queries import IS_REPLACED, MAY_BE_SHARED
from webapp.sharing.models import Share, ShareProduction

MOST = 50  # productions, or documents, to choose from

Asked = aliased(Production)
Me = aliased(Contact)


@dataclass(frozen=True)
class Choosable:
    """A production that a link may show, with what its link would usually say."""

    id: UUID
    public_id: str
    title: str
    label: str
    hue: int
    company_id: UUID | None
    company: str | None
    last_on: date | None  # of its last phase
    contract_ends_on: date | None  # of my engagement, under way or next
    job: str | None
    is_asked: bool  # of the link, or of its address; the others may be added


@dataclass(frozen=True)
class Paper:
    """A document that may be shown: nothing confidential is ever among them."""

    id: UUID  # of the document
    production_id: UUID
    title: str
    version: str | None
    dated_on: date | None


@dataclass(frozen=True)
class Offer:
    """The productions there are to choose from, and the ways to reach me that my invoices give."""

    productions: tuple[Choosable, ...]
    phone: str | None
    email: str | None

    def named(self, public_ids: Sequence[str]) -> list[Choosable]:
        """In the order they are asked in."""
        known = {one.public_id: one for one in self.productions}
        return [known[asked] for asked in dict.fromkeys(public_ids) if asked in known]


def offer_of(public_ids: Collection[str], me: str, today: date) -> Offer:
    """These productions, and the others of their companies. One statement."""
    return _offer(Production.public_id.in_(public_ids), Asked.public_id.in_(public_ids), me, today)


def offer_of_share(share: Share, me: str, today: date) -> Offer:
    """Those of a link already made, in any case, and the others of their company."""
    shown = select(ShareProduction.production_id).where(ShareProduction.share_id == share.id)
    rank = (
        select(ShareProduction.position)
        .where(ShareProduction.share_id == share.id, ShareProduction.production_id == Production.id)
        .correlate(Production)
        .scalar_subquery()
    )
    return _offer(Production.id.in_(shown), Asked.id.in_(shown), me, today, rank)


def papers_of(production_ids: Collection[UUID]) -> Sequence[Paper]:
    """What a link may show and nothing replaced; the latest first."""
    found = db().execute(
        select(
            Document.id,
            ProductionPaper.production_id,
            Document.title,
            ProductionPaper.version,
            ProductionPaper.dated_on,
        )
        .join(Document, Document.id == ProductionPaper.document_id)
        .where(
            ProductionPaper.production_id.in_(production_ids),
            MAY_BE_SHARED,
            ~IS_REPLACED.element,
        )
        .order_by(ProductionPaper.created_at.desc(), ProductionPaper.id.desc())
        .limit(MOST)
    )
    return [Paper(*row) for row in found]


def _offer(
    is_asked: ColumnElement[bool], of_asked: ColumnElement[bool], me: str, today: date, *order: Any
) -> Offer:
    companies = select(Asked.company_id).where(of_asked, Asked.company_id.is_not(None))
    last_on = select(func.max(Phase.end_on)).where(Phase.production_id == Production.id).scalar_subquery()
    rows = (
        db()
        .execute(
            select(
                Production.id,
                Production.public_id,
                Production.title,
                Production.label,
                Production.hue,
                Production.company_id,
                Contact.name.label("company"),
                last_on.label("last_on"),
                is_asked.label("is_asked"),
                _mine(today).label("mine"),
                _in_crew(me).label("job"),
                select(func.jsonb_build_array(SellerProfile.phone, SellerProfile.email))
                .limit(1)
                .scalar_subquery()
                .label("reach"),
            )
            .outerjoin(Contact, Contact.id == Production.company_id)
            .where(
                Production.deleted_at.is_(None),
                Production.archived_at.is_(None),
                or_(is_asked, Production.company_id.in_(companies)),
            )
            .order_by(case((is_asked, 0), else_=1), *order, Production.created_at.desc())
            .limit(MOST)
        )
        .all()
    )
    phone, email = (rows[0].reach if rows else None) or (None, None)
    return Offer(tuple(_choosable(row) for row in rows), phone, email)


def _choosable(row: Any) -> Choosable:
    ends_on, job = row.mine or (None, None)
    return Choosable(
        id=row.id,
        public_id=row.public_id,
        title=row.title,
        label=row.label,
        hue=row.hue,
        company_id=row.company_id,
        company=row.company,
        last_on=row.last_on,
        contract_ends_on=date.fromisoformat(ends_on) if ends_on else None,
        job=job or row.job,
        is_asked=row.is_asked,
    )


def _mine(today: date) -> ScalarSelect[Any]:
    """The last day and the function of my signed engagement there: the one under way, else the next."""
    job = func.coalesce(Engagement.actual_job, Engagement.contract_job)
    return (
        select(func.jsonb_build_array(Engagement.end_on, job))
        .where(
            Engagement.production_id == Production.id,
            Engagement.state.in_(SIGNED),
            Engagement.deleted_at.is_(None),
            Engagement.end_on >= today,
        )
        .order_by(Engagement.start_on, Engagement.end_on.desc())
        .limit(1)
        .correlate(Production)
        .scalar_subquery()
    )


def _in_crew(me: str) -> ScalarSelect[Any]:
    """What the crew says of whoever bears my name."""
    return (
        select(func.coalesce(Member.credit_job, Member.contract_job))
        .join(Me, Me.id == Member.contact_id)
        .where(Member.production_id == Production.id, Member.deleted_at.is_(None), Me.name == me)
        .limit(1)
        .correlate(Production)
        .scalar_subquery()
    )
