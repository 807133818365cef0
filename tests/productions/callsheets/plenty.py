"""A sheet of the crew of one production, sent to all of them and the next day's draft, as rows of their tables."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from tests.plenty import FIRST, LAST, NAMESPACE
from webapp.domain.callsheets.kept import as_values
from webapp.domain.callsheets.sheet import CastCall, CrewCall, Scene, Sheet, Spot
from webapp.productions.callsheets.models import CallSheet, Receipt, Version, Way

Row = dict[str, Any]
NUMBER = 4  # of the production
SENT, DRAFT = 4, 5  # numbers of the sheets
MOST, CAST = 120, 6


def rows(workspace_id: UUID, engagements: int, today: date) -> Iterator[tuple[Any, list[Row]]]:
    """(model, rows), parents before children."""
    people = min(engagements // 4, MOST)
    at = datetime(today.year, today.month, today.day, 8, tzinfo=UTC)

    def of(table: str, number: int) -> UUID:
        return uuid5(NAMESPACE, f"{workspace_id} {table} {number}")

    def page(letter: str, number: int) -> str:
        return f"{letter}{number:06d}{workspace_id.hex[-5:]}"

    def row(table: str, number: int, /, **values: Any) -> Row:
        return {"workspace_id": workspace_id, "id": of(table, number), **values}

    def name(k: int) -> str:
        return f"{FIRST[k % len(FIRST)]} {LAST[k % len(LAST)]} {k}"

    def sheet(number: int) -> Sheet:
        return Sheet(
            "Rue des Lices", today + timedelta(days=number - SENT), "Tournage",
            number=number, of=28, call=435, ready=480, meal=750, end=1080,
            spots=(Spot("Halle", "Criée de Saint-Malo", hospital="CH"),),
            scenes=tuple(Scene(str(n), "INT", "Jour", "Halle", f"Résumé {n}", ("1",)) for n in range(people // 10)),
            cast=tuple(CastCall(page("m", k), str(k + 1), f"Rôle {k}", name(k), makeup=420) for k in range(CAST)),
            crew=tuple(
                CrewCall(page("m", k), f"Département {k % 5}", "Poste", name(k)) for k in range(CAST, people)
            ),
        )  # fmt: skip

    yield (
        CallSheet,
        [
            row(
                "sheet", n, public_id=page("f", n), production_id=of("production", NUMBER),
                sheet_on=sheet(n).day, unit=1, group_link_id=None, created_at=at,
            )
            for n in (SENT, DRAFT)
        ],
    )  # fmt: skip
    yield (
        Version,
        [
            row(
                "version", n, sheet_id=of("sheet", n), number=1, way=Way.BUILT, content=as_values(sheet(n)),
                recipients=[], tells_others=False, language="fr", created_at=at, saved_at=at,
                sent_at=at if n == SENT else None, leaves_at=at if n == SENT else None,
                file_key=f"{workspace_id}/sheet" if n == SENT else None,
            )
            for n in (SENT, DRAFT)
        ],
    )  # fmt: skip
    yield (
        Receipt,
        [
            row(
                "receipt", k, public_id=page("r", k), sheet_id=of("sheet", SENT), version_id=of("version", SENT),
                number=1, member_key=page("m", k), name=name(k), job="Poste", department="Régie",
                email=f"personne{k}@exemple.fr", is_called=True, is_by_group=False, asked_at=at,
                link_id=of("link", k), confirmed_at=at if k % 3 else None,
            )
            for k in range(people)
        ],
    )  # fmt: skip
