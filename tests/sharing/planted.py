"""Rows whose every value is found in no other place of a page: by section, what each part of it makes visible."""

from collections.abc import Callable
from datetime import date

from tests.make import Place, World
from webapp.core import clock
from webapp.productions.models import Phase, PhaseKind, Production
from webapp.productions.planning.models import PlanVersion, Strip
from webapp.sharing.models import Situation

Planted = dict[str, tuple[str, ...]]


def planning(world: World, place: Place, production: Production) -> Planted:
    spot = world.spot(place, "Phare de Kerzafloc", city="Plouvorgat")
    day = world.day(
        place, production, date(2027, 2, 17), place_id=spot.id, call_minute=337, ready_minute=393, end_minute=1103,
        notes="NOTEPRIVEE",
    )  # fmt: skip
    scene = world.sequence(place, production, "77Z", set_name="Cuisine des Trévidic")
    world.add(
        place,
        PlanVersion(production_id=production.id, number=6, dated_on=date(2026, 11, 19), by_name="X", snapshot={"note": "NOTEPRIVEE"}),
    )  # fmt: skip
    world.add(
        place,
        Phase(production_id=production.id, kind=PhaseKind.SHOOT, start_on=date(2027, 2, 1), end_on=date(2027, 3, 5)),
    )  # fmt: skip
    world.add(place, Strip(day_id=day.id, sequence_id=scene.id))
    return {
        "planning": ("17 février",),
        "planning.places": ("Kerzafloc", "Plouvorgat"),
        "planning.times": ("5h37", "6h33", "18h23"),
        "planning.sequences": ("77Z", "Trévidic"),
    }


def validated(production: Production) -> Situation:
    """What puts amounts in force."""
    return Situation(
        production_id=production.id, on=date(2026, 11, 23), text="Onze jours tournés.", by_name="Camille Roussel",
        validated_by="Sophie Ansel", validated_job="directrice de production", validated_at=clock.now(),
    )  # fmt: skip


PLANTED: dict[str, Callable[[World, Place, Production], Planted]] = {"planning": planning}
NEVER = ("NOTEPRIVEE",)
