"""What changes a production."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import delete, select

from webapp.contacts.actions import company_kept
from webapp.core import clock
from webapp.core.db import db, hold
from webapp.core.fold import fold
from webapp.core.tenancy import workspace_of
from webapp.productions import limits
from webapp.productions.models import HUES, Phase, Production
from webapp.productions.outline import Outline, label_of
from webapp.productions.queries import every_production, next_hue, production_titles


def add_production(outline: Outline) -> Production:
    limits.make_room()
    production = Production()
    _write(production, outline)
    db().add(production)
    db().flush()
    _set_phases(production, outline)
    return production


def update_production(production: Production, outline: Outline) -> None:
    # Two who save at the same time do it in turn: the lines of one replace those of the other.
    db().execute(select(Production.id).where(Production.id == production.id).with_for_update())
    _write(production, outline)
    db().execute(delete(Phase).where(Phase.production_id == production.id))
    _set_phases(production, outline)


def production_titled(title: str, *, company_id: UUID | None = None) -> Production:
    """The production of this title, else a new one with the next hue and a label from its title."""
    there = production_titles(title)
    if not there:
        hold("productions", workspace_of(db()))  # somebody may be making it: look again after them
        there = production_titles(title)
    if not there:
        limits.make_room()
    (production,) = _found_or_made([(title, company_id)], there)
    return production


def productions_titled(wanted: Sequence[tuple[str, UUID | None]]) -> list[Production]:
    """The production of each title, or a new one of this company, with the same statements whatever their number.

    Those there is no room for are made in the archives, in their order: nothing of a file is lost.
    """
    hold("productions", workspace_of(db()))
    return _found_or_made(wanted, every_production(), room=limits.places_left())


def _found_or_made(
    wanted: Iterable[tuple[str, UUID | None]], there: Iterable[Production], *, room: int | None = None
) -> list[Production]:
    known: dict[str, Production] = {}
    for production in there:
        known.setdefault(fold(production.title) or production.title, production)
    made: list[Production] = []
    found = []
    for title, company_id in wanted:
        key = fold(title) or title
        if key not in known:
            hue = made[-1].hue % HUES + 1 if made else next_hue()
            production = known[key] = Production()
            _write(production, Outline(title=title, hue=hue))
            production.company_id = company_id
            if room is not None and len(made) >= room:
                production.archived_at = clock.now()
            made.append(production)
        found.append(known[key])
    db().add_all(made)
    db().flush()
    return found


def archive_production(production: Production) -> None:
    production.archived_at = clock.now()
    db().flush()


def unarchive_production(production: Production) -> None:
    if production.archived_at is not None:
        limits.make_room_for(production)
        production.archived_at, production.opened_at = None, clock.now()
    db().flush()


def delete_production(production: Production) -> None:
    """Out of the lists; engagements still name it."""
    production.deleted_at = clock.now()
    db().flush()


def restore_production(production: Production) -> None:
    if production.archived_at is None:
        limits.make_room_for(production)
    production.deleted_at, production.opened_at = None, clock.now()
    db().flush()


def _write(production: Production, outline: Outline) -> None:
    production.title = outline.title
    production.kind = outline.kind
    production.company_id = (
        company_kept(production.company_id, outline.company).id if outline.company else None
    )
    production.director = outline.director
    production.object_number = outline.object_number
    production.label = outline.label or label_of(outline.title)
    production.hue = outline.hue or production.hue or next_hue()
    production.notes = outline.notes
    production.refold()


def _set_phases(production: Production, outline: Outline) -> None:
    db().add_all(
        Phase(
            production_id=production.id,
            kind=stretch.kind,
            name=stretch.name,
            start_on=stretch.start_on,
            end_on=stretch.end_on,
        )
        for stretch in outline.phases
    )
    db().flush()
