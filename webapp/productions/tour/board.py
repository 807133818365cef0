"""The feuille de route as the assistant fills it: its parts, each with its lines and how far it is."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.core.formats import day as short_day
from webapp.core.formats import day_range, money, quantity, time_of_day
from webapp.core.phones import phone
from webapp.domain.tour import Lack, Need, Route, missing
from webapp.productions.planning.models import COUNTED
from webapp.productions.tour import labels, paper
from webapp.productions.tour.queries import Crew, Dated
from webapp.productions.tour.reading import route as route_read

LACKS = {
    "place": (Lack.HALL,),
    "contract": (Lack.CONTRACT,),
    "show": (Lack.SHOW, Lack.DURATION, Lack.CAPACITY),
    "calls": (Lack.CALLS,),
    "services": (Lack.SERVICES,),
    "trips": (Lack.TRIPS, Lack.PASSENGERS, Lack.TICKETS),
    "rooms": (Lack.ROOMS, Lack.SLEEPERS, Lack.CONFIRMATIONS),
    "meals": (Lack.MEALS, Lack.PAYERS),
}


@dataclass(frozen=True)
class Entry:
    """A line of a part; without a key it is written elsewhere."""

    title: str
    more: str = ""
    key: str = ""


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    entries: tuple[Entry, ...] = ()
    state: str = ""
    lacks: tuple[str, ...] = ()
    is_facts: bool = False
    hint: str = ""

    @property
    def part(self) -> str:
        """Whose lines these are: the truck is a trip."""
        return "trips" if self.key == "truck" else self.key


@dataclass(frozen=True)
class Row:
    """A day of the tour: with its feuille de route, covered by another, to prepare, or not played."""

    dated: Dated
    is_show: bool
    route: Route | None = None
    lacks: tuple[str, ...] = ()  # but the contract, whose state is told apart
    covered_by: date | None = None
    number: int | None = field(default=None)


def rows_of(dates: list[Dated], crew: Crew) -> list[Row]:
    made: list[Row] = []
    cover: dict[int, tuple[date, date]] = {}
    number = 0
    for one in dates:
        is_show = one.day.kind in COUNTED
        number += is_show
        row = Row(one, is_show, number=number if is_show else None)
        first, last = cover.get(one.day.unit, (date.min, date.min))
        if one.sheet:
            route = route_read(one.sheet, dates, crew)
            row = replace(row, route=route, lacks=tuple(_but_contract(route)))
            cover[one.day.unit] = (one.day.on, one.sheet.until_on)
        elif one.day.on <= last:
            row = replace(row, covered_by=first)
        made.append(row)
    return made


def _but_contract(route: Route) -> Iterable[str]:
    return (labels.lack(kind, count) for kind, count in missing(route) if kind != Lack.CONTRACT)


def sections_of(route: Route) -> list[Section]:
    lacking = dict(missing(route))
    return [replace(one, lacks=tuple(_lacks(one.key, lacking))) for one in _sections(route)]


def _lacks(key: str, lacking: dict[Lack, int]) -> Iterable[str]:
    return (labels.lack(kind, lacking[kind]) for kind in LACKS.get(key, ()) if kind in lacking)


def _sections(route: Route) -> Iterable[Section]:
    yield Section(
        "contract", _title("contract"), tuple(_contract(route)), route.contract_number or "", is_facts=True
    )
    yield Section("show", _title("show"), tuple(_show(route)), time_of_day(route.starts_at), is_facts=True)
    yield _listed(
        "calls",
        [
            Entry(call.name or call.job, _said(call.job if call.name else "", phone(call.phone)), call.key)
            for call in route.calls
        ],
        _keepers(route),
    )
    yield _listed("trips", [_trip(trip) for trip in route.travels])
    yield _listed("truck", [_trip(trip) for trip in route.trucks])
    yield Section(
        "services",
        _title("services"),
        tuple(_services(route)),
        ngettext("%(num)s service", "%(num)s services", len(route.slots)) if route.slots else "",
        hint=_("Les services se notent dans le planning, par demi-journée."),
    )
    yield _listed("meals", [_meal(meal) for meal in route.meals])
    yield _listed("rooms", [_room(room) for room in route.rooms])
    yield _listed("allowances", [_allowance(paid) for paid in route.allowances])
    yield _listed("invitations", [_invitation(one) for one in route.invitations])
    yield Section("ending", _title("ending"), tuple(_ending(route)), is_facts=True)
    notes = (Entry(route.notes),) if route.notes else ()
    yield Section("notes", _title("notes"), notes, is_facts=True)


def _title(key: str) -> str:
    return str(labels.PARTS[key])


def _listed(key: str, entries: list[Entry], others: Iterable[Entry] = ()) -> Section:
    found = (*entries, *others)
    return Section(key, _title(key), found, str(len(found)) if found else "")


def _contract(route: Route) -> Iterable[Entry]:
    yield Entry(paper.contract_of(route))
    if route.until_on > route.on:
        yield Entry(str(_("Une feuille pour le séjour, %(days)s", days=day_range(route.on, route.until_on))))
    for need in Need:
        if need in route.spared:
            yield Entry(str(labels.NEEDS[need]))


def _show(route: Route) -> Iterable[Entry]:
    for figure in paper.figures_of(route):
        yield Entry(f"{figure['label']} : {figure['text']}".replace(" :", "\u00a0:"), figure["more"])
    if route.show_at is not None and route.planned_at not in (None, route.show_at):
        yield Entry(str(_("Le planning dit %(time)s.", time=time_of_day(route.planned_at))))


def _keepers(route: Route) -> Iterable[Entry]:
    for keeper in route.hall.keepers if route.hall else ():
        yield Entry(
            keeper.name or keeper.job,
            _said(keeper.job if keeper.name else "", phone(keeper.phone), _("de la fiche lieu")),
        )


def _trip(trip: Any) -> Entry:
    title = _said(short_day(trip.on), time_of_day(trip.leaves_at), paper.way(trip), between=" ")
    count = ngettext("%(num)s personne", "%(num)s personnes", len(trip.seats)) if trip.seats else ""
    tickets = (
        ngettext("%(num)s billet à prendre", "%(num)s billets à prendre", trip.untaken)
        if trip.untaken
        else ""
    )
    return Entry(title, _said(count, tickets), trip.key)


def _services(route: Route) -> Iterable[Entry]:
    for slot in route.slots:
        yield Entry(f"{short_day(slot.on)}, {paper.service(slot)}")


def _meal(meal: Any) -> Entry:
    title = _said(short_day(meal.on), time_of_day(meal.minute), meal.what, between=" ")
    count = ngettext("%(num)s couvert", "%(num)s couverts", meal.count) if meal.count else ""
    return Entry(title, _said(meal.where or "", meal.payer or "", count, labels.diets(meal)), meal.key)


def _room(room: Any) -> Entry:
    names = ", ".join(person.name for person in room.people) or str(_("Personne encore"))
    confirmation = _("conf. %(number)s", number=room.confirmation) if room.confirmation else _("à confirmer")
    nights = day_range(room.arrive_on, room.leave_on)
    return Entry(
        names, _said(room.hotel or "", room.number or "", room.kind or "", nights, confirmation), room.key
    )


def _allowance(paid: Any) -> Entry:
    who = paid.person.name if paid.person else str(_("Chacun"))
    total = f"{quantity(paid.days)} × {money(paid.rate_cents)} = {money(paid.cents)}"
    return Entry(who, _said(paid.label or "", total, paid.payer or ""), paid.key)


def _invitation(one: Any) -> Entry:
    count = ngettext("%(num)s place", "%(num)s places", one.count)
    return Entry(one.name, _said(count, _("de la part de %(name)s", name=one.by) if one.by else ""), one.key)


def _ending(route: Route) -> Iterable[Entry]:
    for title, on, at, text in (
        (_("Démontage"), route.strike_on, route.strike_at, route.strike_text),
        (_("Départ"), route.leave_on, route.leave_at, route.leave_text),
    ):
        if on or at is not None or text:
            yield Entry(
                _said(str(title), short_day(on or route.until_on), time_of_day(at), between=" "), text or ""
            )


def _said(*said: Any, between: str = " · ") -> str:
    return between.join(str(one) for one in said if one)
