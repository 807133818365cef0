"""What is answered through a link, written once and told to the rooms above."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from werkzeug.exceptions import TooManyRequests

from webapp.core import clock
from webapp.core.db import db, hold
from webapp.core.fold import fold
from webapp.sharing.answers.queries import production_by_key, replies_about
from webapp.sharing.models import Reply, ReplyKind
from webapp.sharing.signals import share_replied

SIGNING = 20  # who may confirm one thing: each is named on the page


@dataclass(frozen=True)
class Answer:
    """As somebody signed it, about what the page named so."""

    share: UUID
    production: str  # its key
    section: str
    subject: str
    label: str
    digest: str
    kind: ReplyKind
    name: str
    words: str | None = None


def note_answer(answer: Answer) -> datetime:
    """When it was answered: the same thing from the same person is written once. Raises TooManyRequests."""
    hold("reply", answer.share, answer.section, answer.subject)
    production_id = production_by_key(answer.production)
    replies = replies_about(answer.share, production_id, answer.section, answer.subject)
    said = _same_hand(replies, answer)
    if answer.kind is ReplyKind.CONFIRMED and not said and len(_signing(replies)) >= SIGNING:
        raise TooManyRequests
    kind = answer.kind
    if confirmed := [one for one in said if one.kind == ReplyKind.CONFIRMED and one.digest == answer.digest]:
        if kind is ReplyKind.CONFIRMED and (not answer.words or _has_said(said, answer.words)):
            return confirmed[0].at
        kind = ReplyKind.QUESTION  # confirmed already: what is left are the words
    if kind is ReplyKind.QUESTION and (asked := _has_said(said, answer.words)):
        return asked.at
    reply = Reply(
        share_id=answer.share,
        production_id=production_id,
        kind=kind,
        section=answer.section,
        subject=answer.subject,
        label=answer.label[:200],
        digest=answer.digest,
        name=answer.name,
        words=answer.words,
        at=clock.now(),
    )
    db().add(reply)
    db().flush()
    share_replied.send(reply)
    return reply.at


def handle_all(share_id: UUID) -> datetime:
    """Of one link, all at once: the instant names them, for who takes it back."""
    now = clock.now()
    waiting = Reply.share_id == share_id, Reply.handled_at.is_(None)
    db().execute(update(Reply).where(*waiting).values(handled_at=now))
    return now


def reopen_all(share_id: UUID, handled_at: datetime) -> None:
    those = Reply.share_id == share_id, Reply.handled_at == handled_at
    db().execute(update(Reply).where(*those).values(handled_at=None))


def mark(reply: Reply, *, is_handled: bool) -> None:
    reply.handled_at = (reply.handled_at or clock.now()) if is_handled else None
    db().flush()


def _same_hand(replies: Sequence[Reply], answer: Answer) -> list[Reply]:
    return [one for one in replies if fold(one.name) == fold(answer.name)]


def _signing(replies: Sequence[Reply]) -> set[str]:
    return {fold(one.name) for one in replies if one.kind == ReplyKind.CONFIRMED}


def _has_said(replies: Sequence[Reply], words: str | None) -> Reply | None:
    return next((one for one in replies if one.words == words), None)
