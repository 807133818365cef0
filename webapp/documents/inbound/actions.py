"""Mails become papers of the tray: held as they came, then read by the worker."""

import secrets
from datetime import timedelta
from io import BytesIO
from uuid import UUID

from sqlalchemy import delete

from webapp.core import clock, files, kept_files, throttle
from webapp.core.db import db, hold
from webapp.core.jobs import job
from webapp.core.links import find_link, make_link, revoke_links
from webapp.core.tenancy import ALPHABET, workspace_of
from webapp.documents.actions import InMemory, add_document
from webapp.documents.inbound import reading
from webapp.documents.inbound.models import InboundAddress, InboundMail
from webapp.documents.inbound.queries import PURPOSE, address, mail_by_digest
from webapp.domain.refusals import Refused

TOKEN_LENGTH = 20  # of 32 letters: a hundred bits, read aloud if need be
LASTS = timedelta(days=36_500)  # until it is changed
REMEMBERED = timedelta(days=90)
MOST_BYTES = 25 << 20  # what mail servers usually let through
# Whoever knows the address may write to it; nobody fills a workspace in an hour.
RECEIVED = throttle.Limit("inbound", 120, per_minutes=60)


def change_address(workspace_id: UUID) -> InboundAddress:
    """A first address, or another in the place of the one that too many know: it stops at once."""
    hold("inbound", workspace_id)
    old = address()
    if old is not None:
        revoke_links(PURPOSE, link_id=old.link_id)
        db().delete(old)
        db().flush()
    token = "".join(secrets.choice(ALPHABET) for _ in range(TOKEN_LENGTH))
    _token, link = make_link(PURPOSE, lasts=LASTS, workspace_id=workspace_id, token=token)
    new = InboundAddress(token=token, link_id=link.id)
    db().add(new)
    db().flush()
    return new


def workspace_at(recipient: str, domain: str) -> UUID | None:
    """Whose address this is, if it is of our domain and somebody's."""
    local, _at, host = recipient.strip().strip("<>").lower().rpartition("@")
    if not local or host != domain or len(local) > 64:
        return None
    opened = find_link(PURPOSE, local)
    return opened.workspace_id if opened else None


def receive(workspace_id: UUID, raw: bytes) -> None:
    """Keep the mail and let the worker read it. Raises TooManyRequests."""
    throttle.spend(RECEIVED, str(workspace_id))
    key = files.new_key(workspace_id)
    files.store().put(key, raw, "message/rfc822")
    take_in.later(workspace_id=workspace_id, key=key)


@job
def take_in(key: str) -> None:
    """The papers of a mail go to the tray; the same mail twice brings them once."""
    raw = files.read(key)
    try:
        mail = reading.read(raw)
    except reading.Unreadable:
        kept_files.forget(key)
        return
    workspace_id = workspace_of(db())
    hold("inbound mail", workspace_id, mail.digest)
    if mail_by_digest(mail.digest) is None:
        _keep(mail)
        _forget_old()
    kept_files.forget(key)


def hide(mail: InboundMail) -> None:
    mail.seen_at = clock.now()
    db().flush()


def _keep(mail: reading.Mail) -> None:
    kept = refused = 0
    for attached in mail.files:
        try:
            document = add_document(
                InMemory(BytesIO(attached.content), attached.name),
                by=None,
                title=attached.title,
                accepted=files.EVERY,
            )
        except Refused:
            refused += 1
            continue
        document.source = mail.sender
        kept += 1
    db().add(
        InboundMail(
            digest=mail.digest,
            sender=mail.sender,
            subject=mail.subject and mail.subject[:200],
            kept=kept,
            refused=refused,
        )
    )
    db().flush()


def _forget_old() -> None:
    db().execute(delete(InboundMail).where(InboundMail.received_at < clock.now() - REMEMBERED))
