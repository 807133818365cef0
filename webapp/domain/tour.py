"""The feuille de route of a date on tour: who is shown what, what is still missing, and the hours of a day.

Plain values. Times are minutes since midnight, amounts cents, days of an allowance hundredths.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum


class Side(StrEnum):
    """Of which version somebody is."""

    ARTIST = "artist"
    TECHNICIAN = "technician"
    BOTH = "both"  # production, mise en scène


class Version(StrEnum):
    FULL = "full"
    ARTIST = "artist"
    TECHNICIAN = "technician"


class Mode(StrEnum):
    TRAIN = "train"
    PLANE = "plane"
    VAN = "van"
    CAR = "car"
    COACH = "coach"
    TRUCK = "truck"  # camion décor


class Cession(StrEnum):
    """Where the contrat de cession stands."""

    OPTION = "option"
    TO_MAKE = "to_make"
    SENT = "sent"
    SIGNED = "signed"


class Diet(StrEnum):
    VEGETARIAN = "vegetarian"
    VEGAN = "vegan"
    NO_PORK = "no_pork"
    NO_GLUTEN = "no_gluten"
    NO_LACTOSE = "no_lactose"
    OTHER = "other"


class Need(StrEnum):
    """What a date may do without."""

    TRIPS = "trips"
    ROOMS = "rooms"
    MEALS = "meals"


TICKETED = frozenset({Mode.TRAIN, Mode.PLANE})
RIGGING = frozenset({"prerig", "rig", "focus", "strike"})  # kinds of services that are the technicians'
DOORS, SHOW, STRIKE, LEAVE = "doors", "show", "strike", "leave"


@dataclass(frozen=True)
class Person:
    key: str
    name: str
    job: str
    side: Side

    def reads(self, version: Version) -> bool:
        return version == Version.FULL or self.side == Side.BOTH or self.side.value == version.value


@dataclass(frozen=True)
class Seat:
    person: Person
    is_taken: bool = False
    ticket: str | None = None  # its number, or the dossier: for the person and the assistant


@dataclass(frozen=True)
class Trip:
    key: str
    on: date
    mode: Mode = Mode.TRAIN
    leaves: str | None = None
    leaves_at: int | None = None
    arrives: str | None = None
    arrives_at: int | None = None
    is_next_day: bool = False
    reference: str | None = None
    notes: str | None = None
    seats: tuple[Seat, ...] = ()

    @property
    def is_truck(self) -> bool:
        return self.mode == Mode.TRUCK

    @property
    def untaken(self) -> int:
        return sum(not seat.is_taken for seat in self.seats) if self.mode in TICKETED else 0


@dataclass(frozen=True)
class Convocation:
    """The general call of a day, and what that day is for."""

    on: date
    minute: int
    kind: str


@dataclass(frozen=True)
class Slot:
    """A service of the planning, by half-day."""

    on: date
    half: str
    kind: str
    start: int | None = None
    end: int | None = None
    text: str | None = None


@dataclass(frozen=True)
class Meal:
    key: str
    on: date
    minute: int | None = None
    what: str = ""
    where: str | None = None
    payer: str | None = None
    count: int | None = None
    diets: Mapping[Diet, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Room:
    key: str
    arrive_on: date
    leave_on: date
    hotel: str | None = None
    address: str | None = None
    phone: str | None = None
    kind: str | None = None
    number: str | None = None
    confirmation: str | None = None
    has_breakfast: bool = False
    payer: str | None = None
    notes: str | None = None
    people: tuple[Person, ...] = ()

    @property
    def nights(self) -> int:
        return (self.leave_on - self.arrive_on).days


@dataclass(frozen=True)
class Allowance:
    """Défraiement: so many days at such a rate."""

    key: str
    days: int
    rate_cents: int
    label: str | None = None
    payer: str | None = None
    paid_on: date | None = None
    person: Person | None = None

    @property
    def cents(self) -> int:
        return (self.days * self.rate_cents + 50) // 100


@dataclass(frozen=True)
class Invitation:
    key: str
    name: str
    count: int = 1
    by: str | None = None
    person: Person | None = None  # who invites, when they are of the crew


@dataclass(frozen=True)
class Call:
    """Somebody to ask; the phone is there when it may be read."""

    key: str
    job: str
    name: str | None = None
    phone: str | None = None


@dataclass(frozen=True)
class Hall:
    name: str
    city: str | None = None
    address: str = ""
    access: str | None = None
    parking: str | None = None
    truck_access: str | None = None
    dressing_rooms: str | None = None
    hospital: str | None = None
    hospital_phone: str | None = None
    capacity: int | None = None
    stage: tuple[int | None, int | None, int | None] = (None, None, None)  # centimetres: width, depth, height
    keepers: tuple[Call, ...] = ()


@dataclass(frozen=True)
class Route:
    on: date
    until_on: date
    hall: Hall | None = None
    contract_number: str | None = None
    contract_state: Cession = Cession.TO_MAKE
    contract_on: date | None = None
    show_at: int | None = None
    planned_at: int | None = None  # what the planning says of the start
    starts: tuple[tuple[date, int], ...] = ()  # by the planning, of each day that plays
    doors_at: int | None = None
    minutes: int | None = None
    capacity: int | None = None
    audience: str | None = None
    strike_on: date | None = None
    strike_at: int | None = None
    strike_text: str | None = None
    leave_on: date | None = None
    leave_at: int | None = None
    leave_text: str | None = None
    notes: str | None = None
    spared: frozenset[Need] = frozenset()
    convocations: tuple[Convocation, ...] = ()
    people: tuple[Person, ...] = ()  # of the crew, present on one of the days
    calls: tuple[Call, ...] = ()
    trips: tuple[Trip, ...] = ()
    slots: tuple[Slot, ...] = ()
    meals: tuple[Meal, ...] = ()
    rooms: tuple[Room, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    invitations: tuple[Invitation, ...] = ()

    @property
    def starts_at(self) -> int | None:
        return self.planned_at if self.show_at is None else self.show_at

    @property
    def seats_for_sale(self) -> int | None:
        return self.capacity or (self.hall.capacity if self.hall else None)

    @property
    def travels(self) -> tuple[Trip, ...]:
        return tuple(trip for trip in self.trips if not trip.is_truck)

    @property
    def trucks(self) -> tuple[Trip, ...]:
        return tuple(trip for trip in self.trips if trip.is_truck)


@dataclass(frozen=True)
class Reader:
    """For whom a feuille is made: a version, or one person; amounts only when ticked, always in the full one."""

    version: Version = Version.FULL
    person: Person | None = None
    amounts: bool = False

    @classmethod
    def of(cls, person: Person, *, amounts: bool = False) -> Reader:
        both = person.side == Side.BOTH
        return cls(Version.FULL if both else Version(person.side.value), person, amounts)

    @property
    def sees_amounts(self) -> bool:
        return self.amounts or self.is_assistant

    @property
    def is_assistant(self) -> bool:
        return self.version == Version.FULL and self.person is None

    def sees(self, person: Person) -> bool:
        return person.key == self.person.key if self.person else person.reads(self.version)

    def is_of(self, people: Iterable[Person]) -> bool:
        """Whether a trip or a room of these people is this reader's; the production goes along with the others."""
        some = tuple(people)
        if self.person:
            return any(self.sees(person) for person in some)
        own = any(person.side.value == self.version.value for person in some)
        return own or all(person.side == Side.BOTH for person in some)


def seen(route: Route, reader: Reader) -> Route:
    """What of a feuille de route its reader is given."""
    if reader.is_assistant:
        return route
    is_artist = reader.version == Version.ARTIST
    kept = replace(
        route,
        people=tuple(person for person in route.people if reader.sees(person)),
        trips=tuple(shown for trip in route.trips for shown in _trip(trip, reader)),
        meals=tuple(replace(meal, diets={}) for meal in route.meals),
        rooms=tuple(shown for room in route.rooms for shown in _room(room, reader)),
        allowances=tuple(paid for paid in route.allowances if _is_paid_to(paid, reader)),
        invitations=tuple(one for one in route.invitations if _invites(one, reader)),
    )
    if not is_artist:
        return kept
    hall = replace(kept.hall, truck_access=None, stage=(None, None, None)) if kept.hall else None
    slots = tuple(slot for slot in kept.slots if slot.kind not in RIGGING)
    called = tuple(one for one in kept.convocations if one.kind not in RIGGING)
    return replace(
        kept, hall=hall, slots=slots, convocations=called, strike_on=None, strike_at=None, strike_text=None
    )


def _trip(trip: Trip, reader: Reader) -> Iterable[Trip]:
    """With those it is for; a trip without passengers is everybody's, the truck the technicians'."""
    if trip.is_truck and not reader.person:
        is_theirs = reader.version != Version.ARTIST
    else:
        is_theirs = reader.is_of(seat.person for seat in trip.seats) or not (trip.seats or trip.is_truck)
    if not is_theirs:
        return
    seats = tuple(seat for seat in trip.seats if reader.sees(seat.person))
    # With its number somebody else could change a ticket: it is for the one who travels.
    yield replace(trip, seats=seats if reader.person else tuple(replace(seat, ticket=None) for seat in seats))


def _room(room: Room, reader: Reader) -> Iterable[Room]:
    """With those who sleep in it; one person's page names who shares the room."""
    if not room.people or not reader.is_of(room.people):
        return
    yield room if reader.person else replace(room, people=tuple(p for p in room.people if reader.sees(p)))


def _is_paid_to(paid: Allowance, reader: Reader) -> bool:
    return reader.sees_amounts and (paid.person is None or reader.sees(paid.person))


def _invites(one: Invitation, reader: Reader) -> bool:
    if one.person is None:
        return False
    return reader.sees(one.person)


class Left(StrEnum):
    """What a version leaves out."""

    TRUCK = "truck"
    RIGGING = "rigging"
    STRIKE = "strike"
    STAGE = "stage"
    TRIPS = "trips"
    TICKETS = "tickets"
    DIETS = "diets"
    ROOMS = "rooms"
    AMOUNTS = "amounts"
    INVITATIONS = "invitations"
    PHONES = "phones"


def left_out(route: Route, reader: Reader) -> list[tuple[Left, int]]:
    """What is noted and this reader is not given, with how many; private phones are nobody's."""
    kept = seen(route, reader)
    tickets = _tickets(route) - _tickets(kept)
    counts = {
        Left.TRUCK: len(route.trucks) - len(kept.trucks) or _is_gone(route, kept, "truck_access"),
        Left.RIGGING: len(route.slots) - len(kept.slots),
        Left.STRIKE: int(bool(route.strike_text or route.strike_at is not None) and kept.strike_on is None)
        if reader.version == Version.ARTIST
        else 0,
        Left.STAGE: int(bool(route.hall and kept.hall and route.hall.stage != kept.hall.stage)),
        Left.TRIPS: len(route.travels) - len(kept.travels),
        Left.TICKETS: tickets,
        Left.DIETS: sum(bool(meal.diets) for meal in route.meals)
        - sum(bool(meal.diets) for meal in kept.meals),
        Left.ROOMS: len(route.rooms) - len(kept.rooms),
        Left.AMOUNTS: len(route.allowances) - len(kept.allowances),
        Left.INVITATIONS: len(route.invitations) - len(kept.invitations),
        Left.PHONES: 0 if reader.is_assistant else 1,
    }
    return [(left, count) for left, count in counts.items() if count > 0]


def _tickets(route: Route) -> int:
    return sum(bool(seat.ticket) for trip in route.trips for seat in trip.seats)


def _is_gone(route: Route, kept: Route, name: str) -> int:
    told = getattr(route.hall, name, None)
    return int(bool(told) and not getattr(kept.hall, name, None))


class Lack(StrEnum):
    HALL = "hall"
    CONTRACT = "contract"
    SHOW = "show"
    DURATION = "duration"
    CAPACITY = "capacity"
    CALLS = "calls"
    SERVICES = "services"
    TRIPS = "trips"
    PASSENGERS = "passengers"
    TICKETS = "tickets"
    ROOMS = "rooms"
    SLEEPERS = "sleepers"
    CONFIRMATIONS = "confirmations"
    MEALS = "meals"
    PAYERS = "payers"


def missing(route: Route) -> list[tuple[Lack, int]]:
    """What has still to be found or decided, with how many, in the order of the feuille."""
    calls = (*route.calls, *(route.hall.keepers if route.hall else ()))
    travellers = {seat.person.key for trip in route.travels for seat in trip.seats}
    sleepers = {person.key for room in route.rooms for person in room.people}
    is_shared = any(not trip.seats for trip in route.travels)  # a van for everybody
    trips, rooms, meals = (need not in route.spared for need in Need)
    counts = {
        Lack.HALL: route.hall is None,
        Lack.CONTRACT: route.contract_state != Cession.SIGNED,
        Lack.SHOW: route.starts_at is None and not any(slot.kind == SHOW for slot in route.slots),
        Lack.DURATION: route.minutes is None,
        Lack.CAPACITY: not route.seats_for_sale,
        Lack.CALLS: not any(call.phone for call in calls),
        Lack.SERVICES: not route.slots,
        Lack.TRIPS: trips and not route.travels,
        Lack.PASSENGERS: _left_behind(route.people, travellers)
        if trips and route.travels and not is_shared
        else 0,
        Lack.TICKETS: sum(trip.untaken for trip in route.travels),
        Lack.ROOMS: rooms and not route.rooms,
        Lack.SLEEPERS: _left_behind(route.people, sleepers) if rooms and route.rooms else 0,
        Lack.CONFIRMATIONS: sum(not room.confirmation for room in route.rooms),
        Lack.MEALS: meals and not route.meals,
        Lack.PAYERS: sum(not meal.payer for meal in route.meals),
    }
    return [(lack, int(count)) for lack, count in counts.items() if count]


def _left_behind(people: Iterable[Person], found: set[str]) -> int:
    return sum(person.key not in found for person in people)


Event = Trip | Slot | Meal | Convocation


@dataclass(frozen=True)
class Step:
    """An hour of a day: what happens, or one of the words `doors`, `show`, `strike`, `leave`."""

    on: date
    minute: int
    what: Event | str
    is_arrival: bool = False


def steps(route: Route) -> list[Step]:
    """Everything with an hour, in order."""
    found = [Step(trip.on, trip.leaves_at, trip) for trip in route.trips if trip.leaves_at is not None]
    found += [
        Step(trip.on + timedelta(days=int(trip.is_next_day)), trip.arrives_at, trip, is_arrival=True)
        for trip in route.trips
        if trip.arrives_at is not None
    ]
    shows = dict(_shows(route))
    found += [Step(one.on, one.minute, one) for one in route.convocations]
    found += [
        Step(slot.on, slot.start, slot)
        for slot in route.slots
        if slot.start is not None and not (slot.kind == SHOW and slot.on in shows)
    ]
    found += [Step(meal.on, meal.minute, meal) for meal in route.meals if meal.minute is not None]
    found += [Step(on, minute, SHOW) for on, minute in shows.items()]
    if route.doors_at is not None:
        found += [Step(on, route.doors_at, DOORS) for on, start in shows.items() if start == route.starts_at]
    ends = ((route.strike_on, route.strike_at, STRIKE), (route.leave_on, route.leave_at, LEAVE))
    found += [Step(on or route.until_on, minute, word) for on, minute, word in ends if minute is not None]
    return sorted(found, key=lambda step: (step.on, step.minute, not step.is_arrival, step.what == SHOW))


def _shows(route: Route) -> Iterable[tuple[date, int]]:
    """Each day that plays once, with its hour; two performances are told by their services."""
    starts = dict(route.starts)
    if route.starts_at is not None:
        starts[route.on] = route.starts_at
    for on, minute in starts.items():
        if sum(slot.kind == SHOW and slot.on == on for slot in route.slots) < 2:
            yield on, minute


def stay_of(on: date, until_on: date | None, days: Iterable[tuple[date, str, object]]) -> list[date]:
    """The days a feuille covers: its dates, with the days of rigging, of the road and of strike around them.

    `days` are (day, kind, place) of the production; those around are without a show, at the same place or at none.
    """
    last = until_on or on
    known = {day: (kind, place) for day, kind, place in days}
    here = known.get(on, ("", None))[1]
    found = [day for day in known if on <= day <= last]
    for start, step in ((on, -1), (last, 1)):
        day = start + timedelta(days=step)
        while day in known and known[day][0] not in (SHOW, "rest") and known[day][1] in (None, here):
            found.append(day)
            day += timedelta(days=step)
    return sorted(found)
