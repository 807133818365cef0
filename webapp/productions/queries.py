"""What is read of productions; deleted ones are left out unless said."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, and_, func, or_, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from werkzeug.exceptions import NotFound

from webapp.contacts.models import Contact
from webapp.core.db import db
from webapp.core.fold import fold
from webapp.productions.models import HUES, Phase, Production

Rows = Sequence[Row[*tuple[Any, ...]]]

PAGE = 50


class Tab(StrEnum):
    """Where a production stands by the days of its phases, until it is archived."""

    CURRENT = "current"
    COMING = "coming"
    UNDATED = "undated"
    OVER = "over"
    ARCHIVED = "archived"


def production_or_404(public_id: str, *, deleted: bool = False) -> Production:
    production = db().scalar(select(Production).where(Production.public_id == public_id))
    if production is None or (production.deleted_at is not None) != deleted:
        raise NotFound
    return production


def productions_for_choice() -> Rows:
    """Rows (public_id, id, title, label, hue, company_id) of those not archived, by title."""
    columns = (
        Production.public_id,
        Production.id,
        Production.title,
        Production.label,
        Production.hue,
        Production.company_id,
    )
    return (
        db()
        .execute(
            select(*columns)
            .where(Production.deleted_at.is_(None), Production.archived_at.is_(None))
            .order_by(Production.folded)
        )
        .all()
    )


def active_productions(*, besides: str = "") -> Rows:
    """Rows (id, public_id, is_active, is_deleted), the last opened first; and the one besides, whatever it is."""
    is_active = and_(Production.deleted_at.is_(None), Production.archived_at.is_(None))
    return (
        db()
        .execute(
            select(
                Production.id,
                Production.public_id,
                is_active.label("is_active"),
                Production.deleted_at.is_not(None).label("is_deleted"),
            )
            .where(or_(is_active, Production.public_id == besides) if besides else is_active)
            .order_by(Production.opened_at.desc(), Production.id.desc())
        )
        .all()
    )


def active_listed() -> ScalarSelect[Any]:
    """Likewise [id, public_id] of each, as a column of another statement."""
    of_each = func.jsonb_build_array(Production.id, Production.public_id)
    in_order = aggregate_order_by(of_each, Production.opened_at.desc(), Production.id.desc())
    return (
        select(func.jsonb_agg(in_order))
        .where(Production.deleted_at.is_(None), Production.archived_at.is_(None))
        .scalar_subquery()
    )


def production_titles(title: str) -> Sequence[Production]:
    """Productions whose title is this one once folded, current ones first."""
    folded = fold(title)
    alike = or_(Production.folded == folded, Production.folded.startswith(f"{folded} ", autoescape=True))
    found = db().scalars(_current_first().where(alike if folded else Production.title == title).limit(PAGE))
    return [production for production in found if fold(production.title) == folded]


def every_production() -> Sequence[Production]:
    """Current ones first."""
    return db().scalars(_current_first()).all()


def _current_first() -> Select[Production]:
    return (
        select(Production)
        .where(Production.deleted_at.is_(None))
        .order_by(Production.archived_at.is_not(None), Production.created_at.desc())
    )


def productions_found(tab: Tab, words: str, today: date, page: int) -> Rows:
    """One page of cards with the company's name."""
    span = _spans()
    columns = (
        Production.id,
        Production.public_id,
        Production.title,
        Production.kind,
        Production.label,
        Production.hue,
        Production.director,
        Contact.name.label("company"),
    )
    return (
        db()
        .execute(
            select(*columns)
            .outerjoin(span, span.c.production_id == Production.id)
            .outerjoin(Contact, Contact.id == Production.company_id)
            .where(Production.deleted_at.is_(None), _in_tab(tab, span, today), *_each_word(words))
            .order_by(*_in_order(tab, span), Production.folded, Production.id)
            .limit(PAGE)
            .offset((page - 1) * PAGE)
        )
        .all()
    )


def count_of_tabs(words: str, today: date) -> dict[Tab, int]:
    span = _spans()
    counts = [func.count().filter(_in_tab(tab, span, today)) for tab in Tab]
    row = (
        db()
        .execute(
            select(*counts)
            .select_from(Production)
            .outerjoin(span, span.c.production_id == Production.id)
            .where(Production.deleted_at.is_(None), *_each_word(words))
        )
        .one()
    )
    return dict(zip(Tab, row, strict=True))


def phases_of(*production_ids: UUID) -> dict[UUID, list[Phase]]:
    """Phases in their order, by production; productions without any are there too."""
    found: dict[UUID, list[Phase]] = {production_id: [] for production_id in production_ids}
    if found:
        rows = db().scalars(
            select(Phase).where(Phase.production_id.in_(found)).order_by(Phase.start_on, Phase.end_on)
        )
        for phase in rows:
            found[phase.production_id].append(phase)
    return found


def next_hue() -> int:
    """The hue after the last one given, deleted productions included, so that neighbours differ."""
    last = db().scalar(
        select(Production.hue).order_by(Production.created_at.desc(), Production.id.desc()).limit(1)
    )
    return (last or 0) % HUES + 1


def _spans() -> Any:
    return (
        select(
            Phase.production_id,
            func.min(Phase.start_on).label("first_on"),
            func.max(Phase.end_on).label("last_on"),
        )
        .group_by(Phase.production_id)
        .subquery()
    )


def _in_order(tab: Tab, span: Any) -> list[Any]:
    """By first day; what is behind from the latest."""
    match tab:
        case Tab.ARCHIVED:
            return [span.c.first_on.desc().nulls_last()]
        case Tab.OVER:
            return [span.c.last_on.desc()]
        case _:
            return [span.c.first_on]


def _in_tab(tab: Tab, span: Any, today: date) -> ColumnElement[bool]:
    kept, first_on, last_on = Production.archived_at.is_(None), span.c.first_on, span.c.last_on
    match tab:
        case Tab.ARCHIVED:
            return ~kept
        case Tab.UNDATED:
            return and_(kept, first_on.is_(None))
        case Tab.COMING:
            return and_(kept, first_on > today)
        case Tab.OVER:
            return and_(kept, last_on < today)
        case Tab.CURRENT:
            return and_(kept, first_on <= today, last_on >= today)


def _each_word(words: str) -> list[ColumnElement[bool]]:
    return [Production.folded.contains(word, autoescape=True) for word in fold(words).split()]
