"""The list of quotes: found by word and by state, and what each state comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from webapp.core.db import db
from webapp.core.fold import fold
from webapp.domain.invoices.document import Kind
from webapp.domain.invoices.offers import Standing
from webapp.invoicing.models import Client, Invoice, Quote, QuoteAnswer, QuoteState, QuoteVersion
from webapp.invoicing.queries import credited_cents, is_replaced
from webapp.productions.models import Production

Rows = Sequence[Row[*tuple[Any, ...]]]
PAGE = 50
# `folded` is in no column of a quote: the letters French names bear are folded where they are compared.
LETTERS, FOLDED = "àâäáãåçéèêëíìîïñóòôöõúùûüýÿ’'-/,", "aaaaaaceeeeiiiinooooouuuuyy     "


@dataclass(frozen=True)
class Sum:
    count: int = 0
    cents: int = 0


def quotes_found(standing: Standing | None, words: str, today: date, page: int, production: str = "") -> Rows:
    """Rows of one page, the last begun first."""
    columns = (
        Quote.public_id,
        Quote.number,
        Quote.title,
        Quote.version,
        Quote.valid_until,
        Quote.has_changes,
        Client.legal_name,
        Production.label,
        Production.hue,
        _standing(today).label("standing"),
        _gross().label("gross_cents"),
        _deposited().label("deposited_cents"),
    )
    wanted = _joined(select(*columns)).where(*_asked(words, production))
    if standing:
        wanted = wanted.where(_standing(today) == standing)
    wanted = wanted.order_by(Quote.created_at.desc(), Quote.id.desc())
    return db().execute(wanted.limit(PAGE).offset((page - 1) * PAGE)).all()


def sums_of_standings(words: str, today: date, production: str = "") -> dict[Standing, Sum]:
    """How many, and what they come to; of those to invoice, what is left to invoice."""
    each = _joined(
        select(_standing(today).label("standing"), (_gross() - _deposited()).label("cents"))
    ).where(*_asked(words, production))
    rows = each.subquery()
    counted = select(rows.c.standing, func.count().label("number"), func.sum(rows.c.cents).label("cents"))
    found = {
        Standing(row.standing): Sum(row.number, int(row.cents))
        for row in db().execute(counted.group_by(rows.c.standing))
    }
    return {standing: found.get(standing, Sum()) for standing in Standing}


def _joined(wanted: Any) -> Any:
    """With the client, the production, and the answer to the last version."""
    return (
        wanted.select_from(Quote)
        .join(Client, Client.id == Quote.client_id)
        .outerjoin(Production, Production.id == Quote.production_id)
        .outerjoin(
            QuoteVersion, and_(QuoteVersion.quote_id == Quote.id, QuoteVersion.version == Quote.version)
        )
        .outerjoin(
            QuoteAnswer, and_(QuoteAnswer.version_id == QuoteVersion.id, QuoteAnswer.is_accepted.is_(True))
        )
    )


def _gross() -> ColumnElement[int]:
    return func.coalesce(QuoteAnswer.gross_cents, Quote.total_cents)


def _standing(today: date) -> ColumnElement[str]:
    """`standing_of`, for every row at once."""
    return case(
        (and_(Quote.state == QuoteState.SENT, Quote.valid_until < today), Standing.EXPIRED),
        (Quote.state != QuoteState.ACCEPTED, Quote.state),
        (_is_invoiced(), Standing.INVOICED),
        else_=Standing.TO_INVOICE,
    )


def _is_invoiced() -> ColumnElement[bool]:
    original = aliased(Invoice)
    is_final = or_(
        Invoice.kind == Kind.INVOICE,
        and_(
            Invoice.kind == Kind.CORRECTIVE,
            exists().where(
                original.workspace_id == Invoice.workspace_id,
                original.id == Invoice.original_id,
                original.kind == Kind.INVOICE,
            ),
        ),
    )
    return (
        select(Invoice.id)
        .where(
            Invoice.workspace_id == Quote.workspace_id,
            Invoice.quote_id == Quote.id,
            is_final,
            is_replaced().is_(False),
            credited_cents() < Invoice.gross_cents,
        )
        .exists()
    )


def _deposited() -> ScalarSelect[int]:
    """What deposits already invoiced of the quote of the row around it."""
    return (
        select(func.coalesce(func.sum(Invoice.gross_cents - credited_cents()), 0))
        .where(
            Invoice.workspace_id == Quote.workspace_id,
            Invoice.quote_id == Quote.id,
            Invoice.kind == Kind.DEPOSIT,
            is_replaced().is_(False),
        )
        .correlate(Quote)
        .scalar_subquery()
    )


def _asked(words: str, production: str) -> list[ColumnElement[bool]]:
    """`production`: the public id of the only one wanted."""
    return [*_each_word(words), *([Production.public_id == production] if production else [])]


def _each_word(words: str) -> list[ColumnElement[bool]]:
    said = func.concat_ws(" ", Client.legal_name, Quote.number, Quote.title)
    folded = func.translate(func.lower(said), LETTERS, FOLDED)
    return [folded.contains(word, autoescape=True) for word in fold(words).split()]
