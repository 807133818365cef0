"""What is read to write a situation: those already written, and what the rooms keep to count from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, cast, column, exists, false, func, literal, or_, select
from sqlalchemy.dialects.postgresql import JSONB, JSONPATH, distinct_on
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact
from webapp.core import clock
from webapp.core.db import db
from webapp.domain.situations import DayKept, Kept, SheetSent
from webapp.engagements.models import Engagement, State
from webapp.productions.callsheets.models import CallSheet, Receipt, Version
from webapp.productions.crew.models import ContractStatus, Department, Member
from webapp.productions.models import Production
from webapp.productions.planning.models import Day, DayKind, PlanVersion, Service
from webapp.productions.shared import gathered
from webapp.sharing.models import Situation

PAGE = 20
SHOWS = f'$.services[*] ? (@.kind == "{DayKind.SHOW}")'
DIRECTS = "%direct%production%"  # directrice de production, direction de production


@dataclass(frozen=True)
class Someone:
    """Whose name may stand under a situation."""

    name: str
    job: str | None


@dataclass(frozen=True)
class Told:
    """A production, what is kept of it, and the function of whoever works there."""

    production: Production
    kept: Kept
    own_job: str | None


def told_or_404(production: str) -> Told:
    """In one statement, by the public id of the address."""
    row = (
        db()
        .execute(
            select(
                Production,
                gathered(_days()).label("days"),
                gathered(_plan()).label("plan"),
                gathered(_contracts()).label("contracts"),
                gathered(_sheets()).label("sheets"),
                gathered(_receipts()).label("receipts"),
                _own_job().label("own_job"),
            ).where(Production.public_id == production, Production.deleted_at.is_(None))
        )
        .one_or_none()
    )
    if row is None:
        raise NotFound
    return Told(row.Production, _kept(row), row.own_job)


def situations_of(production_id: UUID, page: int) -> tuple[Sequence[Situation], int]:
    """One page of those written, the last one first, and how many there are."""
    rows = (
        db()
        .execute(
            select(Situation, func.count().over())
            .where(Situation.production_id == production_id)
            .order_by(Situation.at.desc(), Situation.id.desc())
            .limit(PAGE)
            .offset((page - 1) * PAGE)
        )
        .all()
    )
    return [row[0] for row in rows], rows[0][1] if rows else 0


def last_situation(production_id: UUID) -> Situation | None:
    """The one that links show."""
    return db().scalar(
        select(Situation)
        .where(Situation.production_id == production_id)
        .order_by(Situation.at.desc(), Situation.id.desc())
        .limit(1)
    )


def situation_or_404(production_id: UUID, public_id: str) -> Situation:
    mine = (Situation.production_id == production_id, Situation.public_id == public_id)
    situation = db().scalar(select(Situation).where(*mine))
    if situation is None:
        raise NotFound
    return situation


def who_may_validate(production_id: UUID, company_id: UUID | None) -> list[Someone]:
    """Who validated before, then the direction de production of the crew, then that of the company."""
    before = select(
        Situation.validated_by.label("name"),
        Situation.validated_job.label("job"),
        literal(0).label("origin"),
        func.row_number().over(order_by=Situation.validated_at.desc()).label("place"),
    ).where(Situation.production_id == production_id, Situation.validated_by.is_not(None))
    said = func.coalesce(Member.credit_job, Member.contract_job)
    crew = (
        select(Contact.name, said.label("job"), literal(1).label("origin"), Member.position.label("place"))
        .join(Contact, Contact.id == Member.contact_id)
        .where(
            Member.production_id == production_id,
            Member.deleted_at.is_(None),
            Member.department == Department.PRODUCTION,
            or_(Member.contract_job.ilike(DIRECTS), Member.credit_job.ilike(DIRECTS)),
        )
    )
    at_the_company = Contact.company_id == company_id if company_id else false()
    house = select(
        Contact.name, Contact.job.label("job"), literal(2).label("origin"), literal(0).label("place")
    ).where(at_the_company, Contact.deleted_at.is_(None), Contact.job.ilike(DIRECTS))
    every = before.union_all(crew, house).subquery()
    in_order = (every.c.origin, every.c.place, every.c.name)
    rows = db().execute(select(every.c.name, every.c.job).order_by(*in_order).limit(PAGE))
    return [Someone(name, job) for name, job in dict.fromkeys(tuple(row) for row in rows)]


def _kept(row: Any) -> Kept:
    days = tuple(
        DayKept(date.fromisoformat(one["on"]), one["unit"], one["kind"] == DayKind.SHOOT, one["shows"])
        for one in row.days
    )
    return Kept(
        today=clock.today(),
        is_live=row.Production.is_live,
        days=days,
        version=_version(row.plan, row.days),
        signed=sum(one["number"] for one in row.contracts if one["status"] == ContractStatus.SIGNED),
        contracts=sum(one["number"] for one in row.contracts),
        sheets=tuple(
            SheetSent(date.fromisoformat(one["on"]), one["unit"], one["number"], _day(one["sent_at"]))
            for one in row.sheets
        ),
        confirmed=row.receipts[0]["confirmed"] if row.receipts else 0,
        asked=row.receipts[0]["asked"] if row.receipts else 0,
    )


def _version(plan: list[dict[str, Any]], days: list[dict[str, Any]]) -> int | None:
    """The version that published these very days; None when the planning has moved since, or came as a PDF."""
    published = {_counted(one) for one in plan} - {None}
    return plan[0]["number"] if published and published == {_counted(one) for one in days} - {None} else None


def _counted(day: dict[str, Any]) -> tuple[Any, ...] | None:
    """What of a day is counted; None when it counts for nothing."""
    is_shoot = day["kind"] == DayKind.SHOOT
    return (day["on"], day["unit"], is_shoot, day["shows"]) if is_shoot or day["shows"] else None


def _day(instant: str) -> date:
    return datetime.fromisoformat(instant).astimezone(clock.PARIS).date()


def _days() -> Select[*tuple[Any, ...]]:
    played = (
        select(func.count())
        .where(Service.day_id == Day.id, Service.kind == DayKind.SHOW)
        .correlate(Day)
        .scalar_subquery()
    )
    return (
        select(Day.on.label("on"), Day.unit, Day.kind, _shows(Day.kind, played).label("shows"))
        .where(Day.production_id == Production.id)
        .order_by(Day.on, Day.unit)
        .correlate(Production)
    )


def _plan() -> Select[*tuple[Any, ...]]:
    """The days of the last version, when it was published here."""
    last = (
        select(func.max(PlanVersion.number))
        .where(PlanVersion.production_id == Production.id)
        .correlate(Production)
        .scalar_subquery()
    )
    days = func.jsonb_array_elements(PlanVersion.snapshot["days"])
    day = days.table_valued(column("value", JSONB), joins_implicitly=True).c.value
    played = func.jsonb_array_length(func.jsonb_path_query_array(day, cast(SHOWS, JSONPATH)))
    return (
        select(
            PlanVersion.number,
            day["on"].as_string().label("on"),
            func.coalesce(day["unit"].as_integer(), 1).label("unit"),
            day["kind"].as_string().label("kind"),
            _shows(day["kind"].as_string(), played).label("shows"),
        )
        .where(PlanVersion.production_id == Production.id, PlanVersion.number == last)
        .correlate(Production)
    )


def _shows(kind: Any, services: Any) -> Any:
    """The services played that day; a day of show without any is one."""
    return func.coalesce(func.nullif(services, 0), case((kind == DayKind.SHOW, 1), else_=0))


def _contracts() -> Select[*tuple[Any, ...]]:
    """Whoever invoices, or is a volunteer, has no contract to sign."""
    return (
        select(Member.contract_status.label("status"), func.count().label("number"))
        .where(
            Member.production_id == Production.id,
            Member.deleted_at.is_(None),
            Member.contract_status != ContractStatus.NONE,
        )
        .group_by(Member.contract_status)
        .correlate(Production)
    )


def _sheets() -> Select[*tuple[Any, ...]]:
    """Each sheet that was sent, as its last version sent says it."""
    return (
        select(
            CallSheet.on.label("on"),
            CallSheet.unit,
            Version.content["number"].as_integer().label("number"),
            Version.sent_at,
        )
        .ext(distinct_on(CallSheet.id))
        .join(Version, Version.sheet_id == CallSheet.id)
        .where(CallSheet.production_id == Production.id, Version.sent_at.is_not(None))
        .order_by(CallSheet.id, Version.number.desc())
        .correlate(Production)
    )


def _receipts() -> Select[*tuple[Any, ...]]:
    """Who was asked about the last sheet sent, and who said « Bien reçu », as the list of sheets counts them."""
    last = (
        select(CallSheet.id)
        .where(
            CallSheet.production_id == Production.id,
            exists().where(Version.sheet_id == CallSheet.id, Version.sent_at.is_not(None)),
        )
        .order_by(CallSheet.on.desc(), CallSheet.unit)
        .limit(1)
        .correlate(Production)
        .scalar_subquery()
    )
    latest = (
        select(Receipt.confirmed_at)
        .ext(distinct_on(Receipt.member_key))
        .where(Receipt.sheet_id == last)
        .order_by(Receipt.member_key, Receipt.number.desc())
        .subquery()
    )
    return select(func.count().label("asked"), func.count(latest.c.confirmed_at).label("confirmed"))


def _own_job() -> Any:
    """What the person does there, by the engagement that ends last."""
    return (
        select(func.coalesce(Engagement.actual_job, Engagement.contract_job))
        .where(
            Engagement.production_id == Production.id,
            Engagement.deleted_at.is_(None),
            Engagement.state.in_((State.CONFIRMED, State.DONE)),
        )
        .order_by(Engagement.end_on.desc())
        .limit(1)
        .correlate(Production)
        .scalar_subquery()
    )
