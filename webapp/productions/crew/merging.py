"""Two contacts made one may be in one crew twice, in one job: it is theirs once."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select

from webapp.contacts.merging.links import links_to
from webapp.contacts.merging.recording import Recording
from webapp.contacts.merging.signals import contacts_merging
from webapp.core import clock
from webapp.core.db import db
from webapp.core.fold import fold
from webapp.productions.crew.models import Member, Supplier


def init_app() -> None:
    contacts_merging.connect(_leave_out_doubles)


def _leave_out_doubles(recording: Recording) -> None:
    """Of two that say the same, the one nothing hangs on: hours, rooms and fiches are never hidden."""
    ids = (recording.kept.id, recording.gone.id)
    members = _rows(Member, ids, Member.production_id, Member.contract_job, Member.role_name, _carries())
    suppliers = _rows(Supplier, ids, Supplier.production_id, Supplier.kind, Supplier.purpose)
    doubles = _doubles([(row, (row[2], fold(row[3]), fold(row[4])), row[5]) for row in members], recording)
    _leave_out(recording, Member, doubles)
    twice = _doubles([(row, (row[2], row[3], fold(row[4])), False) for row in suppliers], recording)
    _leave_out(recording, Supplier, twice)


def _rows(model: Any, ids: Sequence[UUID], *columns: Any) -> Sequence[Any]:
    wanted = (model.contact_id.in_(ids), model.deleted_at.is_(None))
    return db().execute(select(model.id, model.contact_id, *columns).where(*wanted).order_by(model.id)).all()


def _carries() -> ColumnElement[bool]:
    return or_(*(exists().where(link.attribute == Member.id) for link in links_to("crew_members")))


def _doubles(rows: Sequence[tuple[Any, tuple[Any, ...], bool]], recording: Recording) -> list[UUID]:
    """Of each row of the card that goes, it or its like on the kept one; neither when both carry something."""
    kept = {key: (row.id, carries) for row, key, carries in rows if row.contact_id == recording.kept.id}
    found = []
    for row, key, carries in rows:
        if row.contact_id == recording.gone.id and key in kept:
            other, other_carries = kept[key]
            if not carries:
                found.append(row.id)
            elif not other_carries:
                found.append(other)
    return found


def _leave_out(recording: Recording, model: Any, ids: Sequence[UUID]) -> None:
    if ids:
        recording.change(model, "deleted_at", None, clock.now(), model.id.in_(ids))
