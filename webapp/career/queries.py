"""The career as the domain reads it: two statements, whatever its length."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, ScalarSelect, case, func, select
from sqlalchemy.orm import aliased
from werkzeug.exceptions import NotFound

from webapp.career.cv.models import CvSettings
from webapp.career.models import HiddenTitle, OwnTitle
from webapp.contacts.models import Contact, Kind
from webapp.core.db import db
from webapp.core.fold import fold
from webapp.domain.career.filmography import Credit, Title, titles
from webapp.domain.career.rates import Pay, Work
from webapp.domain.career.trade import function_key
from webapp.engagements.models import Engagement, Line, PayPeriod, Regime
from webapp.engagements.queries import alive, with_names
from webapp.engagements.standing import SIGNED
from webapp.productions.crew.models import Member
from webapp.productions.models import Production

MET_AGAIN = 3  # productions shared with somebody met again


@dataclass(frozen=True)
class Career:
    titles: list[Title]
    works: list[Work]
    people_met: int
    untitled: int  # signed jobs of the trade without a production
    job_words: dict[str, str]  # English given by the person, by key of the function

    @property
    def shown(self) -> list[Title]:
        return [title for title in self.titles if not title.is_hidden]

    @property
    def hidden(self) -> int:
        return len(self.titles) - len(self.shown)

    @property
    def since(self) -> int | None:
        years = [work.start_on.year for work in self.works] + [title.first_year for title in self.titles]
        return min(years, default=None)


def key_of(job: str) -> str:
    """As long as a minimum keeps it: some signs are folded into six letters."""
    return function_key(fold(job) or job)[:400]


def career(today: date, me: str = "") -> Career:
    """Signed jobs that have begun, and the titles remembered by hand; `me` is in one's own crews."""
    rows = [row for row in db().execute(_signed(me)) if row.start_on <= today]
    own = db().scalars(select(OwnTitle).where(OwnTitle.deleted_at.is_(None)).order_by(OwnTitle.id))
    of_trade = [row for row in rows if row.production_id or row.regime != Regime.GENERAL]
    return Career(
        titles=titles([*(_credit(row) for row in rows if row.production_id), *map(_remembered, own)]),
        works=[_work(row) for row in of_trade],
        people_met=rows[0].people_met if rows else 0,
        untitled=sum(row.production_id is None for row in of_trade),
        job_words=(rows[0].job_words if rows else None) or {},
    )


def show_or_404(public_id: str) -> Production:
    """Deleted or not: it still is on the filmography of who worked on it."""
    found = db().scalar(select(Production).where(Production.public_id == public_id))
    if found is None:
        raise NotFound
    return found


def own_title_or_404(public_id: str, *, deleted: bool = False) -> OwnTitle:
    found = db().scalar(select(OwnTitle).where(OwnTitle.public_id == public_id))
    if found is None or (found.deleted_at is not None) != deleted:
        raise NotFound
    return found


def hidden_title(production: Production) -> HiddenTitle | None:
    return db().scalar(select(HiddenTitle).where(HiddenTitle.production_id == production.id))


def _signed(me: str) -> Any:
    company = aliased(Contact)
    wanted = with_names(
        select(
            Production.public_id.label("production_id"),
            Production.title,
            Production.kind,
            Production.director,
            company.name.label("company"),
            Contact.name.label("employer"),
            Engagement.contract_job,
            Engagement.actual_job,
            Engagement.regime,
            Engagement.idcc,
            Engagement.start_on,
            Engagement.end_on,
            _lines().label("lines"),
            _days_told().label("days_told"),
            HiddenTitle.id.is_not(None).label("is_hidden"),
            _people_met(me).label("people_met"),
            select(CvSettings.job_words).scalar_subquery().label("job_words"),
        )
    )
    return (
        wanted.outerjoin(company, company.id == Production.company_id)
        .outerjoin(HiddenTitle, HiddenTitle.production_id == Production.id)
        .where(alive(), Engagement.state.in_(SIGNED))
        .order_by(Engagement.start_on.desc(), Engagement.id)
    )


def _lines() -> ScalarSelect[Any]:
    each = func.json_build_array(Line.unit, Line.quantity, Line.minutes, Line.gross_cents)
    return (
        select(func.json_agg(each))
        .where(Line.engagement_id == Engagement.id)
        .correlate(Engagement)
        .scalar_subquery()
    )


def _days_told() -> ScalarSelect[Any]:
    """When every pay period says its days."""
    told = func.bool_and(PayPeriod.days_worked.is_not(None))
    return (
        select(case((told, func.sum(PayPeriod.days_worked))))
        .where(PayPeriod.engagement_id == Engagement.id)
        .correlate(Engagement)
        .scalar_subquery()
    )


def _people_met(me: str) -> ScalarSelect[Any]:
    """Of the crews of productions, those there were on three or more: people still in the address book."""
    met = (
        select(Member.contact_id)
        .join(Production, Production.id == Member.production_id)
        .join(Contact, Contact.id == Member.contact_id)
        .where(
            Member.deleted_at.is_(None),
            Production.deleted_at.is_(None),
            Contact.deleted_at.is_(None),
            Contact.kind == Kind.PERSON,
            func.split_part(Contact.sort_key, "\x1f", 1) != fold(me),
        )
        .group_by(Member.contact_id)
        .having(func.count(Member.production_id.distinct()) >= MET_AGAIN)
        .subquery()
    )
    return select(func.count()).select_from(met).scalar_subquery()


def _credit(row: Row[Any]) -> Credit:
    job = row.actual_job or row.contract_job
    return Credit(
        key=row.production_id,
        title=row.title,
        kind=row.kind,
        job=job,
        job_key=key_of(job),
        start_on=row.start_on,
        end_on=row.end_on,
        director=row.director or "",
        company=row.company or row.employer,
        is_hidden=row.is_hidden,
    )


def _remembered(own: OwnTitle) -> Credit:
    return Credit(
        key=own.public_id,
        title=own.title,
        kind=own.kind,
        job=own.job,
        job_key=key_of(own.job),
        start_on=date(own.first_year, 1, 1),
        end_on=date(own.last_year, 12, 31),
        director=own.director or "",
        company=own.company or "",
        is_own=True,
        is_hidden=own.is_hidden,
    )


def _work(row: Row[Any]) -> Work:
    job = row.actual_job or row.contract_job
    lines: Sequence[Sequence[Any]] = row.lines or []
    return Work(
        job=job,
        job_key=key_of(job),
        start_on=row.start_on,
        end_on=row.end_on,
        pays=tuple(Pay(*line) for line in lines),
        days_told=row.days_told,
        idcc=row.idcc or "",
    )
