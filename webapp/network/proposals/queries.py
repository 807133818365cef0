"""Three statements tell whom to call: the jobs of three years, the shows and who heads them, the people."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, case, exists, func, or_, select

from webapp.contacts.models import Contact, Tag, Tagging
from webapp.contacts.queries import Company
from webapp.core.db import db
from webapp.domain.permissions import Permission
from webapp.engagements.models import Engagement, State
from webapp.engagements.queries import BUSY, alive, with_names
from webapp.network.models import Direction, Exchange, ExchangeKind, Recommendation
from webapp.network.news import last_news
from webapp.network.ties.queries import name_of, takes_on
from webapp.productions.crew.models import Department, Member
from webapp.productions.models import Phase, PhaseKind, Production

MEMORY = timedelta(days=3 * 365)
"""An older job says little of who has work now."""
MOST_JOBS, MOST_SHOWS, MOST_PEOPLE = 1_000, 200, 500
TAKING_ON = (Department.PRODUCTION, Department.MANAGEMENT)
AHEAD = (PhaseKind.PREPARATION, PhaseKind.SHOOT)

Rows = Sequence[Row[*tuple[Any, ...]]]


def jobs(today: date) -> Rows:
    """Leads, options and signed jobs, from three years ago to the last one known, newest first."""
    wanted = with_names(
        select(
            Engagement.state,
            Engagement.regime,
            Engagement.start_on,
            Engagement.end_on,
            Engagement.contract_job,
            Engagement.called_by,
            Engagement.employer_id,
            Contact.name.label("employer"),
            Engagement.production_id,
            Production.title.label("production"),
        )
    ).where(alive(), Engagement.state.in_((State.LEAD, *BUSY)), Engagement.end_on >= today - MEMORY)
    return (
        db().execute(wanted.order_by(Engagement.start_on.desc(), Engagement.id.desc()).limit(MOST_JOBS)).all()
    )


def shows(worked: Collection[UUID], from_on: date) -> Rows:
    """The productions of these jobs and those that come: their stretches ahead, their production and their régie.

    `crew` is a list of [contact, job, whether they take people on].
    """
    ahead = and_(Phase.production_id == Production.id, Phase.kind.in_(AHEAD), Phase.end_on >= from_on)
    stretches = select(
        func.jsonb_agg(func.jsonb_build_array(Phase.kind, Phase.start_on, Phase.end_on))
    ).where(ahead)
    job = func.coalesce(Member.credit_job, Member.contract_job)
    crew = select(func.jsonb_agg(func.jsonb_build_array(Member.contact_id, job, takes_on()))).where(
        Member.production_id == Production.id,
        Member.deleted_at.is_(None),
        Member.department.in_(TAKING_ON),
    )
    wanted = (
        select(
            Production.id,
            Production.title,
            Production.kind,
            Production.company_id,
            Production.archived_at,
            stretches.scalar_subquery().label("ahead"),
            crew.scalar_subquery().label("crew"),
        )
        .where(
            Production.deleted_at.is_(None),
            or_(Production.id.in_(worked), exists(select(Phase.id).where(ahead))),
        )
        .order_by(Production.created_at.desc(), Production.id)
        .limit(MOST_SHOWS)
    )
    return db().execute(wanted).all()


def people(
    named: Collection[UUID],
    houses: Collection[UUID],
    callers: Collection[str],
    today: date,
    may: Collection[Permission],
) -> Rows:
    """These contacts, the people of these companies, who bears the name of a caller, and whoever a name was
    given to or by; those tied by more than their company first."""
    folded = name_of(Contact)
    recommended = Recommendation.contact_id == Contact.id, Recommendation.deleted_at.is_(None)
    first = or_(
        Contact.id.in_(named), folded.in_(callers), exists(select(Recommendation.id).where(*recommended))
    )
    spoken_on, news = _last_exchange(), last_news(today, may)
    wanted = (
        select(
            Contact.id,
            Contact.public_id,
            Contact.kind,
            Contact.name,
            folded.label("folded"),
            Contact.job,
            Contact.phone,
            Contact.email,
            Contact.company_id,
            Contact.snoozed_until_on,
            Company.name.label("company"),
            func.coalesce(Contact.cadence_days, _cadence_of_tags()).label("cadence_days"),
            spoken_on.label("spoken_on"),
            news.c.on.label("news_on"),
            news.c.proof,
            _names_given(Direction.RECEIVED).label("gave_mine"),
            _names_given(Direction.GIVEN).label("gave_theirs"),
        )
        .outerjoin(Company, Company.id == Contact.company_id)
        .outerjoin(news, news.c.contact_id == Contact.id)
        .where(
            Contact.deleted_at.is_(None), or_(first, Contact.company_id.in_(houses), Contact.id.in_(houses))
        )
        .order_by(case((first, 0), else_=1), spoken_on.desc().nulls_last(), Contact.sort_key, Contact.id)
        .limit(MOST_PEOPLE)
    )
    return db().execute(wanted).all()


def _last_exchange() -> Any:
    """A note to oneself is no news of the other."""
    return (
        select(func.max(Exchange.on))
        .where(
            Exchange.contact_id == Contact.id,
            Exchange.deleted_at.is_(None),
            Exchange.kind != ExchangeKind.NOTE,
        )
        .scalar_subquery()
    )


def _cadence_of_tags() -> Any:
    return (
        select(func.min(Tag.cadence_days))
        .join(Tagging, Tagging.tag_id == Tag.id)
        .where(Tagging.contact_id == Contact.id)
        .scalar_subquery()
    )


def _names_given(direction: Direction) -> Any:
    days: Select[*tuple[Any, ...]] = select(func.array_agg(Recommendation.on)).where(
        Recommendation.contact_id == Contact.id,
        Recommendation.deleted_at.is_(None),
        Recommendation.direction == direction,
    )
    return days.scalar_subquery()
