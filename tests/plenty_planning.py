"""The planning of one production after months of work, as rows of its tables."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from webapp.productions.planning.models import (
    Day,
    DayKind,
    Effect,
    Light,
    PlanVersion,
    Sequence,
    Strip,
    StripKind,
)

Row = dict[str, Any]
SHOW = 4  # the production that is planned
A_DAY = 4  # sequences
SETS = ("Criée, halle aux poissons", "Quai du Bajoyer", "Maison du père, cuisine", "Le Cormoran, pont")
SUMMARIES = (
    "Maud découvre la vente sans son père.",
    "Erwan propose de racheter le bateau.",
    "Le repas du dimanche, personne ne parle.",
)


def planning(
    row: Callable[..., Row],
    id_of: Callable[[str, int], UUID],
    page: Callable[[str, int], str],
    today: date,
    at: datetime,
    days: int,
) -> list[tuple[Any, list[Row]]]:
    """(model, rows): days around today, four sequences on each with a meal, eight in the pool, one version."""
    show, lines = id_of("production", SHOW), range(days * (A_DAY + 1))
    return [
        (Day, [_day(row, page, show, k, today + timedelta(days=k - 9), at) for k in range(days)]),
        (Sequence, [_sequence(row, page, show, k, at) for k in range(days * A_DAY + 8)]),
        (Strip, [_strip(row, id_of, page, k) for k in lines]),
        (PlanVersion, [_version(row, page, show, today, at)]),
    ]


def _day(
    row: Callable[..., Row], page: Callable[[str, int], str], show: UUID, k: int, on: date, at: datetime
) -> Row:
    return row(
        "day", k, public_id=page("j", k), production_id=show, day_on=on, kind=DayKind.SHOOT, unit=1,
        call_minute=435 + k, ready_minute=480 + k, end_minute=1080, created_at=at,
    )  # fmt: skip


def _sequence(
    row: Callable[..., Row], page: Callable[[str, int], str], show: UUID, k: int, at: datetime
) -> Row:
    return row(
        "sequence", k, public_id=page("x", k), production_id=show, number=f"{k + 1}", sort_key=f"{k:04d}",
        effect=list(Effect)[k % 3], light=list(Light)[k % 2], set_name=SETS[k % 4], summary=SUMMARIES[k % 3],
        eighths=k % 19 + 1, seconds=40 + k % 150, roles=[str(k % 5 + 1), str(k % 7 + 2)], created_at=at,
    )  # fmt: skip


def _strip(
    row: Callable[..., Row], id_of: Callable[[str, int], UUID], page: Callable[[str, int], str], k: int
) -> Row:
    day, place = divmod(k, A_DAY + 1)
    is_meal = place == A_DAY
    return row(
        "strip", k, public_id=page("z", k), day_id=id_of("day", day), position=place,
        kind=StripKind.MEAL if is_meal else StripKind.SEQUENCE,
        sequence_id=None if is_meal else id_of("sequence", day * A_DAY + place),
        minute=750 if is_meal else None, text="cantine, 58 couverts" if is_meal else None,
    )  # fmt: skip


def _version(
    row: Callable[..., Row], page: Callable[[str, int], str], show: UUID, today: date, at: datetime
) -> Row:
    """The plan as it was, when it had one day."""
    snapshot = {"days": [{"key": page("j", 0), "on": today.isoformat(), "kind": "shoot", "call": 435}]}
    return row(
        "version", SHOW, public_id=page("v", SHOW), production_id=show, number=1, dated_on=today,
        published_at=at, by_name="Camille Roussel", snapshot=snapshot,
    )  # fmt: skip
