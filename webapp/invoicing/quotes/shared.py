"""The quotes of a production, as a link shows them: the version sent last, to the company of the production alone.

None may be confirmed as a day is: it would pass for an agreement, which is given on the page of the quote.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Date,
    LargeBinary,
    Select,
    SmallInteger,
    String,
    Uuid,
    column,
    func,
    literal,
    select,
)

from webapp.core.db import db
from webapp.core.formats import day, money
from webapp.core.pdf import Column, part
from webapp.domain.invoices.document import Kind
from webapp.domain.invoices.offers import Standing, standing_of
from webapp.invoicing.quotes import labels
from webapp.invoicing.quotes.sending import paper_named
from webapp.invoicing.words import titled
from webapp.productions.shared import Field, File, Rows, Scope, Section

AMOUNTS, FILE, ACCEPT = "quotes.amounts", "quotes.file", "quotes.accept"


@dataclass(frozen=True)
class QuoteShown:
    """What was not granted is None, or False."""

    key: str
    number: str
    version: int
    title: str
    issued_on: date
    valid_until: date
    standing: Standing
    total_cents: int | None  # as it was accepted, options included; else without them
    has_file: bool
    may_answer: bool

    @property
    def name(self) -> str:
        return titled(Kind.QUOTE, self.number)

    @property
    def state(self) -> tuple[str, str, str]:
        """As `chip` takes it."""
        return (str(labels.SEEN[self.standing]), *labels.MARKS[self.standing])


@dataclass(frozen=True)
class QuotesShown:
    quotes: tuple[QuoteShown, ...]


def rows(scope: Scope) -> Select[Any]:
    asked = func.shared_quotes(literal(list(scope.productions), ARRAY(Uuid))).table_valued(
        column("production_id", Uuid),
        column("key", String),
        column("number", String),
        column("version", SmallInteger),
        column("title", String),
        column("issued_on", Date),
        column("valid_until", Date),
        column("state", String),
        column("gross_cents", BigInteger),
    )
    told = [one for one in asked.c if one.key != "gross_cents" or scope.has(AMOUNTS)]
    return select(*told).order_by(asked.c.issued_on.desc(), asked.c.number.desc())


def values(rows: Rows, scope: Scope) -> QuotesShown | None:
    return QuotesShown(tuple(_quote(row, scope) for row in rows)) if rows else None


def _quote(row: Mapping[str, Any], scope: Scope) -> QuoteShown:
    valid_until = date.fromisoformat(row["valid_until"])
    standing = standing_of(row["state"], valid_until, False, scope.today)
    return QuoteShown(
        key=row["key"],
        number=row["number"],
        version=row["version"],
        title=row["title"],
        issued_on=date.fromisoformat(row["issued_on"]),
        valid_until=valid_until,
        standing=standing,
        total_cents=row.get("gross_cents"),
        has_file=has_papers(scope),
        may_answer=may_accept(scope),
    )


def has_papers(scope: Scope) -> bool:
    """The PDF tells the amounts."""
    return scope.has(FILE) and scope.has(AMOUNTS)


def may_accept(scope: Scope) -> bool:
    """Nobody agrees to an amount they do not see."""
    return scope.has(ACCEPT) and scope.has(AMOUNTS)


def paper(value: QuotesShown) -> list[dict[str, Any]]:
    has_amounts = any(one.total_cents is not None for one in value.quotes)
    columns = [Column(_("Devis")), Column(_("Objet"), 1), Column(_("Valable jusqu’au")), Column(_("État"))]
    cells = [(one.number, one.title, day(one.valid_until, year=True), one.state[0]) for one in value.quotes]
    if not has_amounts:
        return [part(_("Devis"), columns, [(row, False) for row in cells])]
    told = [(*row, money(one.total_cents)) for row, one in zip(cells, value.quotes, strict=True)]
    return [part(_("Devis"), [*columns, Column(_("Montant"), align="right")], [(row, False) for row in told])]


def file(scope: Scope, key: str) -> File | None:
    """The bytes that were sent."""
    if not has_papers(scope):
        return None
    asked = func.shared_quote_paper(literal(list(scope.productions), ARRAY(Uuid)), key).table_valued(
        column("number", String), column("version", SmallInteger), column("pdf", LargeBinary)
    )
    row = db().execute(select(asked.c.number, asked.c.version, asked.c.pdf)).one_or_none()
    if row is None:
        return None
    name = paper_named(row.number, row.version)
    return File(name, "application/pdf", content=row.pdf, size=len(row.pdf))


SECTION = Section(
    key="quotes",
    label=_l("Devis"),
    hint=_l("Vos devis envoyés à la société de production, à elle seule"),
    fields=(
        Field("amounts", _l("Montants"), is_amount=True),
        Field("file", _l("PDF du devis"), _l("Avec les montants, qu’il montre"), is_amount=True),
        Field("accept", _l("Accepter par ce lien"), _l("Avec les montants et tout le devis"), is_amount=True),
    ),
    rows=rows,
    values=values,
    template="invoicing/quotes/_shared.html",
    paper=paper,
    file=file,
)
