"""An import taken back: what it added goes, what it filled is emptied, and what somebody changed since stays."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from webapp.contacts.actions import spell_again
from webapp.contacts.imports import queries, traces
from webapp.contacts.imports.models import CardImport, Stage, Trace
from webapp.contacts.models import Contact, Photo, SavedList, Tag, Tagging, Way
from webapp.core import clock
from webapp.core.db import db

PART = 500


def undo_part(kept: CardImport) -> None:
    found = queries.traces_to_undo(kept.id, PART)
    contacts = queries.contacts_by_id({trace.contact_id for trace in found})
    for are_companies in (False, True):  # free once their people are gone
        of_kind = [trace for trace in found if contacts[trace.contact_id].is_company == are_companies]
        _take_back(kept, of_kind, contacts)
    kept.done += len(found)
    if len(found) < PART:
        _forget_tags(kept)
        kept.stage = Stage.UNDONE


def _take_back(kept: CardImport, found: Sequence[Trace], contacts: dict[UUID, Contact]) -> None:
    new = [trace.contact_id for trace in found if trace.is_new]
    digests, used = (traces.digests_of(new), traces.named_elsewhere(new)) if new else ({}, set[UUID]())
    held: list[str] = []
    for trace in found:
        contact = contacts[trace.contact_id]
        if trace.is_new:
            is_whole = digests.get(contact.id) == trace.digest and contact.id not in used
            if is_whole:
                contact.deleted_at = clock.now()
        else:
            is_whole = _empty(contact, trace)
        if not is_whole and contact.deleted_at is None:
            held.append(contact.name)
        trace.is_undone = True
    _take_parts(found, {trace.contact_id for trace in found if not trace.is_new})
    kept.held = [*kept.held, *held]
    spell_again(trace.contact_id for trace in found if not trace.is_new)


def _empty(contact: Contact, trace: Trace) -> bool:
    """Each field as it was before; false when one has changed since, which stays."""
    is_whole = contact.deleted_at is None
    for name, (before, after) in trace.fields.items():
        now = getattr(contact, name)
        if (str(now) if now is not None else None) == after:
            setattr(contact, name, UUID(before) if before and name == "company_id" else before)
        elif now:
            is_whole = False
    return is_whole


def _take_parts(found: Sequence[Trace], filled: set[UUID]) -> None:
    """Ways, tags and photos that it put on those who were there before."""
    ways = {
        (trace.contact_id, kind, value)
        for trace in found
        for kind, value in trace.ways
        if trace.contact_id in filled
    }
    tags = {
        (trace.contact_id, UUID(tag)) for trace in found for tag in trace.tags if trace.contact_id in filled
    }
    photos = {
        (trace.contact_id, trace.photo) for trace in found if trace.photo and trace.contact_id in filled
    }
    rows: list[Any] = [
        *(row for row in _parts(Way, filled) if (row.contact_id, row.kind, row.value) in ways),
        *(row for row in _parts(Tagging, filled) if (row.contact_id, row.tag_id) in tags),
        *(row for row in _parts(Photo, filled) if (row.contact_id, row.sha256) in photos),
    ]
    for row in rows:
        db().delete(row)


def _parts(model: Any, ids: set[UUID]) -> Sequence[Any]:
    return db().scalars(select(model).where(model.contact_id.in_(ids))).all() if ids else []


def _forget_tags(kept: CardImport) -> None:
    """Those it made that nobody bears any more, nor gave a rhythm or a list to."""
    made = [UUID(tag) for tag in kept.made_tags]
    borne = (
        select(Tagging.tag_id)
        .join(Contact, Contact.id == Tagging.contact_id)
        .where(Contact.deleted_at.is_(None))
    )
    if made:
        listed = select(SavedList.tag_id).where(SavedList.tag_id.is_not(None))
        is_bare = (Tag.id.not_in(borne), Tag.id.not_in(listed), Tag.cadence_days.is_(None))
        db().execute(delete(Tag).where(Tag.id.in_(made), *is_bare))
