"""What merging reads: cards that may be one, what each holds, what was merged."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import aliased
from werkzeug.exceptions import NotFound

from webapp.contacts.merging.links import Link, links_to, moving_links
from webapp.contacts.merging.models import UNDONE_WITHIN, Apart, Merge
from webapp.contacts.models import Contact, Role, Tagging, Way, WayKind
from webapp.contacts.queries import Company
from webapp.core import clock
from webapp.core.db import db
from webapp.core.fold import fold
from webapp.domain.duplicates import Card, Pair, pairs

PAGE = 50
Rows = Sequence[Row[*tuple[Any, ...]]]


@dataclass(frozen=True)
class Alike:
    """Two rows (public_id, kind, name, job, city, phone, email) and why they may be one."""

    pair: Pair
    one: Row[Any]
    other: Row[Any]


def alike() -> list[Alike]:
    """Every pair of the workspace, the surest first."""
    rows = _cards()
    cards = _compared(rows, *_ways())
    ranks = {row.id: rank for rank, row in enumerate(rows)}
    told = {frozenset((ranks[a], ranks[b])) for a, b in _apart() if a in ranks and b in ranks}
    return [Alike(pair, rows[pair.one], rows[pair.other]) for pair in pairs(cards, told)]


def cards_of(one: Contact, other: Contact) -> list[Card]:
    """The two as the list compares them."""
    ids = (one.id, other.id)
    return _compared((one, other), *_ways(Way.contact_id.in_(ids)))


Values = dict[UUID, set[str]]


def _compared(rows: Sequence[Any], mails: Values, phones: Values) -> list[Card]:
    towns: dict[str, str] = {}
    return [
        Card(
            rank,
            row.kind,
            row.sort_key.partition("\x1f")[0],
            (towns.get(row.city) or towns.setdefault(row.city, fold(row.city))) if row.city else "",
            row.siret,
            _with(row.email and row.email.lower(), mails.get(row.id)),
            _with(row.phone, phones.get(row.id)),
        )
        for rank, row in enumerate(rows)
    ]


def _cards() -> Rows:
    """The oldest first: a public id is made at random, an id in the order of time."""
    columns = (
        Contact.id, Contact.public_id, Contact.kind, Contact.name, Contact.sort_key, Contact.job, Contact.city,
        Contact.phone, Contact.email, Contact.siret,
    )  # fmt: skip
    return db().execute(select(*columns).where(Contact.deleted_at.is_(None)).order_by(Contact.id)).all()


def _ways(*among: ColumnElement[bool]) -> tuple[Values, Values]:
    """By contact, its other mails and its other numbers."""
    mails: Values = {}
    phones: Values = {}
    wanted = select(Way.contact_id, Way.kind, Way.value).where(Way.kind != WayKind.LINK, *among)
    for contact_id, kind, value in db().execute(wanted):
        if kind == WayKind.EMAIL:
            mails.setdefault(contact_id, set()).add(value.lower())
        else:
            phones.setdefault(contact_id, set()).add(value)
    return mails, phones


def _with(first: str | None, others: set[str] | None) -> set[str] | tuple[str, ...]:
    if others:
        return {first, *others} if first else others
    return (first,) if first else ()


def _apart() -> Rows:
    return db().execute(select(Apart.one_id, Apart.other_id)).all()


def apart_rows(one: Contact, other: Contact) -> Sequence[Apart]:
    ids = (one.id, other.id)
    return db().scalars(select(Apart).where(Apart.one_id.in_(ids), Apart.other_id.in_(ids))).all()


def two_or_404(one: str, other: str, *, lock: bool = False) -> tuple[Contact, Contact]:
    """In the order asked, deleted or not; `lock` takes them in the same order whoever asks, so that two wait in line."""
    wanted = select(Contact).where(Contact.public_id.in_((one, other))).order_by(Contact.id)
    if lock:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    found = {contact.public_id: contact for contact in db().scalars(wanted)}
    if one not in found or other not in found:
        raise NotFound
    return found[one], found[other]


def locked(*ids: UUID) -> dict[UUID, Contact]:
    """Likewise, by their keys."""
    wanted = select(Contact).where(Contact.id.in_(ids)).order_by(Contact.id).with_for_update()
    return {one.id: one for one in db().scalars(wanted.execution_options(populate_existing=True))}


def two_with_names(one: str, other: str) -> tuple[Contact, Contact, dict[UUID, str]]:
    """With the names of the companies where they work and of those who introduced them."""
    introducer = aliased(Contact)
    rows = db().execute(
        select(Contact, Company.name, introducer.name)
        .outerjoin(Company, Company.id == Contact.company_id)
        .outerjoin(introducer, introducer.id == Contact.introduced_by_id)
        .where(Contact.public_id.in_((one, other)))
    )
    found: dict[str, Contact] = {}
    names: dict[UUID, str] = {}
    for contact, company, introduced_by in rows:
        found[contact.public_id] = contact
        if contact.company_id:
            names[contact.company_id] = company
        if contact.introduced_by_id:
            names[contact.introduced_by_id] = introduced_by
    if one not in found or other not in found:
        raise NotFound
    return found[one], found[other], names


def held_together(one: Contact, other: Contact, cards: Sequence[Card]) -> dict[str, int]:
    """How much is held of the two: by the name of a column, or of what a card says."""
    ids = (one.id, other.id)
    columns = [(link.name, _count(link, ids)) for link in moving_links()]
    columns += [(link.name, _count(link, _clients(ids))) for link in links_to("clients")]
    columns += [
        (f"ways.{WayKind.LINK}", _distinct(Way.value, Way.contact_id.in_(ids), Way.kind == WayKind.LINK)),
        ("tags", _distinct(Tagging.tag_id, Tagging.contact_id.in_(ids))),
        ("contact_roles.contact_id", _distinct(Role.id, Role.contact_id.in_(ids))),
    ]
    row = db().execute(select(*(count for _name, count in columns))).one()
    held = {name: count for (name, _column), count in zip(columns, row, strict=True)}
    held[f"ways.{WayKind.PHONE}"] = len({number for card in cards for number in card.phones})
    held[f"ways.{WayKind.EMAIL}"] = len({mail for card in cards for mail in card.mails})
    return {name: count for name, count in held.items() if count}


def _clients(ids: tuple[UUID, ...]) -> Any:
    """A room above knows a contact by a row of its own, to which its papers point."""
    (client,) = (link for link in moving_links() if link.name == "clients.contact_id")
    return select(client.model.id).where(client.attribute.in_(ids))


def _count(link: Link, ids: Any) -> Any:
    wanted = [link.attribute.in_(ids)]
    if hasattr(link.model, "deleted_at"):
        wanted.append(link.model.deleted_at.is_(None))
    return select(func.count()).select_from(link.model).where(*wanted).scalar_subquery()


def _distinct(column: Any, *wanted: ColumnElement[bool]) -> Any:
    return select(func.count(column.distinct())).where(*wanted).scalar_subquery()


def could_be(contact: Contact, words: str) -> tuple[Rows, bool]:
    """Others of its kind whose words these are, and whether there are more."""
    columns = (
        Contact.public_id, Contact.kind, Contact.name, Contact.job, Contact.city, Contact.phone,
        Company.name.label("company"),
    )  # fmt: skip
    searched = func.concat(Contact.folded, " ", Company.folded)
    found = (
        db()
        .execute(
            select(*columns)
            .outerjoin(Company, Company.id == Contact.company_id)
            .where(Contact.kind == contact.kind, Contact.id != contact.id, Contact.deleted_at.is_(None))
            .where(*[searched.contains(word, autoescape=True) for word in fold(words).split()])
            .order_by(Contact.sort_key, Contact.id)
            .limit(PAGE + 1)
        )
        .all()
    )
    return found[:PAGE], len(found) > PAGE


Gone = aliased(Contact)


def merges(page: int) -> Rows:
    """Rows (merge, kept, kept_page, is_there, gone, found), the last first, as long as they can be undone."""
    columns = (
        Merge,
        Contact.name.label("kept"),
        Contact.public_id.label("kept_page"),
        Contact.deleted_at.is_(None).label("is_there"),
        Gone.name.label("gone"),
        func.count().over().label("found"),
    )
    return (
        db()
        .execute(
            select(*columns)
            .join(Contact, Contact.id == Merge.kept_id)
            .join(Gone, Gone.id == Merge.gone_id)
            .where(Merge.at >= clock.now() - UNDONE_WITHIN)
            .order_by(Merge.at.desc(), Merge.id.desc())
            .limit(PAGE)
            .offset((page - 1) * PAGE)
        )
        .all()
    )


def merge_or_404(public_id: str) -> tuple[Merge, Contact, Contact]:
    """With the card kept and the one that went into it."""
    row = (
        db()
        .execute(
            select(Merge, Contact, Gone)
            .join(Contact, Contact.id == Merge.kept_id)
            .join(Gone, Gone.id == Merge.gone_id)
            .where(Merge.public_id == public_id)
        )
        .first()
    )
    if row is None:
        raise NotFound
    return row[0], row[1], row[2]


def locked_merge(merge_id: UUID) -> Merge:
    wanted = select(Merge).where(Merge.id == merge_id).with_for_update()
    return db().scalars(wanted.execution_options(populate_existing=True)).one()
