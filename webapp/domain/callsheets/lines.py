"""What one person must know of a day: where and when to be first, then the rest of their times."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from webapp.domain.callsheets.sheet import CastCall, Child, CrewCall, Scene, Sheet, Spot
from webapp.domain.daytime import DAY_MINUTES
from webapp.domain.rest import Presence


class First(StrEnum):
    """What one is awaited for, before anything else."""

    PICKUP = "pickup"
    MAKEUP = "makeup"  # HMC
    READY = "ready"  # PAT
    CALL = "call"


@dataclass(frozen=True)
class Line:
    key: str
    name: str
    job: str  # or the role
    department: str
    first: First
    call: int | None  # when that is
    pickup: int | None = None
    pickup_at: str = ""
    makeup: int | None = None
    ready: int | None = None
    is_cast: bool = False
    follows: bool = False  # the general timetable, having no time of their own
    scenes: tuple[str, ...] = ()

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.split() else self.name


def lines_of(sheet: Sheet) -> dict[str, Line]:
    """By key, the cast first, then the crew in its order."""
    lines = [_of_cast(one, sheet) for one in sheet.cast] + [_of_crew(one, sheet) for one in sheet.crew]
    return {line.key: line for line in lines if line.key}


def scenes_of(sheet: Sheet, line: Line) -> tuple[Scene, ...]:
    return tuple(scene for scene in sheet.scenes if scene.number in line.scenes)


def main_spot(sheet: Sheet) -> Spot | None:
    return sheet.spots[0] if sheet.spots else None


def presences_in(sheet: Sheet) -> dict[str, Presence]:
    """Who is there from when to when, as planned; nobody while the end of the day is not said."""
    if sheet.end is None:
        return {}
    return {
        key: Presence(sheet.day, line.call, sheet.end)
        for key, line in lines_of(sheet).items()
        if line.call is not None
    }


def cast_keys(sheet: Sheet) -> frozenset[str]:
    return frozenset(one.key for one in sheet.cast if one.key)


def late_children(sheet: Sheet) -> tuple[Child, ...]:
    """Minors whose allowed hours do not hold the day: it begins before, or ends after."""
    return tuple(
        child for child in sheet.children if _is_too_early(child, sheet) or _is_too_late(child, sheet)
    )


def _is_too_early(child: Child, sheet: Sheet) -> bool:
    lines = lines_of(sheet).values()
    own = next((line.call for line in lines if line.name == child.name), sheet.call)
    return child.start is not None and own is not None and own < child.start


def _is_too_late(child: Child, sheet: Sheet) -> bool:
    if child.end is None or sheet.end is None:
        return False
    start = sheet.call or 0
    end = sheet.end if sheet.end > start else sheet.end + DAY_MINUTES
    return end > child.end


def _of_cast(one: CastCall, sheet: Sheet) -> Line:
    own = ((First.PICKUP, one.pickup), (First.MAKEUP, one.makeup), (First.READY, one.ready))
    first, call = next(((what, at) for what, at in own if at is not None), (First.CALL, sheet.call))
    return Line(
        key=one.key,
        name=one.name,
        job=one.role,
        department="",
        first=first,
        call=call,
        pickup=one.pickup,
        pickup_at=one.pickup_at,
        makeup=one.makeup,
        ready=one.ready if one.ready is not None else sheet.ready,
        is_cast=True,
        follows=all(at is None for _what, at in own),
        scenes=tuple(scene.number for scene in sheet.scenes if one.number and one.number in scene.roles),
    )


def _of_crew(one: CrewCall, sheet: Sheet) -> Line:
    return Line(
        key=one.key,
        name=one.name,
        job=one.job,
        department=one.department,
        first=First.CALL,
        call=one.call if one.call is not None else sheet.call,
        ready=sheet.ready,
        follows=one.call is None,
    )
