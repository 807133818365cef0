"""What changes the sequences of a production."""

from collections.abc import Sequence as Rows
from typing import Any

from sqlalchemy import select

from webapp.core.db import db
from webapp.domain.planning.script import sort_key
from webapp.domain.refusals import Refused
from webapp.domain.words import sentence
from webapp.places.actions import place_named
from webapp.places.models import PlaceKind
from webapp.productions.models import Production
from webapp.productions.planning.actions import hold_planning, refuse_locked
from webapp.productions.planning.models import Day, Sequence, Strip
from webapp.productions.planning.queries import sequences_of
from webapp.productions.planning.script.terms import SequenceTerms

# What a pasted line leaves alone when it does not say it.
PASTED = ("effect", "light", "set_name", "summary", "eighths", "seconds", "roles", "extras")


def add_sequence(production: Production, terms: SequenceTerms) -> Sequence:
    hold_planning(production.id)
    _refuse_twice(production, terms.number)
    sequence = Sequence(production_id=production.id)
    _write(sequence, terms)
    db().add(sequence)
    db().flush()
    return sequence


def update_sequence(production: Production, sequence: Sequence, terms: SequenceTerms) -> None:
    hold_planning(production.id)
    _refuse_twice(production, terms.number, besides=sequence)
    _write(sequence, terms)
    db().flush()


def delete_sequence(production: Production, sequence: Sequence) -> None:
    """Its strips go with it, so a locked day keeps it."""
    hold_planning(production.id)
    days = db().scalars(
        select(Day).join(Strip, Strip.day_id == Day.id).where(Strip.sequence_id == sequence.id)
    )
    for day in days:
        refuse_locked(day)
    db().delete(sequence)
    db().flush()


def paste_sequences(production: Production, lines: Rows[SequenceTerms], *, update: bool) -> tuple[int, int]:
    """How many were added, and how many were brought up to date. Raises Refused for one that is there already."""
    hold_planning(production.id)
    known = {sequence.number.casefold(): sequence for sequence in sequences_of(production.id)}
    added = []
    for terms in lines:
        there = known.get(terms.number.casefold())
        if there is None:
            sequence = Sequence(production_id=production.id)
            _write(sequence, terms)
            added.append(sequence)
        elif update:
            _complete(there, terms)
        else:
            raise _twice(terms.number)
    db().add_all(added)
    db().flush()
    return len(added), len(lines) - len(added)


def _refuse_twice(production: Production, number: str, besides: Sequence | None = None) -> None:
    there = db().scalars(
        select(Sequence).where(Sequence.production_id == production.id, Sequence.number == number)
    )
    if any(sequence is not besides for sequence in there):
        raise _twice(number)


def _twice(number: str) -> Refused:
    return Refused(sentence("La séquence %(number)s existe déjà.", number=number))


def _write(sequence: Sequence, terms: SequenceTerms) -> None:
    sequence.number = terms.number
    sequence.sort_key = sort_key(terms.number)
    sequence.effect, sequence.light = terms.effect, terms.light
    sequence.set_name, sequence.summary = terms.set_name, terms.summary
    sequence.place_id = place_named(terms.place, PlaceKind.SET).id if terms.place else None
    sequence.story_day, sequence.extras = terms.story_day, terms.extras
    sequence.eighths, sequence.seconds = terms.eighths, terms.seconds
    sequence.roles, sequence.needs = list(terms.roles), dict(terms.needs)


def _complete(sequence: Sequence, terms: SequenceTerms) -> None:
    for name in PASTED:
        value: Any = getattr(terms, name)
        if value not in (None, ()):
            setattr(sequence, name, list(value) if name == "roles" else value)
