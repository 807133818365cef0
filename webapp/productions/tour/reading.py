"""From the rows of a feuille de route to the plain values of the domain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from webapp.domain.tour import (
    Allowance,
    Call,
    Cession,
    Convocation,
    Diet,
    Hall,
    Invitation,
    Meal,
    Mode,
    Need,
    Person,
    Room,
    Route,
    Seat,
    Side,
    Slot,
    Trip,
    stay_of,
)
from webapp.places.models import Place
from webapp.productions.crew.models import Department
from webapp.productions.planning.models import COUNTED

if TYPE_CHECKING:
    from webapp.productions.tour.queries import Crew, Dated, Sheet

Line = dict[str, Any]
ARTISTS = frozenset({Department.CAST, Department.EXTRAS})
EVERYWHERE = frozenset({Department.PRODUCTION, Department.DIRECTION})


def person(member: Any, contact: Any) -> Person:
    return Person(member.public_id, contact.name, member.contract_job, side(member.department))


def side(department: str) -> Side:
    if department in ARTISTS:
        return Side.ARTIST
    return Side.BOTH if department in EVERYWHERE else Side.TECHNICIAN


def stay(sheet: Sheet, days: Iterable[Dated]) -> list[date]:
    of_the_crew = [one for one in days if one.day.unit == sheet.day.unit]
    return stay_of(
        sheet.day.on,
        sheet.until_on,
        [(one.day.on, one.day.kind, one.day.place_id) for one in of_the_crew],
    )


def route(sheet: Sheet, days: Sequence[Dated], crew: Crew) -> Route:
    """Whoever is no longer of the crew is left out of what they had a place in."""
    row, covered = sheet.row, stay(sheet, days)
    people = {str(member.id): person(member, contact) for member, contact in crew}
    present = tuple(
        people[str(member.id)] for member, _contact in crew if any(member.is_in(day) for day in covered)
    )
    return Route(
        on=sheet.day.on,
        until_on=sheet.until_on,
        hall=_hall(sheet.place, sheet.lines["keepers"]) if sheet.place else None,
        contract_number=row.contract_number,
        contract_state=Cession(row.contract_state),
        contract_on=row.contract_on,
        show_at=row.show_minute,
        planned_at=sheet.day.ready_minute,
        starts=tuple(
            (one.day.on, one.day.ready_minute)
            for one in days
            if one.day.on in covered
            and one.day.unit == sheet.day.unit
            and one.day.kind in COUNTED
            and one.day.ready_minute is not None
        ),
        doors_at=row.doors_minute,
        minutes=row.length_minutes,
        capacity=row.capacity,
        audience=row.audience,
        strike_on=row.strike_on,
        strike_at=row.strike_minute,
        strike_text=row.strike_text,
        leave_on=row.leave_on,
        leave_at=row.leave_minute,
        leave_text=row.leave_text,
        notes=row.notes,
        spared=frozenset(Need(need) for need in row.spared),
        convocations=tuple(
            Convocation(one.day.on, one.day.call_minute, one.day.kind)
            for one in days
            if one.day.on in covered and one.day.unit == sheet.day.unit and one.day.call_minute is not None
        ),
        people=present,
        calls=tuple(_call(line, people) for line in sheet.lines["calls"]),
        trips=tuple(_trip(line, people) for line in sheet.lines["trips"]),
        slots=tuple(
            _slot(one.day.on, line)
            for one in days
            if one.day.on in covered and one.day.unit == sheet.day.unit
            for line in one.services
        ),
        meals=tuple(_meal(line) for line in sheet.lines["meals"]),
        rooms=tuple(_room(line, people) for line in sheet.lines["rooms"]),
        allowances=tuple(_allowance(line, people) for line in sheet.lines["allowances"]),
        invitations=tuple(_invitation(line, people) for line in sheet.lines["invitations"]),
    )


def _hall(place: Place, keepers: list[Line]) -> Hall:
    town = " ".join(said for said in (place.postal_code, place.city) if said)
    return Hall(
        name=place.name,
        city=place.city,
        address=", ".join(said for said in (place.address, town) if said),
        access=place.access,
        parking=place.parking,
        truck_access=place.truck_access,
        dressing_rooms=place.dressing_rooms,
        hospital=place.hospital,
        hospital_phone=place.hospital_phone,
        capacity=place.capacity,
        stage=(place.stage_width, place.stage_depth, place.stage_height),
        keepers=tuple(Call(line["id"], line["job"], line["name"], line["phone"]) for line in keepers),
    )


def _call(line: Line, people: dict[str, Person]) -> Call:
    who = people.get(line["member_id"] or "")
    if who is None:
        return Call(line["public_id"], line["job"], line["name"], line["phone"])
    return Call(line["public_id"], line["job"], who.name, line["member_phone"])


def _trip(line: Line, people: dict[str, Person]) -> Trip:
    seats = [
        Seat(people[seat["member_id"]], seat["is_taken"] or bool(seat["ticket"]), seat["ticket"])
        for seat in line["seats"]
        if seat["member_id"] in people
    ]
    return Trip(
        key=line["public_id"],
        on=date.fromisoformat(line["on"]),
        mode=Mode(line["mode"]),
        leaves=line["leaves"],
        leaves_at=line["leaves_minute"],
        arrives=line["arrives"],
        arrives_at=line["arrives_minute"],
        is_next_day=line["is_next_day"],
        reference=line["reference"],
        notes=line["notes"],
        seats=tuple(sorted(seats, key=lambda seat: list(people.values()).index(seat.person))),
    )


def _slot(on: date, line: Line) -> Slot:
    return Slot(on, line["half"], line["kind"], line["start_minute"], line["end_minute"], line["text"])


def _meal(line: Line) -> Meal:
    return Meal(
        key=line["public_id"],
        on=date.fromisoformat(line["on"]),
        minute=line["minute"],
        what=line["what"],
        where=line["where"],
        payer=line["payer"],
        count=line["count"],
        diets={Diet(diet): count for diet, count in line["diets"].items()},
    )


def _room(line: Line, people: dict[str, Person]) -> Room:
    place = line["place"] or {}
    return Room(
        key=line["public_id"],
        arrive_on=date.fromisoformat(line["arrive_on"]),
        leave_on=date.fromisoformat(line["leave_on"]),
        hotel=place.get("name") or line["hotel"],
        address=", ".join(said for said in (place.get("address"), place.get("city")) if said) or None,
        phone=place.get("phone"),
        kind=line["kind"],
        number=line["number"],
        confirmation=line["confirmation"],
        has_breakfast=line["has_breakfast"],
        payer=line["payer"],
        notes=line["notes"],
        people=tuple(people[one["member_id"]] for one in line["sleepers"] if one["member_id"] in people),
    )


def _allowance(line: Line, people: dict[str, Person]) -> Allowance:
    return Allowance(
        key=line["public_id"],
        days=line["days"],
        rate_cents=line["rate_cents"],
        label=line["label"],
        payer=line["payer"],
        paid_on=date.fromisoformat(line["paid_on"]) if line["paid_on"] else None,
        person=people.get(line["member_id"] or ""),
    )


def _invitation(line: Line, people: dict[str, Person]) -> Invitation:
    who = people.get(line["member_id"] or "")
    return Invitation(line["public_id"], line["name"], line["count"], who.name if who else line["by"], who)
