from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import func, select

from webapp.contacts.models import Contact, Kind
from webapp.core.db import db, hold
from webapp.productions.crew.entries import WRITTEN
from webapp.productions.crew.many.reading import Looked
from webapp.productions.crew.models import Member


def add_many(production_id: UUID, lines: Sequence[Looked], others: Collection[int]) -> int:
    """Those that are ready, in their order; `others` are the lines whose lookalike is somebody else."""
    hold("crew", production_id)
    last = db().scalar(select(func.max(Member.position)).where(Member.production_id == production_id)) or 0
    ready = [line for line in lines if line.is_ready]
    people = [_person(line, is_new=line.number in others) for line in ready]
    db().flush()  # members name their contact
    for place, (line, contact) in enumerate(zip(ready, people, strict=True), last + 1):
        written = {name: getattr(line.entry, name) for name in WRITTEN}
        db().add(Member(production_id=production_id, contact_id=contact.id, position=place, **written))
    db().flush()
    return len(ready)


def _person(line: Looked, *, is_new: bool) -> Contact:
    """The contact that is known, completed of what it lacked; else a new one."""
    contact = None if is_new else line.contact
    if contact is None:
        contact = Contact(kind=Kind.PERSON, name=line.reach.name)
        db().add(contact)
    contact.phone = contact.phone or line.reach.phone
    contact.email = contact.email or line.reach.email
    contact.refold()
    return contact
