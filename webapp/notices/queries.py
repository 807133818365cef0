"""Who is to be told, and what there is to tell."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, exists, select

from webapp.accounts.models import Account
from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.domain.notices import Notice
from webapp.domain.permissions import Role
from webapp.engagements.models import Engagement, State
from webapp.engagements.queries import alive
from webapp.engagements.standing import SIGNED
from webapp.notices.models import NoticeSilence, SentNotice
from webapp.places.models import Place
from webapp.productions.models import Production
from webapp.productions.planning.models import Day, DayKind
from webapp.workspaces.models import Membership


def people_to_tell(
    workspace_id: UUID, notice: Notice, key: str, *, but: UUID | None = None
) -> Sequence[Account]:
    """Those who work here, whose address is theirs, who want this mail and have not had it."""
    silent = select(NoticeSilence.id).where(
        NoticeSilence.account_id == Account.id, NoticeSilence.notice == notice
    )
    told = select(SentNotice.id).where(
        SentNotice.account_id == Account.id, SentNotice.notice == notice, SentNotice.key == key
    )
    wanted = (
        select(Account)
        .join(Membership, Membership.account_id == Account.id)
        .where(
            Membership.workspace_id == workspace_id,
            Membership.role != Role.VIEWER,
            Account.confirmed_at.is_not(None),
            ~exists(silent),
            ~exists(told),
        )
        .order_by(Account.id)
    )
    return db().scalars(wanted if but is None else wanted.where(Account.id != but)).all()


def silences_of(account_id: UUID) -> Sequence[NoticeSilence]:
    return db().scalars(select(NoticeSilence).where(NoticeSilence.account_id == account_id)).all()


def days_on(day: date) -> Sequence[Row[Day, Production, Place | None]]:
    """What productions do that day, days off left out, in the order of the calls."""
    return (
        db()
        .execute(
            select(Day, Production, Place)
            .join(Production, Production.id == Day.production_id)
            .outerjoin(Place, Place.id == Day.place_id)
            .where(
                Day.on == day,
                Day.kind != DayKind.REST,
                Production.deleted_at.is_(None),
                Production.archived_at.is_(None),
            )
            .order_by(Day.call_minute.nulls_last(), Day.id)
        )
        .all()
    )


def jobs_on(day: date) -> Sequence[Row[*tuple[Any, ...]]]:
    """My signed jobs of that day, with the names they go by."""
    return (
        db()
        .execute(
            select(
                Engagement.contract_job,
                Engagement.daily_start_minute,
                Engagement.daily_end_minute,
                Engagement.place,
                Engagement.production_id,
                Contact.name.label("employer"),
                Production.title.label("production"),
            )
            .join(Contact, Contact.id == Engagement.employer_id)
            .outerjoin(Production, Production.id == Engagement.production_id)
            .where(
                alive(), Engagement.state.in_(SIGNED), Engagement.start_on <= day, Engagement.end_on >= day
            )
            .order_by(Engagement.daily_start_minute.nulls_last(), Engagement.id)
        )
        .all()
    )


def options_until(first: date, last: date) -> Sequence[Row[*tuple[Any, ...]]]:
    return (
        db()
        .execute(
            select(
                Engagement.public_id,
                Engagement.option_until_on,
                Engagement.start_on,
                Engagement.end_on,
                Contact.name.label("employer"),
                Production.title.label("production"),
            )
            .join(Contact, Contact.id == Engagement.employer_id)
            .outerjoin(Production, Production.id == Engagement.production_id)
            .where(
                alive(),
                Engagement.state == State.OPTION,
                Engagement.option_until_on.between(first, last),
            )
            .order_by(Engagement.option_until_on, Engagement.id)
        )
        .all()
    )


def place_name(place_id: UUID) -> str | None:
    return db().scalar(select(Place.name).where(Place.id == place_id))


def day_told(day_id: UUID) -> Row[Day, Production, Place | None] | None:
    """Nothing of a production that was deleted or put away since."""
    return (
        db()
        .execute(
            select(Day, Production, Place)
            .join(Production, Production.id == Day.production_id)
            .outerjoin(Place, Place.id == Day.place_id)
            .where(Day.id == day_id, Production.deleted_at.is_(None), Production.archived_at.is_(None))
        )
        .one_or_none()
    )
