"""The work there is, as the rooms above count it: periods of work for the rights, of pay for the declaration."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, or_, select

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.domain.declaration.lines import PaidPeriod
from webapp.domain.periods import DateRange
from webapp.domain.rights.work import Regime as WorkRegime
from webapp.domain.rights.work import State as WorkState
from webapp.domain.rights.work import WorkPeriod
from webapp.engagements.models import Engagement, Paper, PaperKind, PayPeriod, State
from webapp.engagements.queries import BUSY, alive, with_names
from webapp.engagements.shares import Stretch, gross_shares, shares
from webapp.engagements.standing import SIGNED, is_justified
from webapp.productions.models import Production


class Told(NamedTuple):
    """A pay period of a contract as it is read, in the order of the columns: a row is ten times as dear to look into.

    What its name says of a period is None for a contract without any; the declaration alone asks the last three.
    """

    public_id: str
    state: str
    contract_job: str
    start_on: date
    end_on: date
    minutes: int
    cachets: int
    gross_cents: int
    regime: str
    annexe: int | None
    employer: str
    period_public_id: str | None
    period_start_on: date
    period_end_on: date
    period_minutes: int | None
    period_cachets: int | None
    period_gross_cents: int | None
    days_worked: int | None
    paid_on: date | None
    aem: str | None
    seen_on: date | None
    production: str | None = None
    label: str | None = None
    hue: int | None = None

    @property
    def has_own_figures(self) -> bool:
        """Written for the period, not taken as a share of the contract's."""
        return (self.period_minutes, self.period_cachets, self.period_gross_cents) != (None, None, None)


def work_periods(*, since: date | None = None) -> list[WorkPeriod]:
    """The work there is, done, signed, optional or hoped for, as the rights count it: one period per AEM.

    With `since`, but the jobs that ended before that day.
    """
    return [work for rows in _by_contract(_work_wanted(since)) for work in _work_of(rows)]


def paid_periods(*spans: DateRange) -> list[PaidPeriod]:
    """What signed jobs pay on these days and around: each pay period of a contract that touches one of them."""
    return [period for rows in _by_contract(_paid_wanted(frozenset(spans))) for period in _paid_of(rows)]


@lru_cache(500)
def _paid_wanted(spans: frozenset[DateRange]) -> Select[*tuple[Any, ...]]:
    touching = [and_(Engagement.start_on <= one.end_on, Engagement.end_on >= one.start_on) for one in spans]
    wanted = _work_wanted(None).where(Engagement.state.in_(SIGNED), or_(*touching))
    return wanted.add_columns(
        Production.title.label("production"),
        Production.label.label("label"),
        Production.hue.label("hue"),
    )


def _by_contract(wanted: Select[*tuple[Any, ...]]) -> list[list[Told]]:
    rows = [Told(*row) for row in db().execute(wanted)]
    return [_one_each(list(own)) for _, own in groupby(rows, key=attrgetter("public_id"))]


def _one_each(rows: list[Told]) -> list[Told]:
    """One row a pay period: with two AEM, one of them a correction, it is justified as soon as one is."""
    if len(rows) == 1:
        return rows
    periods: dict[str | None, Told] = {}
    for row in rows:
        if row.period_public_id not in periods or is_justified(row.aem, row.seen_on):
            periods[row.period_public_id] = row
    return list(periods.values())


@lru_cache(500)
def _work_wanted(since: date | None) -> Select[*tuple[Any, ...]]:
    own = Paper.engagement_id == PayPeriod.engagement_id  # what the index of papers begins with
    aem = and_(own, Paper.pay_period_id == PayPeriod.id, Paper.kind == PaperKind.AEM)
    wanted = (
        with_names(
            select(
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


def _work_of(rows: Sequence[Told]) -> list[WorkPeriod]:
    """The pay periods of one contract, each with its share, or the whole contract when it has none."""
    contract = rows[0]
    if contract.period_public_id is None or contract.state not in SIGNED:
        whole = (contract.start_on, contract.end_on)
        return [_work(contract, *whole, contract.minutes, contract.cachets, contract.gross_cents)]
    if len(rows) == 1 and not contract.has_own_figures:  # most of them
        days = (contract.period_start_on, contract.period_end_on)
        return [_work(contract, *days, contract.minutes, contract.cachets, contract.gross_cents)]
    stretches = [_stretch(row) for row in rows]
    parts = shares(contract.minutes, contract.cachets, stretches)
    wages = gross_shares(contract.gross_cents, stretches)
    return [
        _work(row, row.period_start_on, row.period_end_on, *figures, gross)
        for row, figures, gross in zip(rows, parts, wages, strict=True)
    ]


def _work(
    row: Told, start_on: date, end_on: date, minutes: int, cachets: int, gross_cents: int
) -> WorkPeriod:
    contract = (row.start_on, row.end_on)
    is_whole = contract == (start_on, end_on)
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
        contract_start_on=None if is_whole else row.start_on,
        contract_end_on=None if is_whole else row.end_on,
    )


def _paid_of(rows: Sequence[Told]) -> list[PaidPeriod]:
    """The pay periods of one contract, each with its share, or the whole contract when it has none."""
    contract = rows[0]
    if contract.period_public_id is None:
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


def _stretch(row: Told) -> Stretch:
    days = DateRange(row.period_start_on, row.period_end_on)
    return Stretch(days, row.period_minutes, row.period_cachets, row.period_gross_cents)


def _paid(
    row: Told,
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
