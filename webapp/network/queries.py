"""What is read of the network: whose turn it is, who was seen of late, and how many hired one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Subquery,
    and_,
    exists,
    false,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.orm import aliased
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact, Kind, Tag, Tagging
from webapp.core.db import db
from webapp.core.fold import fold
from webapp.domain.network.birthdays import birthday_ends
from webapp.domain.network.touch import Proof
from webapp.domain.permissions import Permission
from webapp.engagements.models import Engagement
from webapp.engagements.queries import alive
from webapp.engagements.standing import SIGNED
from webapp.network.models import Direction, Exchange, ExchangeKind, Recommendation
from webapp.network.news import day_of, last_news
from webapp.network.ties.queries import name_of

PAGE = 20  # of the page Réseau, which has more to say than this list
DUE_SHOWN = 50
DUE_AT_HOME = 3
TAGS_SHOWN = 6

Company = aliased(Contact)


class Seen(StrEnum):
    """Which contacts of the page are asked for."""

    ALL = "all"
    HIRED = "hired"  # they gave one work
    COMPANIES = "companies"
    NEVER = "never"  # nothing was ever said


@dataclass(frozen=True)
class Which:
    seen: Seen = Seen.ALL
    tag: str = ""  # its public id; above the rest


def exchange_or_404(public_id: str, *, deleted: bool = False) -> Row[*tuple[Any, ...]]:
    """(Exchange, Contact) of somebody still in the address book."""
    found = (
        db()
        .execute(
            select(Exchange, Contact)
            .join(Contact, Contact.id == Exchange.contact_id)
            .where(Exchange.public_id == public_id, Contact.deleted_at.is_(None))
        )
        .one_or_none()
    )
    if found is None or (found[0].deleted_at is not None) != deleted:
        raise NotFound
    return found


def due(today: date, may: Collection[Permission], me: str = "", limit: int = DUE_SHOWN) -> Sequence[Row[Any]]:
    """Whose turn it is, birthdays first, then the latest first; `count` is how many there are.

    `me` is the name of who asks, who has a card in the address book too.
    """
    found = _Found(last_news(today, may))
    news, contact = found.news, found.contact
    rhythm = func.coalesce(contact.cadence_days, found.tag.c.days, 0)
    due_on = func.coalesce(news.c.on, day_of(contact.created_at)) + rhythm
    is_due = and_(rhythm > 0, due_on <= today, func.coalesce(contact.snoozed_until_on, today) <= today)
    wished = or_(*(contact.birthday.endswith(end) for end in birthday_ends(today)))
    spoken = and_(news.c.on == today, news.c.proof == Proof.EXCHANGE.value)
    is_wished = and_(func.coalesce(wished, false()), ~func.coalesce(spoken, false()))
    return (
        db()
        .execute(
            found.touch()
            .add_columns(func.count().over().label("count"))
            .where(or_(is_due, is_wished), name_of(contact) != fold(me))
            .order_by(is_wished.desc(), due_on, contact.sort_key, contact.id)
            .limit(limit)
        )
        .all()
    )


def touch_of(contact: Contact, today: date, may: Collection[Permission]) -> Row[Any]:
    """The same of one contact, whose turn it may not be."""
    return db().execute(_Found(last_news(today, may, contact.id)).touch()).one()


def seen_of_late(
    which: Which, page: int, today: date, may: Collection[Permission], me: str = ""
) -> Sequence[Row[Any]]:
    """One page of contacts but oneself, those one had news of last first; `count` is how many there are."""
    found = _Found(last_news(today, may), _is(which, may))
    news, contact = found.news, found.contact
    return (
        db()
        .execute(
            found.row(contact.public_id, contact.kind, contact.name, contact.job, contact.city, contact.phone)
            .add_columns(news.c.on.label("news_on"), func.count().over().label("count"))
            .where(name_of(contact) != fold(me))
            .order_by(news.c.on.desc().nulls_last(), news.c.proof, contact.sort_key, contact.id)
            .limit(PAGE)
            .offset((page - 1) * PAGE)
        )
        .all()
    )


class _Found:
    """The contact of each row of news, and the shortest rhythm of its tags.

    Each is looked up by its key from the row, whatever the database believes of how many there are: of thousands
    imported a minute ago it believes nothing yet.
    """

    def __init__(self, news: Subquery, *wanted: ColumnElement[bool]) -> None:
        self.news = news
        one = select(Contact).where(Contact.id == news.c.contact_id, Contact.deleted_at.is_(None), *wanted)
        self.contact = aliased(Contact, one.limit(1).lateral())
        self.tag = (
            select(Tag.cadence_days.label("days"), Tag.name)
            .join(Tagging, Tagging.tag_id == Tag.id)
            .where(Tagging.contact_id == news.c.contact_id, Tag.cadence_days.is_not(None))
            .order_by(Tag.cadence_days, Tag.folded)
            .limit(1)
            .lateral()
        )

    def row(self, *columns: Any) -> Select[Any]:
        """These columns, with the company of each person."""
        return (
            select(*columns, Company.name.label("company"))
            .select_from(self.news)
            .join(self.contact, true())
            .outerjoin(Company, Company.id == self.contact.company_id)
        )

    def touch(self) -> Select[Any]:
        """All that the domain asks to tell whose turn it is."""
        contact = self.contact
        return self.row(
            contact.public_id,
            contact.kind,
            contact.name,
            contact.job,
            contact.city,
            contact.phone,
            contact.birthday,
            contact.cadence_days,
            contact.snoozed_until_on,
            day_of(contact.created_at).label("added_on"),
            self.tag.c.days.label("tag_days"),
            self.tag.c.name.label("tag"),
            self.news.c.on.label("news_on"),
            self.news.c.proof,
        ).outerjoin(self.tag, true())


def _is(which: Which, may: Collection[Permission]) -> ColumnElement[bool]:
    if which.tag:
        return exists(
            select(Tagging.id)
            .join(Tag, Tag.id == Tagging.tag_id)
            .where(Tagging.contact_id == Contact.id, Tag.public_id == which.tag)
        )
    match which.seen:
        case Seen.HIRED:
            return _has_hired(may)
        case Seen.COMPANIES:
            return Contact.kind == Kind.COMPANY
        case Seen.NEVER:
            spoken = select(Exchange.id).where(
                Exchange.contact_id == Contact.id,
                Exchange.deleted_at.is_(None),
                Exchange.kind != ExchangeKind.NOTE,
            )
            return ~exists(spoken)
        case Seen.ALL:
            return Contact.deleted_at.is_(None)


def _has_hired(may: Collection[Permission]) -> ColumnElement[bool]:
    """The employers of one's signed jobs, and the people who called for them."""
    if Permission.ENGAGEMENTS_READ not in may:
        return false()
    signed = and_(alive(), Engagement.state.in_(SIGNED))
    callers = select(func.lower(Engagement.called_by)).where(signed, Engagement.called_by.is_not(None))
    return or_(
        Contact.id.in_(select(Engagement.employer_id).where(signed)),
        and_(Contact.kind == Kind.PERSON, func.lower(Contact.name).in_(callers)),
    )


def figures(may: Collection[Permission]) -> Row[*tuple[Any, ...]]:
    """How many hired one and how many one recommended, with the tags most used as a list of `id`, `name`."""
    hired = select(func.count(Contact.id)).where(Contact.deleted_at.is_(None), _has_hired(may))
    given = select(func.count(func.distinct(Recommendation.contact_id))).where(
        Recommendation.deleted_at.is_(None), Recommendation.direction == Direction.GIVEN
    )
    borne = (
        select(Tag.public_id, Tag.name, func.count(Tagging.id).label("borne"))
        .join(Tagging, Tagging.tag_id == Tag.id)
        .group_by(Tag.public_id, Tag.name)
        .order_by(func.count(Tagging.id).desc(), Tag.name)
        .limit(TAGS_SHOWN)
        .subquery()
    )
    tags = select(
        func.coalesce(
            func.jsonb_agg(func.jsonb_build_object("id", borne.c.public_id, "name", borne.c.name)),
            func.jsonb_build_array(),
        )
    )
    return (
        db()
        .execute(
            select(
                hired.scalar_subquery().label("hired"),
                given.scalar_subquery().label("recommended"),
                tags.scalar_subquery().label("tags"),
            )
        )
        .one()
    )
