"""Quotes of months of work: drafts, sent, accepted and declined, as rows of their tables."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from tests.plenty import NAMESPACE
from webapp.domain.invoices.document import Category, Client, Document, Instalment, Kind, Line, Seller
from webapp.domain.invoices.draft import Draft
from webapp.invoicing.models import (
    BillingEvent,
    Happening,
    Quote,
    QuoteAnswer,
    QuoteState,
    QuoteVersion,
    content_of,
)

Row = dict[str, Any]
PAPER = b"%PDF-1.7"
SELLER = Seller(name="Camille Roussel", city="Saint-Malo", siren="732829320")
CLIENT = Client(name="Brique Rouge", address="18 rue du Port", postal_code="29200", city="Brest")
SCHEDULE = (Instalment("À l’acceptation", 30_00), Instalment("Fin de prestation", 70_00))
STATES = (QuoteState.SENT, QuoteState.ACCEPTED, QuoteState.DECLINED, QuoteState.DRAFT)
GROSS = 1_760_00


def rows(workspace_id: UUID, engagements: int, today: date) -> Iterator[tuple[Any, list[Row]]]:
    """(model, rows), after those of sellers and clients; every fourth one awaits its answer."""
    count, clients = max(8, engagements // 5), max(5, engagements // 5)
    at, until = datetime(today.year, today.month, today.day, 8, tzinfo=UTC), today + timedelta(days=40)
    typed = Draft(
        lines=(Line("Coordination du plateau", GROSS), Line("Permanence du soir", 320_00, is_option=True)),
        title="Fête de la mer",
        valid_until=until,
        schedule=SCHEDULE,
    )
    exempt = tuple(replace(line, category=Category.EXEMPT) for line in typed.lines)

    def of(table: str, number: int) -> UUID:
        return uuid5(NAMESPACE, f"{workspace_id} {table} {number}")

    def row(table: str, number: int, /, **values: Any) -> Row:
        return {"workspace_id": workspace_id, "id": of(table, number), **values}

    def document(k: int) -> Document:
        return Document(
            Kind.QUOTE, f"D-{k:05d}", today, SELLER, CLIENT, exempt, title=typed.title,
            valid_until=until, schedule=SCHEDULE, note="Une note au client", terms="Des conditions lues",
        )  # fmt: skip

    def is_sent(k: int) -> bool:
        return STATES[k % 4] != QuoteState.DRAFT

    yield (
        Quote,
        [
            row(
                "quote", k, public_id=f"k{k:06d}{workspace_id.hex[-5:]}", client_id=of("client", k % clients),
                production_id=of("production", k % 5), number=f"D-{k:05d}" if is_sent(k) else None,
                state=STATES[k % 4], version=int(is_sent(k)), has_changes=not is_sent(k), content=content_of(typed),
                title=typed.title, total_cents=GROSS, valid_until=until, link_id=None, created_at=at, updated_at=at,
            )
            for k in range(count)
        ],
    )  # fmt: skip
    yield (
        QuoteVersion,
        [
            row(
                "quote version", k, quote_id=of("quote", k), version=1, issued_on=today, valid_until=until,
                gross_cents=GROSS, content=content_of(document(k)), pdf=PAPER,
                pdf_sha256=sha256(PAPER).hexdigest(), made_at=at,
            )
            for k in range(count)
            if is_sent(k)
        ],
    )  # fmt: skip
    yield (
        QuoteAnswer,
        [
            row(
                "quote answer", k, version_id=of("quote version", k), is_accepted=k % 4 == 1, name="Paul Guégan",
                job="Responsable culture", words="Trop cher cette année", options=[], gross_cents=GROSS,
                pdf_sha256=sha256(PAPER).hexdigest(), address="203.0.113.7", agent="Mozilla/5.0 (iPhone)", answered_at=at,
            )
            for k in range(count)
            if k % 4 in (1, 2)
        ],
    )  # fmt: skip
    yield (
        BillingEvent,
        [
            row(
                "quote told", k * 9 + n, quote_id=of("quote", k), kind=kind, at=at,
                detail={"version": 1, "to": "compta@hauteur.exemple", "from": "camille@exemple.fr", "name": "Paul Guégan"},
            )
            for k in range(count)
            if is_sent(k)
            for n, kind in enumerate((Happening.SENT, Happening.VIEWED, Happening.QUESTION))
        ],
    )  # fmt: skip
