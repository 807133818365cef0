"""What was answered through links, with what the pages of its author say of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, select
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
    wanted = _received().where(Reply.handled_at.is_(None))
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


def share_of(reply: Reply) -> str:
    """Its address."""
    return db().scalars(select(Share.public_id).where(Share.id == reply.share_id)).one()


def share_of_reply(reply_id: UUID) -> UUID | None:
    return db().scalar(select(Reply.share_id).where(Reply.id == reply_id))


def received(said: Mapping[str, Any]) -> Received:
    """From the row, or from the same as JSON."""
    instants = {name: _instant(said[name]) for name in ("at", "handled_at")}
    return Received(**{**said, **instants, "kind": ReplyKind(said["kind"])})


def _instant(said: datetime | str | None) -> datetime | None:
    return datetime.fromisoformat(said) if isinstance(said, str) else said


def columns() -> dict[str, Any]:
    """What a `Received` is made of, where the share and the production are joined."""
    of_contact = (
        select(Contact.email).where(Contact.id == Share.contact_id).correlate(Share).scalar_subquery()
    )
    return {
        "key": Reply.public_id,
        "kind": Reply.kind,
        "label": Reply.label,
        "name": Reply.name,
        "words": Reply.words,
        "at": Reply.at,
        "handled_at": Reply.handled_at,
        "production": Production.public_id,
        "title": Production.title,
        "share": Share.public_id,
        "recipient": Share.name,
        "email": func.coalesce(Share.email, of_contact),
    }


def joined() -> ColumnElement[bool]:
    return and_(
        Share.id == Reply.share_id, Production.id == Reply.production_id, Production.deleted_at.is_(None)
    )


def _received() -> Select[*tuple[Any, ...]]:
    said = [column.label(name) for name, column in columns().items()]
    return select(*said).where(joined()).limit(SHOWN)


def _read(wanted: Select[*tuple[Any, ...]]) -> Sequence[Received]:
    return [received(row._asdict()) for row in db().execute(wanted)]
