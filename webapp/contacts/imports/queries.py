"""What is read of imports, and of the address book for them: a few statements whatever the number of cards."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, func, or_, select
from sqlalchemy.orm import aliased
from werkzeug.exceptions import NotFound

from webapp.contacts.imports.matching import Known
from webapp.contacts.imports.models import (
    CardImport,
    Choice,
    ImportedCard,
    ImportedPhoto,
    Standing,
    Trace,
)
from webapp.contacts.models import Contact, Photo, Tag, Tagging, Way, WayKind
from webapp.core.db import db

PAGE = 50
RECENT = 10
FIELDS = ("job", "languages", "birthday", "address", "postal_code", "city", "notes")
# What the page shows together.
SHOWN = {
    "new": (Standing.NEW,),
    "complete": (Standing.COMPLETE, Standing.CLOSE),
    "known": (Standing.KNOWN, Standing.REPEATED),
    "rejected": (Standing.REJECTED,),
}
Company = aliased(Contact)


def import_or_404(public_id: str, *, to_change: bool = False) -> CardImport:
    """`to_change` waits for whoever is at work on it."""
    wanted = select(CardImport).where(CardImport.public_id == public_id)
    found = db().scalar(wanted.with_for_update() if to_change else wanted)
    if found is None:
        raise NotFound
    return found


def import_to_change(import_id: UUID) -> CardImport | None:
    return db().scalar(select(CardImport).where(CardImport.id == import_id).with_for_update())


def recent_imports() -> Sequence[CardImport]:
    return db().scalars(select(CardImport).order_by(CardImport.created_at.desc()).limit(RECENT)).all()


def counts_of(import_id: UUID) -> dict[str, dict[str, int]]:
    """Of each standing, how many, and how many of each choice."""
    rows = db().execute(
        select(ImportedCard.standing, ImportedCard.choice, func.count())
        .where(ImportedCard.import_id == import_id)
        .group_by(ImportedCard.standing, ImportedCard.choice)
    )
    found: dict[str, dict[str, int]] = {standing: defaultdict(int) for standing in Standing}
    for standing, choice, count in rows:
        found[standing][choice] += count
        found[standing]["all"] += count
    return found


def cards_shown(import_id: UUID, show: str, page: int) -> Sequence[Row[ImportedCard, str, str]]:
    """A page of one kind, by name, each with the contact it answers to."""
    wanted = (
        select(ImportedCard, Contact.public_id, Contact.name)
        .outerjoin(Contact, Contact.id == ImportedCard.contact_id)
        .where(ImportedCard.import_id == import_id, ImportedCard.standing.in_(SHOWN[show]))
        .order_by(ImportedCard.standing == Standing.CLOSE, ImportedCard.sort_key, ImportedCard.position)
    )
    return db().execute(wanted.limit(PAGE).offset((page - 1) * PAGE)).all()


def cards_at(import_id: UUID, positions: Collection[int]) -> Sequence[ImportedCard]:
    return _cards(import_id, ImportedCard.position.in_(positions))


def cards_standing(import_id: UUID, standings: Collection[Standing]) -> Sequence[ImportedCard]:
    return _cards(import_id, ImportedCard.standing.in_(standings))


def cards_to_apply(import_id: UUID, most: int) -> Sequence[ImportedCard]:
    return _cards(import_id, _is_wanted(), ImportedCard.is_applied.is_(False), most=most)


def how_many_wanted(import_id: UUID) -> int:
    counted = select(func.count()).where(ImportedCard.import_id == import_id, _is_wanted())
    return db().scalar(counted) or 0


def every_card(import_id: UUID) -> Sequence[ImportedCard]:
    return _cards(import_id)


def photos_of(import_id: UUID, digests: Collection[str]) -> dict[str, bytes]:
    rows = db().execute(
        select(ImportedPhoto.sha256, ImportedPhoto.content).where(
            ImportedPhoto.import_id == import_id, ImportedPhoto.sha256.in_(digests)
        )
    )
    return {row.sha256: row.content for row in rows}


def photo_digests(import_id: UUID) -> set[str]:
    return set(db().scalars(select(ImportedPhoto.sha256).where(ImportedPhoto.import_id == import_id)))


def traces_of(import_id: UUID, contacts: Collection[UUID]) -> dict[UUID, Trace]:
    rows = db().scalars(select(Trace).where(Trace.import_id == import_id, Trace.contact_id.in_(contacts)))
    return {row.contact_id: row for row in rows}


def traces_to_undo(import_id: UUID, most: int) -> Sequence[Trace]:
    """People first: a company made for them is free once they are gone."""
    wanted = (
        select(Trace)
        .join(Contact, Contact.id == Trace.contact_id)
        .where(Trace.import_id == import_id, Trace.is_undone.is_(False))
        .order_by(Contact.kind.desc(), Trace.id)
    )
    return db().scalars(wanted.limit(most)).all()


def how_many_traces(import_id: UUID) -> int:
    return db().scalar(select(func.count()).where(Trace.import_id == import_id)) or 0


def contact_of(import_id: UUID) -> Contact:
    """The one a signature went to, not the company made for them."""
    wanted = (
        select(Contact)
        .join(Trace, Trace.contact_id == Contact.id)
        .where(Trace.import_id == import_id)
        .order_by(Contact.kind.desc())
    )
    return db().scalars(wanted).first() or _missing()


def contacts_by_id(ids: Collection[UUID]) -> dict[UUID, Contact]:
    """Taken in one order whoever asks, so that two wait in line."""
    rows = db().scalars(select(Contact).where(Contact.id.in_(ids)).order_by(Contact.id).with_for_update())
    return {row.id: row for row in rows}


def known_of(contacts: Collection[Contact]) -> dict[UUID, Known]:
    """These, as matching sees them."""
    ids = [contact.id for contact in contacts]
    companies = db().execute(
        select(Contact.id, Company.name)
        .join(Company, Company.id == Contact.company_id)
        .where(Contact.id.in_(ids))
    )
    names = {row.id: row.name for row in companies}
    found = {contact.id: _known(contact, names.get(contact.id)) for contact in contacts}
    _reached(found, ids)
    return found


def everybody() -> tuple[list[Known], list[tuple[str, Known]]]:
    """The whole address book, then the names of those merged away with who took them in."""
    columns = [
        getattr(Contact, name) for name in ("id", "name", "kind", "phone", "email", "merged_into_id", *FIELDS)
    ]
    rows = (
        db()
        .execute(
            select(*columns, Contact.deleted_at, Company.name.label("company"))
            .outerjoin(Company, Company.id == Contact.company_id)
            .where(or_(Contact.deleted_at.is_(None), Contact.merged_into_id.is_not(None)))
            .order_by(Contact.id)
        )
        .all()
    )
    alive = {row.id: _known(row, row.company) for row in rows if row.deleted_at is None}
    _reached(alive, None)
    into = {row.id: row.merged_into_id for row in rows if row.merged_into_id}
    gone = [
        (row.name, survivor)
        for row in rows
        if (survivor := _survivor(row.id, into, alive)) and row.deleted_at
    ]
    return list(alive.values()), gone


def _survivor(contact_id: UUID, into: dict[UUID, UUID], alive: dict[UUID, Known]) -> Known | None:
    seen: set[UUID] = set()
    while contact_id in into and contact_id not in seen:
        seen.add(contact_id)
        contact_id = into[contact_id]
    return alive.get(contact_id)


def _known(row: Any, company: str | None) -> Known:
    fields = {name: getattr(row, name) for name in FIELDS if getattr(row, name)}
    return Known(
        id=row.id,
        name=row.name,
        kind=row.kind,
        fields=fields | ({"company": company} if company else {}),
        phones={row.phone} if row.phone else set(),
        emails={row.email.lower()} if row.email else set(),
    )


def _reached(known: dict[UUID, Known], ids: Iterable[UUID] | None) -> None:
    """Their other ways, their tags, whether they have a photo; of `ids`, or of everybody."""
    ways = select(Way.contact_id, Way.kind, Way.value)
    tags = select(Tagging.contact_id, Tag.folded).join(Tag, Tag.id == Tagging.tag_id)
    photos = select(Photo.contact_id)
    if ids is not None:
        wanted = list(ids)
        ways, tags = ways.where(Way.contact_id.in_(wanted)), tags.where(Tagging.contact_id.in_(wanted))
        photos = photos.where(Photo.contact_id.in_(wanted))
    for contact_id, kind, value in db().execute(ways):
        if contact_id in known:
            one = known[contact_id]
            there = {WayKind.PHONE: one.phones, WayKind.EMAIL: one.emails, WayKind.LINK: one.links}[
                WayKind(kind)
            ]
            there.add(value if kind == WayKind.PHONE else value.lower())
    for contact_id, folded in db().execute(tags):
        if contact_id in known:
            known[contact_id].tags.add(folded)
    for contact_id in db().scalars(photos):
        if contact_id in known:
            known[contact_id].has_photo = True


def _missing() -> Contact:
    raise NotFound


def _cards(import_id: UUID, *wanted: ColumnElement[bool], most: int | None = None) -> Sequence[ImportedCard]:
    found = select(ImportedCard).where(ImportedCard.import_id == import_id, *wanted)
    return db().scalars(found.order_by(ImportedCard.position).limit(most)).all()


def _is_wanted() -> ColumnElement[bool]:
    return ImportedCard.choice.in_((Choice.ADD, Choice.FILL))
