"""Links of months of work, seen and about to end, as rows of their tables."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from tests.plenty import NAMESPACE
from webapp.core.links import Link
from webapp.sharing.models import Device, Part, Reply, ReplyKind, Share, ShareProduction, Visit, Visited
from webapp.sharing.sections import PARTS

Row = dict[str, Any]


def rows(workspace_id: UUID, engagements: int, today: date) -> Iterator[tuple[Any, list[Row]]]:
    """(model, rows), after those of productions; each is seen three times and answered once."""
    count = max(8, engagements // 8)
    at = datetime(today.year, today.month, today.day, 8, tzinfo=UTC)

    def of(table: str, number: int) -> UUID:
        return uuid5(NAMESPACE, f"{workspace_id} {table} {number}")

    def row(table: str, number: int, /, **values: Any) -> Row:
        return {"workspace_id": workspace_id, "id": of(table, number), **values}

    ends = [today + timedelta(days=3 + k) for k in range(count)]
    yield (
        Link,
        [
            row(
                "share links", k, purpose="share", digest=f"{workspace_id.hex}{k:032x}", created_at=at, payload={},
                expires_at=at + timedelta(days=4 + k),
            )
            for k in range(count)
        ],
    )  # fmt: skip
    yield (
        Share,
        [
            row(
                "shares", k, public_id=f"S{k:06d}{workspace_id.hex[-5:]}", link_id=of("share links", k),
                name=f"Marc Delcourt {k}", part=Part.PRODUCER, language="fr", ends_on=ends[k], documents=[],
                grants=sorted(PARTS), from_name="Camille Roussel", created_at=at, message="Le point de la semaine",
            )
            for k in range(count)
        ],
    )  # fmt: skip
    yield (
        ShareProduction,
        [
            row(
                "share productions",
                k,
                share_id=of("shares", k),
                production_id=of("production", 4),
                position=0,
            )
            for k in range(count)
        ],
    )
    yield (
        Visit,
        [
            row(
                "visits", 3 * k + n, share_id=of("shares", k), visited_at=at - timedelta(hours=n), device=Device.PHONE,
                what=Visited.PAGE,
            )
            for k in range(count)
            for n in range(3)
        ],
    )  # fmt: skip
    yield (
        Reply,
        [
            row(
                "replies", k, public_id=f"R{k:06d}{workspace_id.hex[-5:]}", share_id=of("shares", k), name="Marc Delcourt",
                production_id=of("production", 4), kind=ReplyKind.QUESTION, section="planning", subject=str(k),
                label="J12, lundi 23 novembre", label_digest="", words="À quelle heure ?", replied_at=at,
            )
            for k in range(count)
        ],
    )  # fmt: skip
