from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, and_, case, func, select
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.domain.periods import DateRange
from webapp.engagements.listing import is_missing
from webapp.engagements.models import Engagement, Paper, PaperKind, PaperState, PayPeriod
from webapp.engagements.papers.models import AemDifference, PaperReminder
from webapp.engagements.queries import alive, periods_of, with_names
from webapp.engagements.shares import Stretch, shares
from webapp.engagements.standing import HELD, SIGNED, PaperStanding, paper_on
from webapp.productions.models import Production

PAGE = 40  # a first load stays under 60 kB
LATELY, MOST_TO_CHECK = timedelta(days=60), 5
ORDER = tuple(PaperKind)


@dataclass(frozen=True)
class Slot:
    """The place of one paper: what it is, how it stands, whose it is."""

    row: Row[Any]
    standing: PaperStanding

    @property
    def paper(self) -> Paper:
        found: Paper = self.row.Paper
        return found

    @property
    def is_held(self) -> bool:
        return self.paper.state in HELD

    @property
    def days(self) -> tuple[date, date]:
        """The days of the work it tells of."""
        row = self.row
        return (row.period_start_on or row.start_on, row.period_end_on or row.end_on)

    @property
    def is_aem(self) -> bool:
        return self.paper.kind == PaperKind.AEM

    @property
    def is_wrong(self) -> bool:
        return self.paper.state == PaperState.WRONG

    @property
    def due_from(self) -> date:
        """The day from which the paper can exist: the end of its work, the start for a contract."""
        found: date = self.row.period_end_on or self.row.start_on
        return found

    def days_late(self, today: date) -> int:
        due = self.paper.expected_on
        return (today - due).days if due and self.standing == PaperStanding.LATE else 0


@dataclass(frozen=True)
class Pay:
    """A pay period with what it counts for and its papers."""

    period: PayPeriod
    minutes: int
    cachets: int
    slots: list[Slot]


@dataclass(frozen=True)
class ContractView:
    """The papers of one engagement: of the whole contract, then by pay period."""

    slots: list[Slot]
    pays: list[Pay]
    minutes_apart: int
    """How far the figures of the periods are from the contract's; 0 when they agree."""

    @property
    def every(self) -> list[Slot]:
        return [*self.slots, *(slot for pay in self.pays for slot in pay.slots)]

    @property
    def held(self) -> int:
        return sum(slot.is_held for slot in self.every)

    @property
    def total(self) -> int:
        return len(self.every)


def contract_view(engagement: Engagement, today: date) -> ContractView:
    periods = periods_of(engagement)
    slots = _slots_of(engagement, today)
    stretches = [Stretch(DateRange(p.start_on, p.end_on), p.minutes, p.cachets) for p in periods]
    parts = shares(engagement.minutes, engagement.cachets, stretches)
    pays = [
        Pay(period, minutes, cachets, [s for s in slots if s.paper.pay_period_id == period.id])
        for period, (minutes, cachets) in zip(periods, parts, strict=True)
    ]
    apart = sum(pay.minutes for pay in pays) - engagement.minutes if pays else 0
    return ContractView([s for s in slots if s.paper.pay_period_id is None], pays, apart)


def paper_or_404(public_id: str) -> Paper:
    found = db().scalar(
        select(Paper)
        .join(Engagement, Engagement.id == Paper.engagement_id)
        .where(Paper.public_id == public_id, alive())
    )
    if found is None:
        raise NotFound
    return found


def slot_or_404(public_id: str, today: date) -> Slot:
    row = db().execute(_slots().where(Paper.public_id == public_id, alive())).one_or_none()
    if row is None:
        raise NotFound
    return _slot(row, today)


def period_or_404(engagement: Engagement, public_id: str) -> PayPeriod:
    found = db().scalar(
        select(PayPeriod).where(PayPeriod.engagement_id == engagement.id, PayPeriod.public_id == public_id)
    )
    if found is None:
        raise NotFound
    return found


def slot_of(paper: Paper, today: date) -> Slot:
    row = db().execute(_slots().where(Paper.id == paper.id)).one()
    return _slot(row, today)


def slots_of_file(document: Document, today: date) -> list[Slot]:
    """The papers this document is the file of: one, as long as nothing was joined by hand elsewhere."""
    rows = db().execute(_slots().where(Paper.document_id == document.id, alive()).order_by(Paper.id))
    return [_slot(row, today) for row in rows]


def missing_slots(today: date, kind: PaperKind | None, page: int) -> list[Slot]:
    """One page of what signed jobs still owe, by employer, in the order of the worst paper of each."""
    missing = _slots().where(*_missing(today, kind)).order_by(*_worst_first(today))
    rows = db().execute(missing.limit(PAGE).offset((page - 1) * PAGE))
    return [_slot(row, today) for row in rows]


def to_check(today: date) -> list[Slot]:
    """AEM whose file came lately and was not compared yet, the latest first."""
    waiting = _slots().where(
        alive(),
        Engagement.state.in_(SIGNED),
        Paper.kind == PaperKind.AEM,
        Paper.state.in_(HELD),
        Paper.checked_on.is_(None),
        Paper.received_on >= today - LATELY,
        Document.id.is_not(None),
    )
    rows = db().execute(waiting.order_by(Paper.received_on.desc(), Paper.id.desc()).limit(MOST_TO_CHECK))
    return [_slot(row, today) for row in rows]


def employer_or_404(public_id: str) -> Contact:
    """Deleted or not: what it owes is still owed."""
    found = db().scalar(select(Contact).where(Contact.public_id == public_id))
    if found is None or not found.is_company:
        raise NotFound
    return found


def missing_of(employer: Contact, today: date) -> list[Slot]:
    """What one employer owes, the worst first."""
    owed = _slots().where(*_missing(today, None), Contact.id == employer.id)
    return [_slot(row, today) for row in db().execute(owed.order_by(*_worst_first(today)).limit(PAGE))]


def reminders_of(paper: Paper) -> Sequence[PaperReminder]:
    """The latest first."""
    newest = (PaperReminder.reminded_on.desc(), PaperReminder.created_at.desc())
    return (
        db().scalars(select(PaperReminder).where(PaperReminder.paper_id == paper.id).order_by(*newest)).all()
    )


def differences_of(papers: Sequence[Paper], *, is_open: bool = False) -> dict[UUID, list[AemDifference]]:
    """Those noted of each AEM, in the order they were; with `is_open`, but those since corrected."""
    wanted = select(AemDifference).where(AemDifference.paper_id.in_([paper.id for paper in papers]))
    if is_open:
        wanted = wanted.where(AemDifference.closed_on.is_(None))
    found: dict[UUID, list[AemDifference]] = {}
    for difference in db().scalars(wanted.order_by(AemDifference.noted_on, AemDifference.id)):
        found.setdefault(difference.paper_id, []).append(difference)
    return found


def difference_or_404(paper: Paper, public_id: str) -> AemDifference:
    """An open one: what was corrected is kept."""
    found = db().scalar(
        select(AemDifference).where(
            AemDifference.paper_id == paper.id,
            AemDifference.public_id == public_id,
            AemDifference.closed_on.is_(None),
        )
    )
    if found is None:
        raise NotFound
    return found


def by_employer(slots: Sequence[Slot]) -> list[list[Slot]]:
    return [list(own) for _employer, own in groupby(slots, lambda slot: slot.row.employer_id)]


def missing_counts(today: date, shown: PaperKind | None = None) -> dict[PaperKind, tuple[int, int]]:
    """How many are missing of each kind, and how many of them are late; of the kind shown even when none is."""
    counted = (
        with_names(select(Paper.kind, func.count(), func.count().filter(_is_late(today))))
        .join(Paper, Paper.engagement_id == Engagement.id)
        .outerjoin(PayPeriod, PayPeriod.id == Paper.pay_period_id)
        .where(*_missing(today, None))
        .group_by(Paper.kind)
    )
    found = {shown: (0, 0)} if shown else {}
    found |= {PaperKind(kind): (count, behind) for kind, count, behind in db().execute(counted)}
    first = (PaperKind.AEM, *(kind for kind in ORDER if kind != PaperKind.AEM))  # what the rights wait for
    return {kind: found[kind] for kind in first if kind in found}


def _missing(today: date, kind: PaperKind | None) -> list[ColumnElement[bool]]:
    own = [Paper.kind == kind] if kind else []
    return [alive(), Engagement.state.in_(SIGNED), is_missing(today), *own]


def _worst_first(today: date) -> list[Any]:
    """Late papers by the length of the delay, then the others by the day they are due; an employer keeps its own
    together, over all pages."""
    due = func.coalesce(Paper.expected_on, PayPeriod.end_on, Engagement.start_on)
    late = case((_is_late(today), due))
    worst = [func.min(of).over(partition_by=Contact.id).asc().nulls_last() for of in (late, due)]
    return [*worst, Contact.sort_key, Contact.id, late.asc().nulls_last(), due, Paper.id]


def _is_late(today: date) -> ColumnElement[bool]:
    return and_(Paper.state.in_((PaperState.TO_COME, PaperState.EXPECTED)), Paper.expected_on < today)


def _slots_of(engagement: Engagement, today: date) -> list[Slot]:
    rows = db().execute(_slots().where(Paper.engagement_id == engagement.id).order_by(Paper.id))
    return sorted(
        (_slot(row, today) for row in rows), key=lambda slot: ORDER.index(PaperKind(slot.paper.kind))
    )


@cache
def _slots() -> Select[*tuple[Any, ...]]:
    document = and_(Document.id == Paper.document_id, Document.deleted_at.is_(None))
    return (
        select(
            Paper,
            Engagement.public_id.label("engagement_id"),
            Engagement.contract_job,
            Engagement.regime,
            Engagement.start_on,
            Engagement.end_on,
            PayPeriod.start_on.label("period_start_on"),
            PayPeriod.end_on.label("period_end_on"),
            Contact.public_id.label("employer_id"),
            Contact.name.label("employer"),
            Contact.deleted_at.label("employer_deleted_at"),
            Contact.is_guso,
            Contact.payroll_email,
            Contact.payroll_contact,
            Contact.payroll_phone,
            Contact.employee_space_url,
            Production.title.label("production"),
            Production.label.label("label"),
            Production.hue.label("hue"),
            Document.public_id.label("document_id"),
            Document.file_name.label("file_name"),
            Document.media_type.label("media_type"),
            _of_reminders(func.count()).label("reminders"),
            _of_reminders(func.max(PaperReminder.reminded_on)).label("reminded_on"),
            _open_differences().label("differences"),
        )
        .join(Engagement, Engagement.id == Paper.engagement_id)
        .join(Contact, Contact.id == Engagement.employer_id)
        .outerjoin(Production, Production.id == Engagement.production_id)
        .outerjoin(PayPeriod, PayPeriod.id == Paper.pay_period_id)
        .outerjoin(Document, document)
    )


def _of_reminders(figure: Any) -> ScalarSelect[Any]:
    asked = select(figure).select_from(PaperReminder).where(PaperReminder.paper_id == Paper.id)
    return asked.correlate(Paper).scalar_subquery()


def _open_differences() -> ScalarSelect[Any]:
    opened = select(func.count()).select_from(AemDifference)
    opened = opened.where(AemDifference.paper_id == Paper.id, AemDifference.closed_on.is_(None))
    return opened.correlate(Paper).scalar_subquery()


def _slot(row: Row[Any], today: date) -> Slot:
    due_from = row.period_end_on or row.start_on
    return Slot(row, paper_on(row.Paper.state, due_from, row.Paper.expected_on, today))
