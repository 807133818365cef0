from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased
from werkzeug.exceptions import NotFound

from webapp.core.db import db
from webapp.domain.invoices.document import VatRegime
from webapp.invoicing.models import Invoice, SellerRegime


@dataclass(frozen=True)
class Held:
    """A regime, and how many documents were issued while it held."""

    row: SellerRegime
    until: date | None  # the first day of the next one
    issued: int

    @property
    def regime(self) -> VatRegime:
        return VatRegime(self.row.regime)


def regimes_held() -> Sequence[Held]:
    """The first one first."""
    after = aliased(SellerRegime)
    until = (
        select(func.min(after.from_on))
        .where(after.workspace_id == SellerRegime.workspace_id, after.from_on > SellerRegime.from_on)
        .scalar_subquery()
    )
    issued = (
        select(func.count())
        .select_from(Invoice)
        .where(
            Invoice.workspace_id == SellerRegime.workspace_id,
            Invoice.issued_on >= SellerRegime.from_on,
            _before(until),
        )
        .scalar_subquery()
    )
    rows = db().execute(
        select(SellerRegime, until.label("until"), issued.label("issued")).order_by(SellerRegime.from_on)
    )
    return [Held(row.SellerRegime, row.until, row.issued) for row in rows]


def held_or_404(held: Sequence[Held], from_on: date) -> Held:
    found = next((one for one in held if one.row.from_on == from_on), None)
    if found is None:
        raise NotFound
    return found


def issued_between(start: date, end: date | None) -> int:
    """How many documents were issued from a day until the eve of another."""
    within = [Invoice.issued_on >= start, *([Invoice.issued_on < end] if end else [])]
    return db().scalar(select(func.count()).select_from(Invoice).where(*within)) or 0


def _before(until: ColumnElement[date]) -> ColumnElement[bool]:
    return or_(until.is_(None), Invoice.issued_on < until)
