"""What is read of the seller besides the profile itself: numbers, issued documents, the catalogue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from werkzeug.exceptions import NotFound

from webapp.core.db import db
from webapp.core.fold import fold
from webapp.domain.invoices.document import Kind
from webapp.domain.refusals import Refused
from webapp.invoicing.issuing import SERIES, next_number
from webapp.invoicing.models import CatalogueItem, Invoice, QuoteVersion, SellerLogo, Series, SeriesKind

PAGE = 50
KINDS = {
    series: tuple(kind for kind in Kind if SERIES.get(kind, SeriesKind.INVOICES) is series)
    for series in SeriesKind
}


@dataclass(frozen=True)
class Numbers:
    """A series, the number its next document takes, and whether one was issued here."""

    series: Series
    kind: SeriesKind
    next: str
    is_fixed: bool


def numbers(today: date) -> list[Numbers]:
    """Of the three series, in the order they are shown; none before the profile is."""
    rows = db().execute(select(Series, *(_issued(kind).label(kind) for kind in SeriesKind))).all()
    found = {SeriesKind(row.Series.kind): row for row in rows}
    return [
        Numbers(row.Series, kind, next_of(row.Series, today), getattr(row, kind))
        for kind in SeriesKind
        if (row := found.get(kind))
    ]


def numbers_of(kind: SeriesKind, today: date) -> Numbers:
    found = next((one for one in numbers(today) if one.kind is kind), None)
    if found is None:
        raise NotFound
    return found


def next_of(series: Series, today: date) -> str:
    """Nothing when the last document is of a day to come."""
    try:
        return next_number(series, today)[0]
    except Refused:
        return ""


def is_begun(kind: SeriesKind) -> bool:
    """A document of the series was issued here."""
    return bool(db().scalar(select(_issued(kind))))


def logo_or_404(sha256: str) -> SellerLogo:
    found = db().scalar(select(SellerLogo).where(SellerLogo.sha256 == sha256))
    if found is None:
        raise NotFound
    return found


def logo_named(sha256: str) -> SellerLogo | None:
    return db().scalar(select(SellerLogo).where(SellerLogo.sha256 == sha256))


def catalogue_found(words: str, page: int) -> Sequence[CatalogueItem]:
    """One page of the list."""
    return db().scalars(_by_name(words).limit(PAGE).offset((page - 1) * PAGE)).all()


def count_of_catalogue(words: str = "") -> int:
    counted = select(func.count()).select_from(CatalogueItem).where(*_searched(words))
    return db().scalar(counted) or 0


def item_or_404(public_id: str, *, deleted: bool = False) -> CatalogueItem:
    found = db().scalar(select(CatalogueItem).where(CatalogueItem.public_id == public_id))
    if found is None or (found.deleted_at is not None) != deleted:
        raise NotFound
    return found


def _issued(kind: SeriesKind) -> ColumnElement[bool]:
    if kind is SeriesKind.QUOTES:
        return select(QuoteVersion.id).exists()
    return select(Invoice.id).where(Invoice.kind.in_(KINDS[kind])).exists()


def _by_name(words: str) -> Select[CatalogueItem]:
    return select(CatalogueItem).where(*_searched(words)).order_by(CatalogueItem.folded, CatalogueItem.id)


def _searched(words: str) -> list[ColumnElement[bool]]:
    return [
        CatalogueItem.deleted_at.is_(None),
        *(CatalogueItem.folded.contains(word, autoescape=True) for word in fold(words).split()),
    ]
