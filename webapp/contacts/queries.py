"""What is read of the address book; deleted contacts are left out unless said."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact, Kind, Tag, Tagging, Way
from webapp.core.db import db
from webapp.core.fold import fold
from webapp.core.phones import as_dialled

Rows = Sequence[Row[*tuple[Any, ...]]]

PAGE = 50
SUGGESTED = 12

Company = aliased(Contact)


def contact_or_404(public_id: str, *, deleted: bool = False) -> Contact:
    contact = db().scalar(select(Contact).where(Contact.public_id == public_id))
    if contact is None or (contact.deleted_at is not None) != deleted:
        raise NotFound
    return contact


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


def contacts_found(words: str, kind: Kind | None, page: int) -> Rows:
    """One page of the list, by name, with the company of each person."""
    return (
        db()
        .execute(
            _searched(
                select(
                    Contact.public_id,
                    Contact.kind,
                    Contact.name,
                    Contact.job,
                    Contact.city,
                    Contact.phone,
                    Company.name.label("company"),
                ),
                words,
            )
            .where(*([Contact.kind == kind] if kind else []))
            .order_by(Contact.sort_key, Contact.id)
            .limit(PAGE)
            .offset((page - 1) * PAGE)
        )
        .all()
    )


def count_of_kinds(words: str) -> dict[Kind, int]:
    """How many companies and people the words find."""
    counted = db().execute(_searched(select(Contact.kind, func.count()), words).group_by(Contact.kind))
    found = {Kind(kind): count for kind, count in counted.all()}
    return {kind: found.get(kind, 0) for kind in Kind}


def people_of(company: Contact) -> Rows:
    """Who works there, as one has noted it."""
    columns = (Contact.public_id, Contact.name, Contact.job, Contact.phone)
    return (
        db()
        .execute(
            select(*columns)
            .where(Contact.company_id == company.id, Contact.deleted_at.is_(None))
            .order_by(Contact.sort_key)
            .limit(PAGE)
        )
        .all()
    )


def people_at(company_id: UUID) -> Sequence[Contact]:
    return db().scalars(select(Contact).where(Contact.company_id == company_id)).all()


def words_beside(ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """What each of these contacts is also found by: other numbers, mails and links, tags, company."""
    asked = union_all(
        select(Way.contact_id.label("id"), Way.value.label("said"), literal(1).label("rank")).where(
            Way.contact_id.in_(ids)
        ),
        select(Tagging.contact_id, Tag.name, literal(2))
        .join(Tag, Tag.id == Tagging.tag_id)
        .where(Tagging.contact_id.in_(ids)),
        select(Contact.id, Company.name, literal(3))
        .join(Company, Company.id == Contact.company_id)
        .where(Contact.id.in_(ids)),
    ).subquery()
    found: dict[UUID, list[str]] = {}
    for row in db().execute(select(asked).order_by(asked.c.rank, asked.c.said)):
        found.setdefault(row.id, []).extend((row.said, as_dialled(row.said) if row.rank == 1 else ""))
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


def _searched(query: Select[*tuple[Any, ...]], words: str) -> Select[*tuple[Any, ...]]:
    """A person is found by the name of the company too."""
    query = query.outerjoin(Company, Company.id == Contact.company_id)
    own = _each_word(words, func.concat(Contact.folded, " ", Company.folded))
    return query.where(Contact.deleted_at.is_(None), *own)


def _each_word(words: str, column: Any) -> list[ColumnElement[bool]]:
    return [column.contains(word, autoescape=True) for word in fold(words).split()]
