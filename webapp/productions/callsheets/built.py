"""A sheet written from the planning: the day, what is played on it, its places, its people and the days after."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from webapp.core.formats import time_of_day
from webapp.domain.callsheets.safety import vhss_line
from webapp.domain.callsheets.sheet import ExtrasCall, Forecast, Move, Need, Scene, Sheet, Spot
from webapp.places.models import Place
from webapp.productions.callsheets import people
from webapp.productions.callsheets.labels import NEEDS
from webapp.productions.callsheets.sunlight import sun_of
from webapp.productions.models import Production
from webapp.productions.planning.labels import DAYS, EFFECTS, LIGHTS
from webapp.productions.planning.models import Day, DayKind, Effect, Light, StripKind
from webapp.productions.planning.models import Sequence as Scripted
from webapp.productions.planning.queries import Rank, ranks

AFTER = 2  # J+1 and J+2


@dataclass(frozen=True)
class Plan:
    """What is read of the planning for one day."""

    production: Production
    company: str
    day: Day
    place: Place | None
    days: Sequence[Any]  # rows (Day, Place | None) of the production
    strips: Sequence[Any]  # rows (Strip, Sequence | None, Place | None) of the day, in their order
    crew: Sequence[Any]  # rows (Member, Contact)

    @property
    def scenes(self) -> list[tuple[Scripted, int | None]]:
        return [(scripted, strip.minute) for strip, scripted, _place in self.strips if scripted]


def sheet_from(plan: Plan) -> Sheet:
    day, place = plan.day, plan.place
    rank = ranks([row[0] for row in plan.days]).get(day.id)
    sunrise, sunset = sun_of(place, day.on)
    bare = Sheet(
        production=plan.production.title,
        company=plan.company,
        day=day.on,
        kind=str(DAYS[DayKind(day.kind)]),
        number=rank.number if rank else None,
        of=rank.of if rank else None,
        unit=day.unit,
        call=day.call_minute,
        ready=day.ready_minute,
        meal=day.meal_minute if day.meal_minute is not None else _minute_of(plan, StripKind.MEAL),
        end=day.end_minute,
        is_continuous=day.is_continuous,
        sunrise=sunrise,
        sunset=sunset,
        spots=_spots(plan),
        scenes=tuple(_scene(scripted, minute) for scripted, minute in plan.scenes),
        extras=_extras(plan),
        needs=_needs(plan),
        moves=tuple(Move(strip.minute, "", strip.text or "") for strip in _strips(plan, StripKind.MOVE)),
        vhss=vhss_line(),
        forecasts=_forecasts(plan),
        notes="\n".join(
            [*([day.notes] if day.notes else []), *(s.text for s in _strips(plan, StripKind.NOTE) if s.text)]
        ),
    )
    return _peopled(bare, plan)


def _peopled(sheet: Sheet, plan: Plan) -> Sheet:
    roles = frozenset(role for scene in sheet.scenes for role in scene.roles)
    cast, crew = people.cast_of(plan.crew, sheet, roles=roles), people.crew_of_day(plan.crew, sheet)
    extras = sum(one.count for one in sheet.extras)
    return replace(
        sheet,
        cast=cast,
        crew=crew,
        heads=people.heads_of(plan.crew, plan.production, sheet),
        meals_count=len(cast) + len(crew) + extras or None,
    )


def spot_of(place: Place, name: str = "") -> Spot:
    """A place kept, typed once."""
    town = " ".join(part for part in (place.postal_code, place.city) if part)
    return Spot(
        name=name or place.name,
        place=place.name,
        address=", ".join(part for part in (place.address, town) if part) or None,
        access=place.access,
        parking=place.parking,
        hospital=place.hospital,
        hospital_phone=place.hospital_phone,
    )


def _spots(plan: Plan) -> tuple[Spot, ...]:
    """The place of the day first, then those of its sequences, each with the décors it stands for."""
    places: dict[Any, Place] = {plan.place.id: plan.place} if plan.place else {}
    names: dict[Any, list[str]] = {}
    for _strip, scripted, place in plan.strips:
        there = place or plan.place
        if scripted and there:
            places.setdefault(there.id, there)
            names.setdefault(there.id, []).append(scripted.set_name or "")
    return tuple(
        spot_of(place, ", ".join(dict.fromkeys(name for name in names.get(key, []) if name)))
        for key, place in places.items()
    )


def _scene(scripted: Scripted, minute: int | None) -> Scene:
    return Scene(
        number=scripted.number,
        effect=str(EFFECTS[Effect(scripted.effect)]) if scripted.effect else "",
        light=str(LIGHTS[Light(scripted.light)]) if scripted.light else "",
        set_name=scripted.set_name or "",
        summary=scripted.summary or "",
        roles=tuple(scripted.roles),
        seconds=scripted.seconds,
        eighths=scripted.eighths,
        story_day=scripted.story_day or "",
        at=minute,
    )


def _extras(plan: Plan) -> tuple[ExtrasCall, ...]:
    """The most that one sequence asks: the same people play in several."""
    most = max((scripted.extras or 0 for scripted, _minute in plan.scenes), default=0)
    return (ExtrasCall("Figuration", most),) if most else ()


def _needs(plan: Plan) -> tuple[Need, ...]:
    """By department or kind, what its sequences ask for."""
    texts: dict[str, list[str]] = {}
    for scripted, _minute in plan.scenes:
        for key, text in (scripted.needs or {}).items():
            if text and key in NEEDS:
                texts.setdefault(key, []).append(f"{scripted.number}\u00a0: {text}")
    return tuple(Need(str(NEEDS[key]), "\n".join(texts[key]), key) for key in NEEDS if key in texts)


def _forecasts(plan: Plan) -> tuple[Forecast, ...]:
    found = ranks([row[0] for row in plan.days])
    after = [
        (day, place)
        for day, place in plan.days
        if day.unit == plan.day.unit and timedelta() < day.on - plan.day.on <= timedelta(days=AFTER)
    ]
    return tuple(Forecast(day.on, _told(day, place, found.get(day.id))) for day, place in after)


def _told(day: Day, place: Place | None, rank: Rank | None) -> str:
    parts = [
        f"J{rank.number}" if rank else str(DAYS[DayKind(day.kind)]),
        place.name if place else "",
        time_of_day(day.call_minute),
    ]
    return ", ".join(part for part in parts if part)


def _strips(plan: Plan, kind: StripKind) -> list[Any]:
    return [strip for strip, _scripted, _place in plan.strips if strip.kind == kind]


def _minute_of(plan: Plan, kind: StripKind) -> int | None:
    return next((strip.minute for strip in _strips(plan, kind) if strip.minute is not None), None)
