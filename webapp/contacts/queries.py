"""What is read of the address book; deleted contacts are left out unless said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    ScalarSelect,
    Select,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import aliased
from werkzeug.exceptions import NotFound

from webapp.contacts.details import WayDetails
from webapp.contacts.models import Contact, Kind, Photo, Role, SavedList, Tag, Tagging, Way, WayKind
from webapp.core.db import db
from webapp.core.fold import fold, folded
from webapp.core.phones import as_dialled

Rows = Sequence[Row[*tuple[Any, ...]]]

PAGE = 50
SUGGESTED = 12

MOST_TAGS = 100
MOST_CITIES = 100
MOST_LISTS = 30
PHONES = 3  # their place among the words a contact is also found by
# A number as one types it: from 0 or a country, or long enough to be nothing else.
NUMBER = re.compile(r"(?:\+|\b0)[0-9][0-9 .()/-]{2,}[0-9]|\b[0-9][0-9 .]{7,}[0-9]\b")

Company = aliased(Contact)
Introducer = aliased(Contact)


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; an empty one is everybody."""

    words: str = ""
    kind: Kind | None = None
    tag: str = ""  # its public id
    city: str = ""

    @property
    def are_set(self) -> bool:
        return bool(self.words or self.kind or self.tag or self.city)

    @property
    def asked(self) -> dict[str, Any]:
        """As an address asks for them."""
        values = {"q": self.words, "kind": self.kind or "", "tag": self.tag, "city": self.city}
        return {name: value for name, value in values.items() if value}


@dataclass(frozen=True)
class Named:
    """Another contact, told in one line of a page."""

    public_id: str
    name: str
    is_deleted: bool


@dataclass(frozen=True)
class Card:
    """A contact with all that stands in other tables, read at once."""

    contact: Contact
    company: Named | None
    introducer: Named | None
    ways: tuple[WayDetails, ...]
    tags: tuple[tuple[str, str], ...]  # (public id, name)
    photo: str | None  # the mark of its picture


@dataclass(frozen=True)
class Choices:
    """What the list can be narrowed to."""

    tags: list[tuple[str, str, int]]  # public id, name, how many have it
    cities: list[str]
    lists: list[tuple[str, str, dict[str, str]]]  # public id, name, what their address asks for


def contact_or_404(public_id: str, *, deleted: bool = False) -> Contact:
    contact = db().scalar(select(Contact).where(Contact.public_id == public_id))
    if contact is None or contact.merged_into_id or (contact.deleted_at is not None) != deleted:
        raise NotFound
    return contact


def card_or_404(public_id: str) -> Card:
    """Deleted ones too when they were merged: the page then leads to the one that was kept."""
    found = db().execute(_cards().where(Contact.public_id == public_id)).one_or_none()
    if found is None or (found.Contact.deleted_at and not found.Contact.merged_into_id):
        raise NotFound
    return _card(found)


def cards_of(*conditions: ColumnElement[bool]) -> list[Card]:
    """In the order of the list."""
    rows = db().execute(_cards().where(*conditions).order_by(Contact.sort_key, Contact.id))
    return [_card(row) for row in rows]


def photo_or_404(public_id: str) -> Photo:
    photo = db().scalar(
        select(Photo)
        .join(Contact, Contact.id == Photo.contact_id)
        .where(Contact.public_id == public_id, Contact.deleted_at.is_(None))
    )
    if photo is None:
        raise NotFound
    return photo


def contact_by_id(contact_id: UUID | None) -> Contact | None:
    """A contact of the workspace, deleted or not: a past employer is still named."""
    if contact_id is None:
        return None
    return db().scalar(select(Contact).where(Contact.id == contact_id))


def companies() -> Rows:
    """Rows (public_id, id, name, city, siret) for choice lists, by name."""
    columns = (Contact.public_id, Contact.id, Contact.name, Contact.city, Contact.siret)
    return (
        db()
        .execute(
            select(*columns)
            .where(Contact.kind == Kind.COMPANY, Contact.deleted_at.is_(None))
            .order_by(Contact.sort_key)
        )
        .all()
    )


def contacts_found(filters: Filters, page: int) -> Rows:
    """One page of the list, by name, with the company of each person."""
    return (
        db()
        .execute(
            select(
                Contact.public_id,
                Contact.kind,
                Contact.name,
                Contact.job,
                Contact.city,
                Contact.phone,
                _of_company(Company.name).label("company"),
            )
            .where(*matching(filters))
            .order_by(Contact.sort_key, Contact.id)
            .limit(PAGE)
            .offset((page - 1) * PAGE)
        )
        .all()
    )


def count_of_kinds(filters: Filters) -> dict[Kind, int]:
    """How many companies and people are found, whichever kind is shown."""
    both = Filters(filters.words, None, filters.tag, filters.city)
    counted = db().execute(select(Contact.kind, func.count()).where(*matching(both)).group_by(Contact.kind))
    found = {Kind(kind): count for kind, count in counted.all()}
    return {kind: found.get(kind, 0) for kind in Kind}


def matching(filters: Filters) -> list[ColumnElement[bool]]:
    """A person is found by the name of the company too.

    Other tables are asked by themselves rather than joined: the database may not know yet, just after an import,
    that there are thousands of rows, and would join them one by one.
    """
    wanted = [Contact.deleted_at.is_(None), *(_holds(word) for word in searched(filters.words))]
    if filters.kind:
        wanted.append(Contact.kind == filters.kind)
    if filters.tag:
        tagged = select(Tagging.contact_id).join(Tag, Tag.id == Tagging.tag_id)
        wanted.append(Contact.id.in_(tagged.where(Tag.public_id == filters.tag)))
    if filters.city:
        wanted.append(folded(Contact.city) == fold(filters.city))
    return wanted


def searched(words: str) -> list[str]:
    """Folded, a number in one piece however it was typed: `06.39 98`, `+33 (0)6 39 98`, `0033 6 39 98`."""
    text = words.replace("\u00a0", " ").replace("\u202f", " ").replace("(0)", "")
    numbers = ["".join(c for c in found if c.isdigit()).removeprefix("00") for found in NUMBER.findall(text)]
    return [*fold(NUMBER.sub(" ", text)).split(), *numbers]


def choices() -> Choices:
    """In one trip; the busiest first where there are too many."""
    tags, cities, lists = db().execute(select(_tags_used(), _cities_used(), _lists_kept())).one()
    return Choices(
        [(public_id, name, count) for public_id, name, count in tags or ()],
        sorted(cities or (), key=fold),
        [
            (public_id, name, {key: value for key, value in asked.items() if value})
            for public_id, name, asked in lists or ()
        ],
    )


def tag_names() -> list[str]:
    """The busiest first."""
    held = func.count(Tagging.contact_id)
    return list(
        db().scalars(
            select(Tag.name)
            .outerjoin(Tagging, Tagging.tag_id == Tag.id)
            .group_by(Tag.name, Tag.folded)
            .order_by(held.desc(), Tag.folded)
            .limit(MOST_TAGS)
        )
    )


def people_of(company: Contact) -> Rows:
    """Who works there, as one has noted it, and who did: `is_there` says who does, `roles` what each did."""
    here = Contact.company_id == company.id
    each = func.json_build_array(Role.job, Role.show, Role.start_on, Role.end_on)
    mine = (Role.contact_id == Contact.id, Role.company_id == company.id)
    roles = select(func.json_agg(aggregate_order_by(each, Role.start_on.desc().nulls_last(), Role.id)))
    had = select(Role.contact_id).where(Role.company_id == company.id)
    return (
        db()
        .execute(
            select(
                Contact.public_id,
                Contact.name,
                Contact.job,
                Contact.phone,
                here.is_(True).label("is_there"),
                roles.where(*mine).correlate(Contact).scalar_subquery().label("roles"),
            )
            .where(or_(here, Contact.id.in_(had)), Contact.deleted_at.is_(None))
            .order_by(Contact.sort_key, Contact.id)
            .limit(PAGE)
        )
        .all()
    )


def introduced_by(contact: Contact) -> Rows:
    """Whom they made one meet."""
    columns = (Contact.public_id, Contact.name, Contact.kind, Contact.job)
    return (
        db()
        .execute(
            select(*columns)
            .where(Contact.introduced_by_id == contact.id, Contact.deleted_at.is_(None))
            .order_by(Contact.sort_key, Contact.id)
            .limit(PAGE)
        )
        .all()
    )


def contacts_called(said: str) -> Sequence[Contact]:
    """Those of this name; after a comma, what tells two of them apart: `Inès Kadri, Brique Rouge`."""
    name, _comma, more = said.partition(",")
    rows = db().execute(
        select(Contact, Company.name.label("company"))
        .outerjoin(Company, Company.id == Contact.company_id)
        .where(Contact.deleted_at.is_(None), or_(_named(name), _named(said)))
        .order_by(Contact.sort_key, Contact.id)
        .limit(PAGE)
    )
    found = [(contact, fold(contact.job, contact.city, company)) for contact, company in rows]
    whole = [contact for contact, _told in found if fold(contact.name) == fold(said)]
    return whole or [
        contact
        for contact, told in found
        if fold(contact.name) == fold(name) and all(word in told for word in fold(more).split())
    ]


def people_at(company_id: UUID) -> Sequence[Contact]:
    return db().scalars(select(Contact).where(Contact.company_id == company_id)).all()


def words_beside(ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """What each of these contacts is also found by: company, tags, other numbers and mails; links, the longest, last."""
    way = case((Way.kind == WayKind.PHONE, PHONES), (Way.kind == WayKind.EMAIL, 4), else_=5)
    asked = union_all(
        select(Contact.id.label("id"), Company.name.label("said"), literal(1).label("rank"))
        .join(Company, Company.id == Contact.company_id)
        .where(Contact.id.in_(ids)),
        select(Tagging.contact_id, Tag.name, literal(2))
        .join(Tag, Tag.id == Tagging.tag_id)
        .where(Tagging.contact_id.in_(ids)),
        select(Way.contact_id, Way.value, way).where(Way.contact_id.in_(ids)),
    ).subquery()
    found: dict[UUID, list[str]] = {}
    for row in db().execute(select(asked).order_by(asked.c.rank, asked.c.said)):
        found.setdefault(row.id, []).extend((row.said, as_dialled(row.said) if row.rank == PHONES else ""))
    return found


def names_like(words: str, kind: Kind | None) -> Sequence[str]:
    """A few names to suggest while one types."""
    query = select(Contact.name).where(Contact.deleted_at.is_(None), *_each_word(words, Contact.folded))
    if kind:
        query = query.where(Contact.kind == kind)
    return db().scalars(query.order_by(Contact.sort_key).limit(SUGGESTED)).all()


def same_as(kind: Kind, name: str, siret: str | None) -> Sequence[Contact]:
    """Contacts that may be this very one: the same SIRET, or the same name once folded."""
    named = _named(name)
    alike = or_(Contact.siret == siret, named) if siret else named
    found = db().scalars(
        select(Contact).where(Contact.kind == kind, Contact.deleted_at.is_(None), alike).limit(PAGE)
    )
    wanted = fold(name)
    return [c for c in found if (siret and c.siret == siret) or fold(c.name) == wanted]


def people_alike(name: str, phone: str | None, email: str | None) -> Sequence[Contact]:
    """People who may be this very one: the same name once folded, the same number or the same mail."""
    alike = [_named(name)]
    if phone:
        alike.append(Contact.phone == phone)
    if email:
        alike.append(func.lower(Contact.email) == email.lower())
    found = db().scalars(
        select(Contact)
        .where(Contact.kind == Kind.PERSON, Contact.deleted_at.is_(None), or_(*alike))
        .order_by(Contact.sort_key)
        .limit(PAGE)
    )
    return [one for one in found if is_alike(one, name, phone, email)]


def is_alike(contact: Contact, name: str, phone: str | None, email: str | None) -> bool:
    return (
        fold(contact.name) == fold(name)
        or (phone is not None and contact.phone == phone)
        or (email is not None and (contact.email or "").lower() == email.lower())
    )


def every_person() -> Sequence[Contact]:
    return (
        db()
        .scalars(
            select(Contact)
            .where(Contact.kind == Kind.PERSON, Contact.deleted_at.is_(None))
            .order_by(Contact.id)
        )
        .all()
    )


def people_found(words: str) -> Sequence[Contact]:
    """A few people whose name, job, town or number holds every word."""
    return (
        db()
        .scalars(
            select(Contact)
            .where(
                Contact.kind == Kind.PERSON, Contact.deleted_at.is_(None), *_each_word(words, Contact.folded)
            )
            .order_by(Contact.sort_key, Contact.id)
            .limit(SUGGESTED)
        )
        .all()
    )


def every_company() -> Sequence[Contact]:
    return (
        db()
        .scalars(
            select(Contact)
            .where(Contact.kind == Kind.COMPANY, Contact.deleted_at.is_(None))
            .order_by(Contact.id)
        )
        .all()
    )


def _named(name: str) -> ColumnElement[bool]:
    """The folded words of a row begin with its name; the rest is compared by the caller."""
    folded = fold(name)
    if not folded:
        return Contact.name == name
    return or_(Contact.folded == folded, Contact.folded.startswith(f"{folded} ", autoescape=True))


def _holds(word: str) -> ColumnElement[bool]:
    """In the contact, its company, its tags or its other ways."""
    tagged = select(Tagging.contact_id).join(Tag, Tag.id == Tagging.tag_id)
    dialled = f"+33{word[1:]}" if word.isdigit() and word.startswith("0") else word
    other = func.lower(Way.value).contains(dialled, autoescape=True)
    return or_(
        Contact.folded.contains(word, autoescape=True),
        Contact.company_id.in_(select(Company.id).where(Company.folded.contains(word, autoescape=True))),
        Contact.id.in_(tagged.where(Tag.folded.contains(word, autoescape=True))),
        Contact.id.in_(select(Way.contact_id).where(other)),
    )


def _of_company(what: Any) -> ScalarSelect[Any]:
    return select(what).where(Company.id == Contact.company_id).correlate(Contact).scalar_subquery()


def _cards() -> Select[*tuple[Any, ...]]:
    introducer = select(_named_of(Introducer)).where(Introducer.id == Contact.introduced_by_id)
    photo = select(func.left(Photo.sha256, 12)).where(Photo.contact_id == Contact.id)
    return select(
        Contact,
        _of_company(_named_of(Company)).label("company"),
        introducer.correlate(Contact).scalar_subquery().label("introducer"),
        _ways().label("ways"),
        _tags().label("tags"),
        photo.correlate(Contact).scalar_subquery().label("photo"),
    )


def _named_of(model: Any) -> ColumnElement[Any]:
    return func.json_build_array(model.public_id, model.name, model.deleted_at.is_not(None))


def _card(row: Row[Any]) -> Card:
    return Card(
        row.Contact,
        Named(*row.company) if row.company else None,
        Named(*row.introducer) if row.introducer else None,
        tuple(WayDetails(WayKind(kind), value, label) for kind, value, label in row.ways or ()),
        tuple((public_id, name) for public_id, name in row.tags or ()),
        row.photo,
    )


def _ways() -> ScalarSelect[Any]:
    each = func.json_build_array(Way.kind, Way.value, Way.label)
    return (
        select(func.json_agg(aggregate_order_by(each, Way.position, Way.id)))
        .where(Way.contact_id == Contact.id)
        .correlate(Contact)
        .scalar_subquery()
    )


def _tags() -> ScalarSelect[Any]:
    return (
        select(func.json_agg(aggregate_order_by(func.json_build_array(Tag.public_id, Tag.name), Tag.folded)))
        .join(Tagging, Tagging.tag_id == Tag.id)
        .where(Tagging.contact_id == Contact.id)
        .correlate(Contact)
        .scalar_subquery()
    )


def _tags_used() -> ScalarSelect[Any]:
    """Each with how many have it."""
    held = func.count(Contact.id)
    used = (
        select(Tag.public_id, Tag.name, Tag.folded, held.label("count"))
        .outerjoin(Tagging, Tagging.tag_id == Tag.id)
        .outerjoin(Contact, and_(Contact.id == Tagging.contact_id, Contact.deleted_at.is_(None)))
        .group_by(Tag.public_id, Tag.name, Tag.folded)
        .order_by(held.desc(), Tag.folded)
        .limit(MOST_TAGS)
        .subquery()
    )
    each = func.json_build_array(used.c.public_id, used.c.name, used.c["count"])
    return select(
        func.json_agg(aggregate_order_by(each, used.c["count"].desc(), used.c.folded))
    ).scalar_subquery()


def _cities_used() -> ScalarSelect[Any]:
    used = (
        select(Contact.city)
        .where(Contact.city.is_not(None), Contact.deleted_at.is_(None))
        .group_by(Contact.city)
        .order_by(func.count().desc(), Contact.city)
        .limit(MOST_CITIES)
        .subquery()
    )
    return select(func.json_agg(used.c.city)).scalar_subquery()


def _lists_kept() -> ScalarSelect[Any]:
    asked = func.json_build_object(
        "q", SavedList.words, "kind", SavedList.kind, "tag", Tag.public_id, "city", SavedList.city
    )
    kept = (
        select(SavedList.public_id, SavedList.name, SavedList.created_at, asked.label("asked"))
        .outerjoin(Tag, Tag.id == SavedList.tag_id)
        .order_by(SavedList.created_at)
        .limit(MOST_LISTS)
        .subquery()
    )
    each = func.json_build_array(kept.c.public_id, kept.c.name, kept.c.asked)
    return select(func.json_agg(aggregate_order_by(each, kept.c.created_at))).scalar_subquery()


def _each_word(words: str, column: Any) -> list[ColumnElement[bool]]:
    return [column.contains(word, autoescape=True) for word in fold(words).split()]
