"""What is read of handovers."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from werkzeug.exceptions import NotFound

from webapp.core.db import db
from webapp.productions.handover.models import Handover, HandoverTrace
from webapp.productions.handover.parts import ERASERS, OPEN, PARTS
from webapp.productions.models import Production


def loaded_or_404(public_id: str) -> tuple[Production, Handover | None]:
    """The production, and the handover under way if there is one."""
    row = (
        db()
        .execute(
            select(Production, Handover)
            .outerjoin(Handover, Handover.production_id == Production.id)
            .where(Production.public_id == public_id, Production.deleted_at.is_(None))
        )
        .first()
    )
    if row is None:
        raise NotFound
    return row[0], row[1]


def handover_by_id(handover_id: UUID) -> Handover | None:
    """For the worker; held until its end, so that a cancellation and an erasure do it in turn."""
    return db().scalar(select(Handover).where(Handover.id == handover_id).with_for_update())


def traces_of(production_id: UUID) -> Sequence[HandoverTrace]:
    return (
        db()
        .scalars(
            select(HandoverTrace)
            .where(HandoverTrace.production_id == production_id)
            .order_by(HandoverTrace.done_at.desc())
        )
        .all()
    )


def trace_or_404(production_id: UUID, public_id: str) -> HandoverTrace:
    trace = db().scalar(
        select(HandoverTrace).where(
            HandoverTrace.production_id == production_id, HandoverTrace.public_id == public_id
        )
    )
    if trace is None:
        raise NotFound
    return trace


def counts_of(production_id: UUID) -> dict[str, int]:
    """How much there is of every part, eraser and open thing, by its key, in one statement."""
    lines: list[Any] = [*_named("part", PARTS), *_named("eraser", ERASERS), *_named("open", OPEN)]
    columns = [line.count(production_id).label(name) for name, line in lines]
    row = db().execute(select(*columns)).one()
    return {name: int(count) for (name, _line), count in zip(lines, row, strict=True)}


def _named(kind: str, lines: Sequence[Any]) -> list[tuple[str, Any]]:
    return [(f"{kind} {line.key}", line) for line in lines]
