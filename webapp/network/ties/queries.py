"""From people to shows to other people; nobody deleted, and one's own name left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Row,
    Select,
    String,
    Subquery,
    and_,
    any_,
    cast,
    exists,
    func,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

from webapp.contacts.models import Contact, Kind, Role
from webapp.contacts.queries import PAGE, Company
from webapp.core.db import db
from webapp.core.fold import fold
from webapp.domain.network.ties import OFTEN, TAKES_ON
from webapp.engagements.models import Engagement
from webapp.engagements.queries import alive
from webapp.engagements.standing import SIGNED
from webapp.productions.crew.models import Department, Member, Supplier
from webapp.productions.models import Phase, Production

Rows = Sequence[Row[*tuple[Any, ...]]]


def name_of(contact: Any) -> ColumnElement[str]:
    """The folded name alone: the order of a contact begins with it."""
    return func.split_part(contact.sort_key, "\x1f", 1)


def takes_on() -> ColumnElement[bool]:
    """A job of the crew that takes people on, on its own production."""
    said = func.lower(func.coalesce(Member.credit_job, Member.contract_job))
    return or_(*(said.like(job) for job in TAKES_ON))


def common(contact: Contact, me: str, *, page: int = 1, most: int = PAGE) -> Rows:
    """The shows of somebody, or of their company, latest first: their jobs, mine, the years, the people."""
    works = _works().subquery()
    is_own = works.c.contact_id == contact.id
    shows = (
        select(
            works.c.key,
            works.c.production_id,
            works.c.title,
            func.array_agg(works.c.job.distinct()).filter(is_own, works.c.job.is_not(None)).label("jobs"),
            func.bool_or(is_own).label("is_own"),
            func.min(works.c.start_on).filter(is_own).label("start_on"),
            func.max(works.c.end_on).filter(is_own).label("end_on"),
        )
        .where(works.c.contact_id.in_([one for one in (contact.id, contact.company_id) if one]))
        .group_by(works.c.key, works.c.production_id, works.c.title)
        .subquery()
    )
    mine = and_(Engagement.production_id == shows.c.production_id, alive(), Engagement.state.in_(SIGNED))
    my_job = (
        select(func.coalesce(Engagement.actual_job, Engagement.contract_job))
        .where(mine)
        .order_by(Engagement.end_on.desc(), Engagement.id)
        .limit(1)
    )
    start_on = func.coalesce(
        _of(func.min(Engagement.start_on), mine), shows.c.start_on, _phase(func.min(Phase.start_on), shows)
    )
    end_on = func.coalesce(
        _of(func.max(Engagement.end_on), mine), shows.c.end_on, _phase(func.max(Phase.end_on), shows)
    )
    wanted = (
        select(
            shows,
            start_on.label("first_on"),
            end_on.label("last_on"),
            my_job.scalar_subquery().label("my_job"),
            _crew_of(shows.c.production_id, contact, me).label("others"),
            Production.public_id,
            Production.label,
            Production.hue,
            func.count().over().label("found"),
        )
        .outerjoin(Production, Production.id == shows.c.production_id)
        .order_by(end_on.desc().nulls_last(), shows.c.title, shows.c.key)
    )
    return _page(wanted, page, most)


def beside(contact: Contact | None, me: str, *, page: int = 1, most: int = PAGE, often: bool = False) -> Rows:
    """Who was on the same shows most often: as somebody, or as oneself, whose shows are those of the workspace."""
    works = _works().cte("works").prefix_with("MATERIALIZED")
    times = func.count(works.c.key.distinct())
    met = select(
        works.c.contact_id,
        times.label("times"),
        func.array_agg(works.c.title.distinct()).label("titles"),
    ).group_by(works.c.contact_id)
    if contact is None:
        met = met.where(works.c.production_id.is_not(None))
    else:
        theirs = works.alias()
        own = select(theirs.c.key).where(theirs.c.contact_id == contact.id)
        met = met.where(works.c.key.in_(own), works.c.contact_id != contact.id)
    counted = (met.having(times >= OFTEN) if often else met).cte("counted").prefix_with("MATERIALIZED")
    wanted = (
        select(
            Contact.public_id,
            Contact.kind,
            Contact.name,
            Contact.job,
            Company.name.label("company"),
            counted.c.times,
            counted.c.titles,
            func.count().over().label("found"),
        )
        .select_from(counted)
        .join(Contact, Contact.id == counted.c.contact_id)
        .outerjoin(Company, Company.id == Contact.company_id)
        .where(Contact.kind == Kind.PERSON, Contact.deleted_at.is_(None), name_of(Contact) != fold(me))
        .order_by(counted.c.times.desc(), Contact.sort_key, Contact.id)
    )
    return _page(wanted, page, most)


def known_at(company: Contact, me: str, today: date, *, page: int = 1, most: int = PAGE) -> Rows:
    """Who one knows there: those noted there, now or before, and those met on its shows.

    `roles` is a list of [job, start, end], `met` of [title, job].
    """
    roles = and_(Role.contact_id == Contact.id, Role.company_id == company.id)
    met = and_(
        Member.contact_id == Contact.id,
        Member.deleted_at.is_(None),
        Production.company_id == company.id,
        Production.deleted_at.is_(None),
    )
    is_here = func.coalesce(Contact.company_id == company.id, False)
    is_now = exists(select(Role.id).where(roles, or_(Role.end_on.is_(None), Role.end_on >= today)))
    had_role = exists(select(Role.id).where(roles))
    was_met = exists(select(Member.id).join(Production, Production.id == Member.production_id).where(met))
    said = select(
        func.jsonb_agg(
            aggregate_order_by(
                func.jsonb_build_array(Role.job, Role.start_on, Role.end_on),
                Role.start_on.desc().nulls_last(),
            )
        )
    )
    shows = select(
        func.jsonb_agg(
            aggregate_order_by(
                func.jsonb_build_array(
                    Production.title, func.coalesce(Member.credit_job, Member.contract_job)
                ),
                Production.created_at.desc(),
            )
        )
    )
    wanted = (
        select(
            Contact.public_id,
            Contact.kind,
            Contact.name,
            Contact.job,
            is_here.label("is_here"),
            said.where(roles).scalar_subquery().label("roles"),
            shows.select_from(Member)
            .join(Production, Production.id == Member.production_id)
            .where(met)
            .scalar_subquery()
            .label("met"),
            Company.name.label("introduced_by"),
            func.count().over().label("found"),
        )
        .outerjoin(Company, and_(Company.id == Contact.introduced_by_id, Company.deleted_at.is_(None)))
        .where(
            Contact.deleted_at.is_(None),
            Contact.kind == Kind.PERSON,
            name_of(Contact) != fold(me),
            or_(Contact.company_id == company.id, had_role, was_met),
        )
        .order_by(is_here.desc(), is_now.desc(), had_role.desc(), Contact.sort_key, Contact.id)
    )
    return _page(wanted, page, most)


def hirers(me: str, page: int = 1) -> Rows:
    """Who hired: each employer, how often and when, whose call it was, who headed the production.

    `heads` is a list of [public id, name, job].
    """
    hired = (
        select(
            Engagement.employer_id,
            func.count().label("times"),
            func.min(Engagement.start_on).label("first_on"),
            func.max(Engagement.end_on).label("last_on"),
            func.array_agg(
                aggregate_order_by(
                    func.coalesce(Production.title, Engagement.contract_job), Engagement.end_on.desc()
                )
            ).label("titles"),
            func.array_agg(Engagement.called_by.distinct())
            .filter(Engagement.called_by.is_not(None))
            .label("callers"),
            func.array_agg(Engagement.production_id.distinct()).label("productions"),
        )
        .outerjoin(Production, Production.id == Engagement.production_id)
        .where(alive(), Engagement.state.in_(SIGNED))
        .group_by(Engagement.employer_id)
        .subquery()
    )
    heads = (
        select(
            func.jsonb_agg(
                func.jsonb_build_array(
                    Company.public_id, Company.name, func.coalesce(Member.credit_job, Member.contract_job)
                ).distinct()
            )
        )
        .select_from(Member)
        .join(Company, Company.id == Member.contact_id)
        .where(
            Member.production_id == any_(hired.c.productions),
            Member.deleted_at.is_(None),
            Member.department == Department.PRODUCTION,
            takes_on(),
            Company.deleted_at.is_(None),
            name_of(Company) != fold(me),
        )
    )
    wanted = (
        select(
            hired,
            Contact.public_id,
            Contact.name,
            Contact.city,
            Contact.deleted_at,
            heads.scalar_subquery().label("heads"),
            func.count().over().label("found"),
        )
        .join(Contact, Contact.id == hired.c.employer_id)
        .where(Contact.deleted_at.is_(None))
        .order_by(hired.c.last_on.desc(), Contact.sort_key, Contact.id)
    )
    return _page(wanted, page, PAGE)


def pages_of(names: Iterable[str]) -> dict[str, str]:
    """The public id of the contact who bears each name, by the folded name; who bears it alone."""
    wanted = {fold(name) for name in names}
    if not wanted:
        return {}
    found: dict[str, list[str]] = {}
    bearing = select(name_of(Contact), Contact.public_id).where(name_of(Contact).in_(wanted))
    for name, public_id in db().execute(bearing.where(Contact.deleted_at.is_(None))):
        found.setdefault(name, []).append(public_id)
    return {name: those[0] for name, those in found.items() if len(those) == 1}


def _page(wanted: Select[*tuple[Any, ...]], page: int, most: int) -> Rows:
    return db().execute(wanted.limit(most).offset((page - 1) * most)).all()


def _works() -> CompoundSelect[*tuple[Any, ...]]:
    """Who was on what: the crews, the suppliers, the company of a show, and what was noted of other shows.

    A show noted by its title is the production of this title when there is one.
    """
    production = cast(Production.id, String)
    no_job, no_day = cast(null(), String), cast(null(), Date)
    crew = select(
        Member.contact_id.label("contact_id"),
        production.label("key"),
        Production.id.label("production_id"),
        Production.title.label("title"),
        func.coalesce(Member.credit_job, Member.contract_job).label("job"),
        Member.start_on.label("start_on"),
        Member.end_on.label("end_on"),
    ).join(Production, Production.id == Member.production_id)
    suppliers = select(
        Supplier.contact_id, production, Production.id, Production.title, Supplier.purpose, no_day, no_day
    ).join(Production, Production.id == Supplier.production_id)
    companies = select(
        Production.company_id, production, Production.id, Production.title, no_job, no_day, no_day
    ).where(Production.company_id.is_not(None))
    titled = and_(func.lower(Production.title) == func.lower(Role.show), Production.deleted_at.is_(None))
    noted = (
        select(
            Role.contact_id,
            func.coalesce(production, func.lower(Role.show)),
            Production.id,
            func.coalesce(Production.title, Role.show),
            Role.job,
            Role.start_on,
            Role.end_on,
        )
        .outerjoin(Production, titled)
        .where(Role.show.is_not(None))
    )
    return union_all(
        crew.where(Member.deleted_at.is_(None), Production.deleted_at.is_(None)),
        suppliers.where(Supplier.deleted_at.is_(None), Production.deleted_at.is_(None)),
        companies.where(Production.deleted_at.is_(None)),
        noted,
    )


def _of(value: Any, which: ColumnElement[bool]) -> Any:
    return select(value).where(which).scalar_subquery()


def _phase(value: Any, shows: Subquery) -> Any:
    return _of(value, Phase.production_id == shows.c.production_id)


def _crew_of(production_id: ColumnElement[Any], contact: Contact, me: str) -> Any:
    """How many other people were on it, oneself aside."""
    return (
        select(func.count(Member.contact_id.distinct()))
        .join(Company, Company.id == Member.contact_id)
        .where(
            Member.production_id == production_id,
            Member.deleted_at.is_(None),
            Company.deleted_at.is_(None),
            Company.id != contact.id,
            name_of(Company) != fold(me),
        )
        .scalar_subquery()
    )
