"""What the rows know of each person, gathered for the domain to judge."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from webapp.contacts.models import Kind
from webapp.core.fold import fold
from webapp.domain.availability import availability_sentence, free_ranges
from webapp.domain.network.proposals import Coming, Gap, Hire, Known, Proposal, Through, next_gap, proposals
from webapp.domain.network.touch import News, Proof
from webapp.domain.periods import DateRange
from webapp.domain.permissions import Permission
from webapp.engagements.availability.openings import WEEKS
from webapp.engagements.models import Regime, State
from webapp.engagements.queries import BUSY
from webapp.engagements.standing import SIGNED
from webapp.network.proposals import queries
from webapp.productions.models import LIVE, PhaseKind, ShowKind

Rows = Sequence[Row[Any]]


@dataclass(frozen=True)
class Told:
    """A proposal and the row of its contact: how to reach them."""

    proposal: Proposal
    contact: Row[Any]


@dataclass(frozen=True)
class Board:
    today: date
    gap: Gap | None
    sentence: str
    """Mes dispos, as « Mes dispos » says them: options count as taken."""
    told: list[Told]

    @property
    def is_near(self) -> bool:
        return self.gap is not None and self.gap.is_near(self.today)


def board(today: date, me: str, may: Collection[Permission]) -> Board:
    """`me` is the name of who asks: one is in one's own crews."""
    jobs = queries.jobs(today)
    gap = _gap(jobs, today)
    told = _told(jobs, gap, today, me, may) if gap is not None and gap.is_near(today) else []
    return Board(today, gap, _sentence(jobs, today), told)


def gap_of(today: date) -> Gap | None:
    return _gap(queries.jobs(today), today)


def _gap(jobs: Rows, today: date) -> Gap | None:
    return next_gap(_busy(jobs), today)


def _sentence(jobs: Rows, today: date) -> str:
    horizon = DateRange(today, today + timedelta(days=WEEKS[-1] * 7 - 1))
    return availability_sentence(free_ranges(_busy(jobs), horizon), horizon)


def _busy(jobs: Rows) -> list[DateRange]:
    return [DateRange(job.start_on, job.end_on) for job in jobs if job.state in BUSY]


def _told(jobs: Rows, gap: Gap, today: date, me: str, may: Collection[Permission]) -> list[Told]:
    """A job of another trade fills days and brings none of this one."""
    jobs = [job for job in jobs if job.regime != Regime.GENERAL]
    shows = queries.shows({job.production_id for job in jobs if job.production_id}, gap.days.start_on)
    begun = [job for job in jobs if job.state == State.LEAD or job.start_on <= today]
    taken_on = {job.production_id for job in jobs if job.state in SIGNED and job.end_on >= gap.days.start_on}
    ties = _Ties(begun, shows, taken_on)
    rows = queries.people(ties.named, ties.houses, ties.callers, today, may)
    people = {row.public_id: row for row in rows if row.folded != fold(me)}
    ties.forget_homonyms(row.folded for row in people.values())
    staffed = {row.company_id for row in people.values() if row.cadence_days != 0}
    known = [
        ties.known(row)
        for row in people.values()
        if row.kind == Kind.PERSON or row.id not in staffed  # a company is called when nobody is known there
    ]
    return [Told(one, people[one.known.key]) for one in proposals(known, gap, today)]


@dataclass
class _Brought:
    hires: set[Hire] = field(default_factory=set)
    openings: set[Hire] = field(default_factory=set)
    coming: set[Coming] = field(default_factory=set)


class _Ties:
    """What each caller, each contact and each company brought."""

    def __init__(self, jobs: Rows, shows: Rows, taken_on: Collection[UUID]) -> None:
        """`jobs` have begun, or are leads; a show that one is taken on already brings no other work."""
        self._by_caller: dict[str, _Brought] = defaultdict(_Brought)
        self._by_contact: dict[UUID, _Brought] = defaultdict(_Brought)
        self._by_house: dict[UUID, _Brought] = defaultdict(_Brought)
        heads = {show.id: [one for one in show.crew or () if one[2]] for show in shows}
        for job in jobs:
            self._learn_job(job, heads.get(job.production_id, []))
        for show in shows:
            if show.archived_at is None and show.id not in taken_on:
                self._learn_show(show)

    @property
    def callers(self) -> set[str]:
        return set(self._by_caller)

    @property
    def named(self) -> set[UUID]:
        return set(self._by_contact)

    @property
    def houses(self) -> set[UUID]:
        return set(self._by_house)

    def forget_homonyms(self, names: Iterable[str]) -> None:
        """Two contacts of one name: nobody can tell whose call it was."""
        for name, count in Counter(names).items():
            if count > 1:
                self._by_caller.pop(name, None)

    def known(self, row: Row[Any]) -> Known:
        house = row.id if row.kind == Kind.COMPANY else row.company_id
        brought = (
            self._by_caller.get(row.folded, _Brought()),
            self._by_contact.get(row.id, _Brought()),
            self._by_house.get(house, _Brought()),
        )
        return Known(
            key=row.public_id,
            name=row.name,
            house=str(house or ""),
            hires=tuple(sorted(set().union(*(one.hires for one in brought)))),
            openings=tuple(sorted(set().union(*(one.openings for one in brought)))),
            coming=_own_first(set().union(*(one.coming for one in brought))),
            gave_mine=tuple(row.gave_mine or ()),
            gave_theirs=tuple(row.gave_theirs or ()),
            spoken_on=row.spoken_on,
            news=News(row.news_on, Proof(row.proof)) if row.news_on else None,
            cadence_days=row.cadence_days,
            snoozed_until_on=row.snoozed_until_on,
        )

    def _learn_job(self, job: Row[Any], heads: Iterable[tuple[str, str, bool]]) -> None:
        if job.state == State.OPTION:
            return  # it is offered, not done, and its days are taken already
        days, title = DateRange(job.start_on, job.end_on), job.production or job.contract_job
        kind, show = "openings" if job.state == State.LEAD else "hires", str(job.production_id or "")
        house = Hire(days, title, Through.HOUSE, job.employer, show)
        getattr(self._by_house[job.employer_id], kind).add(house)
        if caller := fold(job.called_by):
            getattr(self._by_caller[caller], kind).add(Hire(days, title, Through.CALL, show=show))
        for contact_id, done, _takes_on in heads:
            lead = Hire(days, title, Through.LEAD, done, show)
            getattr(self._by_contact[UUID(contact_id)], kind).add(lead)

    def _learn_show(self, show: Row[Any]) -> None:
        for kind, start_on, end_on in show.ahead or ():
            what = _what(kind, show.kind)
            days = DateRange(date.fromisoformat(start_on), date.fromisoformat(end_on))
            if show.company_id:
                self._by_house[show.company_id].coming.add(Coming(days, show.title, what, is_house=True))
            for contact_id, job, takes_on in show.crew or ():
                own = Coming(days, show.title, what, job="" if takes_on else job)
                self._by_contact[UUID(contact_id)].coming.add(own)


def _own_first(coming: set[Coming]) -> tuple[Coming, ...]:
    """A stretch known both ways is theirs, not only their company's, if they take people on."""
    own = {(one.days, one.title) for one in coming if not one.is_house and not one.job}
    return tuple(sorted(one for one in coming if not one.is_house or (one.days, one.title) not in own))


def _what(kind: str, show: str) -> str:
    if kind == PhaseKind.PREPARATION:
        return "preparation"
    return "stage" if ShowKind(show) in LIVE else "shoot"
