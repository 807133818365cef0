"""Everything a feuille de service says. Times are minutes since midnight, of the next day when before the call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Head:
    """Whoever answers for the day: réalisation, 1er assistant, régie générale."""

    job: str
    name: str
    phone: str | None = None


@dataclass(frozen=True)
class Spot:
    """A place of the day: décor 1 to n, base arrière, cantine."""

    name: str  # as the script names it, or what it serves as
    place: str | None = None
    address: str | None = None
    access: str | None = None
    parking: str | None = None
    parking_reserved: str | None = None  # ventousage
    hospital: str | None = None
    hospital_phone: str | None = None
    plan: str | None = None  # where to find the map: an address of a page, or « au dos »


@dataclass(frozen=True)
class Scene:
    number: str
    effect: str = ""  # INT, EXT
    light: str = ""  # JOUR, NUIT
    set_name: str = ""
    summary: str = ""
    roles: tuple[str, ...] = ()
    seconds: int | None = None
    eighths: int | None = None
    story_day: str = ""
    effects: str = ""  # special effects and needs of this sequence
    at: int | None = None


@dataclass(frozen=True)
class CastCall:
    key: str  # of the person on the crew list
    number: str
    role: str
    name: str
    pickup: int | None = None
    makeup: int | None = None  # HMC
    meal: str = ""
    ready: int | None = None  # PAT
    pickup_at: str = ""  # where from: hôtel, gare
    phone: str | None = None  # only where the sheet shows phones


@dataclass(frozen=True)
class ExtrasCall:
    label: str
    count: int
    call: int | None = None
    makeup: int | None = None
    ready: int | None = None
    supplement: str = ""
    is_silhouette: bool = False


@dataclass(frozen=True)
class CrewCall:
    key: str
    department: str
    job: str
    name: str
    call: int | None = None
    phone: str | None = None  # only where the sheet shows phones


@dataclass(frozen=True)
class Child:
    """A minor, and the hours that the authorisation allows."""

    name: str
    start: int | None = None
    end: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Need:
    """Of a department, or of a kind that asks for care: animals, stunts, arms, drone, intimacy, children."""

    label: str
    text: str
    key: str = ""  # the same department or kind in every language


@dataclass(frozen=True)
class Move:
    at: int | None
    leaves: str
    arrives: str
    people: str = ""
    driver: str = ""
    vehicle: str = ""


@dataclass(frozen=True)
class Forecast:
    """What is said of the days after, J+1 and J+2."""

    day: date
    text: str


@dataclass(frozen=True)
class Sheet:
    production: str
    day: date
    kind: str  # « Tournage », « Représentation », in words
    version: int = 1
    company: str = ""
    number: int | None = None  # J 12
    of: int | None = None  # / 28
    unit: int = 1
    approved_by: str = ""
    heads: tuple[Head, ...] = ()
    call: int | None = None
    ready: int | None = None  # PAT
    meal: int | None = None
    meal_end: int | None = None
    is_continuous: bool = False
    end: int | None = None
    sunrise: int | None = None
    sunset: int | None = None
    weather_morning: str = ""
    weather_afternoon: str = ""
    spots: tuple[Spot, ...] = ()
    scenes: tuple[Scene, ...] = ()
    cast: tuple[CastCall, ...] = ()
    extras: tuple[ExtrasCall, ...] = ()
    crew: tuple[CrewCall, ...] = ()
    needs: tuple[Need, ...] = ()
    moves: tuple[Move, ...] = ()
    meals_count: int | None = None
    meals_diets: str = ""  # counted, never named
    vhss: str = ""  # référents, and the line to call
    risks: str = ""
    forecasts: tuple[Forecast, ...] = ()
    notes: str = ""
    hours_kind: str = ""  # « Jour », « Mixte », « Nuit »
    children: tuple[Child, ...] = ()
    shows_phones: bool = False  # of the whole crew: ticked, or they are nowhere
