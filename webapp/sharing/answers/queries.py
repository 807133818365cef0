"""What was answered through links, with what the pages of its author say of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, select
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.productions.models import Production
from webapp.sharing.models import Reply, ReplyKind, Share

SHOWN = 50


@dataclass(frozen=True)
class Received:
    """One answer, with the link it came by and whom to write to."""

    key: str
    kind: ReplyKind
    label: str
    name: str
    words: str | None
    at: datetime
    handled_at: datetime | None
    production: str
    title: str
    share: str
    recipient: str
    email: str | None


def replies_of(share_id: UUID) -> Sequence[Received]:
    """The last answers of one link, those to handle first."""
    wanted = _received().where(Reply.share_id == share_id)
    return _read(wanted.order_by(Reply.handled_at.is_not(None), Reply.at.desc(), Reply.id.desc()))


def waiting_replies() -> Sequence[Received]:
    """Of every link, what nobody has handled yet, the newest first."""
    wanted = _received().where(Reply.handled_at.is_(None), Production.deleted_at.is_(None))
    return _read(wanted.order_by(Reply.at.desc(), Reply.id.desc()))


def reply_or_404(public_id: str) -> Reply:
    found = db().scalar(select(Reply).where(Reply.public_id == public_id))
    if found is None:
        raise NotFound
    return found


def replies_about(share_id: UUID, production_id: UUID, section: str, subject: str) -> Sequence[Reply]:
    wanted = select(Reply).where(
        Reply.share_id == share_id,
        Reply.production_id == production_id,
        Reply.section == section,
        Reply.subject == subject,
    )
    return db().scalars(wanted.order_by(Reply.at, Reply.id)).all()


def untold(share_id: UUID) -> Sequence[Row[Reply, Share, str]]:
    """What no mail has told yet, oldest first, with its link and the title of its production."""
    wanted = (
        select(Reply, Share, Production.title)
        .join(Share, Share.id == Reply.share_id)
        .join(Production, Production.id == Reply.production_id)
        .where(Reply.share_id == share_id, Reply.told_at.is_(None))
        .order_by(Reply.at, Reply.id)
    )
    return db().execute(wanted).all()


def production_by_key(key: str) -> UUID:
    return db().scalars(select(Production.id).where(Production.public_id == key)).one()


def _received() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Reply.public_id.label("key"),
            Reply.kind,
            Reply.label,
            Reply.name,
            Reply.words,
            Reply.at.label("at"),
            Reply.handled_at,
            Production.public_id.label("production"),
            Production.title,
            Share.public_id.label("share"),
            Share.name.label("recipient"),
            func.coalesce(Share.email, Contact.email).label("email"),
        )
        .join(Share, Share.id == Reply.share_id)
        .join(Production, Production.id == Reply.production_id)
        .outerjoin(Contact, Contact.id == Share.contact_id)
        .limit(SHOWN)
    )


def _read(wanted: Select[*tuple[Any, ...]]) -> Sequence[Received]:
    return [Received(**{**row._mapping, "kind": ReplyKind(row.kind)}) for row in db().execute(wanted)]
