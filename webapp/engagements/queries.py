from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, bindparam, func, select
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.core.fold import fold
from webapp.domain.clashes import Job
from webapp.domain.periods import Month
from webapp.domain.rights.work import Regime as WorkRegime
from webapp.domain.rights.work import State as WorkState
from webapp.engagements.models import (
    Engagement,
    Line,
    Paper,
    PayPeriod,
    Regime,
    State,
    Unit,
)
from webapp.engagements.standing import SIGNED
from webapp.engagements.terms import LineTerms, Terms
from webapp.productions.models import Production

BUSY = (State.OPTION, *SIGNED)


def engagement_or_404(public_id: str, *, deleted: bool = False) -> Engagement:
    found = db().scalar(select(Engagement).where(Engagement.public_id == public_id))
    if found is None or (found.deleted_at is not None) != deleted:
        raise NotFound
    return found


@dataclass(frozen=True)
class Detail:
    """One job and what it names, read at once."""

    engagement: Engagement
    employer: Contact
    production: Production | None
    lines: Sequence[Line]

    @property
    def terms(self) -> Terms:
        return _terms(self.engagement, self.lines)


def detail_or_404(public_id: str) -> Detail:
    wanted = (
        with_names(select(Engagement, Contact, Production, Line))
        .outerjoin(Line, Line.engagement_id == Engagement.id)
        .where(Engagement.public_id == public_id, alive())
        .order_by(Line.position, Line.id)
    )
    rows = db().execute(wanted).all()
    if not rows:
        raise NotFound
    engagement, employer, production, _line = rows[0]
    return Detail(engagement, employer, production, [row.Line for row in rows if row.Line is not None])


def production_of(engagement: Engagement) -> Production | None:
    """Its show, deleted or not: a past job still names it."""
    if engagement.production_id is None:
        return None
    return db().scalar(select(Production).where(Production.id == engagement.production_id))


def lines_of(engagement: Engagement) -> Sequence[Line]:
    wanted = select(Line).where(Line.engagement_id == engagement.id)
    return db().scalars(wanted.order_by(Line.position, Line.id)).all()


def periods_of(engagement: Engagement) -> Sequence[PayPeriod]:
    wanted = select(PayPeriod).where(PayPeriod.engagement_id == engagement.id)
    return db().scalars(wanted.order_by(PayPeriod.start_on, PayPeriod.id)).all()


def papers_of(engagement: Engagement) -> Sequence[Paper]:
    wanted = select(Paper).where(Paper.engagement_id == engagement.id)
    return db().scalars(wanted.order_by(Paper.id)).all()


def terms_of(engagement: Engagement) -> Terms:
    """What is agreed, as the form shows it and a duplicate takes it."""
    return _terms(engagement, lines_of(engagement))


def _terms(engagement: Engagement, lines: Sequence[Line]) -> Terms:
    of_lines = tuple(
        LineTerms(Unit(line.unit), line.quantity, line.minutes, line.gross_cents, line.label)
        for line in lines
    )
    values = {field.name: getattr(engagement, field.name) for field in fields(Terms) if field.name != "lines"}
    values |= {"state": State(engagement.state), "regime": Regime(engagement.regime)}
    return Terms(lines=of_lines, **values)


# The production and employer of an engagement, for the rows of lists: outer, since a show is not a must.
def with_names(wanted: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    named = wanted.select_from(Engagement).join(Contact, Contact.id == Engagement.employer_id)
    return named.outerjoin(Production, Production.id == Engagement.production_id)


def callers_named(name: str, *but: UUID) -> Sequence[str]:
    """How who called is written where it is this name; nothing when another contact than these bears it too."""
    others = db().scalars(
        select(Contact.name).where(
            Contact.deleted_at.is_(None),
            Contact.id.not_in(but),
            func.split_part(Contact.sort_key, "\x1f", 1) == fold(name),
        )
    )
    if others.first() is not None:
        return []
    written = db().scalars(select(Engagement.called_by).where(Engagement.called_by.is_not(None)).distinct())
    return [said for said in written if said and fold(said) == fold(name)]


def alive() -> ColumnElement[bool]:
    return Engagement.deleted_at.is_(None)


def engagements_between(start_on: date, end_on: date) -> Sequence[Row[Any]]:
    """Leads, options and signed jobs that touch these days, earliest first."""
    return db().execute(_between(), {"first": start_on, "last": end_on}).all()


@cache
def _between() -> Select[*tuple[Any, ...]]:
    wanted = with_names(
        select(
            Engagement.public_id,
            Engagement.state,
            Engagement.option_rank,
            Engagement.option_until_on,
            Engagement.call_back_on,
            Engagement.called_by,
            Engagement.contract_job,
            Engagement.actual_job,
            Engagement.start_on,
            Engagement.end_on,
            Engagement.daily_start_minute,
            Engagement.daily_end_minute,
            Engagement.place,
            Engagement.regime,
            Engagement.annexe,
            Engagement.minutes,
            Engagement.cachets,
            Engagement.gross_cents,
            Contact.name.label("employer"),
            Production.title.label("production"),
            Production.public_id.label("production_id"),
            Production.label.label("label"),
            Production.hue.label("hue"),
        )
    ).where(
        alive(),
        Engagement.state.in_((State.LEAD, *BUSY)),
        Engagement.start_on <= bindparam("last"),
        Engagement.end_on >= bindparam("first"),
    )
    return wanted.order_by(Engagement.start_on, Engagement.end_on, Engagement.id)


def jobs_around(start_on: date, end_on: date, *, but: UUID | None = None) -> list[Job]:
    """The options and signed jobs the guard looks at: the months of these days, and a day on each side."""
    first, last = Month.of(start_on).start_on, Month.of(end_on).end_on
    day = timedelta(days=1)
    wanted = with_names(
        select(
            Engagement.public_id,
            Engagement.state,
            Engagement.contract_job,
            Engagement.start_on,
            Engagement.end_on,
            Engagement.daily_start_minute,
            Engagement.daily_end_minute,
            Engagement.minutes,
            Engagement.cachets,
            Engagement.regime,
            Engagement.annexe,
            Contact.name.label("employer"),
            Production.title.label("production"),
        )
    ).where(
        alive(),
        Engagement.state.in_(BUSY),
        Engagement.start_on <= last + day,
        Engagement.end_on >= first - day,
    )
    if but is not None:
        wanted = wanted.where(Engagement.id != but)
    rows = db().execute(wanted.order_by(Engagement.start_on, Engagement.id))
    return [as_job(row.public_id, row.production or row.contract_job, row.employer, row) for row in rows]


def as_job(key: str, label: str, employer: str, of: Any) -> Job:
    """`of` is a row, an engagement or terms: they name these alike."""
    return Job(
        key=key,
        label=label,
        employer=employer,
        start_on=of.start_on,
        end_on=of.end_on,
        daily_start_minute=of.daily_start_minute,
        daily_end_minute=of.daily_end_minute,
        state=WorkState(of.state),
        minutes=of.minutes,
        cachets_hundredths=of.cachets,
        regime=WorkRegime(of.regime),
        annexe=of.annexe,
    )
