from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from werkzeug.exceptions import NotFound

from webapp.core import clock
from webapp.domain.clashes import BUSY, Clash, Job, clashes_of
from webapp.domain.periods import DAY, Month
from webapp.domain.rights.eligibility import Person
from webapp.domain.rights.whatif import WhatIf, compare_each
from webapp.domain.rights.work import State, WorkPeriod
from webapp.engagements.guard import Verdict
from webapp.engagements.queries import as_job, engagements_between
from webapp.engagements.work import work_periods
from webapp.rights.known import Known, known
from webapp.rights.models import Opening
from webapp.rights.running import Running, running
from webapp.rights.standing import KEPT, known_from, person_of, same

OPEN = (State.LEAD, State.OPTION)


@dataclass(frozen=True)
class Offer:
    """A job that could be accepted: a lead or an option, or one that is only typed (`key` is then empty)."""

    period: WorkPeriod
    title: str
    key: str = ""
    option_rank: int | None = None
    label: str | None = None
    hue: int | None = None
    daily_start_minute: int | None = None
    daily_end_minute: int | None = None

    @property
    def state(self) -> State:
        return self.period.state

    @property
    def has_figures(self) -> bool:
        return bool(self.period.worked_minutes or self.period.gross_cents)

    @property
    def job(self) -> Job:
        """As the guard sees it once accepted."""
        period = self.period
        return Job(
            key=self.key,
            label=self.title,
            employer=period.employer,
            start_on=period.start_on,
            end_on=period.end_on,
            daily_start_minute=self.daily_start_minute,
            daily_end_minute=self.daily_end_minute,
            state=State.CONFIRMED,
            minutes=period.minutes,
            cachets_hundredths=period.cachets_hundredths,
            regime=period.regime,
            annexe=period.annexe,
        )


@dataclass(frozen=True)
class Ground:
    """What a job would be added to: the work known, and the right that runs."""

    today: date
    known: Known
    periods: tuple[WorkPeriod, ...]

    @property
    def opening(self) -> Opening | None:
        return self.known.opening

    @cached_property
    def running(self) -> Running | None:
        return running(self.periods, self.opening, self.known.situations)

    @property
    def person(self) -> Person:
        return person_of(self.opening, self.today)

    @property
    def open_periods(self) -> dict[str, WorkPeriod]:
        """Leads and options by the public id of their engagement; theirs is one period each."""
        return {_id_of(period): period for period in self.periods if period.state in OPEN}

    def if_accepted(self, *answers: Sequence[Offer]) -> tuple[WhatIf, ...]:
        """Each answer, an offer or two together, beside the same days without any."""
        found = self.running
        return _compared(
            self.periods,
            tuple(tuple(offer.period for offer in answer) for answer in answers),
            on=self.today,
            right=found.right if found else None,
            person=self.person,
            used_until=found.opening.fct_on if found else None,
            anniversary_on=found.range.end_on if found else None,
            situations=self.known.situations,
            micro=tuple(sorted(self.known.micro.items())),
        )


@lru_cache(KEPT)
def _compared(
    periods: tuple[WorkPeriod, ...],
    answers: tuple[tuple[WorkPeriod, ...], ...],
    *,
    micro: tuple[tuple[Month, int], ...],
    **told: Any,
) -> tuple[WhatIf, ...]:
    return tuple(compare_each(periods, answers, micro=dict(micro), **told))


@dataclass(frozen=True)
class Choice:
    """The leads and options one may still answer, and every job the guard looks at around them."""

    offers: tuple[Offer, ...]
    jobs: tuple[Job, ...]

    def offer_or_404(self, key: str) -> Offer:
        found = next((offer for offer in self.offers if offer.key == key), None)
        if found is None:
            raise NotFound
        return found

    def verdict(self, offer: Offer, *others: Offer) -> Verdict:
        """What it meets once accepted, beside those signed, optional, or accepted with it."""
        accepted = {other.key: other.job for other in others}
        jobs = [accepted.get(job.key, job) for job in self.jobs if job.key != offer.key]
        known = {job.key for job in jobs}
        jobs += [job for key, job in accepted.items() if key not in known]
        return Verdict(tuple(clashes_of(offer.job, jobs)))


def ground(workspace_id: UUID) -> Ground:
    """Read back to the months that opened the right that runs, or would open one."""
    today, found = clock.today(), known(workspace_id)
    work = work_periods(since=known_from(found.opening, today, found.situations))
    return Ground(today, found, same(work))


def open_offers() -> Choice:
    """Those still to answer, without the work that weighs them."""
    today = clock.today()
    return choice(Ground(today, Known(None), tuple(work_periods(since=today))))


def choice(ground: Ground, asked: Iterable[str] = (), typed: WorkPeriod | None = None) -> Choice:
    """One statement for all of them: those to come, those asked, and the jobs of their months."""
    named = set(asked)
    open_ones = {
        key: period
        for key, period in ground.open_periods.items()
        if period.end_on >= ground.today or key in named
    }
    looked_at = [*open_ones.values(), *([typed] if typed else [])]
    if not looked_at:
        return Choice((), ())
    first = Month.of(min(period.start_on for period in looked_at)).start_on - DAY
    last = Month.of(max(period.end_on for period in looked_at)).end_on + DAY
    rows = engagements_between(first, last)
    return Choice(
        tuple(_offer(row, open_ones[row.public_id]) for row in rows if row.public_id in open_ones),
        tuple(
            as_job(row.public_id, row.production or row.contract_job, row.employer, row)
            for row in rows
            if State(row.state) in BUSY
        ),
    )


def meet(one: Offer, other: Offer) -> list[Clash]:
    """What keeps two offers from being accepted together."""
    return [clash for clash in clashes_of(one.job, [other.job]) if clash.other is not None]


def _offer(row: Any, period: WorkPeriod) -> Offer:
    return Offer(
        period=period,
        title=row.production or row.contract_job,
        key=row.public_id,
        option_rank=row.option_rank,
        label=row.label,
        hue=row.hue,
        daily_start_minute=row.daily_start_minute,
        daily_end_minute=row.daily_end_minute,
    )


def _id_of(period: WorkPeriod) -> str:
    return period.key.partition(".")[0]
