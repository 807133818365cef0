"""The hours noted for a production, with its days and its people."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Row, ScalarSelect, cast, func, select
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.domain.crewhours import Rule
from webapp.domain.periods import monday_of
from webapp.domain.rest import Presence
from webapp.productions.crew.models import Member
from webapp.productions.hours.models import HoursEntry, HoursRule, HoursWeek
from webapp.productions.models import Production
from webapp.productions.planning.models import Day

Entries = Sequence[Row[HoursEntry, Member, Contact]]


@dataclass(frozen=True)
class Version:
    """Of a week: attested, or opened again for a reason and to be attested."""

    number: int
    reason: str | None
    attested_by: str | None
    attested_job: str | None
    attested_on: date | None
    rule: Rule | None  # it was counted by


@dataclass(frozen=True)
class Show:
    """A production with what its hours are read by; `versions` are those of one week, the last one first.

    An attested week keeps the rule it was counted by.
    """

    production: Production
    rule: Rule
    days: Mapping[date, Sequence[Day]]
    versions: tuple[Version, ...]

    @property
    def attested(self) -> Version | None:
        """The version in force: while one is being corrected, nothing is."""
        return self.versions[0] if self.versions and self.versions[0].attested_on else None

    def nearest(self, day: date) -> date:
        """The Monday of this day while the production is at work, else of its first day or its last."""
        if self.days:
            day = min(max(day, min(self.days)), max(self.days))
        return monday_of(day)


def show_or_404(public_id: str, monday: date | None = None, *, near: date | None = None) -> Show:
    """In one statement: the production, its rule, its days, and the versions of a week.

    The week is told by its Monday, or is the one nearest to a day; without either, there are no versions.
    """
    rows = (
        db()
        .execute(
            select(Production, HoursRule, Day, _versions(_nearest(near) if near else monday))
            .outerjoin(HoursRule, HoursRule.production_id == Production.id)
            .outerjoin(Day, Day.production_id == Production.id)
            .where(Production.public_id == public_id, Production.deleted_at.is_(None))
            .order_by(Day.on, Day.unit)
        )
        .all()
    )
    if not rows:
        raise NotFound
    production, own, _day, said = rows[0]
    days: dict[date, list[Day]] = defaultdict(list)
    for _production, _own, day, _said in rows:
        if day is not None:
            days[day.on].append(day)
    versions = sorted((_version(one) for one in said or []), key=lambda one: -one.number)
    attested = versions[0] if versions and versions[0].attested_on else None
    rule = (attested.rule if attested else None) or (own.rule if own else Rule())
    return Show(production, rule, dict(days), tuple(versions))


def entries_between(production_id: UUID, start: date, end: date) -> Entries:
    """Rows (HoursEntry, Member, Contact), those of people since gone included."""
    return (
        db()
        .execute(
            select(HoursEntry, Member, Contact)
            .join(Member, Member.id == HoursEntry.member_id)
            .join(Contact, Contact.id == Member.contact_id)
            .where(Member.production_id == production_id, HoursEntry.on.between(start, end))
            .order_by(HoursEntry.on, Contact.sort_key)
        )
        .all()
    )


def entries_of(member_id: UUID) -> Sequence[HoursEntry]:
    return (
        db()
        .scalars(select(HoursEntry).where(HoursEntry.member_id == member_id).order_by(HoursEntry.on))
        .all()
    )


def person_or_404(production_id: UUID, public_id: str) -> Row[Member, Contact]:
    """Gone or not: their hours stay."""
    found = (
        db()
        .execute(
            select(Member, Contact)
            .join(Contact, Contact.id == Member.contact_id)
            .where(Member.production_id == production_id, Member.public_id == public_id)
        )
        .one_or_none()
    )
    if found is None:
        raise NotFound
    return found


def real_ends(production_id: UUID, on: date) -> dict[str, Presence]:
    """What was really worked that day, by the public id of each member; nothing for who is not noted yet."""
    return {
        member.public_id: entry.stint.presence
        for entry, member, _contact in entries_between(production_id, on, on)
        if entry.stint is not None
    }


def week_in_force(production_id: UUID, monday: date) -> HoursWeek | None:
    """Its last version, attested or being corrected."""
    return db().scalar(
        select(HoursWeek)
        .where(HoursWeek.production_id == production_id, HoursWeek.week_on == monday)
        .order_by(HoursWeek.version.desc())
        .limit(1)
    )


def version_or_404(production_id: UUID, monday: date, number: int) -> HoursWeek:
    """An attested one."""
    found = db().scalar(
        select(HoursWeek).where(
            HoursWeek.production_id == production_id,
            HoursWeek.week_on == monday,
            HoursWeek.version == number,
            HoursWeek.attested_on.is_not(None),
        )
    )
    if found is None:
        raise NotFound
    return found


def last_attester(production_id: UUID) -> tuple[str | None, str | None]:
    """Name and job of who attested last, to be proposed."""
    row = (
        db()
        .execute(
            select(HoursWeek.attested_by, HoursWeek.attested_job)
            .where(HoursWeek.production_id == production_id, HoursWeek.attested_on.is_not(None))
            .order_by(HoursWeek.week_on.desc(), HoursWeek.version.desc())
            .limit(1)
        )
        .one_or_none()
    )
    return (row[0], row[1]) if row else (None, None)


def _nearest(day: date) -> Any:
    """The same as `Show.nearest`: while there are no days, `least` and `greatest` keep to this one."""
    own = (
        select(
            cast(
                func.date_trunc("week", func.least(func.greatest(day, func.min(Day.on)), func.max(Day.on))),
                Date,
            )
        )
        .where(Day.production_id == Production.id)
        .correlate(Production)
    )
    return own.scalar_subquery()


def _versions(monday: Any) -> ScalarSelect[Any]:
    each = func.json_build_array(
        HoursWeek.version,
        HoursWeek.reason,
        HoursWeek.attested_by,
        HoursWeek.attested_job,
        HoursWeek.attested_on,
        HoursWeek.frozen["rule"],
    )
    return (
        select(func.json_agg(each))
        .where(HoursWeek.production_id == Production.id, HoursWeek.week_on == monday)
        .correlate(Production)
        .scalar_subquery()
    )


def _version(said: Sequence[Any]) -> Version:
    number, reason, name, job, on, rule = said
    attested_on = date.fromisoformat(on) if on else None
    return Version(number, reason, name, job, attested_on, Rule(**rule) if rule else None)
