"""Drafts beside the invoices of months of work, as rows of their table."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid5

from tests.plenty import NAMESPACE
from webapp.domain.invoices.document import Kind, Line
from webapp.domain.invoices.draft import Draft
from webapp.invoicing.models import InvoiceDraft, content_of

Row = dict[str, Any]


def rows(workspace_id: UUID, engagements: int, today: date) -> Iterator[tuple[Any, list[Row]]]:
    """(model, rows), after those of clients."""
    clients = max(5, engagements // 5)
    at = datetime(today.year, today.month, today.day, 8, tzinfo=UTC)

    def of(table: str, number: int) -> UUID:
        return uuid5(NAMESPACE, f"{workspace_id} {table} {number}")

    yield (
        InvoiceDraft,
        [
            {
                "workspace_id": workspace_id, "id": of("draft", k), "public_id": f"r{k:06d}{workspace_id.hex[-5:]}",
                "kind": Kind.INVOICE, "client_id": of("client", k % clients), "title": f"À facturer {k}",
                "content": content_of(Draft(lines=(Line("Conseil", 280_00, vat_bp=2000),), title=f"À facturer {k}")),
                "total_cents": 336_00, "created_at": at, "updated_at": at,
            }
            for k in range(max(6, engagements // 10))
        ],
    )  # fmt: skip
