"""A feuille de route as it is read: on a page, on paper, in a message. Every value is a string."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.core.formats import day as short_day
from webapp.core.formats import day_range, joined, long_day, money, quantity, time_of_day, upper_first
from webapp.core.pdf import Column, part
from webapp.core.phones import phone
from webapp.domain.tour import (
    DOORS,
    LEAVE,
    SHOW,
    STRIKE,
    TICKETED,
    Cession,
    Convocation,
    Meal,
    Reader,
    Route,
    Seat,
    Slot,
    Step,
    Trip,
    left_out,
    missing,
    seen,
    steps,
)
from webapp.productions.planning.labels import DAYS, HALVES
from webapp.productions.planning.models import DayKind, Half
from webapp.productions.tour import labels

Part = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """An hour of a day."""

    time: str
    what: str
    more: str


@dataclass(frozen=True)
class Told:
    title: str
    version: str
    hall: str
    contract: str
    meeting: Line | None
    figures: list[Part]
    days: list[tuple[str, list[Line]]]
    parts: list[Part]
    left: list[str]


def told(route: Route, reader: Reader) -> Told:
    kept = seen(route, reader)
    days = _days(kept)
    return Told(
        title=title_of(route),
        version=reader.person.name if reader.person else str(labels.VERSIONS[reader.version]),
        hall=route.hall.name if route.hall else "",
        contract=contract_of(route) if reader.is_assistant else number_of(route),
        meeting=_meeting(kept),
        figures=figures_of(kept),
        days=days,
        parts=[it for it in _parts(kept, reader) if it.get("rows") or it.get("text")],
        left=[labels.left(kind, count) for kind, count in left_out(route, reader)],
    )


def title_of(route: Route) -> str:
    """`Rennes, mardi 8 décembre`, or the days of a stay."""
    when = long_day(route.on) if route.on == route.until_on else day_range(route.on, route.until_on)
    return joined(_town(route), when, between=", ") if route.hall else upper_first(when)


def _town(route: Route) -> str:
    return (route.hall.city or route.hall.name) if route.hall else ""


def number_of(route: Route) -> str:
    return (
        str(_("Contrat de cession n° %(number)s", number=route.contract_number))
        if route.contract_number
        else ""
    )


def contract_of(route: Route) -> str:
    state = str(labels.CESSIONS[route.contract_state])
    if route.contract_state == Cession.SIGNED and route.contract_on:
        state = str(_("Cession signée le %(day)s", day=short_day(route.contract_on)))
    return joined(number_of(route), state)


def lacks_of(route: Route) -> list[str]:
    return [labels.lack(kind, count) for kind, count in missing(route)]


def figures_of(route: Route) -> list[Part]:
    shown = [
        (_("Entrée public"), time_of_day(route.doors_at), ""),
        (_("Représentation"), time_of_day(route.starts_at), ""),
        (_("Durée"), labels.length(route.minutes), ""),
        (_("Jauge"), str(route.seats_for_sale or ""), route.audience or ""),
    ]
    return [{"label": label, "text": text, "more": more} for label, text, more in shown if text]


def share_text(production: str, told: Told) -> str:
    """For a message: the hours of each day, where, and who to call."""
    lines = [f"{production}, {told.title}", told.version, told.hall]
    for day, hours in told.days:
        lines += ["", day, *(joined(hour.time, hour.what, hour.more, between=" ") for hour in hours)]
    for it in told.parts:
        if it["key"] in ("place", "calls", "trips", "rooms", "leave"):
            rows = [_flat(row["cells"]) for row in it.get("rows", [])]
            lines += ["", it["title"], *(rows or [it.get("text", "")])]
    return "\n".join(lines).strip()


def _flat(cells: Iterable[Any]) -> str:
    said = (f"{c['strong']} {c['text']}".strip() if isinstance(c, dict) else c for c in cells)
    return ", ".join(" ".join(one.split()) for one in said if one)


def _meeting(route: Route) -> Line | None:
    """Where it begins: the first trip that carries people, else the truck, else the first service."""
    hours = [step for step in steps(route) if not step.is_arrival]
    trips = sorted((s for s in hours if isinstance(s.what, Trip)), key=lambda step: step.what in route.trucks)
    first = next(iter(trips), None) or next((step for step in hours if isinstance(step.what, Slot)), None)
    if first is None:
        return None
    if isinstance(first.what, Trip):
        where = first.what.leaves or str(labels.MODES[first.what.mode])
        label = str(_("Départ %(day)s, %(where)s", day=short_day(first.on), where=where))
        return Line(time_of_day(first.minute), label, way(first.what))
    label = str(_("Premier service, %(day)s", day=short_day(first.on)))
    return Line(time_of_day(first.minute), label, service(first.what) if isinstance(first.what, Slot) else "")


def _days(route: Route) -> list[tuple[str, list[Line]]]:
    return [
        (upper_first(long_day(on)), [_hour(step, route) for step in some])
        for on, some in groupby(steps(route), lambda step: step.on)
    ]


def _hour(step: Step, route: Route) -> Line:
    at, it = time_of_day(step.minute), step.what
    if isinstance(it, Trip):
        if step.is_arrival:
            return Line(at, str(_("Arrivée, %(where)s", where=it.arrives or labels.MODES[it.mode])), "")
        return Line(at, joined(str(labels.MODES[it.mode]), _ends(it), between=" "), it.reference or "")
    if isinstance(it, Convocation):
        return Line(at, str(_("Convocation")), str(DAYS[DayKind(it.kind)]))
    if isinstance(it, Meal):
        return Line(at, it.what, joined(it.where or "", _payer(it.payer)))
    if isinstance(it, Slot):
        return Line(at, str(DAYS[DayKind(it.kind)]), joined(_until(it), it.text or ""))
    words = {
        DOORS: (_("Entrée public"), ""),
        SHOW: (_("Représentation"), labels.length(route.minutes)),
        STRIKE: (_("Démontage"), route.strike_text),
        LEAVE: (_("Départ"), route.leave_text),
    }
    what, more = words[it]
    return Line(at, str(what), more or "")


def _until(slot: Slot) -> str:
    return str(_("jusqu’à %(time)s", time=time_of_day(slot.end))) if slot.end is not None else ""


def _payer(payer: str | None) -> str:
    return str(_("payé par : %(payer)s", payer=payer)) if payer else ""


def _ends(trip: Trip) -> str:
    return " → ".join(said for said in (trip.leaves, trip.arrives) if said)


def way(trip: Trip) -> str:
    """`Train Nantes → Rennes, arrivée 10h58`."""
    arrival = (
        str(_("arrivée %(time)s", time=time_of_day(trip.arrives_at))) if trip.arrives_at is not None else ""
    )
    return joined(f"{labels.MODES[trip.mode]} {_ends(trip)}", arrival, trip.reference or "", between=", ")


def _parts(route: Route, reader: Reader) -> Iterable[Part]:
    yield _place(route)
    yield _calls(route)
    yield _trips("trips", route.travels, reader)
    yield _trips("truck", route.trucks, reader)
    yield _services(route)
    yield _meals(route, reader)
    yield _rooms(route)
    if reader.sees_amounts:
        yield _allowances(route)
    yield _invitations(route)
    yield _ending("strike", _("Démontage"), route.strike_on, route.strike_at, route.strike_text, route)
    yield _ending("leave", _("Départ"), route.leave_on, route.leave_at, route.leave_text, route)
    yield {"key": "notes", "title": _("Notes"), "text": route.notes or ""}


def _table(key: str, title: str, columns: list[Column], rows: Iterable[list[Any]]) -> Part:
    return {"key": key, **part(title, columns, [(cells, False) for cells in rows])}


def _place(route: Route) -> Part:
    hall = route.hall
    if hall is None:
        return {"key": "place", "title": _("Lieu"), "text": ""}
    rows = [
        [hall.name, hall.address],
        [_("Accès"), hall.access],
        [_("Accès camion"), hall.truck_access],
        [_("Stationnement"), hall.parking],
        [_("Loges"), hall.dressing_rooms],
        [_("Plateau"), _stage(hall.stage)],
        [_("Hôpital le plus proche"), joined(hall.hospital or "", phone(hall.hospital_phone))],
    ]
    columns = [Column(_("Lieu"), 1), Column(_("Précisions"), 3)]
    return _table("place", _("Lieu"), columns, ([str(a), b or ""] for a, b in rows if b or a == hall.name))


def _stage(stage: tuple[int | None, int | None, int | None]) -> str:
    names = (_("ouverture"), _("profondeur"), _("hauteur"))
    return ", ".join(f"{name} {quantity(size)} m" for name, size in zip(names, stage, strict=True) if size)


def _calls(route: Route) -> Part:
    calls = (*route.calls, *(route.hall.keepers if route.hall else ()))
    columns = [Column(_("Fonction"), 2), Column(_("Nom"), 2), Column(_("Téléphone"), 1)]
    rows = [[call.job, call.name or "", phone(call.phone)] for call in calls]
    return _table("calls", _("Qui appeler"), columns, rows)


def _trips(key: str, trips: Iterable[Trip], reader: Reader) -> Part:
    columns = [
        Column(_("Jour"), 2),
        Column(_("Moyen"), 2),
        Column(_("Départ"), 3),
        Column(_("Arrivée"), 3),
        Column(_("Passagers, billets"), 6),
    ]
    rows = [
        [
            short_day(trip.on),
            joined(str(labels.MODES[trip.mode]), trip.reference or "", between="\n"),
            joined(time_of_day(trip.leaves_at), trip.leaves or "", between=" "),
            joined(time_of_day(trip.arrives_at), trip.arrives or "", _next(trip), between=" "),
            _lines(", ".join(_seat(seat, trip) for seat in trip.seats) or _everybody(trip), trip.notes),
        ]
        for trip in trips
    ]
    return _table(key, str(labels.PARTS[key]), columns, rows)


def _next(trip: Trip) -> str:
    return str(_("le lendemain")) if trip.is_next_day else ""


def _everybody(trip: Trip) -> str:
    return "" if trip.is_truck else str(_("Tout le monde"))


def _seat(seat: Seat, trip: Trip) -> str:
    if trip.mode not in TICKETED:
        return seat.person.name
    if seat.ticket:
        return str(_("%(name)s (billet %(ticket)s)", name=seat.person.name, ticket=seat.ticket))
    state = _("billet pris") if seat.is_taken else _("billet à prendre")
    return f"{seat.person.name} ({state})"


def _services(route: Route) -> Part:
    """A row a day, its three halves as columns."""
    columns = [Column(_("Jour"), 2), *(Column(str(HALVES[half]), 4) for half in Half)]
    rows = []
    for on, some in groupby(route.slots, lambda slot: slot.on):
        slots = list(some)
        halves = ["\n".join(service(slot) for slot in slots if slot.half == half) for half in Half]
        rows.append([upper_first(long_day(on)), *halves])
    return _table("services", str(labels.PARTS["services"]), columns, rows)


def service(slot: Slot) -> str:
    hours = " – ".join(time_of_day(at) for at in (slot.start, slot.end) if at is not None)
    return joined(str(DAYS[DayKind(slot.kind)]), hours, slot.text or "", between=", ")


def _meals(route: Route, reader: Reader) -> Part:
    columns = [
        Column(_("Jour"), 2),
        Column(_("Repas"), 3),
        Column(_("Où"), 4),
        Column(_("Qui paie"), 3),
        Column(_("Couverts"), 3),
    ]
    rows = [
        [
            joined(short_day(meal.on), time_of_day(meal.minute), between=" "),
            meal.what,
            meal.where or "",
            meal.payer or "",
            _lines(str(meal.count or ""), labels.diets(meal)),
        ]
        for meal in route.meals
    ]
    return _table("meals", str(labels.PARTS["meals"]), columns, rows)


def _rooms(route: Route) -> Part:
    columns = [
        Column(_("Qui"), 4),
        Column(_("Hôtel"), 4),
        Column(_("Nuits"), 3),
        Column(_("Chambre"), 3),
        Column(_("Confirmation"), 2),
    ]
    rows = [
        [
            ", ".join(person.name for person in room.people),
            _lines(room.hotel or "", room.address, phone(room.phone), _payer(room.payer)),
            _lines(
                day_range(room.arrive_on, room.leave_on),
                ngettext("%(num)s nuit", "%(num)s nuits", room.nights) if room.nights else "",
            ),
            _lines(
                joined(room.number or "", room.kind or "", between=", "),
                _("petit déjeuner compris") if room.has_breakfast else "",
                room.notes,
            ),
            room.confirmation or "",
        ]
        for room in route.rooms
    ]
    return _table("rooms", str(labels.PARTS["rooms"]), columns, rows)


def _allowances(route: Route) -> Part:
    columns = [
        Column(_("Pour"), 3),
        Column(_("Motif"), 3),
        Column(_("Jours"), align="right"),
        Column(_("Taux"), align="right"),
        Column(_("Total"), align="right"),
        Column(_("Qui paie"), 3),
    ]
    rows = [
        [
            paid.person.name if paid.person else str(_("Chacun")),
            paid.label or "",
            quantity(paid.days),
            money(paid.rate_cents),
            money(paid.cents),
            _lines(
                paid.payer or "", _("versé le %(day)s", day=short_day(paid.paid_on)) if paid.paid_on else ""
            ),
        ]
        for paid in route.allowances
    ]
    return _table("allowances", str(labels.PARTS["allowances"]), columns, rows)


def _invitations(route: Route) -> Part:
    columns = [Column(_("Au nom de"), 3), Column(_("Places"), align="right"), Column(_("De la part de"), 3)]
    rows = [[one.name, str(one.count), one.by or ""] for one in route.invitations]
    return _table("invitations", str(labels.PARTS["invitations"]), columns, rows)


def _ending(key: str, title: str, on: Any, at: int | None, text: str | None, route: Route) -> Part:
    if not (text or at is not None or on):
        return {"key": key, "title": title, "text": ""}
    when = joined(short_day(on or route.until_on), time_of_day(at), between=" ")
    return {"key": key, "title": title, "text": _lines(when, text)}


def _lines(*said: str | None) -> str:
    return joined(*said, between="\n")
