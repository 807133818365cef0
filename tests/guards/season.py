"""A production as the specification counts it: 28 days, 120 sequences, 120 people and a week of their hours."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert

from tests.make import Place, World
from webapp.core import clock
from webapp.core.tenancy import new_id
from webapp.productions.crew.models import Department, Member
from webapp.productions.hours.models import HoursEntry
from webapp.productions.models import Production
from webapp.productions.planning.models import Day, DayKind, Sequence, Strip, StripKind

PEOPLE, DAYS, SEQUENCES, OF_A_DAY = 120, 28, 120, 40


def shoot(world: World, place: Place, show: Production, start: date, number: int = 0) -> None:
    """Forty sequences on the first day; public ids end with the production's number."""
    found = list(_rows(world, place, show, start, number))
    with world.inside(place) as session:
        for model, values in found:
            session.connection().execute(insert(model.__table__), values)


def page(letter: str, n: int, number: int = 0) -> str:
    return f"{letter}{n:09d}{number:02d}"


def _rows(
    world: World, place: Place, show: Production, start: date, number: int
) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    ids = {
        name: [new_id() for _ in range(count)]
        for name, count in (("day", DAYS), ("seq", SEQUENCES), ("member", PEOPLE))
    }
    here = {"workspace_id": place.id}
    people = [world.person(place, f"Personne {n}", phone=f"+336{n:08d}").id for n in range(PEOPLE)]
    yield Day, [
        {**here, "id": ids["day"][n], "public_id": page("d", n, number), "production_id": show.id, "day_on": start + timedelta(days=n),
         "kind": DayKind.SHOOT, "unit": 1, "call_minute": 435, "ready_minute": 480, "end_minute": 1080, "created_at": clock.now()}
        for n in range(DAYS)
    ]  # fmt: skip
    yield Sequence, [
        {**here, "id": ids["seq"][n], "public_id": page("s", n, number), "production_id": show.id, "number": str(n + 1), "sort_key": f"{n:04d}",
         "set_name": "Criée, halle aux poissons", "summary": "Maud découvre la vente sans son père.", "eighths": 12, "seconds": 90,
         "roles": ["1", "4"], "needs": {}, "created_at": clock.now()}
        for n in range(SEQUENCES)
    ]  # fmt: skip
    yield Strip, [
        {**here, "id": new_id(), "public_id": page("t", n, number), "day_id": ids["day"][0 if n < OF_A_DAY else 1 + n % (DAYS - 1)], "position": n,
         "kind": StripKind.SEQUENCE, "sequence_id": ids["seq"][n]}
        for n in range(SEQUENCES)
    ]  # fmt: skip
    kinds = list(Department)
    yield Member, [
        {**here, "id": ids["member"][n], "public_id": page("m", n, number), "production_id": show.id, "contact_id": people[n],
         "department": kinds[n % len(kinds)], "position": n, "contract_job": f"Poste {n}", "contract_status": "signed",
         "shares_phone": True, "created_at": clock.now()}
        for n in range(PEOPLE)
    ]  # fmt: skip
    yield HoursEntry, [
        {**here, "id": new_id(), "member_id": member, "day_on": start + timedelta(days=n), "start_minute": 480, "end_minute": 1140,
         "break_minutes": 60, "travel_minutes": 30, "is_absent": False, "changed_at": clock.now()}
        for member in ids["member"]
        for n in range(6)
    ]  # fmt: skip
