from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.domain.clashes import Job
from webapp.domain.declaration.lines import PaidPeriod
from webapp.domain.periods import DateRange, Month
from webapp.domain.rights.work import Regime as WorkRegime
from webapp.domain.rights.work import State as WorkState
from webapp.domain.rights.work import WorkPeriod
from webapp.engagements.models import (
    Engagement,
    Line,
    Paper,
    PaperKind,
    PayPeriod,
    Regime,
    State,
    Unit,
)
from webapp.engagements.shares import Stretch, gross_shares, shares
from webapp.engagements.standing import SIGNED, is_justified
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


def alive() -> ColumnElement[bool]:
    return Engagement.deleted_at.is_(None)


def engagements_between(start_on: date, end_on: date) -> Sequence[Row[Any]]:
    """Leads, options and signed jobs that touch these days, earliest first."""
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
        Engagement.start_on <= end_on,
        Engagement.end_on >= start_on,
    )
    return db().execute(wanted.order_by(Engagement.start_on, Engagement.end_on, Engagement.id)).all()


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


def work_periods(*, since: date | None = None) -> list[WorkPeriod]:
    """The work there is, done, signed, optional or hoped for, as the rights count it: one period per AEM.

    With `since`, but the jobs that ended before that day.
    """
    return [work for rows in _by_contract(_work_wanted(since)) for work in _work_of(rows)]


def paid_periods(*spans: DateRange) -> list[PaidPeriod]:
    """What signed jobs pay on these days and around: each pay period of a contract that touches one of them."""
    touching = [and_(Engagement.start_on <= one.end_on, Engagement.end_on >= one.start_on) for one in spans]
    wanted = _work_wanted(None).where(Engagement.state.in_(SIGNED), or_(*touching))
    wanted = wanted.add_columns(
        Production.title.label("production"),
        Production.label.label("label"),
        Production.hue.label("hue"),
    )
    return [period for rows in _by_contract(wanted) for period in _paid_of(rows)]


def _by_contract(wanted: Select[*tuple[Any, ...]]) -> list[list[Row[Any]]]:
    contracts: dict[UUID, dict[UUID | None, Row[Any]]] = {}
    for row in db().execute(wanted):
        periods = contracts.setdefault(row.id, {})
        # A period with two AEM, one of them a correction, is justified as soon as one is.
        if row.period_id not in periods or is_justified(row.aem, row.seen_on):
            periods[row.period_id] = row
    return [list(periods.values()) for periods in contracts.values()]


@lru_cache(500)
def _work_wanted(since: date | None) -> Select[*tuple[Any, ...]]:
    own = Paper.engagement_id == PayPeriod.engagement_id  # what the index of papers begins with
    aem = and_(own, Paper.pay_period_id == PayPeriod.id, Paper.kind == PaperKind.AEM)
    wanted = (
        with_names(
            select(
                Engagement.id,
                Engagement.public_id,
                Engagement.state,
                Engagement.contract_job,
                Engagement.start_on,
                Engagement.end_on,
                Engagement.minutes,
                Engagement.cachets,
                Engagement.gross_cents,
                Engagement.regime,
                Engagement.annexe,
                Contact.name.label("employer"),
                PayPeriod.id.label("period_id"),
                PayPeriod.public_id.label("period_public_id"),
                PayPeriod.start_on.label("period_start_on"),
                PayPeriod.end_on.label("period_end_on"),
                PayPeriod.minutes.label("period_minutes"),
                PayPeriod.cachets.label("period_cachets"),
                PayPeriod.gross_cents.label("period_gross_cents"),
                PayPeriod.days_worked,
                PayPeriod.paid_on,
                Paper.state.label("aem"),
                Paper.seen_on,
            )
        )
        .outerjoin(PayPeriod, PayPeriod.engagement_id == Engagement.id)
        .outerjoin(Paper, aem)
        .where(alive(), Engagement.state.in_((State.LEAD, *BUSY)))
        .order_by(Engagement.start_on, Engagement.id, PayPeriod.start_on, PayPeriod.id)
    )
    return wanted if since is None else wanted.where(Engagement.end_on >= since)


def _work_of(rows: Sequence[Row[Any]]) -> list[WorkPeriod]:
    """The pay periods of one contract, each with its share, or the whole contract when it has none."""
    contract = rows[0]
    if contract.period_id is None or contract.state not in SIGNED:
        days, figures = DateRange(contract.start_on, contract.end_on), (contract.minutes, contract.cachets)
        return [_work(contract, days, *figures, contract.gross_cents)]
    stretches = [_stretch(row) for row in rows]
    parts = shares(contract.minutes, contract.cachets, stretches)
    wages = gross_shares(contract.gross_cents, stretches)
    return [
        _work(row, stretch.days, *figures, gross)
        for row, stretch, figures, gross in zip(rows, stretches, parts, wages, strict=True)
    ]


def _work(row: Row[Any], days: DateRange, minutes: int, cachets: int, gross_cents: int) -> WorkPeriod:
    start_on, end_on = days.start_on, days.end_on
    whole = (start_on, end_on) == (row.start_on, row.end_on)
    return WorkPeriod(
        key=f"{row.public_id}.{row.period_public_id}" if row.period_public_id else row.public_id,
        employer=row.employer,
        job=row.contract_job,
        start_on=start_on,
        end_on=end_on,
        minutes=minutes,
        cachets_hundredths=cachets,
        gross_cents=gross_cents,
        days_worked=row.days_worked,
        paid_on=row.paid_on,
        regime=WorkRegime(row.regime),
        annexe=row.annexe,
        state=WorkState(row.state),
        justified=row.state in SIGNED and is_justified(row.aem, row.seen_on),
        contract_start_on=None if whole else row.start_on,
        contract_end_on=None if whole else row.end_on,
    )


def _paid_of(rows: Sequence[Row[Any]]) -> list[PaidPeriod]:
    """The pay periods of one contract, each with its share, or the whole contract when it has none."""
    contract = rows[0]
    if contract.period_id is None:
        days = DateRange(contract.start_on, contract.end_on)
        return [_paid(contract, days, contract.minutes, contract.cachets, contract.gross_cents)]
    stretches = [_stretch(row) for row in rows]
    worked = shares(contract.minutes, contract.cachets, stretches)
    return [
        _paid(row, stretch.days, *parts, gross, stretch=stretch, is_alone=len(rows) == 1)
        for row, stretch, parts, gross in zip(
            rows, stretches, worked, gross_shares(contract.gross_cents, stretches), strict=True
        )
    ]


def _stretch(row: Row[Any]) -> Stretch:
    days = DateRange(row.period_start_on, row.period_end_on)
    return Stretch(days, row.period_minutes, row.period_cachets, row.period_gross_cents)


def _paid(
    row: Row[Any],
    days: DateRange,
    minutes: int,
    cachets: int,
    gross_cents: int,
    *,
    stretch: Stretch | None = None,
    is_alone: bool = True,
) -> PaidPeriod:
    return PaidPeriod(
        contract=row.public_id,
        employer=row.employer,
        job=row.contract_job,
        contract_days=DateRange(row.start_on, row.end_on),
        days=days,
        minutes=minutes,
        cachets=cachets,
        gross_cents=gross_cents,
        regime=WorkRegime(row.regime),
        has_figures=stretch is not None and stretch.has_figures,
        has_gross=stretch is not None and stretch.gross_cents is not None,
        is_justified=is_justified(row.aem, row.seen_on),
        is_alone=is_alone,
        production=row.production or "",
        label=row.label or "",
        hue=row.hue or 1,
    )
