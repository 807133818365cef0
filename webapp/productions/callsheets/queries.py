"""What is read of call sheets; a page asks once for a sheet, its versions and the days around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import aliased
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.domain.callsheets.sheet import Sheet
from webapp.places.models import Place
from webapp.productions.callsheets.models import CallSheet, Receipt, Version
from webapp.productions.crew.models import Member
from webapp.productions.models import Production
from webapp.productions.planning.models import Day, Strip
from webapp.productions.planning.models import Sequence as Scripted

Rows = Sequence[Row[*tuple[Any, ...]]]

Asked, Yesterday, Tomorrow = aliased(CallSheet), aliased(Day), aliased(Day)
First = aliased(Receipt)
SHOWN = 200


@dataclass(frozen=True)
class Beside:
    """A day next to this one: the sheet that was sent for it, else what the planning says."""

    sheet: Sheet | None = None
    day: Day | None = None


@dataclass(frozen=True)
class File:
    """A sheet, its production, its versions from the last to the first, and the days around it."""

    production: Production
    sheet: CallSheet
    versions: tuple[Version, ...]
    before: Beside
    after: Beside

    @property
    def last(self) -> Version:
        return self.versions[0]

    @property
    def sent(self) -> tuple[Version, ...]:
        return tuple(version for version in self.versions if version.sent_at)

    @property
    def current(self) -> Version | None:
        """The one that counts: the last sent."""
        return self.sent[0] if self.sent else None

    @property
    def replaced(self) -> Version | None:
        """What the last version, when it is not sent yet, is compared to."""
        return self.current if self.last.sent_at is None else None

    @property
    def draft(self) -> Version | None:
        return self.last if self.last.is_draft else None


def file_or_404(production: str, sheet: str) -> File:
    """In one statement, by the public ids of the address."""
    rows = (
        db()
        .execute(
            select(Production, Asked.id, CallSheet, Version, Yesterday, Tomorrow)
            .select_from(Asked)
            .join(Production, Production.id == Asked.production_id)
            .join(
                CallSheet,
                and_(
                    CallSheet.production_id == Asked.production_id,
                    CallSheet.unit == Asked.unit,
                    CallSheet.on.between(Asked.on - 1, Asked.on + 1),
                ),
            )
            .join(Version, Version.sheet_id == CallSheet.id)
            .outerjoin(Yesterday, _next_to(Yesterday, -1))
            .outerjoin(Tomorrow, _next_to(Tomorrow, 1))
            .where(
                Production.public_id == production,
                Production.deleted_at.is_(None),
                Asked.public_id == sheet,
            )
            .order_by(Version.number.desc())
        )
        .all()
    )
    if not rows:
        raise NotFound
    mine = [row for row in rows if row[2].id == row[1]]
    found: Production = mine[0][0]
    own: CallSheet = mine[0][2]
    return File(
        production=found,
        sheet=own,
        versions=tuple(row[3] for row in mine),
        before=Beside(_sent(rows, own.on, -1), rows[0][4]),
        after=Beside(_sent(rows, own.on, 1), rows[0][5]),
    )


def _next_to(day: Any, days: int) -> Any:
    return and_(day.production_id == Asked.production_id, day.unit == Asked.unit, day.on == Asked.on + days)


def _sent(rows: Any, on: date, days: int) -> Sheet | None:
    """The last version sent for a day next to this one."""
    sent = (row[3] for row in rows if (row[2].on - on).days == days and row[3].sent_at)
    version = next(sent, None)
    return version.sheet if version else None


def sheet_of_day(production_id: UUID, on: date, unit: int) -> tuple[CallSheet | None, Version | None]:
    """The sheet of a date and its last version."""
    row = (
        db()
        .execute(
            select(CallSheet, Version)
            .join(Version, Version.sheet_id == CallSheet.id)
            .where(CallSheet.production_id == production_id, CallSheet.on == on, CallSheet.unit == unit)
            .order_by(Version.number.desc())
            .limit(1)
        )
        .first()
    )
    return (row[0], row[1]) if row else (None, None)


def sheets_of(production_id: UUID) -> Rows:
    """Rows (public_id, on, unit, its last version's figures, asked, confirmed), the latest day first."""
    last = (
        select(Version)
        .ext(distinct_on(Version.sheet_id))
        .order_by(Version.sheet_id, Version.number.desc())
        .subquery()
    )
    latest = (
        select(Receipt.sheet_id, Receipt.confirmed_at)
        .ext(distinct_on(Receipt.sheet_id, Receipt.member_key))
        .order_by(Receipt.sheet_id, Receipt.member_key, Receipt.number.desc())
        .subquery()
    )
    counts = (
        select(
            latest.c.sheet_id,
            func.count().label("asked"),
            func.count(latest.c.confirmed_at).label("confirmed"),
        )
        .group_by(latest.c.sheet_id)
        .subquery()
    )
    return (
        db()
        .execute(
            select(
                CallSheet.public_id,
                CallSheet.on,
                CallSheet.unit,
                last.c.number,
                last.c.way,
                last.c.leaves_at,
                last.c.sent_at,
                last.c.content["number"].as_integer().label("rank"),
                last.c.content["call"].as_integer().label("call"),
                last.c.content["ready"].as_integer().label("ready"),
                last.c.content["end"].as_integer().label("end"),
                last.c.content["spots"][0]["place"].as_string().label("place"),
                func.coalesce(counts.c.asked, 0).label("asked"),
                func.coalesce(counts.c.confirmed, 0).label("confirmed"),
            )
            .join(last, last.c.sheet_id == CallSheet.id)
            .outerjoin(counts, counts.c.sheet_id == CallSheet.id)
            .where(CallSheet.production_id == production_id)
            .order_by(CallSheet.on.desc(), CallSheet.unit)
            .limit(SHOWN)
        )
        .all()
    )


def receipts_of(sheet_id: UUID) -> Sequence[tuple[Receipt, str | None]]:
    """Every receipt with the phone of who it asks, as the address book has it today; the last versions first."""
    rows = db().execute(
        select(Receipt, Contact.phone)
        .outerjoin(Member, Member.public_id == Receipt.member_key)
        .outerjoin(Contact, and_(Contact.id == Member.contact_id, Contact.deleted_at.is_(None)))
        .where(Receipt.sheet_id == sheet_id)
        .order_by(Receipt.number.desc(), Receipt.name)
    )
    return [(row[0], row[1]) for row in rows]


def latest_of(sheet_id: UUID) -> dict[str, Receipt]:
    """The receipt that counts for each person."""
    rows = db().scalars(
        select(Receipt).where(Receipt.sheet_id == sheet_id).order_by(Receipt.number, Receipt.name)
    )
    return {receipt.member_key: receipt for receipt in rows}


def receipt_or_404(sheet_id: UUID, public_id: str) -> Receipt:
    receipt = db().scalar(select(Receipt).where(Receipt.sheet_id == sheet_id, Receipt.public_id == public_id))
    if receipt is None:
        raise NotFound
    return receipt


def receipt_by_id(receipt_id: UUID) -> Receipt | None:
    return db().scalar(select(Receipt).where(Receipt.id == receipt_id))


def version_to_send(version_id: UUID) -> tuple[Version, CallSheet, Production] | None:
    """Held until the end of the transaction: it leaves once, or is stopped."""
    row = (
        db()
        .execute(
            select(Version, CallSheet, Production)
            .join(CallSheet, CallSheet.id == Version.sheet_id)
            .join(Production, Production.id == CallSheet.production_id)
            .where(Version.id == version_id)
            .with_for_update(of=Version)
            .execution_options(populate_existing=True)
        )
        .first()
    )
    return (row[0], row[1], row[2]) if row else None


def sent_versions(sheet_id: UUID) -> Sequence[Version]:
    """From the last to the first."""
    return (
        db()
        .scalars(
            select(Version)
            .where(Version.sheet_id == sheet_id, Version.sent_at.is_not(None))
            .order_by(Version.number.desc())
        )
        .all()
    )


def opened_by_person(receipt_id: UUID) -> Rows:
    """Rows (Receipt, Version, Production, CallSheet): what was asked of one person, and every version sent."""
    return (
        db()
        .execute(
            select(Receipt, Version, Production, CallSheet)
            .select_from(First)
            .join(Receipt, and_(Receipt.sheet_id == First.sheet_id, Receipt.member_key == First.member_key))
            .join(CallSheet, CallSheet.id == First.sheet_id)
            .join(Version, Version.sheet_id == First.sheet_id)
            .join(Production, Production.id == CallSheet.production_id)
            .where(First.id == receipt_id, Version.sent_at.is_not(None), Production.deleted_at.is_(None))
            .order_by(Receipt.number.desc(), Version.number.desc())
        )
        .all()
    )


def opened_by_group(sheet_id: UUID) -> tuple[Version, CallSheet] | None:
    """The version that counts."""
    row = (
        db()
        .execute(
            select(Version, CallSheet)
            .join(CallSheet, CallSheet.id == Version.sheet_id)
            .join(Production, Production.id == CallSheet.production_id)
            .where(CallSheet.id == sheet_id, Version.sent_at.is_not(None), Production.deleted_at.is_(None))
            .order_by(Version.number.desc())
            .limit(1)
        )
        .first()
    )
    return (row[0], row[1]) if row else None


def strips_of(day_id: UUID) -> Rows:
    """Rows (Strip, its Sequence, the place of the sequence) of one day, in their order."""
    return (
        db()
        .execute(
            select(Strip, Scripted, Place)
            .outerjoin(Scripted, Scripted.id == Strip.sequence_id)
            .outerjoin(Place, Place.id == Scripted.place_id)
            .where(Strip.day_id == day_id)
            .order_by(Strip.position, Strip.id)
        )
        .all()
    )
