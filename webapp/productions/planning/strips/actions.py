"""What changes the lines of a day."""

from collections.abc import Sequence as Rows
from uuid import UUID

from sqlalchemy import select

from webapp.core.db import db
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.productions.models import Production
from webapp.productions.planning.actions import hold_planning, refuse_locked
from webapp.productions.planning.models import Day, Sequence, Strip, StripKind

MOST_LINES = 60


def place_sequences(
    production: Production, day: Day, sequences: Rows[Sequence], *, first: bool = False
) -> list[Strip]:
    """At the end of the day, or at its beginning; one that is there already stays where it is."""
    hold_planning(production.id)
    refuse_locked(day)
    there = _strips(day.id)
    known = {strip.sequence_id for strip in there}
    new = [
        Strip(day_id=day.id, kind=StripKind.SEQUENCE, sequence_id=sequence.id)
        for sequence in sequences
        if sequence.id not in known
    ]
    _put(there, new, first=first)
    return new


def add_line(
    production: Production, day: Day, kind: StripKind, minute: int | None, text: str | None
) -> Strip:
    """A déplacement, a meal or an information; at the end."""
    hold_planning(production.id)
    refuse_locked(day)
    strip = Strip(day_id=day.id, kind=kind, minute=minute, text=text)
    _put(_strips(day.id), [strip], first=False)
    return strip


def update_strip(strip: Strip, minute: int | None, text: str | None) -> None:
    strip.minute, strip.text = minute, text
    db().flush()


def move_strip(production: Production, strip: Strip, day: Day, to: Day, *, first: bool = False) -> None:
    """To another day, or to the beginning or the end of its own."""
    hold_planning(production.id)
    refuse_locked(day)
    refuse_locked(to)
    there = [one for one in _strips(to.id) if one is not strip]
    if strip.sequence_id and any(one.sequence_id == strip.sequence_id for one in there):
        raise Refused(sentence("Cette séquence est déjà sur la journée du %(day)s.", day=to.on))
    strip.day_id = to.id
    _put(there, [strip], first=first)


def shift_strip(production: Production, strip: Strip, day: Day, step: int) -> None:
    """Up by one when `step` is -1, down when it is 1; at either end nothing moves."""
    hold_planning(production.id)
    refuse_locked(day)
    strips = _strips(day.id)
    here = strips.index(strip)
    there = min(max(here + step, 0), len(strips) - 1)
    strips.insert(there, strips.pop(here))
    _number(strips)


def take_off(production: Production, strip: Strip, day: Day) -> None:
    hold_planning(production.id)
    refuse_locked(day)
    db().delete(strip)
    db().flush()


def _strips(day_id: UUID) -> list[Strip]:
    mine = select(Strip).where(Strip.day_id == day_id)
    return list(db().scalars(mine.order_by(Strip.position, Strip.id)))


def _put(there: list[Strip], new: list[Strip], *, first: bool) -> None:
    if len(there) + len(new) > MOST_LINES:
        raise Refused(sentence("Une journée tient au plus %(most)s lignes.", most=MOST_LINES))
    db().add_all(new)
    _number([*new, *there] if first else [*there, *new])


def _number(strips: list[Strip]) -> None:
    for position, strip in enumerate(strips):
        strip.position = position
    db().flush()
