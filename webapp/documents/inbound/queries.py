"""What is read of the address of a workspace and of the mails it received."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, and_, or_, select

from webapp.core.db import db
from webapp.documents.inbound.models import InboundAddress, InboundMail

PURPOSE = "inbound"
SHOWN = 10


@dataclass(frozen=True)
class Mailbox:
    """The secret part of the address, and the last mails that left something out."""

    token: str
    told: Sequence[Row[*tuple[Any, ...]]]


def mailbox() -> Mailbox | None:
    """One statement for the page of the tray; None while no address was asked for."""
    told = and_(
        InboundMail.workspace_id == InboundAddress.workspace_id,
        InboundMail.seen_at.is_(None),
        or_(InboundMail.kept == 0, InboundMail.refused > 0),
    )
    columns = (
        InboundAddress.token,
        InboundMail.public_id,
        InboundMail.sender,
        InboundMail.subject,
        InboundMail.kept,
        InboundMail.refused,
        InboundMail.received_at,
    )
    rows = (
        db()
        .execute(
            select(*columns)
            .select_from(InboundAddress)
            .outerjoin(InboundMail, told)
            .order_by(InboundMail.received_at.desc())
            .limit(SHOWN)
        )
        .all()
    )
    return Mailbox(rows[0].token, [row for row in rows if row.public_id]) if rows else None


def address() -> InboundAddress | None:
    return db().scalar(select(InboundAddress))


def mail_by_digest(digest: str) -> InboundMail | None:
    return db().scalar(select(InboundMail).where(InboundMail.digest == digest))


def mail_by_public_id(public_id: str) -> InboundMail | None:
    return db().scalar(select(InboundMail).where(InboundMail.public_id == public_id))
